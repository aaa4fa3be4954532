"""Ask what the text is about, where everything else leaves doubt.

Between boundaries beyond doubt there may be lines that are titles or sub-headings, and articles
that begin without any sign. `weigh_topics` finds the places where the topic changes (`topics`)
and adds what it finds to the scores of the blocks there.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.cohesion import all_odds
from corpus.parsing.endings import STOPS
from corpus.parsing.rules import OPENING_ROLES, ROLES
from corpus.parsing.scores import OPENERS, OTHERS, UNSURE
from corpus.parsing.segments import margins
from corpus.parsing.topics import Beginnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.parsing.decide import Verdict
    from corpus.parsing.scores import Observations, Scores
    from corpus.parsing.segments import Bonds

__all__ = ["weigh_topics"]

_PARAGRAPH = ROLES.index("paragraph")
_OPENING = ROLES.index("opening")
_of_openers, _of_others = itemgetter(*OPENERS), itemgetter(*OTHERS)
_MOST = 4.0
_NEAR = 4
_LONGER, _SHORTER = 4, 12  # paragraphs more or less than two usual articles that count


def weigh_topics(scores: Scores, verdicts: Sequence[Verdict]) -> set[int]:
    """Add evidence from what the text is about.

    Args:
        scores: The blocks' scores; new evidence is added to them.
        verdicts: What has been decided without it.

    Returns:
        The numbers of the blocks that there is new evidence about.
    """
    doubtful = [number for number in scores.unsure if verdicts[number].margin < UNSURE]
    open_ends = {0, *doubtful}
    starts = [
        number
        for number, verdict in enumerate(verdicts)
        if verdict.role in OPENING_ROLES and number not in open_ends
    ]
    asked = _to_ask(scores, verdicts, starts, sorted(doubtful))
    if not asked:
        return set()
    from corpus.parsing.bonds import bonds

    changed: set[int] = set()
    beginnings = Beginnings(scores.rules)
    # All of them together: for arrays, many short texts cost little more than one.
    held = bonds([stretch.texts() for stretch in asked], scores.rules)
    for stretch, own in zip(asked, held, strict=True):
        changed |= stretch.weigh(own, beginnings)
    return changed


def _to_ask(
    scores: Scores, verdicts: Sequence[Verdict], starts: list[int], doubtful: list[int]
) -> list[_Stretch]:
    """Return the stretches in which a line is in doubt or an article may hide.

    None may hide where the stretch's beginning and end surely belong together.
    """
    edges = [0, *starts, len(verdicts)]
    lengths = sorted(stop - start for start, stop in pairwise(edges))
    usual = lengths[len(lengths) // 3]
    titles = [_Title.at(scores, verdicts, number) for number in (0, *starts)]
    asked, roomy = [], []
    for place, (start, stop) in enumerate(pairwise(edges)):
        lines = doubtful[bisect_right(doubtful, start) : bisect_left(doubtful, stop)]
        if lines or _may_hide(scores, start, stop):
            near = titles[max(0, place - _NEAR) : place + _NEAR]
            stretch = _Stretch(scores, verdicts, range(start, stop), lines, usual, near)
            if stretch.is_open:
                asked.append(stretch)
            elif stretch.is_roomy:
                roomy.append(stretch)
    if roomy:
        sure = scores.rules.thresholds["segment_sure"]
        odds = all_odds([stretch.ends() for stretch in roomy], scores.rules)
        asked += [stretch for stretch, own in zip(roomy, odds, strict=True) if own <= sure]
    return asked


def _may_hide(scores: Scores, start: int, stop: int) -> bool:
    """Tell whether an article without any sign may hide between two boundaries.

    None does where there is no room, nor where blank lines or records part articles.
    """
    if stop - start < scores.rules.thresholds["segment"]:
        return False
    if scores.blocks[stop - 1].first.start in scores.told:  # inside a record
        return False
    return not scores.layout.habits.around((start + stop) // 2).sparse


class _Title(NamedTuple):
    """What is known of a title beyond doubt; without size, the article has none."""

    size: int  # its length in characters
    heralded: bool  # whether a dateline, a byline or a subtitle follows it

    @classmethod
    def at(cls, scores: Scores, verdicts: Sequence[Verdict], number: int) -> _Title:
        while number < len(verdicts) and verdicts[number].role == "kicker":
            number += 1
        if number >= len(verdicts) or verdicts[number].role != "title":
            return cls(0, heralded=False)
        return cls(len(scores.blocks[number].text), scores.is_heralded(number))


class _Stretch:
    """The blocks between two boundaries beyond doubt."""

    def __init__(
        self,
        scores: Scores,
        verdicts: Sequence[Verdict],
        extent: range,
        doubtful: list[int],
        usual: int,
        titles: list[_Title],
    ) -> None:
        self._scores = scores
        self._verdicts = verdicts
        self._limits = scores.rules.thresholds
        self._titles = [title for title in titles if title.size]
        self._doubtful = doubtful
        self._body = [number for number in extent if self._is_text(number)]
        # An article shorter than usual is less likely to be two.
        short = max(-_LONGER, min(_SHORTER, 2 * usual - len(extent)))
        # Where all articles have titles, so has the next.
        bare = (len(titles) - len(self._titles) + 1) / (len(titles) + 2)
        self._titled = math.log((1 - bare) / bare)
        self._cost = self._limits["break_short"] * short
        self._cost += self._limits["break_titled"] * self._titled
        # The doubtful blocks, each with the place of the paragraph that follows it.
        self._lines: dict[int, list[int]] = {}
        for number in self._doubtful:
            place = bisect_left(self._body, number)
            if place < len(self._body):
                self._lines.setdefault(place, []).append(number)

    @property
    def is_open(self) -> bool:
        """Whether it has a line in doubt."""
        return bool(self._body and self._doubtful)

    @property
    def is_roomy(self) -> bool:
        """Whether it has paragraphs for two articles."""
        return len(self._body) >= self._limits["segment"]

    def weigh(self, held: Bonds, beginnings: Beginnings) -> set[int]:
        """Add evidence to the blocks of the stretch, and return their numbers."""
        for number in self._doubtful:
            if not self._is_text(number):
                graded = self._scores.echoes(number) + self._unlike_titles(number)
                self._scores.grade(number, [each for each in graded if each[1]])
            elif self._titled > 0 and not self._scores.layout.habits.around(number).sparse:
                self._scores.grade(number, [("untitled", self._titled)])
        favour = self._favours(held, beginnings)
        changed = set(self._doubtful)
        for place, margin in margins(favour, held).items():
            number = self._body[place]
            about = set(self._lines.get(place, ()))
            if about and place:
                if self._scores.rows[number] is not None:
                    about.add(number)
                topic = max(-_MOST, min(_MOST, margin - favour[place]))
                for each in about:
                    self._scores.grade(each, [("topic", topic)])
                changed |= about
            elif margin > 0 and place and self._verdicts[number].role == "paragraph":
                changed.add(self._part(number, margin))
        return changed

    def _is_text(self, number: int) -> bool:
        block = self._scores.blocks[number]
        return block.size in {"body", "sentence"} or block.ends in STOPS

    def ends(self) -> tuple[str, str]:
        """Return the stretch's beginning and end, to see whether they belong together."""
        body = self._body
        third = max(2, len(body) // 3)
        reach = int(self._limits["reach"]) // 2
        first, last = (
            "\n".join(self._scores.blocks[number].text[:reach] for number in part)
            for part in (body[:third][:4], body[-third:][-4:])
        )
        return first, last

    def texts(self) -> list[str]:
        """Return the paragraphs, each after the doubtful lines above it."""
        blocks = self._scores.blocks
        texts = [blocks[number].text for number in self._body]
        for place, numbers in self._lines.items():
            for number in numbers:
                if self._body[place] != number:
                    texts[place] = f"{blocks[number].text}\n{texts[place]}"
        return texts

    def _unlike_titles(self, number: int) -> Observations:
        """Compare a line with the titles around it, on what follows it and on its length."""
        if not self._titles:
            return []
        heralded, usual = self._usual_title
        if self._scores.is_heralded(number):
            found = [("heralded", math.log(2 * heralded))]
        else:
            found = [("unheralded", -math.log(2 * (1 - heralded)))]
        size = len(self._scores.blocks[number].text)
        return [*found, ("shorter", max(0.0, min(1.0, 1 - size / usual)))]

    @cached_property
    def _usual_title(self) -> tuple[float, float]:
        """What share of the titles around is heralded, and how long they are.

        The share is estimated with one title of either kind added (Laplace), and compared with
        an even one.
        """
        count = len(self._titles)
        heralded = (sum([title.heralded for title in self._titles]) + 1) / (count + 2)
        return heralded, sum([title.size for title in self._titles]) / count

    def _favours(self, held: Bonds, beginnings: Beginnings) -> dict[int, float]:
        """Return what speaks, besides the topic, for beginnings where there may be one.

        Besides the first paragraph and those after lines in doubt, these are the places where
        more speaks for it than binds the paragraphs around. Where less does, how much less makes
        no difference to what the topic says.
        """
        body, lines, limits = self._body, self._lines, self._limits
        texts = [self._scores.blocks[number].text for number in body]
        last = len(body) - 1
        found = {0: 0.0}
        for place in self._places(texts, held, beginnings):
            number = body[place]
            favour = self._signs(number) - self._cost
            # An article of one paragraph has some sign of its own.
            favour -= limits["break_lone"] * ((place == 1) + (place == last))
            for line in lines.get(place, ()):
                if line != number:
                    favour += self._favour(line) + limits["break_cost"] + self._cost
            enough = held.least[place] - favour
            before = texts[place - 1] if body[place - 1] == number - 1 else ""
            after = texts[place + 1] if place < last and body[place + 1] == number + 1 else ""
            weight = beginnings.weigh(texts[place], before, after, enough)
            if weight > enough or place in lines:
                found[place] = weight + favour
        return found

    def _places(self, texts: list[str], held: Bonds, beginnings: Beginnings) -> list[int]:
        """Return where there may be a beginning by the paragraphs' lengths."""
        rows, most = self._scores.rows, beginnings.most
        gain = -min(0.0, self._limits["break_adjoined"]) - 2 * min(0.0, self._limits["break_lone"])
        gain -= self._cost
        return [
            place
            for place, (number, text, least) in enumerate(
                zip(self._body, texts, held.least, strict=True)
            )
            if most(text) + gain > least or rows[number] is not None or place in self._lines
        ][1:]

    def _signs(self, number: int) -> float:
        """Return what speaks for a beginning by what else has been observed about a paragraph."""
        row = self._scores.rows[number]
        if row is None:
            parts = self._scores.layout.habits.around(number).sparse
            return -self._limits["break_adjoined"] * parts
        # The bias against an opening is what a boundary costs, which is charged already.
        signs = row[_OPENING] - row[_PARAGRAPH] - self._scores.rules.bias[_OPENING]
        return max(-3 * _MOST, min(_MOST, signs))

    def _favour(self, number: int) -> float:
        """Return what speaks, besides the topic, for a line opening an article."""
        row = self._scores.row(number)
        odds: float = max(_of_openers(row)) - max(_of_others(row))
        return max(-_MOST, min(_MOST, odds))

    def _part(self, number: int, margin: float) -> int:
        """Let an article open at a paragraph with as much certainty as `margin` says.

        Returns:
            The number of the block that opens it, which may be a photo's caption above it.
        """
        number = self._scores.pictured(number)
        row = self._scores.row(number)
        needed = row[_PARAGRAPH] - row[_OPENING]
        self._scores.grade(number, [("parted", needed + min(margin, _MOST))])
        return number
