"""Group decided blocks into articles, and say why: `drafts`. Texts are written in `build`."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import Decision
from corpus.parsing.joins import Joined
from corpus.parsing.lines import Line
from corpus.parsing.rules import OPENING_ROLES, ROLES
from corpus.spans import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from corpus.parsing.blocks import Block
    from corpus.parsing.dateline import Match
    from corpus.parsing.decide import Verdict
    from corpus.parsing.joins import Strip
    from corpus.parsing.noise import Noise
    from corpus.parsing.records import Records
    from corpus.parsing.rules import Rules
    from corpus.parsing.scores import Observations

__all__ = ["Draft", "Found", "drafts", "place_of"]

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
_SIGNED_ABOVE = ("field_signed", 1.0)
_CUT_DATELINE = 60


class Part(NamedTuple):
    """One block of an article with the lines that make it."""

    role: str
    cue: str
    strip: Strip
    rest: list[Strip]  # what page breaks cut off
    dateline: bool  # whether it begins with a dateline

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of it."""
        return tuple([line for strip in (self.strip, *self.rest) for line in strip.lines])

    @property
    def end(self) -> int:
        """Where it ends in the raw text."""
        return self.rest[-1].end if self.rest else self.strip.end


class Draft(NamedTuple):
    """An article before its text is written."""

    parts: list[Part]
    decisions: list[Decision]


class Found(NamedTuple):
    """The articles of a text, and the decisions that belong to none of them."""

    drafts: list[Draft]
    outside: list[Decision]
    read: Mapping[str, Match]  # what is known of datelines, by the paragraphs they open
    starts: Mapping[int, int]  # where records start, by the start of the article's first line
    dates: Mapping[int, dt.date]  # the days they are of, likewise


def drafts(
    blocks: list[Block],
    verdicts: list[Verdict],
    noise: list[Noise],
    rules: Rules,
    records: Records | None = None,
) -> Found:
    """Group decided blocks into articles."""
    starts = records.starts if records else {}
    reasons = _Reasons(rules)
    found: list[Draft] = []
    lost: list[Decision] = []
    kicked = False
    make = partial(tuple.__new__, Part)
    for block, verdict in zip(blocks, verdicts, strict=True):
        role, _, observed = verdict
        if role == "paragraph" and found and isinstance(block.strip, Line):  # most are
            dateline = _DATELINE in observed
            found[-1].parts.append(make((role, block.cue, block.strip, [], dateline)))
            kicked = False
            continue
        if role == "noise":
            lost.append(reasons.decision("noise.interrupting", _extent(block), verdict))
            continue
        if not found or (role in OPENING_ROLES and not (kicked and role in {"title", "kicker"})):
            found.append(Draft([], []))
        kicked = role == "kicker" or _SIGNED_ABOVE in observed
        draft = found[-1]
        _add(draft, block, verdict, reasons)
    lost += [
        Decision(n.rule, Span(n.line.start, n.line.end), n.evidence, n.confidence) for n in noise
    ]
    outside = _hand_out(lost, found, starts)
    return Found(found, outside, {}, starts, records.dates if records else {})


def _add(draft: Draft, block: Block, verdict: Verdict, reasons: _Reasons) -> None:
    role, strip = verdict.role, block.strip
    if role == "continuation" and draft.parts:
        part = draft.parts[-1]
        gap = Span(part.end, strip.start)
        draft.decisions.append(reasons.decision(_join_rule(block), gap, verdict))
        whole = part.strip
        short = not part.rest and isinstance(whole, Line) and len(whole.text) <= _CUT_DATELINE
        part.rest.append(strip)
        if short:  # it may have been cut inside its dateline
            draft.parts[-1] = part._replace(dateline=True)
    else:
        if (name := _NAMED.get(role)) is not None:
            if role == "opening" and any(o[0] == "parted" for o in verdict.observed):
                name = "boundary.topic"
            draft.decisions.append(reasons.decision(name, _extent(block), verdict))
        draft.parts.append(Part(role, block.cue, strip, [], _DATELINE in verdict.observed))
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


def _hand_out(
    lost: list[Decision], found: list[Draft], starts: Mapping[int, int]
) -> list[Decision]:
    """Give each article the noise inside it or its record; return what is between and around."""
    outside: list[Decision] = []
    ends = []
    for draft in found if lost else ():
        start = draft.parts[0].strip.start
        ends.append((starts.get(start, start), draft.parts[-1].end, draft))
    place = 0
    for decision in sorted(lost, key=place_of):
        while place < len(ends) and ends[place][1] <= decision.span.start:
            place += 1
        inside = place < len(ends) and ends[place][0] <= decision.span.start
        (ends[place][2].decisions if inside else outside).append(decision)
    return outside


def place_of(decision: Decision) -> tuple[int, int]:
    """Return where a decision was made, in code points of the raw text."""
    return decision.span.start, decision.span.end
