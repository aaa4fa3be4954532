"""An article's outline: `Section`, `Dateline` with its `Reporter`; the parser's `Decision`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, cast

import attrs

from corpus.errors import AnnotationError, LayerError
from corpus.model.annotation import NONE, Annotation, known
from corpus.model.annotations import Block
from corpus.spans import Span
from corpus.values import DateValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.layers import Layer
    from corpus.model.annotations import Paragraph

__all__ = ["SECTION_KINDS", "Dateline", "Decision", "Reporter", "Section"]

SECTION_KINDS = (
    *("title", "subtitle", "byline", "lead", "body"),
    *("turn", "question", "answer", "section", "item"),
)
"""The kinds of section. ``section`` is a stretch under a sub-heading, ``turn`` a question
with its answer, ``item`` a member of an enumeration."""


@attrs.frozen(kw_only=True)
class Section(Block):
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

    kind: str = attrs.field(validator=known("kind", SECTION_KINDS))
    parent: int = -1
    heading_span: Span | None = attrs.field(default=None, alias="heading")
    marker_span: Span | None = attrs.field(default=None, alias="marker")

    @classmethod
    def _vocabularies(cls) -> Mapping[str, tuple[str, ...]]:
        return {"kind": SECTION_KINDS}

    @classmethod
    def _types(cls) -> Mapping[str, tuple[type, ...]]:
        return {"parent": (int,), "heading": (Span, NONE), "marker": (Span, NONE)}

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
        spans = dict.fromkeys(("agency", "date", "kind"), (Span, NONE))
        value = (DateValue, NONE)
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
        rule: The rule's name, dotted: ``join.page``, ``boundary.topic``.
        span: The place in the raw text, in code points of the decoded file.
        evidence: What the rule went by.
        confidence: How sure it is, in [0, 1].

    Example:
        >>> import corpus
        >>> article = corpus.parse("本报讯　会议今天开幕。")[0]
        >>> [(decision.rule, decision.span) for decision in article.decisions]
        [('boundary.opening', Span(start=0, end=11))]
    """

    rule: str
    span: Span
    evidence: str
    confidence: float
