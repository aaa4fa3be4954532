"""The pipeline: articles in, annotated articles out, one step after the other.

What lives here: `annotate`, which folds any functions over an article; `annotate_article` and
`annotate_articles`, which make the usual layers by name, in an order in which a later layer may
read an earlier one. What does not: how a layer is made (`layer_makers`), and processes (`workers`).

Every layer says in its `source` who made it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from corpus.annotation.layer_makers import (
    LAYERS,
    MAKERS,
    Existing,
    Options,
    layer_names,
    tokenize_article,
)
from corpus.errors import AnnotationError

if TYPE_CHECKING:
    from corpus.annotation.entities.recognition import NameTagger
    from corpus.model import Article

__all__ = [
    "LAYERS",
    "Existing",
    "Options",
    "annotate",
    "annotate_article",
    "annotate_articles",
    "tokenize_article",
]


Step: TypeAlias = "Callable[[Article], Article]"

# The order in which layers are made: a later one may read an earlier one.
_ORDER: Final = ("sentences", "entities", "tokens", "quotations", "roles")


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
    from corpus.model import Article as Wanted

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
            as `entities:lac`, numbered where a name comes twice: `entities:lac-2`), `rules` (for
            `find_entities`), `published` (day of publication) and `existing`: what to do with
            a layer that is there: "refuse", "replace" or "keep".

    Returns:
        The article with the layers.

    Raises:
        UnknownNameError: If a layer or recognizer is not known.
        AnnotationError: If a layer is there already and `existing` is "refuse", or a string is
            given for a sequence of names.

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
        from corpus.annotation.workers import annotate_in_processes

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
    if "entities" in options.layers and any(
        name in {"rules", "lac"} for name in options.recognizers
    ):
        from corpus.annotation.entities.ahead import tag_ahead

        tagger = tag_ahead([article.text for article in chunk], tagger)
    return [_annotated(article, options, tagger) for article in chunk]


def _annotated(article: "Article", options: Options, tagger: "NameTagger | None") -> "Article":
    for name in (name for name in _ORDER if name in options.layers):
        names = layer_names(name, options)
        there = {made for made in names if made in article.layers}
        if there and options.existing == "refuse":
            first = next(made for made in names if made in there)
            raise AnnotationError(
                f"there is a layer {first!r} already; existing='replace' makes it anew, "
                "'keep' leaves it",
                place=f"article {article.id}",
            )
        kept = there if options.existing == "keep" else set()
        if len(kept) == len(names):
            continue
        for made, layer in MAKERS[name](article, options, tagger):
            if made not in kept:
                article = article.with_layer(made, layer)
    return article
