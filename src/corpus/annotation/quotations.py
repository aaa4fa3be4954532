"""Quotations: who is quoted as saying what, directly or not.

What lives here: pairing quotation marks of every style, telling quoted speech from quoted names,
finding the verb of saying (the cue) and the speaker before or after, and indirect speech up to the
end of its sentence. What does not: finding names, which `find_quotations` takes as an argument, and
the turns of an interview, which are sections and no quotations.

The scheme is that of quotation attribution in news (Pareti et al. 2013, EMNLP): a quotation has a
source (the speaker), a cue and a content; `level` counts the quotations around one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, Literal, Protocol

import attrs

from corpus.annotation.quotation_words import (
    ADVERB,
    CLOSERS,
    NOT_SAID,
    PAIRS,
    SET_PHRASES,
    WRITTEN,
    after_names,
    all_cues,
    cues,
    mark_pairs,
    people,
    unnamed,
)
from corpus.annotation.shadow import simplified
from corpus.layers import Layer
from corpus.model import Quotation
from corpus.spans import Span

__all__ = ["find_quotations"]

SOURCE: Final = "rules"
_END: Final = re.compile(r"[。！？!?…\n]")
_CLAUSE: Final = re.compile(r"[，。！？；：、,;:!?\n“”‘’「」『』…（）()]")
_BLANKS: Final = re.compile("[ \u00a0\u3000\t]*")
_LONG: Final = 10
_SHORT: Final = 5
_REACH: Final = 30
_LONGEST: Final = 1000
_INNER: Final = 400
_ENDS: Final = re.compile(r"[。！？!?…]+")
_TURN: Final = re.compile(rf'[。！？!?…\n"{"".join(PAIRS)}{"".join(CLOSERS)}]')


class Named(Protocol):
    """What is asked of an entity: where it stands and its label."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


@attrs.frozen
class _Found:
    start: int
    end: int
    kind: Literal["direct", "indirect"]
    speaker: Span | None
    cue: Span | None


def find_quotations(text: str, entities: Sequence[Named] | None = None) -> Layer[Quotation]:
    """Find direct and indirect quotations with speaker and cue.

    Args:
        text: Any text, in either script, with quotation marks of any style.
        entities: Names of the text, as `find_entities` returns them; None to find them here.

    Returns:
        A layer of quotations, sorted by start, longer first. A direct one includes its marks; an
        indirect one goes from after the verb of saying to the end of its sentence. The speaker is
        the name or word nearest to the cue. Offsets are code points of `text`.

    >>> quotation = find_quotations("镇江市科技局局长毛健说：“试验很成功。”")[0]
    >>> quotation.text, quotation.speaker, quotation.cue, quotation.kind
    ('“试验很成功。”', '毛健', '说', 'direct')
    """
    if entities is None:
        from corpus.annotation.entities import find_entities

        entities = find_entities(text)
    speaking = sorted(
        (e for e in entities if e.label in _SPEAKING), key=lambda e: (e.start, -e.end)
    )
    reader = _Reader(simplified(text), speaking)
    found = sorted(reader.read(), key=lambda q: (q.start, -q.end))
    columns: dict[str, Sequence[object]] = {
        "speaker": [q.speaker for q in found],
        "cue": [q.cue for q in found],
        "kind": [q.kind for q in found],
        "level": _levels(found),
    }
    starts, ends = [q.start for q in found], [q.end for q in found]
    return Layer(text, Quotation, starts, ends, columns, source=SOURCE)


_SPEAKING: Final = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT", "WORK_OF_ART"})


def _levels(found: Sequence[_Found]) -> list[int]:
    """How many quotations lie around each, with those sorted by start, longer first."""
    open_ends: list[int] = []
    levels = []
    for quotation in found:
        while open_ends and open_ends[-1] <= quotation.start:
            open_ends.pop()
        levels.append(len(open_ends))
        open_ends.append(quotation.end)
    return levels


class _Reader:
    """One text on its way to quotations: its shadow, its names, its pairs of marks."""

    def __init__(self, text: str, entities: Sequence[Named]) -> None:
        self.text = text
        self.entities = entities
        self.ends = {e.end: e for e in reversed(entities)}
        self.starts = {e.start: e for e in reversed(entities)}
        self.pairs = sorted(mark_pairs(text))
        self.opening = dict(self.pairs)

    def read(self) -> Iterator[_Found]:
        for start, end in self.pairs:
            if quotation := self._direct(start, end):
                yield quotation
        yield from self._indirect()

    # -- direct -------------------------------------------------------------------------------

    def _direct(self, start: int, end: int) -> _Found | None:
        inside = self.text[start + 1 : end - 1]
        if attribution := self._before(start):
            said = self.text[start - 1] in "：:，," or _is_speech(inside) or self._closes(end)
            return _Found(start, end, "direct", *attribution) if said and len(inside) > 1 else None
        after = self._after(end) if len(inside) >= _SHORT or self._opens(start) else None
        if after is None and not _is_speech(inside):
            return None
        speaker, cue = after or (None, None)
        return _Found(start, end, "direct", speaker, cue)

    def _opens(self, start: int) -> bool:
        """Whether a quotation opens a sentence: “好，”他说, where a short one is speech too."""
        return self.text[start - 1 : start].strip("。！？!? \u3000\u00a0\n\t") == ""

    def _closes(self, end: int) -> bool:
        """Whether a clause ends with a quotation: what is said is all in the marks."""
        return end >= len(self.text) or self.text[end] in "，。；！？,;\n"

    def _before(self, start: int) -> tuple[Span | None, Span] | None:
        """Speaker and cue directly in front of an opening mark: 毛健说：“."""
        at = start
        while at and self.text[at - 1] in "：:，, \u3000":
            at -= 1
        for length in range(min(3, at), 0, -1):
            word = self.text[max(0, at - length) : at]
            if word in all_cues() and not SET_PHRASES.search(
                self.text[max(0, at - length - 4) : at - length]
            ):
                if word in {"写", "称"} and at == start:
                    return None  # 称“活雷锋” names, it does not quote
                return self._speaker(at - length), Span(at - length, at)
        return self._told(at)

    def _told(self, at: int) -> tuple[Span | None, Span] | None:
        """他告诉记者：“…”: the cue has an object behind it."""
        found = re.search(
            r"(告诉|告知|对)([\u4e00-\u9fff]{1,6})(说)?$", self.text[max(0, at - 10) : at]
        )
        if found is None or (found[1] == "对" and not found[3]):
            return None
        base = max(0, at - 10)
        cue = (
            Span(base + found.start(3), base + found.end(3))
            if found[3]
            else Span(base + found.start(1), base + found.end(1))
        )
        return self._speaker(base + found.start(1)), cue

    def _after(self, end: int) -> tuple[Span | None, Span] | None:
        """Speaker and cue behind a closing mark: ”张世琨说，."""
        stop = _END.search(self.text, end)
        limit = min(len(self.text), end + 2 * _REACH, stop.start() if stop else len(self.text))
        if written := WRITTEN.match(self.text, end, limit):
            who = self._speaker(written.end("who"))
            return who, Span(*written.span("cue"))
        at = end
        while at < limit and self.text[at] in "，,—- ":
            at += 1
        clause = _CLAUSE.search(self.text, at)
        border = min(limit, clause.start() if clause else limit)
        pattern, _ = cues()
        for match in pattern.finditer(self.text, at, border):
            if match.end() == border or self.text[match.end()] in "道着":
                speaker = self._speaker(match.start(), at)
                if speaker:
                    return speaker, Span(*match.span())
        return None

    # -- indirect -----------------------------------------------------------------------------

    def _indirect(self) -> Iterator[_Found]:
        pattern, open_cues = cues()
        for match in pattern.finditer(self.text):
            begin = self._content_start(match, open_cues)
            if begin is None:
                continue
            while (
                self.text[begin : begin + 1].strip(" \u00a0\u3000\t")
                != self.text[begin : begin + 1]
            ):
                begin += 1
            speaker = self._speaker(match.start())
            if speaker is None:
                continue
            end = self._sentence_end(begin)
            if end - begin > 3:
                yield _Found(begin, end, "indirect", speaker, Span(*match.span()))

    def _content_start(self, match: re.Match[str], open_cues: frozenset[str]) -> int | None:
        """Where reported speech begins behind a cue, if it does and is no quotation in marks."""
        at = match.end()
        following = self.text[at : at + 1]
        if SET_PHRASES.search(self.text[max(0, match.start() - 4) : match.start()]):
            return None
        if following in {"，", ",", "：", ":"}:
            after = at + 1
            whole = self.opening.get(after)
            # Where the quotation in marks is the whole of what is said, it is a direct one.
            if whole and (
                _END.match(self.text, whole - 2)
                or _END.match(self.text, whole)
                or whole >= len(self.text)
            ):
                return None
            return None if whole or self.text[after : after + 1] in {*PAIRS, '"', "＂"} else after
        if (
            match[0] in open_cues
            and following not in PAIRS
            and not NOT_SAID.match(following or "的")
        ):
            return at
        return None

    def _sentence_end(self, start: int) -> int:
        """End of the sentence from an offset; sentence ends inside quotation marks do not count.

        A sentence longer than `_LONGEST` is none that anybody reports: then it is `start` itself.
        """
        at, limit = start, min(len(self.text), start + _LONGEST)
        while stop := _TURN.search(self.text, at, limit):
            at = stop.start()
            close = self.opening.get(at, 0)
            if close and close - at < _INNER:
                last = _END.match(self.text, close - 2)
                if last and self.text[close : close + 1] not in "，,、；的":
                    return close
                at = close
            elif stop[0] == "\n" or stop[0] in CLOSERS:
                return at
            elif stop[0] in PAIRS or stop[0] == '"':
                at += 1
            else:
                return _ENDS.match(self.text, at).end()  # type: ignore[union-attr]
        return limit if limit == len(self.text) else start

    # -- speakers -----------------------------------------------------------------------------

    def _speaker(self, cue: int, floor: int = 0) -> Span | None:
        """Who stands before a cue: a name, one with its title behind it, or a word for people."""
        at = self._skip_adverbs(cue, floor)
        if found := self._name_to(at, floor):
            return found
        nameless = unnamed().search(self.text[max(floor, at - 10) : at])
        if nameless:
            base = max(floor, at - 10)
            return Span(base + nameless.start(), base + nameless.end())
        return self._subject(at, floor)

    def _skip_adverbs(self, at: int, floor: int) -> int:
        for _ in range(4):
            if at in self.ends and self.text[at : at + 1] not in "上中里时":
                return at
            adverb = ADVERB.search(self.text[max(floor, at - 14) : at])
            if adverb is None:
                return at
            start = at - len(adverb[0])
            if adverb[0][0] not in "在向对":
                named = next((i for i in range(at - 1, start, -1) if i in self.ends), None)
                if named is not None:
                    return named
            at = start
        return at

    def _name_to(self, at: int, floor: int) -> Span | None:
        entity = self.ends.get(at)
        if (
            entity is None
            and (quoted := self.ends.get(at - 1))
            and self.text[at - 1 : at] in CLOSERS
        ):
            entity = quoted
        if entity is None:
            title = next((t for t in after_names() if self.text.endswith(t, 0, at)), "")
            entity = self.ends.get(at - len(title)) if title else None
            if entity is not None and entity.label != "PERSON":
                entity = None
        if entity is None or entity.start < floor:
            return None
        return Span(entity.start, entity.end)

    def _subject(self, at: int, floor: int) -> Span | None:
        """The name or people that the clause, or else the sentence, begins with."""
        clause = max(
            (m.end() for m in _CLAUSE.finditer(self.text, max(floor, at - 60), at)),
            default=max(floor, at - 60),
        )
        first = bisect_left(self.entities, clause, key=lambda entity: entity.start)
        last = bisect_left(self.entities, at, key=lambda entity: entity.start)
        named = [
            entity
            for entity in self.entities[first:last]
            if entity.end <= at and entity.label in {"PERSON", "ORG", "LAW"}
        ]
        if named:
            chosen = named[-1]
            return Span(chosen.start, chosen.end) if at - chosen.end <= _REACH else None
        if at - clause > 2:
            return None
        sentence = max(
            (m.end() for m in _END.finditer(self.text, max(floor, at - 120), at)),
            default=max(floor, at - 120),
        )
        group = people().match(self.text, sentence, at)
        return Span(*group.span()) if group else None


def _is_speech(inside: str) -> bool:
    """Whether quoted words are speech: they end like a sentence, or are a clause or two."""
    return bool(_END.match(inside[-1:])) or (
        len(inside) >= _LONG and re.search("[，,；：、]", inside) is not None
    )
