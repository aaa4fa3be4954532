"""What is asked of annotation: which layers, by whom, and what to do with those that are there.

What lives here: `Options`, the names they are chosen from, and the names of the layers that come
out. What does not: making layers (`layer_makers`).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from corpus.annotation.tokens.tokenizers import TOKENIZERS
from corpus.errors import AnnotationError, UnknownNameError
from corpus.model.steps import LAYERS as USUAL
from corpus.model.steps import Existing

if TYPE_CHECKING:
    from datetime import date

    from corpus.layers import Layer
    from corpus.model import Entity
    from corpus.values import DateValue

__all__ = ["LAYERS", "RECOGNIZERS", "USUAL", "Existing", "Options", "layer_names"]

LAYERS: Final = (*USUAL, "roles")
"""The layers that can be asked for; `USUAL` are those that are made unless told otherwise."""

RECOGNIZERS: Final = ("rules", "lac", "values")
"""Recognisers by name: network and rules, the bare network, the grammars of values alone."""

Recognizer: TypeAlias = "str | Callable[[str], Layer[Entity]]"


def _names_tuple(names: Iterable[str]) -> tuple[str, ...]:
    _refuse_string(names)
    return tuple(names)


def _recognizers_tuple(recognizers: Iterable[Recognizer]) -> tuple[Recognizer, ...]:
    _refuse_string(recognizers)
    return tuple(recognizers)


def _refuse_string(names: object) -> None:
    """A string is a sequence too, of letters, which are the names of nothing."""
    if isinstance(names, str):
        raise AnnotationError(f"{names!r} is a string; give a sequence of names: ({names!r},)")
    if not isinstance(names, Iterable):
        raise AnnotationError(f"a sequence of names is taken, not {names!r}")


@attrs.frozen(kw_only=True)
class Options:
    """What `corpus.annotation.annotate_article` does and with what.

    Attributes:
        layers: Which of ``sentences``, ``tokens``, ``entities``, ``quotations``, ``roles`` to make.
        tokenizer: What cuts words: ``jieba``, ``rjieba``, or a function from a text to its words.
        tags: Whether words get parts of speech.
        recognizers: What finds entities: ``rules`` (network and rules), ``lac`` (the bare network),
            ``values`` (dates and amounts), or functions from a text to a layer of entities.
        rules: The rules of names to run, out of `RULES`; None for all.
        published: The day of publication, from which dates are reckoned; None if it is not known.
        currency: What a plain 元 means, as an ISO 4217 code: ``TWD``, ``HKD``.
        existing: What to do with a layer that is there: ``refuse``, ``replace`` or ``keep``.

    Raises:
        UnknownNameError: If a layer, a tokenizer, a recogniser or the choice of `existing` is none.
        AnnotationError: If no layer is asked for, a string is given for a sequence of names, or
            the currency is no code.

    Example:
        >>> import corpus, datetime
        >>> article = corpus.Article(id="a", text="昨天在北京")
        >>> options = {"recognizers": ("values",), "published": datetime.date(2014, 5, 30)}
        >>> str(article.annotate(("entities",), **options).entities[0].value)
        '2014-05-29'
    """

    layers: tuple[str, ...] = attrs.field(converter=_names_tuple, default=USUAL)
    tokenizer: str | Callable[[str], Iterable[str]] = "jieba"
    tags: bool = True
    recognizers: tuple[Recognizer, ...] = attrs.field(
        converter=_recognizers_tuple, default=("rules",)
    )
    rules: tuple[str, ...] | None = attrs.field(
        converter=attrs.converters.optional(_names_tuple), default=None
    )
    published: "date | DateValue | None" = None
    currency: str = "CNY"
    existing: Existing = "refuse"

    @classmethod
    def of(cls, layers: Sequence[str], options: Mapping[str, Any], *others: str) -> "Options":
        """Return the options that keywords name.

        Args:
            layers: Which layers to make.
            options: Keywords and their values.
            *others: Keywords that the caller knows besides, for the error.

        Returns:
            The options; those that are not named are as by default.

        Raises:
            UnknownNameError: If there is no such option.

        Example:
            >>> Options.of(("tokens",), {"tags": False}).tags
            False
        """
        known = [field.name for field in attrs.fields(cls) if field.name != "layers"]
        for name in options:
            if name not in known:
                raise UnknownNameError("option", name, (*known, *others))
        return cls(layers=layers, **options)

    def __attrs_post_init__(self) -> None:
        if not self.layers:
            raise AnnotationError(f"no layer is asked for; name some out of {', '.join(LAYERS)}")
        for name in self.layers:
            if name not in LAYERS:
                raise UnknownNameError("layer", name, LAYERS)
        if self.existing not in {"refuse", "replace", "keep"}:
            raise UnknownNameError(
                "choice of existing", self.existing, ("refuse", "replace", "keep")
            )
        if isinstance(self.tokenizer, str) and self.tokenizer not in TOKENIZERS:
            raise UnknownNameError("tokenizer", self.tokenizer, TOKENIZERS)
        if not re.fullmatch("[A-Z]{3}", str(self.currency)):
            raise AnnotationError(
                f"currency is {self.currency!r}; give an ISO 4217 code, such as 'TWD'"
            )
        for recognizer in self.recognizers:
            if isinstance(recognizer, str) and recognizer not in RECOGNIZERS:
                raise UnknownNameError("recognizer", recognizer, RECOGNIZERS)
        if not self.recognizers and "entities" in self.layers:
            raise AnnotationError(
                "entities need at least one recognizer; name one or leave them out"
            )


def layer_names(name: str, options: Options) -> tuple[str, ...]:
    """Names of all layers that the maker of a layer yields, in its order.

    The first recogniser makes `entities`, each further one `entities:` and its name, with a number
    after it (`-2`) where an earlier one has that name.

    Example:
        >>> layer_names("entities", Options(recognizers=("rules", "lac", "lac")))
        ('entities', 'entities:lac', 'entities:lac-2')
    """
    if name != "entities":
        return (name,)
    names = ["entities"]
    for recognizer in options.recognizers[1:]:
        full = free = f"entities:{_name_of(recognizer)}"
        number = 2
        while free in names:
            free, number = f"{full}-{number}", number + 1
        names.append(free)
    return tuple(names)


def _name_of(recognizer: Recognizer) -> str:
    if isinstance(recognizer, str):
        return recognizer
    # Partial functions and objects that can be called have no name of their own.
    return str(getattr(recognizer, "__name__", type(recognizer).__name__))
