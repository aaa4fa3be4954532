"""Direct speech: which words in quotation marks somebody says, and who.

What lives here: the verb of saying in front of an opening mark or behind a closing one, speech
without such a verb, and speech that goes on behind its attribution or in the next paragraph. What
does not: the search for the speaker (`speakers`) and indirect speech (`indirect_speech`).
"""

from collections.abc import Sequence
from typing import Final

import attrs

from corpus.annotation.quotations.cues import (
    AUTHORED,
    cue,
    cue_before,
    cue_with_object,
    noun_cues,
)
from corpus.annotation.quotations.marks import CLOSERS, PAIRS
from corpus.annotation.quotations.speakers import Speakers
from corpus.annotation.quotations.speech import (
    CLAUSE,
    END,
    LONG,
    REACH,
    STOPS,
    Found,
    ended,
    is_speech,
)
from corpus.spans import Span

__all__ = ["DirectSpeech"]

_PAUSES: Final = "：:，, \u3000"
_SHORT: Final = 5
_SAYING: Final = 8
_CLOSING: Final = frozenset('"＂') | CLOSERS.keys()
_NAMING: Final = frozenset({"写", "称", "提出", "强调"})
_MARGIN: Final = 20


class DirectSpeech:
    """The direct speech of one text, in simplified characters."""

    def __init__(self, text: str, speakers: Speakers, pairs: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.speakers = speakers
        self.pairs = pairs
        self.cues: set[Span | None] = set()  # of indirect speech

    def find(self, indirect: Sequence[Found]) -> list[Found]:
        """Find the pairs of marks that hold speech.

        Args:
            indirect: The indirect speech of the text, which direct speech may continue.

        Returns:
            What was found, sorted by start.
        """
        reported = {q.end: q for q in indirect}
        self.cues = {q.cue for q in indirect}
        found: list[Found] = []
        for start, end in self.pairs:
            if quotation := self._direct(start, end, found, reported):
                found.append(quotation)
        return self._one_speech(found)

    def _direct(
        self, start: int, end: int, before: Sequence[Found], reported: dict[int, Found]
    ) -> Found | None:
        closed = self.text[end - 1] in _CLOSING
        inside = self.text[start + 1 : end - closed]
        opens = self._opens(start)
        if len(inside) < 1 + (not opens):  # one character is a word under discussion
            return None
        if led := self._led_in(start, end, inside):
            return Found(start, end, "direct", *led)
        may_follow = opens and self._whole(inside, end)
        may_follow |= len(inside) >= _SHORT and ended(inside, "，,")
        if may_follow and (followed := self._followed(end, inside)):
            return Found(start, end, "direct", *followed)
        if not self._is_bare_speech(start, end, inside):
            return None
        acting = self._acting(start, end, inside)
        at_once = acting is not None and acting.start == end
        known = None if at_once else self._same_speaker(start, before, reported)
        if known:
            return attrs.evolve(known, start=start, end=end, kind="direct", attributed_to=end)
        return Found(start, end, "direct", acting, None)

    def _led_in(self, start: int, end: int, inside: str) -> tuple[Span | None, Span | None] | None:
        """Speaker and cue in front of an opening mark: 毛健说：“."""
        text, at = self.text, start
        while at and text[at - 1] in _PAUSES:
            at -= 1
        paused = at < start and text[start - 1] != "\u3000"
        colon = bool(set(text[at:start]) & set("：:"))
        whole = is_speech(inside) or self._closes(end)
        if verb := self._cue_ending(at):
            if not (colon or (whole and (paused or ended(inside) or self._closes(end)))):
                return None
            speaker = self.speakers.before(verb.start)
            word = text[verb.start : verb.end]
            # 称“活雷锋” names, it does not quote, and neither does 这一指控“纯属捏造”.
            names = word in _NAMING and (len(inside) < _SHORT or speaker is None)
            names |= word in noun_cues() and speaker is None
            return None if names and not paused else (speaker, verb)
        if told := self._told(at, paused=paused):
            return told if whole or colon else None
        if colon and at and (is_speech(inside) or self._closes(end)):
            return self._behind_colon(at, inside)
        return None

    def _cue_ending(self, at: int) -> Span | None:
        base = max(0, at - 10)
        found = cue_before().search(self.text, base, at)
        if found is None or self.speakers.is_no_cue(found.start()):
            return None
        return Span(*found.span("cue"))

    def _told(self, at: int, *, paused: bool) -> tuple[Span | None, Span] | None:
        """他告诉记者：“…”: the cue has an object behind it."""
        found = cue_with_object().search(self.text, max(0, at - 24), at)
        if found is None:
            return None
        group = "cue" if found["cue"] else "judged"
        if (group == "judged") == paused or self.speakers.is_no_cue(found.start()):
            return None
        if Span(*found.span(group)) in self.cues:
            return None
        speaker = self.speakers.before(found.start())
        return (speaker, Span(*found.span(group))) if speaker or paused else None

    def _behind_colon(self, at: int, inside: str) -> tuple[Span | None, Span | None] | None:
        """王大妈乐得合不拢嘴：“…”: a colon without a verb of saying."""
        clause = max(
            (m.end() for m in CLAUSE.finditer(self.text, max(0, at - REACH), at)), default=0
        )
        for verb in cue().finditer(self.text, max(clause, at - REACH), at):
            if not self.speakers.is_no_cue(verb.start()) and (
                speaker := self.speakers.before(verb.start())
            ):
                return speaker, Span(*verb.span())
        speaker = self.speakers.acting(at)
        return (speaker, None) if speaker or ended(inside) else None

    def _followed(self, end: int, inside: str) -> tuple[Span | None, Span | None, int] | None:
        """Speaker and cue behind a closing mark: ”张世琨说，."""
        text = self.text
        limit = self._sentence_end(end, 2 * REACH)
        if written := AUTHORED.match(text, end, limit):
            speaker = self.speakers.before(written.end("who"))
            return speaker, Span(*written.span("cue")), limit
        at = end
        while at < limit and text[at] in "，,—- ":
            at += 1
        for _ in range(2):
            clause = CLAUSE.search(text, at, limit)
            border = clause.start() if clause else limit
            if found := self._attributing(at, border, inside):
                return *found, border
            if border >= limit or text[border] not in "，,":
                return None
            at = border + 1
        return None

    def _sentence_end(self, start: int, reach: int) -> int:
        limit = min(len(self.text), start + reach)
        stop = END.search(self.text, start, limit)
        return stop.start() if stop else limit

    def _attributing(self, at: int, border: int, inside: str) -> tuple[Span, Span] | None:
        """Speaker and cue in a clause behind a quotation."""
        text = self.text
        verb = self._cue_ending(border)
        if verb is None or verb.start < at:
            told = cue_with_object().search(text, max(at, border - 24), border)
            if told is None or not told["cue"]:
                return None
            verb = Span(*told.span("cue"))
        leads = text[border : border + 1] in {"：", ":"} or text[border : border + 1] in PAIRS
        if leads and inside[-1:] not in "，,":
            return None
        speaker = self.speakers.before(verb.start, at)
        return (speaker, verb) if speaker else None

    def _opens(self, start: int) -> bool:
        """Whether a quotation opens a sentence: “好，”他说, where a short one is speech too."""
        before = self.text[max(0, start - 3) : start].rstrip(" \u3000\u00a0\t")
        return not before or before[-1] in f"{STOPS}\n" or before[-1] in CLOSERS

    def _whole(self, inside: str, end: int) -> bool:
        """Whether words that open a sentence are said and do not name: “好”，他说."""
        return (
            is_speech(inside)
            or ended(inside, "，,")
            or self.text[end : end + 1] in {"，", ",", " ", "—"}
            or (len(inside) >= LONG)
        )

    def _closes(self, end: int) -> bool:
        """Whether a clause ends with a quotation: what is said is all in the marks."""
        return (
            end >= len(self.text)
            or self.text[end] in "，。；！？,;\n"
            or (self.text[end] in CLOSERS)
        )

    def _is_bare_speech(self, start: int, end: int, inside: str) -> bool:
        """Whether quoted words that nobody plainly says are speech nevertheless."""
        following = self.text[end : end + 1]
        leads = self._opens(start) or self.text[start - 1 : start] in "：:，,"
        if ended(inside):
            return leads and following not in {"的", "、"}
        if not self._opens(start):
            before = self.text[start - 1 : start]
            return (before in {"：", ":"} and is_speech(inside)) or (
                before in {"里", "中", "上"}
                and "，" in inside
                and len(inside) >= LONG
                and self._closes(end)
            )
        if following == "。":
            return len(inside) >= _SHORT
        if following in {"，", ","} and len(inside) >= _SAYING:
            return True
        return is_speech(inside) and following not in {"的", "、", "和", "等"}

    def _same_speaker(
        self, start: int, before: Sequence[Found], reported: dict[int, Found]
    ) -> Found | None:
        """The quotation that this one continues: “…。”他说。“…。”, or 他说，…。“…。”."""
        at = start
        while at and self.text[at - 1] in " \u3000":
            at -= 1
        if at in reported:
            return reported[at]
        last = next((q for q in reversed(before) if q.end <= start), None)
        if last is None or last.speaker is None:
            return None
        edge = max(last.end, last.attributed_to)
        between = self.text[edge:start] if start - edge < 4 else "?"
        return last if not between.strip("。 \u3000") else None

    def _acting(self, start: int, end: int, inside: str) -> Span | None:
        """Who acts in the clause behind a speech: “…。”王大妈擦了擦汗."""
        if not (ended(inside) and self._opens(start)):
            return None
        text = self.text
        limit = self._sentence_end(end, REACH)
        if text[end:limit].strip()[:1] in {"", "的", "一"}:
            return None
        at = end
        for size in (20, 30):
            clause = CLAUSE.search(text, at, limit)
            border = clause.start() if clause else limit
            if text[border : border + 1] in {"：", ":", *PAIRS}:
                return None  # the clause leads to the next quotation
            found = self.speakers.within(at, border) if border - at <= size else None
            near = found and (found.start - at < 2 or text[found.start - 1] == "的")
            if found and (near or self.speakers.is_person(found)):
                return found
            if clause is None or text[border] != "，" or border - end > 8:
                return None
            at = border + 1
        return None

    def _one_speech(self, found: list[Found]) -> list[Found]:
        """Give the paragraphs of one speech, each opened and only the last closed, one speaker."""
        for order in (range(len(found) - 2, -1, -1), range(1, len(found))):
            step = 1 if order.step < 0 else -1
            for index in order:
                here, there = found[index], found[index + step]
                first, second = (here, there) if step > 0 else (there, here)
                unknown = here.speaker is None and here.cue is None
                if unknown and self._goes_on(first.end, second.start):
                    found[index] = attrs.evolve(here, speaker=there.speaker, cue=there.cue)
        return found

    def _goes_on(self, end: int, start: int) -> bool:
        """Whether a paragraph that ends without its closing mark goes on in the next."""
        unclosed = self.text[end - 1] not in CLOSERS and self.text[end : end + 1] == "\n"
        return unclosed and start - end < _MARGIN
