"""The layers that annotation makes, one maker each, and what is asked of them (`Options`).

What lives here: how each layer is made from an article and from the layers made before it: a
dateline's names go to the entities, entities to tokens, quotations and roles. What does not: the
order of the steps and who calls them (`pipeline`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from corpus.errors import AnnotationError, UnknownNameError
from corpus.layers import Layer

if TYPE_CHECKING:
    from datetime import date

    from corpus.annotation.entities.recognition import NameTagger
    from corpus.model import Article, Entity, Token
    from corpus.spans import Span
    from corpus.values import DateValue

__all__ = [
    "LAYERS",
    "MAKERS",
    "RECOGNIZERS",
    "Existing",
    "Options",
    "layer_names",
    "tokenize_article",
]


LAYERS: Final = ("sentences", "tokens", "entities", "quotations", "roles")
"""The layers that can be asked for."""


RECOGNIZERS: Final = ("rules", "lac", "values")
"""Recognisers by name: network and rules, the bare network, the grammars of values alone."""


Recognizer: TypeAlias = "str | Callable[[str], Layer[Entity]]"


Existing: TypeAlias = Literal["refuse", "replace", "keep"]


_NAMES: Final = frozenset({"PERSON", "GPE", "LOC", "FAC", "ORG", "NORP", "PRODUCT"})


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


@attrs.frozen(kw_only=True)
class Options:
    """What `annotate_article` does and with what; see there."""

    layers: tuple[str, ...] = attrs.field(converter=_names_tuple, default=LAYERS[:4])
    tokenizer: str | Callable[[str], Iterable[str]] = "jieba"
    tags: bool = True
    recognizers: tuple[Recognizer, ...] = attrs.field(
        converter=_recognizers_tuple, default=("rules",)
    )
    rules: tuple[str, ...] | None = attrs.field(
        converter=attrs.converters.optional(_names_tuple), default=None
    )
    published: "date | DateValue | None" = None
    existing: Existing = "refuse"

    def __attrs_post_init__(self) -> None:
        for name in self.layers:
            if name not in LAYERS:
                raise UnknownNameError("layer", name, LAYERS)
        if self.existing not in {"refuse", "replace", "keep"}:
            raise UnknownNameError(
                "choice of existing", self.existing, ("refuse", "replace", "keep")
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


def tokenize_article(article: "Article", **options: Any) -> Layer["Token"]:
    """Tokens of an article, in which the names of its entities layer are whole.

    Args:
        article: The article.
        **options: As for `tokenize`.

    Returns:
        The tokens; `source` says whether names were kept whole.
    """
    from corpus.annotation.tokens import tokenize

    names = list(_names_of(article))
    tokens = tokenize(article.text, keep=names, **options)
    if not names:
        return tokens
    source = f"{tokens.source}, names whole"
    return Layer(
        tokens.text, tokens.item, tokens.starts, tokens.ends, tokens.columns, source=source
    )


def _sentences(
    article: "Article", _options: Options, _tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    from corpus.annotation.sentences import split_sentences

    yield "sentences", split_sentences(article.text)


def _entities(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    names = layer_names("entities", options)
    for name, recognizer in zip(names, options.recognizers, strict=True):
        if options.existing == "keep" and name in article.layers:
            continue  # not made only to be thrown away
        yield name, _recognized(article, recognizer, options, tagger)


def _recognized(
    article: "Article", recognizer: Recognizer, options: Options, tagger: "NameTagger | None"
) -> Layer[Any]:
    from corpus.annotation.entities import find_entities
    from corpus.annotation.grammar import find_values

    if not isinstance(recognizer, str):
        return recognizer(article.text)
    published = options.published or _published(article)
    if recognizer == "values":
        return find_values(article.text, published=published)
    rules = () if recognizer == "lac" else options.rules
    known = () if recognizer == "lac" else _dateline_names(article)
    return find_entities(article.text, rules=rules, tagger=tagger, published=published, known=known)


def _tokens(
    article: "Article", options: Options, _tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    tokens = tokenize_article(article, tokenizer=options.tokenizer)
    if options.tags:
        from corpus.annotation.tokens import tag_tokens

        tokens = tag_tokens(tokens, sentences=article.sentences)
    yield "tokens", tokens


def _quotations(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    from corpus.annotation.quotations import find_quotations

    yield "quotations", find_quotations(article.text, _entities_for(article, options, tagger))


def _roles(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    from corpus.annotation.roles import find_roles

    yield "roles", find_roles(article.text, _entities_for(article, options, tagger))


MAKERS: Final = {
    "sentences": _sentences,
    "entities": _entities,
    "tokens": _tokens,
    "quotations": _quotations,
    "roles": _roles,
}


def _entities_for(article: "Article", options: Options, tagger: "NameTagger | None") -> Layer[Any]:
    """The article's entities, or those the recogniser finds if it has none."""
    if "entities" in article.layers:
        return article.layers["entities"]
    recognizer = options.recognizers[0] if options.recognizers else "rules"
    return _recognized(article, recognizer, options, tagger)


def _names_of(article: "Article") -> Iterator["Entity"]:
    """The names that are words: of a chain its links, of a very long body the names in it."""
    if "entities" not in article.layers:
        return
    names = [entity for entity in article.entities if entity.label in _NAMES]
    for row, entity in enumerate(names):
        following = names[row + 1] if row + 1 < len(names) else None
        plain = following is None or following.start >= entity.end
        if plain or (entity.label == "ORG" and entity.end - entity.start <= _LONGEST_WORD):
            yield entity


_LONGEST_WORD: Final = 10
"""Names of bodies longer than this, in characters, are no one word."""


def _published(article: "Article") -> "DateValue | None":
    dateline = article.dateline
    return None if dateline is None else dateline.date_value


def _dateline_names(article: "Article") -> list[tuple["Span", str]]:
    """A dateline's agency, places and reporters, which are names beyond doubt."""
    dateline = article.dateline
    if dateline is None:
        return []
    agency = [dateline.agency_span] if dateline.agency not in {None, "本报", "本刊", "本社"} else []
    return [
        *((span, "ORG") for span in agency if span is not None),
        *((span, "GPE") for span in dateline.place_spans),
        *((reporter.span, "PERSON") for reporter in dateline.reporters),
    ]
