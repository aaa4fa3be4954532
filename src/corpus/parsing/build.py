"""Make articles of decided blocks: text, alignment, decisions; layers when they are asked for."""

from __future__ import annotations

import math
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from corpus.layers import Layer, trusted_layer
from corpus.model import Article, Dateline, Decision, Paragraph, Section
from corpus.model.layer_map import LaterLayers
from corpus.parsing.lines import Line
from corpus.parsing.outline import Unit, draw
from corpus.parsing.pieces import write
from corpus.parsing.rules import OPENING_ROLES, ROLES
from corpus.parsing.script import script_of
from corpus.parsing.wraps import Joined
from corpus.spans import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from corpus.parsing.blocks import Block
    from corpus.parsing.dateline import Match
    from corpus.parsing.decide import Verdict
    from corpus.parsing.lines import Scan
    from corpus.parsing.noise import Noise
    from corpus.parsing.rules import Rules
    from corpus.parsing.scores import Observations
    from corpus.parsing.wraps import Strip

__all__ = ["Draft", "Found", "build", "drafts", "shifted"]

_SOURCE = "parse"
_LAYERS = ("sections", "paragraphs", "dateline")
_TITLES = frozenset({"title", "kicker", "deck"})
_NAMED = {
    "title": "boundary.title",
    "kicker": "boundary.kicker",
    "opening": "boundary.opening",
    "signed": "boundary.byline",
    "heading": "role.heading",
    "deck": "role.subtitle",
    "byline": "role.byline",
    "closing": "role.closing",
}
_SHOWN = 3
_DATELINE = ("dateline", 1.0)
_CUT_DATELINE = 60


class Part(NamedTuple):
    """One block of an article with the lines that make it."""

    role: str
    cue: str
    strip: Strip
    rest: tuple[Strip, ...]  # what a page break cut off
    dateline: bool  # whether it begins with a dateline

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of it."""
        return tuple([line for strip in (self.strip, *self.rest) for line in strip.lines])

    @property
    def end(self) -> int:
        """Where it ends in the raw text."""
        return (self.rest or (self.strip,))[-1].end


class Draft(NamedTuple):
    """An article before its text is written."""

    parts: list[Part]
    decisions: list[Decision]


class Found(NamedTuple):
    """The articles of a text, and the decisions that belong to none of them."""

    drafts: list[Draft]
    outside: list[Decision]
    read: Mapping[str, Match]  # what is known of datelines, by the paragraphs they open


def drafts(blocks: list[Block], verdicts: list[Verdict], noise: list[Noise], rules: Rules) -> Found:
    """Group decided blocks into articles."""
    reasons = _Reasons(rules)
    found: list[Draft] = []
    lost: list[Decision] = []
    kicked = False
    make = partial(tuple.__new__, Part)
    for block, verdict in zip(blocks, verdicts, strict=True):
        role, _, observed = verdict
        if role == "paragraph" and found and isinstance(block.strip, Line):  # most are
            dateline = _DATELINE in observed
            found[-1].parts.append(make((role, block.cue, block.strip, (), dateline)))
            kicked = False
            continue
        if role == "noise":
            lost.append(reasons.decision("noise.interrupting", _extent(block), verdict))
            continue
        if not found or (role in OPENING_ROLES and not (kicked and role in {"title", "kicker"})):
            found.append(Draft([], []))
        kicked = role == "kicker"
        draft = found[-1]
        _add(draft, block, verdict, reasons)
    lost += [
        Decision(n.rule, Span(n.line.start, n.line.end), n.evidence, n.confidence) for n in noise
    ]
    return Found(found, _hand_out(lost, found), {})


def _add(draft: Draft, block: Block, verdict: Verdict, reasons: _Reasons) -> None:
    role, strip = verdict.role, block.strip
    if role == "continuation" and draft.parts:
        part = draft.parts[-1]
        gap = Span(part.end, strip.start)
        draft.decisions.append(reasons.decision(_join_rule(block), gap, verdict))
        whole = part.strip
        short = not part.rest and isinstance(whole, Line) and len(whole.text) <= _CUT_DATELINE
        draft.parts[-1] = part._replace(
            rest=(*part.rest, strip),
            dateline=part.dateline or short,  # it may have been cut inside its dateline
        )
    else:
        if (name := _NAMED.get(role)) is not None:
            if role == "opening" and any(o[0] == "parted" for o in verdict.observed):
                name = "boundary.topic"
            draft.decisions.append(reasons.decision(name, _extent(block), verdict))
        draft.parts.append(Part(role, block.cue, strip, (), _DATELINE in verdict.observed))
    if isinstance(strip, Joined):
        lines, width = strip.lines, strip.width
        unit = "columns" if width.columns else "characters"
        size = f"{width.size - width.slack} to {width.size}" if width.slack else width.size
        reason = f"{len(lines)} lines wrapped at {size} {unit}"
        extent = Span(lines[0].end, lines[-1].start)
        sure = 0.9 if width.slack else 0.97
        draft.decisions.append(Decision("join.wrap", extent, reason, sure))


def _join_rule(block: Block) -> str:
    if block.first.page:
        return "join.page"
    return "join.blank" if block.first.blanks else "join.newline"


def _extent(block: Block) -> Span:
    return Span(block.strip.start, block.strip.end)


class _Reasons:
    """Says why a role was chosen; verdicts with the same observations share what is said.

    They are known by their identity: all of them are kept for as long as this is.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._known: dict[tuple[str, int], str] = {}

    def decision(self, name: str, span: Span, verdict: Verdict) -> Decision:
        """Return the decision with the observations that spoke most for it."""
        key = (verdict.role, id(verdict.observed))  # one list for all that are alike
        told = self._known.get(key)
        if told is None:
            told = self._known[key] = self._told(verdict.role, verdict.observed)
        return Decision(name, span, told, _sure(verdict))

    def _told(self, role: str, observed: Observations) -> str:
        place, weights, says = ROLES.index(role), self._rules.weights, self._rules.says
        weighed = [
            (weight, name)
            for name, value in observed
            if name in weights and (weight := value * weights[name][place]) > 0
        ]
        weighed.sort(reverse=True)
        reasons = [f"{says[name]} ({weight:+.1f})" for weight, name in weighed[:_SHOWN]]
        return "; ".join(reasons) or "what stands around it"


def _sure(verdict: Verdict) -> float:
    """Return the confidence that a margin in log odds stands for."""
    return round(min(0.999, 1 / (1 + math.exp(-max(0.0, min(verdict.margin, 20.0))))), 3)


def _hand_out(lost: list[Decision], found: list[Draft]) -> list[Decision]:
    """Give each article the noise inside it; return the noise between and around them."""
    outside: list[Decision] = []
    ends = [(d.parts[0].strip.start, d.parts[-1].end, d) for d in found] if lost else []
    place = 0
    for decision in sorted(lost, key=_place):
        while place < len(ends) and ends[place][1] <= decision.span.start:
            place += 1
        inside = place < len(ends) and ends[place][0] < decision.span.start
        (ends[place][2].decisions if inside else outside).append(decision)
    return outside


def build(
    found: Found,
    raw: str,
    scan: Scan,
    *,
    source: str,
    year: int | None,
    published: dt.date | None,
    base: int = 0,
    first: int = 1,
) -> Iterator[Article]:
    """Yield the articles, in order.

    Args:
        found: The articles' blocks.
        raw: The raw text, or the part of it that has been decided on.
        scan: Its lines.
        source: The raw text's name.
        year: As for `parse`.
        published: As for `parse`.
        base: Where `raw` starts in the whole text, in code points.
        first: The number of the first article.
    """
    for number, draft in enumerate(found.drafts, start=first):
        roles, cues, strips, rests, dated = zip(*draft.parts, strict=True)
        text, starts, ends, alignment = write(raw, scan, zip(strips, rests, strict=True), base)
        opened = None
        if True in dated:
            opened = _opened(compress(zip(starts, ends, strict=True), dated), text, found.read)
        outline = _Outline(text, roles, cues, starts, ends, opened, (year, published))
        yield Article(
            id=f"{source}#{number}",
            text=text,
            layers=LaterLayers(text, _LAYERS, outline.layer),
            script=script_of(text),
            source=source,
            raw_alignment=alignment,
            decisions=shifted(sorted(draft.decisions, key=_place), base),
        )


def _place(decision: Decision) -> tuple[int, int]:
    return decision.span.start, decision.span.end


def shifted(decisions: Iterable[Decision], base: int) -> tuple[Decision, ...]:
    """Return the decisions with their places moved by `base` code points."""
    if not base:
        return tuple(decisions)
    return tuple(attrs.evolve(each, span=each.span.shift(base)) for each in decisions)


def _opened(
    places: Iterable[tuple[int, int]], text: str, read: Mapping[str, Match]
) -> _Opened | None:
    """Return the first of an article's blocks that a dateline opens, and the dateline."""
    from corpus.parsing.dateline import match_dateline

    for start, end in places:
        paragraph = text[start:end]
        match = read.get(paragraph) or match_dateline(paragraph, tail=False)
        if match is not None:
            return _Opened(start, end, match)
    return None


class _Opened(NamedTuple):
    """A block of an article and the dateline that opens it."""

    start: int
    end: int
    match: Match


class _Outline(NamedTuple):
    """The blocks of an article, of which its layers are made."""

    text: str
    roles: Sequence[str]
    cues: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    opened: _Opened | None
    dates: tuple[int | None, dt.date | None]  # the year of datelines, and the day of publication

    def layer(self, name: str) -> Layer[Any]:
        """Make one of the layers."""
        if name == "sections":
            return self._sections()
        return self._paragraphs() if name == "paragraphs" else self._dateline()

    def _sections(self) -> Layer[Section]:
        units = list(map(Unit, self.roles, self.cues, self.starts, self.ends))
        starts, ends, kinds, parents, headings, markers = zip(*draw(units, self.text), strict=True)
        columns = {"kind": kinds, "parent": parents, "heading": headings, "marker": markers}
        return trusted_layer(self.text, Section, starts, ends, columns, source=_SOURCE)

    def _paragraphs(self) -> Layer[Paragraph]:
        body = [role not in _TITLES for role in self.roles]
        starts, ends = compress(self.starts, body), compress(self.ends, body)
        return trusted_layer(self.text, Paragraph, starts, ends, source=_SOURCE)

    def _dateline(self) -> Layer[Dateline]:
        from corpus.parsing.dateline import dateline_fields

        if self.opened is None:
            return trusted_layer(self.text, Dateline, (), (), source=_SOURCE)
        first, last, match = self.opened
        paragraph = self.text[first:last]
        start, end, fields = dateline_fields(paragraph, match, *self.dates, base=first)
        columns = {name: (value,) for name, value in fields.items()}
        return trusted_layer(self.text, Dateline, (start,), (end,), columns, source=_SOURCE)
