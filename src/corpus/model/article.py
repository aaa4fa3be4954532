"""`Article`: one newspaper article, its text and the layers over it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import attrs

from corpus.alignment import Alignment
from corpus.arguments import check_several, check_spanned, described
from corpus.errors import AnnotationError, LayerError, TextError
from corpus.layers import Layer
from corpus.model import steps
from corpus.model.annotation import NONE
from corpus.model.annotations import Entity, Paragraph, Quotation, Role, Sentence, Token
from corpus.model.layer_map import LaterLayers, Layers, hint
from corpus.model.outline import Dateline, Decision, Section
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Unpack

    from corpus.model.steps import AnnotateOptions, Conversion, Converter
    from corpus.spans import Spanned

__all__ = ["Article"]

_ITEMS: dict[str, type[Any]] = {
    "sections": Section,
    "paragraphs": Paragraph,
    "dateline": Dateline,
    "sentences": Sentence,
    "tokens": Token,
    "entities": Entity,
    "quotations": Quotation,
    "roles": Role,
}
"""The layers that have an attribute of their own, and the class of their items."""

_STRINGS = (("id", str), ("text", str), ("script", (str, NONE)), ("source", (str, NONE)))
"""The fields that hold strings, or `None`."""


def _layers(layers: Mapping[str, Layer[Any]]) -> Mapping[str, Layer[Any]]:
    if isinstance(layers, LaterLayers):
        return layers
    if not hasattr(layers, "items"):
        raise TypeError(f"layers= takes layers by name, not {described(layers)}")
    for name, layer in layers.items():
        if not isinstance(name, str):
            raise TypeError(f"a layer's name is a string, not {described(name)}")
        if not isinstance(layer, Layer):
            raise AnnotationError(f"layer {name!r} is no Layer but {type(layer).__name__}")
    return MappingProxyType({name: layer.without_owner() for name, layer in layers.items()})


def _decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    check_several(decisions, "decisions=")
    found = tuple(decisions)
    for decision in found:
        if not isinstance(decision, Decision):
            raise TypeError(f"decisions= takes Decisions, not {described(decision)}")
    return found


def _names(names: Iterable[str]) -> tuple[str, ...]:
    check_several(names, "conversions=")
    found = tuple(names)
    for name in found:
        if not isinstance(name, str):
            raise TypeError(f"conversions= takes names of conversions, not {described(name)}")
    return found


@attrs.frozen(repr=False, hash=False, kw_only=True)
class Article:
    """An article: its text, one block a line, and layers of annotation over it.

    All offsets are code points into `text`, and ``article.text[x.start:x.end] == x.text``
    holds for every item ``x`` of every layer.

    An article is a value: `convert`, `with_layer` and `annotate` return a new one.

    Args:
        id: The article's id, unique in its corpus.
        text: The whole article, title included, one block a line.
        layers: The layers by name (``sections``, ``paragraphs``, ``dateline``,
            ``sentences``, ``tokens``, ``entities``, ``quotations``, ``roles``, or a name
            of your own); a second maker's layer stands beside the first under a name
            with a colon (``entities:lac``).
        script: ``Hans`` or ``Hant`` (ISO 15924), ``Both`` or ``Mixed``, or `None` if not known.
        source: The raw file's name, or `None`.
        raw_alignment: From the raw file's text to `text`, or `None` if there is no raw file.
        decisions: Why the parser made the article as it is.
        conversions: The names of the conversions that the text has been through.
        original_alignment: From the text before the first conversion to `text`, or `None`.

    Raises:
        AnnotationError: If a layer or an alignment is of another text.
        TextError: If the text has a lone surrogate.

    Example:
        >>> import corpus
        >>> article = corpus.load()[2]
        >>> article.title
        '赵亚夫事迹引起社会强烈反响'
        >>> article.entities.filter(label="PERSON")[1].text
        '孙彬'
    """

    id: str
    text: str
    _stored: Mapping[str, Layer[Any]] = attrs.field(
        factory=dict, alias="layers", converter=_layers, eq=dict
    )
    script: str | None = None
    source: str | None = None
    raw_alignment: Alignment | None = None
    decisions: tuple[Decision, ...] = attrs.field(default=(), converter=_decisions)
    conversions: tuple[str, ...] = attrs.field(default=(), converter=_names)
    original_alignment: Alignment | None = None
    _made: dict[str, Any] = attrs.field(factory=dict, init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for name, kinds in _STRINGS:
            value: object = getattr(self, name)
            if not isinstance(value, kinds):
                hint = "; decode bytes first" if isinstance(value, bytes) else ""
                raise AnnotationError(
                    f"an article's {name} is a string, not {type(value).__name__}{hint}"
                )
        try:
            self.text.encode("utf-16-le")  # which takes half the time of UTF-8
        except UnicodeEncodeError as error:
            raise TextError(
                f"lone surrogate {self.text[error.start]!r} is no character; remove or replace it",
                offset=error.start,
            ) from None
        if not (isinstance(self._stored, LaterLayers) and self._stored.text == self.text):
            self._check_layers()
        for name in ("raw_alignment", "original_alignment"):
            alignment = getattr(self, name)
            if alignment is None:
                continue
            if not isinstance(alignment, Alignment):
                raise TypeError(f"{name}= takes an Alignment, not {described(alignment)}")
            if alignment.target_length != len(self.text):
                raise AnnotationError(
                    f"{name} leads to a text of {alignment.target_length} characters, "
                    f"this one has {len(self.text)}",
                    place=f"article {self.id}",
                )

    def _check_layers(self) -> None:
        for name, layer in self._stored.items():
            if layer.text != self.text:
                raise AnnotationError(
                    f"layer {name!r} is of another text", place=f"article {self.id}"
                )
            item = _ITEMS.get(name.partition(":")[0])
            if item is not None and not issubclass(layer.item, item):
                raise AnnotationError(
                    f"layer {name!r} holds {layer.item.__name__}, not {item.__name__}",
                    place=f"article {self.id}",
                )

    # -- the outline ----------------------------------------------------------------

    @property
    def title(self) -> str | None:
        """The headline, or `None`."""
        return self._text_of("title")

    @property
    def subtitle(self) -> str | None:
        """The line above or below the headline that belongs to it, or `None`."""
        return self._text_of("subtitle")

    @property
    def byline(self) -> str | None:
        """The line that names the author, outside a dateline, or `None`."""
        return self._text_of("byline")

    def _text_of(self, kind: str) -> str | None:
        if "sections" not in self._stored:
            return None
        found = self._stored["sections"].filter(kind=kind, parent=-1)
        return "\n".join(found.texts()) or None

    @property
    def dateline(self) -> Dateline | None:
        """The dateline, or `None` where the article has none."""
        found = self._layer("dateline") if "dateline" in self._stored else ()
        return cast("Dateline", found[0]) if found else None

    @property
    def sections(self) -> Layer[Section]:
        """The top-level sections; each has its children (``layers["sections"]`` has them all)."""
        return self._layer("sections").filter(parent=-1)

    @property
    def paragraphs(self) -> Layer[Paragraph]:
        """The paragraphs in order, without title and subtitle."""
        return self._layer("paragraphs")

    @property
    def questions(self) -> tuple[tuple[Section, Section], ...]:
        """The questions of an interview, each with its answer; empty for other articles."""
        turns = self.layers["sections"].filter(kind="turn") if "sections" in self._stored else ()
        pairs = []
        for turn in turns:
            children = turn.children
            asked, answered = children.filter(kind="question"), children.filter(kind="answer")
            if asked and answered:
                pairs.append((asked[0], answered[0]))
        return tuple(pairs)

    # -- the layers -----------------------------------------------------------------

    @property
    def layers(self) -> Mapping[str, Layer[Any]]:
        """All layers that are stored, by name; read-only.

        Sentences and tokens that were made on first use are not stored. A name that is not
        there is an `UnknownNameError`, which is a `KeyError`.
        """
        return Layers(self._stored.keys(), self._layer)

    @property
    def sentences(self) -> Layer[Sentence]:
        """The sentences; split on first use where no layer of them is stored."""
        return self._layer("sentences", steps.split_sentences)

    @property
    def tokens(self) -> Layer[Token]:
        """The words; cut by jieba on first use where no layer of them is stored.

        The names that the entities layer has are kept whole; ``tokens.source`` says so.
        """
        return self._layer("tokens", steps.tokenize)

    @property
    def entities(self) -> Layer[Entity]:
        """The entities, nested ones included.

        Raises:
            LayerError: If the article has not been annotated with them.
        """
        return self._layer("entities")

    @property
    def quotations(self) -> Layer[Quotation]:
        """The quotations with their speakers.

        Raises:
            LayerError: If the article has not been annotated with them.
        """
        return self._layer("quotations")

    @property
    def roles(self) -> Layer[Role]:
        """The offices that the text gives persons.

        Raises:
            LayerError: If the article has not been annotated with them.
        """
        return self._layer("roles")

    def _layer(self, name: str, make: Callable[[Article], Layer[Any]] | None = None) -> Layer[Any]:
        if name not in self._made:
            layer = self._stored.get(name)
            if layer is None:
                if make is None:
                    raise LayerError(
                        f"article {self.id!r} has no layer {name!r} (it has: "
                        f"{', '.join(self._stored) or 'none'}); {hint(name)}"
                    )
                layer = make(self)
            self._made[name] = layer.owned_by(self)
        return cast("Layer[Any]", self._made[name])

    def with_layer(self, name: str, layer: Layer[Any]) -> Article:
        """Return the article with a layer added or replaced.

        Args:
            name: The layer's name; one of another maker has a colon in it (``entities:lac``).
            layer: A layer over this article's text.

        Raises:
            AnnotationError: If the layer is of another text, or of the wrong kind of item.

        Example:
            >>> import corpus
            >>> article = corpus.load()[1]
            >>> people = article.entities.filter(label="PERSON")
            >>> len(article.with_layer("people", people).layers["people"])
            8
        """
        return attrs.evolve(self, layers={**self._stored, name: layer})

    def without_layer(self, name: str) -> Article:
        """Return the article without one of its layers.

        Args:
            name: The layer's name.

        Raises:
            LayerError: If it has no such layer.

        Example:
            >>> import corpus
            >>> article = corpus.load()["zhao-yafu"].without_layer("roles")
            >>> "roles" in article.layers
            False
        """
        if name not in self._stored:
            raise LayerError(f"article {self.id!r} has no layer {name!r}")
        kept = {other: layer for other, layer in self._stored.items() if other != name}
        return attrs.evolve(self, layers=kept)

    # -- steps ----------------------------------------------------------------------

    def convert(self, converter: str | Converter) -> Article:
        """Return the article in another script, every layer moved with the text.

        Args:
            converter: The name of an OpenCC config (``s2tw``), or a converter made
                beforehand. Text is converted as a whole, never word by word.

        Raises:
            UnknownNameError: If there is no such config.

        Example:
            >>> import corpus
            >>> article = corpus.load()[1]
            >>> taiwan = article.convert("s2twp")
            >>> taiwan.script, taiwan.entities[0].text
            ('Hant', '全國婦聯')
            >>> taiwan.to_original(taiwan.entities[0]) == article.entities[0].span
            True
        """
        return self.converted(steps.converter(converter).convert(self.text))

    def converted(self, conversion: Conversion) -> Article:
        """Return the article moved to the text of a conversion of its own text.

        Args:
            conversion: What `corpus.convert` or a `Converter` made of `text`.

        Raises:
            AnnotationError: If it is a conversion of another text.

        Example:
            >>> import corpus
            >>> article = corpus.load()["zhao-yafu"]
            >>> conversion = corpus.convert(article.text, "s2tw", phrases={"事迹": "事跡"})
            >>> article.converted(conversion).title
            '趙亞夫事跡引起社會強烈反響'
        """
        if not (hasattr(conversion, "alignment") and hasattr(conversion, "config")):
            made = "a conversion is what convert(text, config) returns"
            raise TypeError(f"{made}, not {described(conversion)}")
        if getattr(conversion, "source", self.text) != self.text:
            raise AnnotationError("a conversion of another text", place=f"article {self.id}")
        alignment, text = conversion.alignment, conversion.text
        original = self.original_alignment or Alignment.identity(len(self.text))
        raw = self.raw_alignment
        return attrs.evolve(
            self,
            text=text,
            layers={name: layer.map(alignment, text) for name, layer in self._stored.items()},
            script=steps.script_of(conversion.config) or self.script,
            raw_alignment=None if raw is None else raw.then(alignment),
            conversions=(*self.conversions, conversion.config),
            original_alignment=original.then(alignment),
        )

    def annotate(
        self,
        layers: Sequence[str] = steps.LAYERS,
        *,
        tagger: Any = None,
        **options: Unpack[AnnotateOptions],
    ) -> Article:
        """Return the article with layers made by rule and by the packaged network.

        Args:
            layers: Which of ``sentences``, ``tokens``, ``entities``, ``quotations``, which are
                made unless told otherwise, and ``roles``.
            tagger: What tags words and names, such as `corpus.annotation.lac.Tagger`; None for
                the network in the `jieba` package.
            **options: ``tokenizer``, ``tags``, ``recognizers``, ``rules``, ``published``,
                ``currency`` and ``existing``: see `corpus.annotation.pipeline.Options`.

        Raises:
            AnnotationError: If a layer is there already and ``existing`` is not given.
            UnknownNameError: If there is no such layer, recogniser, tokenizer or option.

        Example:
            >>> import corpus
            >>> article = corpus.Article(id="a", text="镇江市科技局局长毛健说：“试验很成功。”")
            >>> done = article.annotate(["entities", "quotations"])
            >>> done.quotations[0].speaker, done.quotations[0].speaker_entity.label
            ('毛健', 'PERSON')
        """
        return steps.annotate(self, layers, tagger=tagger, **options)

    # -- the way back ---------------------------------------------------------------

    def to_original(self, span: Span | Spanned) -> Span:
        """Return where a stretch of the text stands in the text before any conversion.

        A span that cuts through a replaced phrase is widened to the whole phrase.

        Args:
            span: A span of `text`, or any object with ``start`` and ``end``.

        Raises:
            SpanError: If the span leaves the text.

        Example:
            >>> import corpus
            >>> article = corpus.Article(id="a", text="互联网公司")
            >>> company = article.convert("s2twp").to_original(corpus.Span(4, 6))
            >>> company, company.slice(article.text)
            (Span(start=3, end=5), '公司')
        """
        check_spanned(span)
        where = Span(span.start, span.end).check(len(self.text))
        if self.original_alignment is None:
            return where
        return self._inverse("original_alignment").map_span(where, mode="expand")

    def raw_spans(self, span: Span | Spanned) -> tuple[Span, ...]:
        """Return where a stretch of the text stands in the raw file, as one or more pieces.

        Args:
            span: A span of `text`, or any object with ``start`` and ``end``.

        Raises:
            LayerError: If the article was made from no raw file.
            SpanError: If the span leaves the text.

        Example:
            >>> import corpus
            >>> article = corpus.load()[0]
            >>> answer = article.questions[3][1]  # the raw file breaks it by a blank line
            >>> len(article.raw_spans(answer))
            2
        """
        check_spanned(span)
        where = Span(span.start, span.end).check(len(self.text))
        if self.raw_alignment is None:
            raise LayerError(f"article {self.id!r} was made from no raw file")
        return self._inverse("raw_alignment").pieces(where)

    def _inverse(self, name: str) -> Alignment:
        if name not in self._made:
            self._made[name] = getattr(self, name).inverse()
        return cast("Alignment", self._made[name])

    # -- showing --------------------------------------------------------------------

    def __hash__(self) -> int:
        return hash((self.id, self.text))

    def __repr__(self) -> str:
        name = self.title or self.text[:12]
        short = name if len(name) <= 24 else name[:23] + "…"
        return f"<Article {self.id!r} {short!r}, {len(self.text)} characters>"

    def _repr_html_(self) -> str:
        return steps.html(self)

    def __getstate__(self) -> dict[str, Any]:
        # A mapping proxy can't be pickled, and what was made on first use can be made again.
        state = {f.name: getattr(self, f.name) for f in attrs.fields(Article) if f.init}
        return {**state, "_stored": dict(self._stored)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in {**state, "_stored": _layers(state["_stored"]), "_made": {}}.items():
            object.__setattr__(self, name, value)
