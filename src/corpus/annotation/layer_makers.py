"""The layers that annotation makes, one maker each, for a chunk of articles at a time.

What lives here: how each layer is made from articles and from the layers made before it: a
dateline's names go to the entities, entities to tokens, quotations and roles; and `Work`, what the
makers share. What does not: the order of the steps (`pipeline`) and what is asked (`options`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from corpus.annotation.options import Options, Recognizer, layer_names
from corpus.layers import Layer, trusted_layer

if TYPE_CHECKING:
    from corpus.annotation.entities.name_tagger import NameTagger
    from corpus.annotation.lac import Reading
    from corpus.model import Article, Entity, Token
    from corpus.spans import Span
    from corpus.values import DateValue

__all__ = ["MAKERS", "Made", "Work", "names_for", "tokenize_article"]

Made: TypeAlias = Mapping[str, Layer[Any]]
"""What a maker makes of one article: layers by name."""

_NAMES: Final = frozenset({"PERSON", "GPE", "LOC", "FAC", "ORG", "NORP", "PRODUCT"})


class Work:
    """What the makers of one chunk share: what is asked, and what the network has read.

    The network runs once over each sentence of the chunk, and over many at a time. It is let go
    with the chunk.

    Args:
        articles: The chunk.
        options: What is asked.
        tagger: What tags words and names; None for the network in the `jieba` package.
    """

    def __init__(
        self, articles: Sequence["Article"], options: Options, tagger: "NameTagger | None"
    ) -> None:
        self.options = options
        self._texts = [article.text for article in articles]
        self._tagger = tagger

    @cached_property
    def reading(self) -> "Reading":
        """The network's reading of the chunk; of a tagger of another kind parts are not asked."""
        from corpus.annotation.lac import Reading, Tagger

        return Reading(self._tagger if isinstance(self._tagger, Tagger) else Tagger())

    @cached_property
    def names(self) -> "NameTagger":
        """What finds the chunk's names: it has read all sentences when the first is asked for."""
        from corpus.annotation.entities.ahead import tag_ahead
        from corpus.annotation.lac import Tagger

        given = self._tagger
        own = given is None or isinstance(given, Tagger)
        return tag_ahead(self._texts, self.reading if own else given)


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
    return trusted_layer(
        tokens.text, tokens.item, tokens.starts, tokens.ends, tokens.columns, source=source
    )


def _sentences(articles: Sequence["Article"], _work: Work) -> Iterator[Made]:
    from corpus.annotation.sentences import split_sentences

    for article in articles:
        yield {"sentences": split_sentences(article.text)}


def _entities(articles: Sequence["Article"], work: Work) -> Iterator[Made]:
    options = work.options
    makers = dict(zip(layer_names("entities", options), options.recognizers, strict=True))
    for article in articles:
        # What is kept is not made only to be thrown away.
        kept = set(article.layers) if options.existing == "keep" else set()
        yield {
            name: _recognized(article, recognizer, work)
            for name, recognizer in makers.items()
            if name not in kept
        }


def names_for(article: "Article", work: Work) -> Layer[Any]:
    """Entities of an article that has none, by the first recogniser."""
    recognizers = work.options.recognizers
    return _recognized(article, recognizers[0] if recognizers else "rules", work)


def _recognized(article: "Article", recognizer: Recognizer, work: Work) -> Layer[Any]:
    from corpus.annotation.entities import find_entities
    from corpus.annotation.values import find_values

    if not isinstance(recognizer, str):
        return recognizer(article.text)
    published, currency = work.options.published or _published(article), work.options.currency
    if recognizer == "values":
        return find_values(article.text, published=published, currency=currency)
    bare = recognizer == "lac"
    found = find_entities(
        article.text,
        rules=() if bare else work.options.rules,
        tagger=work.names,
        published=published,
        currency=currency,
        known=() if bare else _dateline_names(article),
    )
    return found if bare else _clear_of_kind(found, article)


def _tokens(articles: Sequence["Article"], work: Work) -> Iterator[Made]:
    layers = [tokenize_article(a, tokenizer=work.options.tokenizer) for a in articles]
    if work.options.tags:
        from corpus.annotation.tokens.tagging import tag_all

        layers = tag_all(layers, [a.sentences for a in articles], tagger=work.reading)
    for layer in layers:
        yield {"tokens": layer}


def _quotations(articles: Sequence["Article"], _work: Work) -> Iterator[Made]:
    from corpus.annotation.quotations import find_quotations

    for article in articles:
        yield {"quotations": find_quotations(article.text, article.entities)}


def _roles(articles: Sequence["Article"], _work: Work) -> Iterator[Made]:
    from corpus.annotation.roles import find_roles

    for article in articles:
        yield {"roles": find_roles(article.text, article.entities)}


MAKERS: Final[Mapping[str, Callable[[Sequence["Article"], Work], Iterator[Made]]]] = {
    "sentences": _sentences,
    "entities": _entities,
    "tokens": _tokens,
    "quotations": _quotations,
    "roles": _roles,
}
"""By layer: what makes it for each of some articles, in order. The last two read `entities`."""


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


def _clear_of_kind(found: Layer[Any], article: "Article") -> Layer[Any]:
    """Leave out names that run on into the 專訊 of 明報專訊, which is no part of any."""
    kind = None if article.dateline is None else article.dateline.kind_span
    if kind is None or not found.overlapping(kind):
        return found
    return found.filter(lambda entity: entity.label not in _NAMES or not entity.span.overlaps(kind))


_SELF: Final = frozenset({None, "本报", "本報", "本刊", "本社", "本台", "本臺", "本网", "本網"})
"""How a paper calls itself, which is no name."""


def _dateline_names(article: "Article") -> list[tuple["Span", str]]:
    """A dateline's agency, places and reporters, which are names beyond doubt."""
    dateline = article.dateline
    if dateline is None:
        return []
    agency = [dateline.agency_span] if dateline.agency not in _SELF else []
    return [
        *((span, "ORG") for span in agency if span is not None),
        *((span, "GPE") for span in dateline.place_spans),
        *((reporter.span, "PERSON") for reporter in dateline.reporters),
    ]
