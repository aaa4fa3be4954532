"""The items that an article's layers hold: `Sentence`, `Entity`, `Section` and the rest.

Every item is a frozen value with ``start`` and ``end``, in code points of the text, and
``text``, the characters between them. Two items are equal when all their fields are; the
layer that an item came from is remembered but is no part of its value.

Where an item points at another stretch of the text (a quotation at its speaker), the
field ``…_span`` has the offsets and the attribute without ``_span`` the text.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, cast

import attrs

from corpus.errors import AnnotationError, LayerError, SpanError
from corpus.spans import Span
from corpus.values import DateValue, Quantity, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from corpus.layers import Layer
    from corpus.model.article import Article

__all__ = [
    "COARSE_LABELS",
    "ENTITY_LABELS",
    "QUOTATION_KINDS",
    "SECTION_KINDS",
    "Annotation",
    "Dateline",
    "Decision",
    "Entity",
    "Paragraph",
    "Quotation",
    "Reporter",
    "Role",
    "Section",
    "Sentence",
    "Token",
]

ENTITY_LABELS = (
    *("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"),
    *("LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"),
)
"""The 18 labels of OntoNotes 5 (Weischedel et al., 2013, LDC2013T19)."""

COARSE_LABELS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
"""The usual mapping of those labels to ``PER``, ``LOC`` and ``ORG``; the others have none."""

SECTION_KINDS = (
    *("title", "subtitle", "byline", "lead", "body"),
    *("turn", "question", "answer", "section", "item"),
)
"""The kinds of section. ``section`` is a stretch under a sub-heading, ``turn`` a question
with its answer, ``item`` a member of an enumeration."""

QUOTATION_KINDS = ("direct", "indirect")
"""The kinds of quotation: between quotation marks, or reported."""


_NONE = type(None)


def _unknown(what: str, value: object, names: tuple[str, ...]) -> str:
    return f"unknown {what} {value!r}; valid: {', '.join(names)}"


def _known(what: str, names: tuple[str, ...]) -> Callable[[Any, Any, str], None]:
    def check(_item: object, _field: object, value: str) -> None:
        if value not in names:
            raise AnnotationError(_unknown(what, value, names))

    return check


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
    text: str
    _layer: Layer[Any] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def span(self) -> Span:
        """Start and end as a `Span`."""
        return Span(self.start, self.end)

    def __str__(self) -> str:
        return self.text

    def __attrs_post_init__(self) -> None:
        if self._layer is None:  # a layer has checked its rows
            span = Span(self.start, self.end)
            if len(span) != len(self.text):
                reason = f"{len(self.text)} characters of text do not fill the offsets"
                raise SpanError(reason, self.start, self.end)

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
        """
        for name, column in columns.items():
            kinds = cls._types().get(name, (object,))
            known = cls._vocabularies().get(name)
            if known is None and kinds == (object,):
                continue
            for row, value in enumerate(column):
                if not isinstance(value, kinds):
                    raise AnnotationError(f"{name} can't be {value!r}", place=f"row {row}")
                if known is not None and value not in known:
                    raise AnnotationError(_unknown(name, value, known), place=f"row {row}")
                for span in value if isinstance(value, tuple) else (value,):
                    if isinstance(span, Span):
                        span.check(length)

    @classmethod
    def check_value(cls, name: str, value: object) -> None:
        """Refuse a value that the field `name` can't have, as `Layer.filter` is asked for it.

        Raises:
            AnnotationError: If the field has a closed vocabulary without that value.
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


class _Block(Annotation):
    """An annotation that holds sentences, tokens and entities."""

    __slots__ = ()

    @property
    def sentences(self) -> Layer[Sentence]:
        """The sentences within."""
        return self._article().sentences.within(self.span)

    @property
    def tokens(self) -> Layer[Token]:
        """The tokens within."""
        return self._article().tokens.within(self.span)

    @property
    def entities(self) -> Layer[Entity]:
        """The entities within."""
        return self._article().entities.within(self.span)


@attrs.frozen(kw_only=True)
class Sentence(_Block):
    """A sentence.

    Example:
        >>> import corpus
        >>> corpus.split_sentences("他走了。她来了。")[1].text
        '她来了。'
    """


@attrs.frozen(kw_only=True)
class Paragraph(_Block):
    """A paragraph of the body, whole even where the raw file breaks it.

    Example:
        >>> import corpus
        >>> len(corpus.load()[1].paragraphs)
        6
    """


@attrs.frozen(kw_only=True)
class Token(Annotation):
    """A word.

    Attributes:
        upos: Its universal part of speech (https://universaldependencies.org/u/pos/), or `None`.
        tag: The tagger's own tag, or `None`.

    Example:
        >>> import corpus
        >>> [token.text for token in corpus.load()[2].sentences[0].tokens]
        ['赵亚夫', '事迹', '引起', '社会', '强烈反响']
    """

    upos: str | None = None
    tag: str | None = None


@attrs.frozen(kw_only=True)
class Section(_Block):
    """A part of an article's outline; sections form a tree.

    Attributes:
        kind: One of `SECTION_KINDS`.
        parent: The row of the section it lies in, in ``article.layers["sections"]``;
            -1 for a top-level section.
        heading_span: Where its sub-heading stands, or `None`.
        marker_span: Where an item's marker stands (第一, 一是), or `None`.

    Example:
        >>> import corpus
        >>> question, answer = corpus.load()[0].questions[0]
        >>> question.text
        '问：请您介绍一下为什么要建设基层服务型党组织？'
        >>> [item.marker for item in answer.children]
        ['第一', '第二', '第三', '第四']
    """

    kind: str = attrs.field(validator=_known("kind", SECTION_KINDS))
    parent: int = -1
    heading_span: Span | None = attrs.field(default=None, alias="heading")
    marker_span: Span | None = attrs.field(default=None, alias="marker")

    @classmethod
    def _vocabularies(cls) -> Mapping[str, tuple[str, ...]]:
        return {"kind": SECTION_KINDS}

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {"parent": (int,), "heading": (Span, _NONE), "marker": (Span, _NONE)}

    @classmethod
    def check_columns(
        cls,
        columns: Mapping[str, Sequence[Any]],
        starts: Sequence[int],
        ends: Sequence[int],
        length: int,
    ) -> None:
        """Refuse also parents that do not come before their children and hold them."""
        super().check_columns(columns, starts, ends, length)
        for row, parent in enumerate(columns.get("parent", ())):
            if parent == -1:
                continue
            if not -1 < parent < row or starts[row] < starts[parent] or ends[row] > ends[parent]:
                raise AnnotationError(
                    f"parent {parent} is no section before this one that holds it",
                    place=f"row {row}",
                )

    @property
    def heading(self) -> str | None:
        """The text of its sub-heading, or `None`."""
        return self._slice(self.heading_span)

    @property
    def marker(self) -> str | None:
        """The text of an item's marker, or `None`."""
        return self._slice(self.marker_span)

    @property
    def children(self) -> Layer[Section]:
        """The sections directly within, in order."""
        if self._layer is None:
            raise LayerError("this Section has no layer, so its children are not known")
        layer: Layer[Section] = self._layer.whole
        row = bisect_left(layer.starts, self.start)
        while layer[row] != self:
            row += 1
        return layer.filter(parent=row)

    @property
    def paragraphs(self) -> Layer[Paragraph]:
        """The paragraphs that it holds or, for an item, lies in."""
        return self._article().paragraphs.overlapping(self.span)


@attrs.frozen(kw_only=True)
class Entity(Annotation):
    """A named entity, date, number or amount.

    Attributes:
        label: One of `ENTITY_LABELS`.
        id: What links all mentions of one thing, within and across articles, or `None`.
        value: The normalised value of a date or number, or `None`.
        confidence: The recogniser's confidence in (0, 1], or `None` for gold.

    Raises:
        AnnotationError: If the label is not one of the 18.

    Example:
        >>> import corpus
        >>> children = corpus.load()[1].entities.filter(text="67万儿童")[0]
        >>> children.label, str(children.value), children.source
        ('CARDINAL', '670000 人', 'gold')
    """

    label: str = attrs.field(validator=_known("label", ENTITY_LABELS))
    id: str | None = None
    value: Value | None = None
    confidence: float | None = None
    _source: str = attrs.field(default="", repr=False)

    @classmethod
    def _vocabularies(cls) -> Mapping[str, tuple[str, ...]]:
        return {"label": ENTITY_LABELS}

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {
            "id": (str, _NONE),
            "value": (DateValue, Quantity, _NONE),
            "confidence": (float, int, _NONE),
            "source": (str,),
        }

    @property
    def source(self) -> str:
        """Who found it: its own maker, or its layer's."""
        return self._source or ("" if self._layer is None else self._layer.source)


@attrs.frozen(kw_only=True)
class Quotation(Annotation):
    """Reported speech or writing.

    Attributes:
        kind: ``direct`` (between quotation marks) or ``indirect``.
        level: 0 for an outermost quotation, 1 for one inside it, and so on.
        speaker_span: Where its speaker is named, or `None`.
        cue_span: Where the verb of saying stands, or `None`.

    Example:
        >>> import corpus
        >>> quotation = corpus.load()[1].quotations[1]
        >>> quotation.speaker, quotation.cue, quotation.kind, quotation.text[:12]
        ('张世琨', '说', 'indirect', '改善儿童营养和健康状况直')
        >>> quotation.speaker_entity.id
        'zhang-shikun'
    """

    speaker_span: Span | None = attrs.field(default=None, alias="speaker")
    cue_span: Span | None = attrs.field(default=None, alias="cue")
    kind: str = attrs.field(default="direct", validator=_known("kind", QUOTATION_KINDS))
    level: int = 0

    @classmethod
    def _vocabularies(cls) -> Mapping[str, tuple[str, ...]]:
        return {"kind": QUOTATION_KINDS}

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {"speaker": (Span, _NONE), "cue": (Span, _NONE), "level": (int,)}

    @property
    def speaker(self) -> str | None:
        """Who speaks, as the text names them, or `None`."""
        return self._slice(self.speaker_span)

    @property
    def cue(self) -> str | None:
        """The verb of saying (说, 表示), or `None`."""
        return self._slice(self.cue_span)

    @property
    def speaker_entity(self) -> Entity | None:
        """The entity that is the speaker, if one stands there."""
        if self.speaker_span is None:
            return None
        found = self._article().entities.overlapping(self.speaker_span)
        return next((entity for entity in found if entity.span == self.speaker_span), None)


@attrs.frozen(kw_only=True)
class Role(Annotation):
    """An office or standing that the text gives a person: 镇江市农科院院长 of 庄义庆.

    Attributes:
        person_span: Where the person is named.

    Example:
        >>> import corpus
        >>> role = corpus.load()[2].roles.filter(person="庄义庆")[0]
        >>> role.text
        '镇江市农科院院长'
    """

    person_span: Span = attrs.field(alias="person")

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {"person": (Span,)}

    @property
    def person(self) -> str:
        """The person's name as the text has it."""
        return cast("str", self._slice(self.person_span))


@attrs.frozen
class Reporter:
    """A reporter named in a dateline.

    Attributes:
        name: The name as the text has it.
        role: 记者, 通讯员, 摄影 and so on, as the text has it.
        span: Where the name stands.

    Example:
        >>> import corpus
        >>> corpus.load()[2].dateline.reporters
        (Reporter(name='孙彬', role='记者', span=Span(start=28, end=30)),)
    """

    name: str
    role: str
    span: Span


@attrs.frozen(kw_only=True)
class Dateline(Annotation):
    """The line that opens a news report: 新华社北京5月29日电（记者华春雨）.

    Attributes:
        agency_span: Where the agency or paper is named, or `None`.
        place_spans: Where the places are named.
        date_span: Where the date stands, or `None`.
        date_value: The date's value, or `None`.
        kind_span: Where the kind of report stands (电, 讯, 专电), or `None`.

    Example:
        >>> import corpus
        >>> dateline = corpus.load()[0].dateline
        >>> dateline.agency, dateline.place, dateline.date, str(dateline.date_value)
        ('新华社', '北京', '5月29日', '2014-05-29?')
        >>> [(reporter.name, reporter.role) for reporter in dateline.reporters]
        [('华春雨', '记者')]
    """

    agency_span: Span | None = attrs.field(default=None, alias="agency")
    place_spans: tuple[Span, ...] = attrs.field(default=(), alias="places", converter=tuple)
    date_span: Span | None = attrs.field(default=None, alias="date")
    date_value: DateValue | None = None
    kind_span: Span | None = attrs.field(default=None, alias="kind")
    _reporters: tuple[tuple[Span, str], ...] = attrs.field(default=(), converter=tuple)

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        spans = dict.fromkeys(("agency", "date", "kind"), (Span, _NONE))
        value = (DateValue, _NONE)
        return {**spans, "places": (tuple,), "reporters": (tuple,), "date_value": value}

    @property
    def agency(self) -> str | None:
        """The agency's or paper's name (新华社, 本报), or `None`."""
        return self._slice(self.agency_span)

    @property
    def place(self) -> str | None:
        """The first place's name, or `None`."""
        return self.places[0] if self.place_spans else None

    @property
    def places(self) -> tuple[str, ...]:
        """The places' names."""
        return tuple(cast("str", self._slice(span)) for span in self.place_spans)

    @property
    def date(self) -> str | None:
        """The date as it is written, or `None`."""
        return self._slice(self.date_span)

    @property
    def kind(self) -> str | None:
        """The kind of report (电, 讯, 专电), or `None`."""
        return self._slice(self.kind_span)

    @property
    def reporters(self) -> tuple[Reporter, ...]:
        """The reporters, in order."""
        rows = self._reporters
        return tuple(Reporter(cast("str", self._slice(span)), role, span) for span, role in rows)


@attrs.frozen
class Decision:
    """Why the parser did what it did at one place of the raw text.

    Attributes:
        rule: The rule's name, dotted: ``join.page-number``, ``boundary.topic``.
        span: The place in the raw text, in code points of the decoded file.
        evidence: What the rule went by.
        confidence: How sure it is, in [0, 1].

    Example:
        >>> Decision("noise.page-number", Span(812, 818), "— 3 — alone on a line", 0.99).rule
        'noise.page-number'
    """

    rule: str
    span: Span
    evidence: str
    confidence: float
