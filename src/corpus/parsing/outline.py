"""Draw an article's outline: the tree of its sections.

A section is a stretch of whole blocks with a kind: the titles, the byline, an interview's lead
and turns, otherwise the body; under them the stretches below sub-headings and the members of
enumerations (`items`). The kinds and what they cover are those of the packaged gold annotation.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.parsing.items import find_items
from corpus.spans import Span

__all__ = ["Node", "Unit", "draw"]

_KINDS = {
    "title": "title",
    "kicker": "subtitle",
    "deck": "subtitle",
    "byline": "byline",
    "signed": "byline",
}
_LABEL = re.compile(r"[^\s，。；！？、：:“”「」《》]{1,12}[：:]")
_QUESTIONS = frozenset({"question", "speaker"})


class Unit(NamedTuple):
    """A block of an article, repairs done: what it is and where it stands in the article."""

    role: str
    cue: str
    start: int
    end: int


class Node(NamedTuple):
    """A section, before its layer is made."""

    start: int
    end: int
    kind: str
    parent: int
    heading: Span | None
    marker: Span | None


class _Tree:
    def __init__(self) -> None:
        self.rows: list[Node] = []
        self._ordered = True

    def add(
        self,
        start: int,
        end: int,
        kind: str,
        parent: int = -1,
        *,
        heading: Span | None = None,
        marker: Span | None = None,
    ) -> int:
        rows = self.rows
        if rows and (start < rows[-1].start or (start == rows[-1].start and end > rows[-1].end)):
            self._ordered = False
        rows.append(Node(start, end, kind, parent, heading, marker))
        return len(rows) - 1

    def nodes(self) -> list[Node]:
        """Return the rows in the order of a layer, parents before children."""
        if self._ordered:
            return self.rows
        keys = [(row.start, -row.end) for row in self.rows]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        place = {old: new for new, old in enumerate(order)}
        place[-1] = -1
        return [row._replace(parent=place[row.parent]) for row in map(self.rows.__getitem__, order)]


def draw(units: list[Unit], text: str) -> list[Node]:
    """Return the sections of the article made of `units`, in the order of a layer."""
    tree = _Tree()
    place = 0
    for number, unit in enumerate(units):
        if (kind := _KINDS.get(unit.role)) is not None:
            _add_body(tree, units[place:number], text)
            tree.add(unit.start, unit.end, kind)
            place = number + 1
    _add_body(tree, units[place:], text)
    return tree.nodes()


def _add_body(tree: _Tree, run: list[Unit], text: str) -> None:
    if not run:
        return
    if turns := _turns(run, text):
        _add_interview(tree, run, turns, text)
    else:
        _add_stretch(tree, run, tree.add(run[0].start, run[-1].end, "body"), text)


def _turns(run: list[Unit], text: str) -> list[int]:
    """Return the places of the questions, if the stretch is an interview."""
    asks = [n for n, unit in enumerate(run) if unit.cue in _QUESTIONS]
    if not asks:
        return []
    answered = [
        n
        for n in asks
        if n + 1 < len(run) and (run[n + 1].cue == "answer" or _label(run[n + 1], text) is not None)
    ]
    sure = any(run[n].cue == "question" for n in answered)
    return asks if answered and (sure or len(answered) > 1) else []


def _label(unit: Unit, text: str) -> Span | None:
    """Return the speaker's name and colon that a block begins with, or `None`."""
    found = _LABEL.match(text, unit.start, unit.end)
    return None if found is None else Span(*found.span())


def _add_interview(tree: _Tree, run: list[Unit], turns: list[int], text: str) -> None:
    if turns[0]:
        lead = run[: turns[0]]
        _add_stretch(tree, lead, tree.add(lead[0].start, lead[-1].end, "lead"), text)
    for place, stop in zip(turns, [*turns, len(run)][1:], strict=True):
        first, last = run[place], run[stop - 1]
        turn = tree.add(first.start, last.end, "turn")
        answer = next(
            (
                n
                for n in range(place + 1, stop)
                if run[n].cue == "answer" or _label(run[n], text) is not None
            ),
            place + 1,
        )
        asked = run[min(answer, stop) - 1]
        tree.add(first.start, asked.end, "question", turn, marker=_label(first, text))
        if answer < stop:
            said = run[answer:stop]
            row = tree.add(said[0].start, last.end, "answer", turn, marker=_label(said[0], text))
            _add_stretch(tree, said, row, text)


def _add_stretch(tree: _Tree, run: list[Unit], parent: int, text: str) -> None:
    """Add the sub-headed sections of a stretch, and its enumerations."""
    heads = [n for n, unit in enumerate(run) if unit.role == "heading"]
    before = run[: heads[0]] if heads else run
    if before:
        _add_items(tree, before[0].start, before[-1].end, parent, text)
    for place, stop in zip(heads, [*heads, len(run)][1:], strict=True):
        head, last = run[place], run[stop - 1]
        row = tree.add(head.start, last.end, "section", parent, heading=Span(head.start, head.end))
        if place + 1 < stop:
            _add_items(tree, run[place + 1].start, last.end, row, text)


def _add_items(tree: _Tree, start: int, end: int, parent: int, text: str) -> None:
    base = len(tree.rows)
    for item in find_items(text[start:end]):
        tree.add(
            start + item.start,
            start + item.end,
            "item",
            parent if item.parent < 0 else base + item.parent,
            marker=Span(start + item.marker[0], start + item.marker[1]),
        )
