"""The pipeline: articles in, annotated articles out, one step after the other.

What lives here: `annotate`, which folds any functions over an article; `annotate_article` and
`annotate_articles`, which make the usual layers by name; and what one step hands to the next (a
dateline's names to the entities, entities to tokens and quotations). What does not: the steps
themselves, and processes (`workers`).

Every layer says in its `source` who made it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from corpus.errors import AnnotationError, UnknownNameError
from corpus.layers import Layer

if TYPE_CHECKING:
    from datetime import date

    from corpus.annotate.entities.recognition import NameTagger
    from corpus.model import Article, Entity, Token
    from corpus.spans import Span
    from corpus.values import DateValue

__all__ = ["LAYERS", "Options", "annotate", "annotate_article", "annotate_articles", "tokenize_article"]

LAYERS: Final = ("sentences", "tokens", "entities", "quotations", "roles")
"""The layers that can be asked for."""

RECOGNIZERS: Final = ("rules", "lac", "values")
"""Recognisers by name: network and rules, the bare network, the grammars of values alone."""

Recognizer: TypeAlias = "str | Callable[[str], Layer[Entity]]"
Step: TypeAlias = "Callable[[Article], Article]"
Existing: TypeAlias = Literal["refuse", "replace", "keep"]

# The order in which layers are made: a later one may read an earlier one.
_ORDER: Final = ("sentences", "entities", "tokens", "quotations", "roles")
_NAMES: Final = frozenset({"PERSON", "GPE", "LOC", "FAC", "ORG", "NORP", "PRODUCT"})


@attrs.frozen(kw_only=True)
class Options:
    """What `annotate_article` does and with what; see there."""

    layers: tuple[str, ...] = attrs.field(converter=tuple, default=LAYERS[:4])
    tokenizer: str | Callable[[str], Iterable[str]] = "jieba"
    tags: bool = True
    recognizers: tuple[Recognizer, ...] = attrs.field(converter=tuple, default=("rules",))
    rules: tuple[str, ...] | None = attrs.field(
        converter=attrs.converters.optional(tuple), default=None
    )
    published: "date | DateValue | None" = None
    existing: Existing = "refuse"

    def __attrs_post_init__(self) -> None:
        for name in self.layers:
            if name not in LAYERS:
                raise UnknownNameError("layer", name, LAYERS)
        if self.existing not in {"refuse", "replace", "keep"}:
            raise UnknownNameError("choice of existing", self.existing, ("refuse", "replace", "keep"))
        for recognizer in self.recognizers:
            if isinstance(recognizer, str) and recognizer not in RECOGNIZERS:
                raise UnknownNameError("recognizer", recognizer, RECOGNIZERS)
        if not self.recognizers and "entities" in self.layers:
            raise AnnotationError("entities need at least one recognizer; name one or leave them out")


def annotate(article: "Article", *steps: Step) -> "Article":
    """Fold steps over an article: each takes one and returns one.

    Args:
        article: The article.
        *steps: Functions from an article to an article, the user's own as well.

    Returns:
        What the last step returns; the article itself if there is none.

    Raises:
        AnnotationError: If a step returns something else than an article.

    >>> import corpus
    >>> article = corpus.Article(id="a", text="他走了。她来了。")
    >>> def count(article):
    ...     return article.with_layer("sentences", corpus.split_sentences(article.text))
    >>> len(annotate(article, count).layers["sentences"])
    2
    """
    from corpus.model import Article as Wanted  # noqa: PLC0415

    for step in steps:
        made = step(article)
        if not isinstance(made, Wanted):
            name = getattr(step, "__name__", repr(step))
            reason = f"step {name} returns {type(made).__name__}; a step returns an Article"
            raise AnnotationError(reason, place=f"article {article.id}")
        article = made
    return article


def annotate_article(
    article: "Article",
    layers: Sequence[str] = LAYERS[:4],
    *,
    tagger: "NameTagger | None" = None,
    **options: Any,
) -> "Article":
    """Make layers of an article by the packaged network, rules and grammars.

    Args:
        article: The article. Its dateline, if it has one, gives entities their first names and
            dates their year.
        layers: Which of `LAYERS` to make.
        tagger: What tags words and names; None for the network in the `jieba` package.
        **options: As the fields of `Options`: `tokenizer` (for `tokenize`), `tags` (parts of
            speech or not), `recognizers` (names out of `RECOGNIZERS` or functions from a text to a
            layer; the first makes `entities`, each further one a layer of its own beside it, such
            as `entities:lac`), `rules` (for `find_entities`), `published` (day of publication) and
            `existing`: what to do with a layer that is there: "refuse", "replace" or "keep".

    Returns:
        The article with the layers.

    Raises:
        UnknownNameError: If a layer or recognizer is not known.
        AnnotationError: If a layer is there already and `existing` is "refuse".

    >>> import corpus
    >>> article = corpus.Article(id="a", text="镇江市科技局局长毛健说：“试验很成功。”")
    >>> done = annotate_article(article)
    >>> [(q.speaker, q.text) for q in done.quotations]
    [('毛健', '“试验很成功。”')]
    """
    return _annotated(article, Options(layers=layers, **options), tagger)


def annotate_articles(
    articles: Sequence["Article"],
    layers: Sequence[str] = LAYERS[:4],
    *,
    progress: Callable[[int, int], object] | None = None,
    workers: int = 1,
    **options: Any,
) -> Iterator["Article"]:
    """Annotate many articles, in processes if asked to, in their order.

    Args:
        articles: The articles.
        layers: Which of `LAYERS` to make.
        progress: Called with the number of articles done and the number of all.
        workers: Processes. With more than one, functions among the options must be importable
            (defined in a module, no lambda), and a script needs the usual
            `if __name__ == "__main__":`.
        **options: As for `annotate_article`.

    Yields:
        The annotated articles, in order.

    Raises:
        AnnotationError: If `workers` is below 1, or an option can't be sent to a process.
    """
    tagger = options.pop("tagger", None)
    chosen = Options(layers=layers, **options)
    if workers < 1:
        raise AnnotationError(f"workers is {workers}; at least one process does the work")
    return _each(tuple(articles), chosen, progress, workers, tagger)


def _each(
    articles: tuple["Article", ...],
    options: Options,
    progress: Callable[[int, int], object] | None,
    workers: int,
    tagger: "NameTagger | None",
) -> Iterator["Article"]:
    done = 0
    for made in _chunks_done(articles, options, workers, tagger):
        for article in made:
            done += 1
            yield article
        if progress is not None:
            progress(done, len(articles))


def _chunks_done(
    articles: tuple["Article", ...],
    options: Options,
    workers: int,
    tagger: "NameTagger | None",
) -> Iterator[list["Article"]]:
    if workers > 1 and len(articles) > 1:
        from corpus.annotate.workers import annotate_in_processes  # noqa: PLC0415

        yield from annotate_in_processes(articles, options, workers, tagger)
        return
    for chunk in chunks(articles):
        yield annotate_chunk(chunk, options, tagger)


def chunks(articles: Sequence["Article"], characters: int = 60_000) -> Iterator[list["Article"]]:
    """Runs of articles of about so many characters, which the network reads together."""
    chunk: list[Article] = []
    size = 0
    for article in articles:
        if chunk and size + len(article.text) > characters:
            yield chunk
            chunk, size = [], 0
        chunk.append(article)
        size += len(article.text)
    if chunk:
        yield chunk


def annotate_chunk(
    chunk: Sequence["Article"], options: Options, tagger: "NameTagger | None"
) -> list["Article"]:
    """Annotate articles whose sentences are tagged together, which is faster than one by one."""
    if "entities" in options.layers and any(name in {"rules", "lac"} for name in options.recognizers):
        from corpus.annotate.entities.ahead import tag_ahead  # noqa: PLC0415

        tagger = tag_ahead([article.text for article in chunk], tagger)
    return [_annotated(article, options, tagger) for article in chunk]


def tokenize_article(article: "Article", **options: Any) -> Layer["Token"]:
    """Tokens of an article, in which the names of its entities layer are whole.

    Args:
        article: The article.
        **options: As for `tokenize`.

    Returns:
        The tokens; `source` says whether names were kept whole.
    """
    from corpus.annotate.tokens import tokenize  # noqa: PLC0415

    names = list(_names_of(article))
    tokens = tokenize(article.text, keep=names, **options)
    if not names:
        return tokens
    source = f"{tokens.source}, names whole"
    return Layer(
        tokens.text, tokens.item, tokens.starts, tokens.ends, tokens.columns, source=source
    )


# -- layers -----------------------------------------------------------------------------------


def _annotated(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> "Article":
    for name in (name for name in _ORDER if name in options.layers):
        if name in article.layers:
            if options.existing == "refuse":
                raise AnnotationError(
                    f"there is a layer {name!r} already; existing='replace' makes it anew, 'keep' leaves it",
                    place=f"article {article.id}",
                )
            if options.existing == "keep":
                continue
        for made, layer in _MAKERS[name](article, options, tagger):
            article = article.with_layer(made, layer)
    return article


def _sentences(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    from corpus.annotate.sentences import split_sentences  # noqa: PLC0415

    yield "sentences", split_sentences(article.text)


def _entities(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    for row, recognizer in enumerate(options.recognizers):
        layer = _with_one_source(_recognized(article, recognizer, options, tagger))
        name = recognizer if isinstance(recognizer, str) else recognizer.__name__
        yield ("entities" if row == 0 else f"entities:{name}"), layer


def _with_one_source(layer: Layer[Any]) -> Layer[Any]:
    """The layer with one maker for all: exchange formats have no place for one an item."""
    if "source" not in layer.columns:
        return layer
    columns = {name: column for name, column in layer.columns.items() if name != "source"}
    return Layer(layer.text, layer.item, layer.starts, layer.ends, columns, source=layer.source)


def _recognized(
    article: "Article", recognizer: Recognizer, options: Options, tagger: "NameTagger | None"
) -> Layer[Any]:
    from corpus.annotate.entities import find_entities  # noqa: PLC0415
    from corpus.annotate.grammar import find_values  # noqa: PLC0415

    if not isinstance(recognizer, str):
        return recognizer(article.text)
    published = options.published or _published(article)
    if recognizer == "values":
        return find_values(article.text, published=published)
    rules = () if recognizer == "lac" else options.rules
    known = () if recognizer == "lac" else _dateline_names(article)
    return find_entities(
        article.text, rules=rules, tagger=tagger, published=published, known=known
    )


def _tokens(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    tokens = tokenize_article(article, tokenizer=options.tokenizer)
    if options.tags:
        from corpus.annotate.tokens import tag_tokens  # noqa: PLC0415

        tokens = tag_tokens(tokens, sentences=article.sentences)
    yield "tokens", tokens


def _quotations(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    from corpus.annotate.quotations import find_quotations  # noqa: PLC0415

    yield "quotations", find_quotations(article.text, _entities_for(article, options, tagger))


def _roles(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Iterator[tuple[str, Layer[Any]]]:
    from corpus.annotate.roles import find_roles  # noqa: PLC0415

    yield "roles", find_roles(article.text, _entities_for(article, options, tagger))


_MAKERS: Final = {
    "sentences": _sentences,
    "entities": _entities,
    "tokens": _tokens,
    "quotations": _quotations,
    "roles": _roles,
}


def _entities_for(
    article: "Article", options: Options, tagger: "NameTagger | None"
) -> Layer[Any]:
    """The article's entities, or those the recogniser finds if it has none."""
    if "entities" in article.layers:
        return article.layers["entities"]
    recognizer = options.recognizers[0] if options.recognizers else "rules"
    return _recognized(article, recognizer, options, tagger)


def _names_of(article: "Article") -> Iterator["Entity"]:
    """The names that hold no other name: the words of a longer name stay words."""
    if "entities" not in article.layers:
        return
    names = [entity for entity in article.entities if entity.label in _NAMES]
    for row, entity in enumerate(names):
        following = names[row + 1] if row + 1 < len(names) else None
        if following is None or following.start >= entity.end:
            yield entity


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
