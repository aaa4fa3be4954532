"""The pipeline: articles in, annotated articles out, one step after the other.

What lives here: `annotate`, which folds any functions over an article; `annotate_article` and
`annotate_articles`, which make the usual layers by name, in an order in which a later layer may
read an earlier one. What does not: how a layer is made (`layer_makers`), and processes (`workers`).

Every layer says in its `source` who made it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias, Unpack

from corpus.annotation.layer_makers import MAKERS, Work, names_for, tokenize_article
from corpus.annotation.options import LAYERS, USUAL, Existing, Options, layer_names
from corpus.arguments import check_function, described
from corpus.errors import AnnotationError
from corpus.model.steps import AnnotateOptions

if TYPE_CHECKING:
    from corpus.annotation.entities.name_tagger import NameTagger
    from corpus.model import Article

__all__ = [
    "LAYERS",
    "USUAL",
    "Existing",
    "Options",
    "annotate",
    "annotate_article",
    "annotate_articles",
    "tokenize_article",
]


Step: TypeAlias = "Callable[[Article], Article]"


def annotate(article: "Article", *steps: Step) -> "Article":
    """Fold steps over an article: each takes one and returns one.

    Args:
        article: The article.
        *steps: Functions from an article to an article, at least one. To make layers by name,
            or all of them, use `Article.annotate`.

    Returns:
        What the last step returns.

    Raises:
        AnnotationError: If a step returns something else than an article.
        TypeError: If `article` is no article, a step no function, or there is no step.

    Example:
        >>> import corpus
        >>> article = corpus.Article(id="a", text="他走了。她来了。")
        >>> def count(article):
        ...     return article.with_layer("sentences", corpus.split_sentences(article.text))
        >>> len(annotate(article, count).layers["sentences"])
        2
    """
    from corpus.model import Article as Wanted

    if not isinstance(article, Wanted):
        raise TypeError(f"an article is annotated, not {described(article)}")
    if not steps:
        raise TypeError("no step is given; article.annotate() makes all layers")
    for step in steps:
        if not callable(step):
            usual = "article.annotate(layers) makes layers by name"
            raise TypeError(f"a step is a function, not {described(step)}; {usual}")
        made = step(article)
        if not isinstance(made, Wanted):
            name = getattr(step, "__name__", repr(step))
            reason = f"step {name} returns {type(made).__name__}; a step returns an Article"
            raise AnnotationError(reason, place=f"article {article.id}")
        article = made
    return article


def annotate_article(
    article: "Article",
    layers: Sequence[str] = USUAL,
    *,
    tagger: "NameTagger | None" = None,
    **options: Unpack[AnnotateOptions],
) -> "Article":
    """Make layers of an article by the packaged network, rules and grammars.

    Args:
        article: The article. Its dateline, if it has one, gives entities their first names and
            dates their year.
        layers: Which of ``sentences``, ``tokens``, ``entities``, ``quotations``, which are made
            unless told otherwise, and ``roles``.
        tagger: What tags words and names; None for the network in the `jieba` package.
        **options: The other fields of `Options`. The first recogniser makes `entities`, each
            further one a layer of its own beside it, such as `entities:lac`, numbered where a
            name comes twice: `entities:lac-2`.

    Returns:
        The article with the layers.

    Raises:
        UnknownNameError: If a layer or recognizer is not known.
        AnnotationError: If a layer is there already and `existing` is "refuse", or a string is
            given for a sequence of names.

    Example:
        >>> import corpus
        >>> article = corpus.Article(id="a", text="镇江市科技局局长毛健说：“试验很成功。”")
        >>> done = annotate_article(article)
        >>> [(q.speaker, q.text) for q in done.quotations]
        [('毛健', '“试验很成功。”')]
    """
    return annotate_chunk([article], Options.of(layers, options, "tagger"), tagger)[0]


def annotate_articles(
    articles: Sequence["Article"],
    layers: Sequence[str] = USUAL,
    *,
    progress: Callable[[int, int], object] | None = None,
    workers: int = 1,
    tagger: "NameTagger | None" = None,
    **options: Unpack[AnnotateOptions],
) -> Iterator["Article"]:
    """Annotate many articles, in processes if asked to, in their order.

    Args:
        articles: The articles.
        layers: As for `corpus.annotation.annotate_article`.
        progress: Called with the number of articles done and the number of all.
        workers: How many processes do the work, this one among them. With more than one,
            functions among the options must be importable (defined in a module, no lambda), and
            a script needs the usual `if __name__ == "__main__":`.
        tagger: As for `corpus.annotation.annotate_article`; it is sent to each process.
        **options: The other fields of `Options`.

    Yields:
        The annotated articles, in order.

    Raises:
        AnnotationError: If `workers` is below 1, or an option can't be sent to a process.

    Example:
        >>> import corpus
        >>> news = [corpus.Article(id="a", text="毛健在北京说，试验很成功。")]
        >>> for done in annotate_articles(news, ("entities",)):
        ...     print([entity.text for entity in done.entities])
        ['毛健', '北京']
    """
    chosen = Options.of(layers, options, "tagger", "progress", "workers")
    check_function(progress, "progress=")
    count: object = workers
    if not isinstance(count, int) or count < 1:
        raise AnnotationError(f"workers is {workers!r}; at least one process does the work")
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


def chunks(articles: Sequence["Article"], characters: int = 40_000) -> Iterator[list["Article"]]:
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
    chunk: Sequence["Article"], options: Options, tagger: "NameTagger | None" = None
) -> list["Article"]:
    """Annotate articles layer by layer, so that the network reads all their sentences together."""
    for article in chunk:
        _refuse_existing(article, options)
    articles, work = list(chunk), Work(chunk, options, tagger)
    for name in ("sentences", "entities", "tokens"):
        articles = _with_layer(name, articles, work)
    lent = [_needs_names(article, options) for article in articles]
    articles = [
        article.with_layer("entities", names_for(article, work)) if needed else article
        for article, needed in zip(articles, lent, strict=True)
    ]
    for name in ("quotations", "roles"):
        articles = _with_layer(name, articles, work)
    return [
        article.without_layer("entities") if needed else article
        for article, needed in zip(articles, lent, strict=True)
    ]


def _refuse_existing(article: "Article", options: Options) -> None:
    if options.existing != "refuse":
        return
    for name in (made for layer in options.layers for made in layer_names(layer, options)):
        if name in article.layers:
            raise AnnotationError(
                f"there is a layer {name!r} already; existing='replace' makes it anew, "
                "'keep' leaves it",
                place=f"article {article.id}",
            )


def _with_layer(name: str, articles: list["Article"], work: Work) -> list["Article"]:
    """Return the articles with one of the layers, where it is asked for and wanting."""
    wanting = {
        row: article for row, article in enumerate(articles) if _wants(article, name, work.options)
    }
    made = MAKERS[name](list(wanting.values()), work)
    done = list(articles)
    for row, layers in zip(wanting, made, strict=True):
        for made_name, layer in layers.items():
            done[row] = done[row].with_layer(made_name, layer)
    return done


def _wants(article: "Article", name: str, options: Options) -> bool:
    if name not in options.layers:
        return False
    kept = set(article.layers) if options.existing == "keep" else set()
    return not kept.issuperset(layer_names(name, options))


def _needs_names(article: "Article", options: Options) -> bool:
    """Tell whether quotations or roles are to be made of an article without entities."""
    wanted = any(_wants(article, name, options) for name in ("quotations", "roles"))
    return wanted and "entities" not in article.layers
