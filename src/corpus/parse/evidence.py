"""Say what is observed about a block among its neighbours, by the names in ``data/rules.toml``.

`Witness.observe` is asked for the blocks that are not plain body text; it returns names, and
for the few graded observations (what the text is about) numbers. Weighing is done in `decide`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parse.cohesion import echo
from corpus.parse.habits import Habits
from corpus.parse.noise import header_kinds

if TYPE_CHECKING:
    from corpus.parse.blocks import Block
    from corpus.parse.rules import Rules

__all__ = ["Witness"]

_FULL_INDENT = 2
_CENTRED = 8
_OPEN_ENDS = frozenset({"bare", "comma", "open", "quote", "colon"})
_CANNOT_BEGIN = frozenset("，。、；：！？”’」』）》〉】〕,;:!?)…％%")
_PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "〈": "〉", "(": ")"}
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SENTENCE_END = re.compile(r"[。；！？](?=.)")
_SPACED = re.compile(r"[\u4e00-\u9fff”’」』》）][ \u3000]{1,4}[\u4e00-\u9fff“‘「『《（]")
_COMMA = re.compile(r"[，,、；]")
_SPEECH = re.compile(r"[说說道称稱示为為调調出][，,：:]|[，,][”」]")
_FIELDS = re.compile(r"[ \u3000\t]+")
_DIGIT = re.compile(r"\d")
_MOSTLY = 0.4
_NEAR = 14
_CUT_LEAST = 24
_TALE = 600


class Witness:
    """Observes blocks: each against its neighbours and the habits around it."""

    def __init__(self, blocks: list[Block], datelines: dict[int, bool], rules: Rules) -> None:
        self.blocks = blocks
        self._rules = rules
        self._datelines = datelines
        self.habits = Habits(blocks, rules)
        self._bare_places = [n for n, b in enumerate(blocks) if b.ends == "bare" and not b.full]
        self._shapes: dict[tuple[int, int], int] = {}
        for n in self._bare_places:
            block = blocks[n]
            if block.size in {"short", "tiny"}:
                key = (n // _NEAR, len(block.text) // 3)
                self._shapes[key] = self._shapes.get(key, 0) + 1
        self._seen: dict[str, int] = {}
        for block in blocks:
            if len(block.text) <= rules.limits["page"]:
                self._seen[block.text] = self._seen.get(block.text, 0) + 1

    # -- the parts ------------------------------------------------------------------

    def is_dateline(self, number: int) -> bool:
        """Tell whether block `number` begins with a dateline."""
        return self._datelines.get(number, False)

    def is_open(self, number: int) -> bool:
        """Tell whether block `number` is text that breaks off before its sentence ends."""
        block = self.blocks[number]
        if block.ends not in _OPEN_ENDS or block.ends_article:
            return False
        if self._only_dateline(number):
            return True
        if block.ends == "quote" and not _unbalanced(block.text):
            return block.size == "body" and self._goes_on(number)
        if block.ends == "colon":
            return False
        if self.is_cut(number) or self._has_rest(number):
            return True
        if block.size in {"body", "sentence"} or block.ends in {"comma", "open"}:
            return True
        return len(block.text) > _CUT_LEAST and (
            _SENTENCE_END.search(block.text) is not None
            or (self.habits.around(number).indents and block.first.indent >= _FULL_INDENT)
        )

    def _only_dateline(self, number: int) -> bool:
        """Tell whether a dateline stands alone, and what it opens on the next page or unindented."""
        if not self.is_dateline(number) or number + 1 >= len(self.blocks):
            return False
        block, after = self.blocks[number], self.blocks[number + 1]
        alone = block.size in {"tiny", "short", "headline"} and not after.cue and not after.whole
        usual = self.habits.around(number)
        return alone and (after.first.page or (usual.indents and after.first.indent < _FULL_INDENT))

    def is_cut(self, number: int) -> bool:
        """Tell whether an indented block is followed by text that is not, as after a page break.

        One line, a page's header, may stand between the two.
        """
        if not self.habits.around(number).indents:
            return False
        block = self.blocks[number]
        if (
            block.first.indent < _FULL_INDENT
            or block.ends not in {"bare", "comma", "open"}
            or block.whole not in {"", "table", "aside"}
        ):
            return False
        return self._is_rest(number + 1) or (
            self._is_rest(number + 2)
            and self.is_line(number + 1)
            and self.blocks[number + 1].first.indent < _FULL_INDENT
        )

    def _is_rest(self, number: int) -> bool:
        if number >= len(self.blocks):
            return False
        block = self.blocks[number]
        return (
            block.first.indent < _FULL_INDENT
            and (block.full or block.ends in {"stop", "quoted_stop", "ask", "colon"})
            and not block.cue
            and not self.is_dateline(number)
        )

    def _has_rest(self, number: int) -> bool:
        """Tell whether a few words that end a sentence stand after it on the next page."""
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        short = after.size in {"tiny", "short"} and after.ends in {"stop", "quoted_stop"}
        return after.first.page and short and not after.cue

    def _goes_on(self, number: int) -> bool:
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        return self.habits.around(number).indents and after.first.indent < _FULL_INDENT

    def is_line(self, number: int) -> bool:
        """Tell whether block `number` is a short line without a full stop."""
        if not 0 <= number < len(self.blocks):
            return False
        block = self.blocks[number]
        return (
            block.size in {"tiny", "short", "headline", "long_headline"}
            and block.ends in {"bare", "quote", "ask", "comma"}
            and not block.ends_article
            and not self.is_dateline(number)
            and block.cue not in {"question", "answer"}
        )

    # -- all together ---------------------------------------------------------------

    def observe(self, number: int) -> tuple[str, ...]:
        """Return what is observed about block `number`."""
        names: list[str] = []
        block = self.blocks[number]
        self._alone(block, number, names)
        self._place(block, number, names)
        if number:
            self._before(block, number, names)
        self._after(number, names)
        return tuple(names)

    def _alone(self, block: Block, number: int, names: list[str]) -> None:
        text = block.text
        names.append(block.size)
        names.append("ends_" + block.ends)
        if block.size != "body":
            if _SENTENCE_END.search(text):
                names.append("inner_stop")
            if commas := len(_COMMA.findall(text, 0, len(text) - 1)):
                names.append("inner_comma")
                if commas > 1:
                    names.append("inner_commas")
                if _SPEECH.search(text):
                    names.append("speech")
            if block.ends == "bare" and _SPACED.search(text):
                names.append("spaced")
            if _DIGIT.search(text) and len(_DIGIT.findall(text)) > _MOSTLY * len(text):
                names.append("figures")
            if not _HAN.search(text):
                names.append("foreign")
            if self._rules.continues.match(text):
                names.append("continuing")
        if self.is_dateline(number):
            names.append("dateline")
        elif block.cue in {"question", "answer", "speaker"}:
            names.append("question")
        elif block.cue:
            names.append(block.cue)
        if block.whole:
            names.append(block.whole)
        if block.ends in {"bare", "colon"} and block.size in {"short", "headline"}:
            if self._rules.introduces.search(text):
                names.append("introduces")
        if block.ends == "bare" and block.size in {"tiny", "short", "headline"}:
            kinds, rest = header_kinds(text, self._rules)
            if kinds and rest <= 6 and kinds != {"number"}:  # noqa: PLR2004  a section's name
                names.append("headed")
            if self._seen.get(text, 0) > 1:
                names.append("repeats")

    def _place(self, block: Block, number: int, names: list[str]) -> None:
        usual = self.habits.around(number)
        indent = block.first.indent
        blank = block.first.blanks > 0
        page = block.first.page
        if number == 0:
            names.append("first")
        if number == len(self.blocks) - 1:
            names.append("last")
        if usual.indents:
            if indent < _FULL_INDENT:
                names.append("flush")
            elif indent < _CENTRED:
                names.append("indented")
        if indent >= _CENTRED:
            names.append("centred")
        if page:
            names.append("page")
        elif not blank and not usual.indents:
            names.append("loose")
        if block.ruled:
            names.append("ruled")
        if not number:
            return
        if blank:
            names.append("blank")
            if not page and usual.sparse and not self._under_title(block, number, usual.indents):
                names.append("apart")
                after = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
                if after is not None and after.first.blanks:
                    names.append("alone")
            elif not page and block.first.blanks > usual.blanks + 0.9:
                names.append("wide")
        elif usual.sparse and not page:
            names.append("adjoined")

    def _under_title(self, block: Block, number: int, indents: bool) -> bool:  # noqa: FBT001
        """Tell whether a paragraph stands under a line that is set as titles are."""
        if not self.is_line(number - 1):
            return False
        if not indents:
            return block.full
        return self.blocks[number - 1].first.indent < _FULL_INDENT <= block.first.indent

    def _before(self, block: Block, number: int, names: list[str]) -> None:
        before = self.blocks[number - 1]
        if before.cue == "note" and self.is_dateline(number):
            names.append("after_note")
        if before.ends_article or before.whole in {"closing", "credit"}:
            names.append("after_end")
        elif self.is_open(number - 1):
            names.append("after_open")
            if before.ends in {"comma", "open"}:
                names.append("after_cut")
            self._join(before, block, number, names)
        elif before.ends == "colon":
            names.append("after_colon")
        elif self.is_line(number - 1):
            names.append("after_short")
            if number > 1 and self.is_open(number - 2) and self._resumes(number - 1):
                names.append("interrupted")
            if before.ends == "comma":
                names.append("after_cut")
            self._join(before, block, number, names)
        else:
            names.append("after_closed")
            if block.text[0] in _CANNOT_BEGIN and block.text[0] not in "…":
                names.append("forced")

    def _join(self, before: Block, block: Block, number: int, names: list[str]) -> None:
        first = block.text[0]
        if first in _CANNOT_BEGIN:
            names.append("forced")
        if first.islower() and first.isascii():
            names.append("lowercase")
        if opened := _unbalanced(before.text):
            closer = _PAIRS[opened]
            place = block.text.find(closer, 0, 200)
            if place >= 0 and block.text.find(opened, 0, place) < 0:
                names.append("balanced")
        if block.cue in {"", "enumerated"} and _HAN.match(first) and _HAN.match(before.text[-1]):
            pair = before.text[-1] + first
            if self._has_pair(pair, number):
                names.append("familiar")

    def _has_pair(self, pair: str, number: int) -> bool:
        low, high = max(0, number - _NEAR), number + _NEAR
        return any(pair in block.text for block in self.blocks[low:high])

    def _after(self, number: int, names: list[str]) -> None:
        if number + 1 >= len(self.blocks):
            return
        block, after = self.blocks[number], self.blocks[number + 1]
        if self.is_dateline(number + 1):
            names.append("before_dateline")
        elif after.whole in {"byline", "name", "source"}:
            names.append("before_byline")
        elif after.whole == "dateonly":
            names.append("before_date")
        elif after.cue == "deck" and not after.full:
            names.append("before_deck")
        elif after.cue == "question":
            names.append("before_question")
        elif self.is_line(number + 1) and not self.is_cut(number + 1):
            names.append("before_short")
            if _is_row(after.text) and not _is_row(block.text):
                names.append("before_rows")
        elif after.size in {"body", "sentence"}:
            names.append("before_body")
        if block.first.indent < _FULL_INDENT <= after.first.indent and not block.full:
            names.append("outset")
        if self.is_cut(number) or self._has_rest(number):
            names.append("before_rest")
        short = block.size in {"tiny", "short", "headline"}
        if short and self._run(number) >= 3:  # noqa: PLR2004  three lines are a run
            if not self.is_line(number - 1):
                names.append("run_first")
            else:
                names.append("run" if self.is_line(number + 1) else "run_last")
        if short and self.is_line(number - 1) and _alike(self.blocks[number - 1].text, block.text):
            names.append("alike")
        if block.size == "short" and block.ends == "bare" and self._fellows(number):
            names.append("fellows")
        if short and number and self.is_open(number - 1) and self._resumes(number):
            names.append("resumed")

    def _run(self, number: int) -> int:
        """Return how many lines without full stop stand in a row here, at most five or so."""
        length = 1
        for step in (-1, 1):
            place = number + step
            while self.is_line(place) and length < 5:  # noqa: PLR2004  enough to know
                length += 1
                place += step
        return length

    def _fellows(self, number: int) -> bool:
        """Tell whether lines of about the same length stand nearby, but not next to it."""
        if self.is_line(number - 1) or self.is_line(number + 1):
            return False
        size = len(self.blocks[number].text) // 3
        return any(
            self._shapes.get((number // _NEAR + step, size), 0) > (step == 0) for step in (-1, 0, 1)
        )

    def _resumes(self, number: int) -> bool:
        """Tell whether the block after this one goes on with the one before it."""
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        if after.text[0] in _CANNOT_BEGIN:
            return True
        if self.habits.around(number).indents and after.first.indent >= _FULL_INDENT:
            return False
        return bool(after.full or after.ends in {"stop", "quoted_stop", "ask"}) and not (
            after.cue or self.is_dateline(number + 1)
        )

    # -- what it is about -----------------------------------------------------------

    def echoes(self, number: int) -> list[tuple[str, float]]:
        """Return how much of a line's words stand in the paragraphs after and before it."""
        limits = self._rules.thresholds
        reach, most = int(limits["reach"]), int(limits["cohesion_blocks"])
        text = self.blocks[number].text
        right = self._gather(number + 1, 1, reach, most)
        left = self._gather(number - 1, -1, reach, most)
        return [("echoed", 4 * echo(text, right)), ("echoes", 4 * echo(text, left))]

    def _gather(self, number: int, step: int, reach: int, most: int) -> str:
        """Collect body text from block `number` on, in one direction."""
        kept: list[str] = []
        skipped = 0
        while 0 <= number < len(self.blocks) and reach > 0 and most and skipped < _NEAR:
            block = self.blocks[number]
            if block.size in {"body", "sentence"} or block.ends == "stop":
                part = block.text[:reach] if step > 0 else block.text[-reach:]
                kept.append(part)
                reach -= len(part)
                most -= 1
            else:
                skipped += 1
            number += step
        return "\n".join(kept)


def _is_row(text: str) -> bool:
    """Tell whether a line has three fields, or two of which one is a figure."""
    fields = _FIELDS.split(text)
    return len(fields) > 2 or (len(fields) > 1 and _DIGIT.search(text) is not None)  # noqa: PLR2004


def _alike(one: str, other: str) -> bool:
    """Tell whether two lines have the same number of fields, two at least, or figures alike."""
    fields = len(_FIELDS.split(one))
    if fields != len(_FIELDS.split(other)):
        return False
    figures = any(map(str.isdigit, one)), any(map(str.isdigit, other))
    return fields > 1 and figures[0] == figures[1]


def _unbalanced(text: str) -> str:
    """Return the last bracket or quotation mark that `text` opens and does not close."""
    tail = text[-_TALE:]
    for opener, closer in _PAIRS.items():
        place = tail.rfind(opener)
        if place >= 0 and closer not in tail[place:]:
            return opener
    return ""
