"""`Corpus`: an immutable sequence of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

import attrs

from corpus.arguments import check_function, check_several, described
from corpus.errors import AnnotationError, LayerError, UnknownNameError
from corpus.model import steps
from corpus.model.article import Article

if TYPE_CHECKING:
    from os import PathLike
    from typing import Unpack

    from corpus.model.annotations import Entity, Sentence
    from corpus.model.outline import Decision
    from corpus.model.steps import AnnotateOptions, Converter

__all__ = ["Corpus"]


@attrs.frozen(init=False, repr=False, hash=False)
class Corpus(Sequence[Article]):
    """An immutable sequence of articles.

    Args:
        articles: The articles, each with an id of its own.
        decisions: What the parser decided about the raw text outside the articles.

    Raises:
        AnnotationError: If two articles have the same id.

    Example:
        >>> import corpus
        >>> news = corpus.load()
        >>> len(news), news[0].dateline.place
        (3, '北京')
        >>> news["zhao-yafu"].title
        '赵亚夫事迹引起社会强烈反响'
    """

    articles: tuple[Article, ...]
    decisions: tuple[Decision, ...]

    def __init__(
        self, articles: Iterable[Article] = (), *, decisions: Iterable[Decision] = ()
    ) -> None:
        if isinstance(articles, Corpus) and not decisions:
            decisions = articles.decisions
        if isinstance(articles, Article | str) or not isinstance(articles, Iterable):
            raise TypeError(f"a corpus is made of articles: [article], not {described(articles)}")
        check_several(decisions, "decisions=")
        self.__attrs_init__(tuple(articles), tuple(decisions))
        seen: set[str] = set()
        for article in self.articles:
            if not isinstance(article, Article):
                raise TypeError(f"a corpus is made of articles, not {described(article)}")
            if article.id in seen:
                raise AnnotationError(f"two articles have the id {article.id!r}")
            seen.add(article.id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The articles' ids, in order."""
        return tuple(article.id for article in self.articles)

    def __len__(self) -> int:
        return len(self.articles)

    @overload
    def __getitem__(self, key: int | str) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Article | Corpus:
        """Return an article by place or by id, or a corpus by slice.

        Raises:
            UnknownNameError: If no article has that id; a `LookupError`.
            IndexError: If there is no such place.
        """
        if isinstance(key, slice):
            return attrs.evolve(self, articles=self.articles[key])
        if isinstance(key, str):
            for article in self.articles:
                if article.id == key:
                    return article
            raise UnknownNameError("article", key, self.ids)
        if not hasattr(key, "__index__"):
            raise TypeError(f"an article is asked for by place or by id, not {described(key)}")
        return self.articles[key]

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __contains__(self, item: object) -> bool:
        return item in self.ids if isinstance(item, str) else item in self.articles

    def __hash__(self) -> int:
        return hash(self.articles)

    def __repr__(self) -> str:
        if len(self) == 1:
            return "<Corpus of 1 article>"
        why = next((d.evidence for d in self.decisions if d.rule.startswith("empty.")), "")
        return f"<Corpus of {len(self)} articles{f': {why}' if why and not self.articles else ''}>"

    def _repr_html_(self) -> str:
        return steps.corpus_html(self)

    # -- choosing -------------------------------------------------------------------

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences of all articles, in order.

        Example:
            >>> import corpus
            >>> next(corpus.load().sentences()).text
            '以服务型党组织建设引领基层党建工作'
        """
        return (sentence for article in self.articles for sentence in article.sentences)

    def entities(self, *, label: str | None = None, id: str | None = None) -> Iterator[Entity]:  # noqa: A002
        """Yield the entities of all articles, all or those of one label or one id.

        Args:
            label: One of `ENTITY_LABELS`, or `None` for all.
            id: The id that mentions of one thing share, or `None` for all.

        Raises:
            LayerError: If an article has not been annotated with entities.
            AnnotationError: If there is no such label.

        Example:
            >>> import corpus
            >>> sorted({e.text for e in corpus.load().entities(id="zhao-yafu")})
            ['亚夫', '赵', '赵亚夫']
        """
        for article in self.articles:
            layer = article.entities if label is None else article.entities.filter(label=label)
            yield from layer if id is None else layer.filter(id=id)

    def filter(
        self, predicate: Callable[[Article], bool] | None = None, **fields: object
    ) -> Corpus:
        """Return the corpus of the articles that satisfy `predicate` and have these attributes.

        Args:
            predicate: Called with each article.
            **fields: Any attributes of articles: ``script="Hant"``, ``title=None``.

        Raises:
            LayerError: If articles have no such attribute.

        Example:
            >>> import corpus
            >>> len(corpus.load().filter(lambda article: article.dateline is not None))
            2
        """
        check_function(predicate, "filter")
        unknown = [name for name in fields if not hasattr(Article, name)]
        if unknown:
            raise LayerError(f"articles have no attribute {unknown[0]!r}")
        chosen = [
            article
            for article in self.articles
            if (predicate is None or predicate(article))
            and all(getattr(article, name) == value for name, value in fields.items())
        ]
        return attrs.evolve(self, articles=chosen)

    # -- steps ----------------------------------------------------------------------

    def convert(self, converter: str | Converter) -> Corpus:
        """Return the corpus with every article converted.

        Args:
            converter: As for `Article.convert`.

        Raises:
            UnknownNameError: If there is no such config.

        Example:
            >>> import corpus
            >>> corpus.load().convert("s2tw")["zhao-yafu"].title
            '趙亞夫事蹟引起社會強烈反響'
        """
        step = steps.converter(converter)
        return attrs.evolve(self, articles=[article.convert(step) for article in self.articles])

    def annotate(
        self,
        layers: Sequence[str] = steps.LAYERS,
        *,
        workers: int = 1,
        progress: Callable[[int, int], object] | None = None,
        tagger: Any = None,
        **options: Unpack[AnnotateOptions],
    ) -> Corpus:
        """Return the corpus with every article annotated.

        Args:
            layers: Which of ``sentences``, ``tokens``, ``entities``, ``quotations``, which are
                made unless told otherwise, and ``roles``.
            workers: How many processes do the work, this one among them; a script that asks for
                more than one needs the usual ``if __name__ == "__main__":``.
            progress: Called with the number of articles done and the number of all.
            tagger: As for `Article.annotate`.
            **options: As for `Article.annotate`.

        Raises:
            AnnotationError: As for `Article.annotate`.
            UnknownNameError: As for `Article.annotate`.

        Example:
            >>> import corpus
            >>> news = corpus.Corpus([corpus.Article(id="a", text="毛健在北京说，试验很成功。")])
            >>> [(entity.text, entity.label) for entity in news.annotate(["entities"]).entities()]
            [('毛健', 'PERSON'), ('北京', 'GPE')]
        """
        done = steps.annotate_all(
            self.articles, layers, workers=workers, progress=progress, tagger=tagger, **options
        )
        return attrs.evolve(self, articles=done)

    # -- exchange -------------------------------------------------------------------

    def to_jsonl(self) -> str:
        """Return the corpus as JSON Lines, an article a line, with every layer.

        Raises:
            FormatError: As for `corpus.to_jsonl`.

        Example:
            >>> import corpus
            >>> news = corpus.Corpus([corpus.Article(id="a", text="走了。")])
            >>> print(news.to_jsonl(), end="")
            {"schema":"zh-news-corpus/1","id":"a","text":"走了。","script":null,"source":null,"layers":{}}
        """
        return steps.to_jsonl(self)

    def write_jsonl(self, path: str | PathLike[str]) -> None:
        """Write the corpus to a file of JSON Lines; `corpus.read_jsonl` reads it back equal.

        Args:
            path: The file; it is packed with gzip if its name ends in ``.gz``.

        Raises:
            FormatError: As for `corpus.write_jsonl`.
            OSError: If the file can't be written.

        Example:
            >>> import corpus, pathlib, tempfile
            >>> path = pathlib.Path(tempfile.mkdtemp(), "news.jsonl.gz")
            >>> corpus.load().write_jsonl(path)
            >>> corpus.read_jsonl(path)["zhao-yafu"].title
            '赵亚夫事迹引起社会强烈反响'
        """
        steps.write_jsonl(self, path)
