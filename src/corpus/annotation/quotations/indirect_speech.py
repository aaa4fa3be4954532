"""Indirect speech: what is reported behind a verb of saying, up to the end of its sentence.

What lives here: whether a verb of saying reports (毛健认为，…) or is a noun or part of a phrase,
where what it reports begins, and where it ends. What does not: the search for the speaker
(`speakers`) and words in quotation marks (`direct_speech`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from corpus.annotation.quotations.cues import (
    CLAUSE_BEGINS,
    addressing_cues,
    cue,
    noun_cues,
    open_cues,
    stance,
)
from corpus.annotation.quotations.marks import CLOSERS, PAIRS
from corpus.annotation.quotations.speakers import Speakers
from corpus.annotation.quotations.speech import CLAUSE, END, LONG, REACH, STOPS, Found, ended
from corpus.spans import Span

__all__ = ["IndirectSpeech"]

_ENDS: Final = re.compile(r"[。！？!?…]+")
_TURN: Final = re.compile(rf'[。！？!?…\n"＂{"".join(PAIRS)}{"".join(CLOSERS)}]')
_ADDRESSEE: Final = re.compile(r"(?P<who>[^，。：；！？“”「」『』\n的]{1,12})[，,：:]")
_OPENING: Final = re.compile(r"(?:对此|不过|但是?|然而|同时|此外|另外|随后|后来|日前|目前)[，,]\Z")
_BY_VIEW: Final = re.compile(r"[在对][^，。：；“”\n]{1,20}\Z")
_THERE_ARE: Final = re.compile(r"(?:[但却而也还更就便又]*有|[另而]?据)[\u4e00-\u9fff]{0,4}")
_FILED: Final = frozenset({"报道", "报导"})
_FILERS: Final = ("记者", "通讯员", "特派员", "编译")
_LONGEST: Final = 1000
_INNER: Final = 400


class IndirectSpeech:
    """The indirect speech of one text, in simplified characters."""

    def __init__(self, text: str, speakers: Speakers, pairs: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.speakers = speakers
        self.pairs = pairs
        self.closing = dict(pairs)
        self.opening = {end - 1: start for start, end in pairs}

    def find(self) -> Iterator[Found]:
        """Find what verbs of saying report, in the order of the verbs."""
        open_verbs = open_cues()
        last = -1  # where the last reported speech began: 表示相信… has one verb, not two
        for match in cue().finditer(self.text):
            begin = None if match.start() == last else self._content_start(match, open_verbs)
            if begin is None:
                continue
            while self.text[begin : begin + 1] in {" ", "\u00a0", "\u3000", "\t"}:
                begin += 1
            paused = begin > match.end()
            speaker = self._source(match, guess=paused)
            if speaker is None or (match[0] in noun_cues() and not self._is_verb(match, speaker)):
                continue
            if self._is_own(match.start(), speaker) or self._is_reporter(match, speaker):
                continue
            end = self._sentence_end(begin)
            if self._leads_in(begin, paused=paused):
                continue
            if end - begin > 3:
                last = begin
                yield Found(begin, end, "indirect", speaker, Span(*match.span()))

    def _source(self, match: re.Match[str], *, guess: bool) -> Span | None:
        at = match.start()
        if match[0] == "看来":
            found = _BY_VIEW.search(self.text, max(0, at - 22), at)
            return self.speakers.before(at, found.start() + 1, guess=guess) if found else None
        return self.speakers.before(at, guess=guess)

    def _content_start(self, match: re.Match[str], open_verbs: dict[str, str]) -> int | None:
        """Where reported speech begins behind a cue, if it does and is no quotation in marks."""
        text, at = self.text, match.end()
        if (
            self.speakers.is_no_cue(match.start())
            or text[match.start() - 1 : match.start()] == "、"
        ):
            return None
        following = text[at : at + 1]
        if following not in {"，", ",", "：", ":"}:
            openness = open_verbs.get(match[0])
            if openness is None and match[0][-1:] in "说称" and len(match[0]) > 2:
                openness = "clause"
            if openness is not None and self._begins(at, openness):
                return at
            addressed = _ADDRESSEE.match(text, at)
            if addressed is None or match[0] not in addressing_cues():
                return None
            if not self.speakers.is_somebody(*addressed.span("who")):
                return None
            at, following = addressed.end() - 1, addressed[0][-1]
        after = at + 1
        while text[after : after + 1] == " ":
            after += 1
        whole = self.closing.get(after)
        if whole is None:
            return None if text[after : after + 1] in {*PAIRS, '"', "＂", "\n", ""} else after
        # Words in marks that begin reported speech, and are not all of it: 他说，“双减”不是….
        named = text[whole : whole + 1] not in f"，,。；;！？!?\n{''.join(CLOSERS)}" and not ended(
            text[after + 1 : whole - 1], "，,"
        )
        return after if named and following in "，," and whole < len(text) else None

    def _is_verb(self, match: re.Match[str], speaker: Span) -> bool:
        """Whether a word that is a noun as well reports: 居民反映，, not 有群众评价，."""
        if speaker.end in self.speakers.ends or speaker.end < match.start():
            return True
        begin = max(0, speaker.start - REACH // 2)
        pause = next(reversed(list(CLAUSE.finditer(self.text, begin, speaker.start))), None)
        start = pause.end() if pause else begin
        there_are = _THERE_ARE.fullmatch(self.text, start, speaker.start)
        if (there_are and (pause or start == 0)) or self.text[speaker.end - 1] == "》":
            return True
        opens = start == 0 or self._opens_sentence(start)
        return opens and self.speakers.is_plain(start, speaker.start)

    def _opens_sentence(self, start: int) -> bool:
        """Whether a clause opens its sentence, but for a word like 对此 and its comma."""
        opening = _OPENING.search(self.text, max(0, start - 6), start)
        start = opening.start() if opening else start
        return not start or self.text[start - 1] in f"{STOPS}\n"

    def _is_own(self, at: int, speaker: Span) -> bool:
        """Whether somebody who is quoted says so of themselves: “我认为，…”."""
        if self.text[speaker.start : speaker.end] not in {"我", "我们"}:
            return False
        index = bisect_right(self.pairs, (at, at)) - 1
        return any(start < at < end for start, end in self.pairs[max(0, index - 3) : index + 1])

    def _is_reporter(self, match: re.Match[str], speaker: Span) -> bool:
        """Whether a reporter files the report: 本报北京5月1日电　记者毛健报道：…."""
        before = self.text[max(0, speaker.start - 4) : speaker.start].rstrip(" \u3000")
        return match[0] in _FILED and before.endswith(_FILERS)

    def _leads_in(self, begin: int, *, paused: bool) -> bool:
        """Whether a clause only leads to a quotation in marks: 说要回头：“…”."""
        clause = CLAUSE.search(self.text, begin, begin + REACH)
        if clause is None or clause[0] not in "：:" or clause.end() not in self.closing:
            return False
        if not paused:
            return True
        verb = cue().search(self.text, begin, clause.start())  # 拒绝回答，只说：“…”
        return verb is not None and self.speakers.before(verb.start(), begin) is None

    def _begins(self, at: int, openness: str) -> bool:
        """Whether reported speech begins at once behind a cue."""
        following = self.text[at : at + 1]
        if following in PAIRS or following in {'"', "＂", "", "\n", "、"} or following in STOPS:
            return following in PAIRS and self._is_named(at)
        if following in CLOSERS or following in "；;）)" or stance().match(self.text, at):
            return False
        if openness == "yes" or self.speakers.begins(at):
            return True
        return CLAUSE_BEGINS.match(self.text, at) is not None

    def _is_named(self, at: int) -> bool:
        """Whether words in marks are followed by more of their clause: 称“双减”是…."""
        end = self.closing.get(at)
        if end is None or end - at > 2 * LONG or ended(self.text[at + 1 : end - 1], "，,"):
            return False
        return self.text[
            end : end + 1
        ] not in f"，,。；;！？!?、的\n{''.join(CLOSERS)}" and end < len(self.text)

    def _sentence_end(self, start: int) -> int:
        """End of the sentence from an offset; sentence ends inside quotation marks do not count.

        A sentence longer than `_LONGEST` is none that anybody reports: then it is `start` itself.
        """
        at, limit = start, min(len(self.text), start + _LONGEST)
        while stop := _TURN.search(self.text, at, limit):
            at = stop.start()
            close = self.closing.get(at, 0)
            if close and close - at < _INNER:
                last = END.match(self.text, close - 2)
                if last and self.text[close : close + 1] not in "，,、；的":
                    return close
                at = close
            elif stop[0] == "\n" or stop[0] in CLOSERS or self.opening.get(at, start) < start:
                return at
            elif stop[0] in PAIRS or stop[0] in '"＂':
                at += 1
            else:
                return _ENDS.match(self.text, at).end()  # type: ignore[union-attr]
        return limit if limit == len(self.text) else start
