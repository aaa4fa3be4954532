"""`Annotation`, a stretch of a text with what is said of it: the base of every layer's items.

Every item is a frozen value with ``start`` and ``end``, in code points of the text, and
``text``, the characters between them. Two items are equal when all their fields are; the
layer that an item came from is remembered but is no part of its value.
"""

from __future__ import annotations

from collections import deque
from functools import cache
from itertools import repeat
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, cast

import attrs

from corpus.arguments import described
from corpus.errors import AnnotationError, LayerError, SpanError
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Self

    from corpus.layers import Layer
    from corpus.model.article import Article

__all__ = ["NONE", "Annotation", "known"]

NONE = type(None)
"""The type of a field that is left open."""

_SHORT = 40  # characters of a text, in the repr of an item


def _shortened(text: str) -> str:
    return repr(text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…")


def _unknown(what: str, value: object, names: tuple[str, ...]) -> str:
    return f"unknown {what} {value!r}; valid: {', '.join(names)}"


def known(what: str, names: tuple[str, ...]) -> Callable[[Any, Any, str], None]:
    """Return a validator of a field whose values are `names`."""

    def check(_item: object, _field: object, value: str) -> None:
        if value not in names:
            raise AnnotationError(_unknown(what, value, names))

    return check


def _spans(value: object) -> Iterator[Span]:
    """Yield the spans that a value is or holds, as a dateline's reporters do."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)


@cache
def _slots(item: type[Any]) -> dict[str, tuple[Callable[[Any, Any], None], object]] | None:
    """Return what fills each field of a class, and its default.

    None if something else happens when an item is made: code of the class's own, a converter.
    """
    owner = next(base for base in item.__mro__ if "__init__" in base.__dict__)
    fields = attrs.fields(item)
    slots = [getattr(item, field.name, None) for field in fields]
    if (
        "__attrs_attrs__" not in owner.__dict__
        or any({"__attrs_init__", "__new__"} & base.__dict__.keys() for base in item.__mro__[:-1])
        or item.__attrs_post_init__ is not Annotation.__attrs_post_init__
        or not all(isinstance(slot, MemberDescriptorType) for slot in slots)
        or any(field.converter or hasattr(field.default, "factory") for field in fields)
    ):
        return None
    pairs = zip(slots, fields, strict=True)
    return {field.alias: (slot.__set__, field.default) for slot, field in pairs}  # type: ignore[union-attr]


@attrs.frozen(kw_only=True)
class Annotation:
    """A stretch of a text; the base of every item of a layer.

    Attributes:
        start: Offset of its first character in code points.
        end: Offset after its last character.
        text: Its characters.

    Raises:
        SpanError: If the offsets make no span, or the text does not fill them.

    Example:
        >>> Annotation(start=3, end=5, text="北京").span
        Span(start=3, end=5)
    """

    start: int
    end: int
    text: str = attrs.field(repr=_shortened)
    _layer: Layer[Any] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def span(self) -> Span:
        """Start and end as a `Span`."""
        return Span(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Every item is true, an empty one too, as every `Span` is."""
        return True

    def __str__(self) -> str:
        return self.text

    def __attrs_post_init__(self) -> None:
        if self._layer is not None:  # it has checked its rows, but `attrs.evolve` comes by here too
            self._check_place(self._layer.text)
            return
        span = Span(self.start, self.end)
        if not isinstance(self.text, str):
            raise TypeError(f"an item's text is a string, not {described(self.text)}")
        if span.end - span.start != len(self.text):
            reason = f"{len(self.text)} characters of text do not fill the offsets"
            raise SpanError(reason, self.start, self.end)
        kinds = self._types()
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            if field.alias in kinds and not isinstance(value, kinds[field.alias]):
                raise AnnotationError(f"{field.alias} can't be {value!r}")

    def _check_place(self, text: str) -> None:
        start, end, words = self.start, self.end, self.text
        if text[start:end] != words or end - start != len(words) or start < 0:
            reason = f"{described(words)} is not what stands there in the layer's text"
            raise SpanError(reason, start, end, len(text))

    @classmethod
    def of_rows(
        cls,
        layer: Layer[Any],
        starts: Sequence[int],
        ends: Sequence[int],
        columns: Mapping[str, Sequence[Any]],
    ) -> list[Self]:
        """Make the items of some rows of a layer, which has checked them, in one go.

        Args:
            layer: The layer, whose text the offsets point into.
            starts: Their starts.
            ends: Their ends.
            columns: Their other fields by name, those that the layer has.

        Returns:
            One item a row, as the constructor would make them.

        Example:
            >>> import corpus
            >>> layer = corpus.split_sentences("走了。来了。")
            >>> [item.text for item in corpus.Sentence.of_rows(layer, [0, 3], [3, 6], {})]
            ['走了。', '来了。']
        """
        text, spans = layer.text, zip(starts, ends, strict=True)
        values: dict[str, Iterable[Any]] = {
            "start": starts,
            "end": ends,
            "text": [text[start:end] for start, end in spans],
            "layer": repeat(layer),
            **columns,
        }
        slots = _slots(cast("Any", cls))
        if slots is None:
            rows = zip(*values.values(), strict=False)  # a repetition has no end
            return [cls(**dict(zip(values, row, strict=True))) for row in rows]
        # A field of all items after the other: that is three times as fast as item after item.
        made: list[Self] = list(map(object.__new__, repeat(cls, len(starts))))
        for name, (fill, default) in slots.items():
            deque(map(fill, made, values.get(name, repeat(default))), maxlen=0)
        return made

    @classmethod
    def check_columns(
        cls,
        columns: Mapping[str, Sequence[Any]],
        starts: Sequence[int],  # noqa: ARG003  subclasses need them
        ends: Sequence[int],  # noqa: ARG003
        length: int,
    ) -> None:
        """Refuse columns whose values no item could have; called when a layer is made.

        Args:
            columns: The layer's columns by name.
            starts: The layer's starts.
            ends: The layer's ends.
            length: The length of the layer's text in code points.

        Raises:
            AnnotationError: If a closed vocabulary has no such name, or a value has the
                wrong type.
            SpanError: If a span in a column leaves the text.

        Example:
            >>> import corpus
            >>> corpus.Entity.check_columns({"label": ["城市"]}, [0], [2], 6)
            Traceback (most recent call last):
                ...
            corpus.errors.AnnotationError: row 0: unknown label '城市'; valid: PERSON, ...
        """
        for name, column in columns.items():
            kinds = cls._types().get(name, (object,))
            known = cls._vocabularies().get(name)
            for row, value in enumerate(column):
                if not isinstance(value, kinds):
                    raise AnnotationError(f"{name} can't be {value!r}", place=f"row {row}")
                if known is not None and value not in known:
                    raise AnnotationError(_unknown(name, value, known), place=f"row {row}")
                for span in _spans(value):
                    span.check(length)

    @classmethod
    def check_value(cls, name: str, value: object) -> None:
        """Refuse a value that the field `name` can't have, as `Layer.filter` is asked for it.

        Args:
            name: A field.
            value: What is looked for in it.

        Raises:
            AnnotationError: If the field has a closed vocabulary without that value.

        Example:
            >>> import corpus
            >>> corpus.Entity.check_value("label", "城市")
            Traceback (most recent call last):
                ...
            corpus.errors.AnnotationError: unknown label '城市'; valid: PERSON, ...
        """
        known = cls._vocabularies().get(name)
        if known is not None and value not in known:
            raise AnnotationError(_unknown(name, value, known))

    @classmethod
    def _vocabularies(cls) -> Mapping[str, tuple[str, ...]]:
        return {}

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {}

    def _slice(self, span: Span | None) -> str | None:
        if span is None:
            return None
        if self._layer is not None:
            return span.slice(self._layer.text)
        if self.span.contains(span):
            return span.shift(-self.start).slice(self.text)
        raise LayerError(f"{span} lies outside this {type(self).__name__}, which has no layer")

    def _article(self) -> Article:
        owner = None if self._layer is None else self._layer.owner
        if owner is None:
            raise LayerError(
                f"this {type(self).__name__} is known to no article: it was made from a plain "
                "string, or copied; use corpus.tokenize or corpus.find_entities on its text"
            )
        return cast("Article", owner)
