"""Who speaks: the name, the pronoun or the word for people that a verb of saying belongs to.

What lives here: the search before a verb of saying, past adverbs, addressees and brackets, in its
clause and then from the beginning of its sentence. What does not: finding names, which come as an
argument, and finding quotations (`attribution`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from corpus.annotation.entities.lexicon import common_nouns, surnames
from corpus.annotation.quotations.cues import adverb, no_cue
from corpus.annotation.quotations.marks import CLOSERS
from corpus.annotation.quotations.people import after_name, nameless, person_noun
from corpus.annotation.quotations.speech import CLAUSE, END, REACH
from corpus.spans import Labelled, Span

__all__ = ["SPEAKING", "Speakers"]

SPEAKING: Final = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT", "WORK_OF_ART", "FAC"})
_SENTENCE: Final = 120
_CLAUSES: Final = 8
_CHINESE_NAME: Final = 3
_SHORT: Final = 4
_CUT_NAME: Final = 5
_NOT_GIVEN: Final = re.compile(r"[的得着了过们也还都就才再很]")
_BRACKET: Final = re.compile(r"[（(][^（）()\n]{1,40}[）)][ \u3000]?\Z")
_LATIN: Final = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}\Z", re.ASCII)
_PRONOUN: Final = re.compile(r"(?<![其吉])(?:他们|她们|他|她|我们|它)(?![国人市省县校])")
_ADDRESSED: Final = re.compile(r"(?:[向对同与跟及给把被让使由据就将在于为]|关于|针对|根据|按照)\Z")
_CONNECTED: Final = re.compile(r"[并且也还又而则但同时此外另外其中对此随后，,]*\Z")
_UNKNOWN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z·]{2,8}\Z")
_NO_NAME: Final = re.compile(
    r"[的地得着了过来不没据称可能应该须要想会将把被让使是有在从以于而且并但如若虽因所之其这那何怎么谁什就才都也还又再最更很太非常]"
)


class Speakers:
    """The speakers of one text, in simplified characters, with its names sorted by start."""

    def __init__(self, text: str, entities: Sequence[Labelled]) -> None:
        self.text = text
        self.entities = entities
        self.ends = {e.end: e for e in reversed(entities)}
        self.starts = [e.start for e in entities]

    def before(self, cue: int, floor: int = 0, *, guess: bool = True) -> Span | None:
        """Who stands before a verb of saying.

        Args:
            cue: Where the verb begins.
            floor: No further back than this.
            guess: Whether an unknown word that fills the clause may be the speaker.

        Returns:
            A name without its title, a pronoun or a noun; None if nobody is found.
        """
        at = self._past_adverbs(cue, floor)
        clause = self._clause_start(at, floor)
        if found := self._meeting(clause, at) or self._ending(at, floor):
            return found
        if found := self._untitled(clause, at) or self.within(clause, at):
            return found
        if guess and (unknown := _UNKNOWN.fullmatch(self.text, clause, at)):
            return None if _NO_NAME.search(unknown[0]) else Span(clause, at)
        if _CONNECTED.fullmatch(self.text, clause, at):
            return self._of_sentence(clause, floor)
        return None

    def acting(self, at: int) -> Span | None:
        """Who acts in the sentence up to a colon: 王大妈乐得合不拢嘴：."""
        if (found := self._ending(at, 0)) and self.is_person(found):
            return found
        clause = self._clause_start(at, 0)
        return self.within(clause, at) or self._of_sentence(clause, 0)

    def _meeting(self, clause: int, at: int) -> Span | None:
        """Who acts before a name that only says when: 李明会见赵强时说, 图斯克访问北京时说."""
        met = self.ends.get(at) if self.text[at : at + 1] == "时" else None
        return self.within(clause, met.start) if met else None

    def is_no_cue(self, start: int) -> bool:
        """Whether a verb of saying is part of a set phrase or another word: 小说, 可以说."""
        name = self.ends.get(start)
        if name is not None and start - name.start > 1:
            return False
        if no_cue().search(self.text, max(0, start - 4), start + 1) is None:
            return False
        return nameless(self.text, max(0, start - 8), start) is None

    def within(self, start: int, end: int) -> Span | None:
        """Who acts in a clause: a person, else a pronoun, a noun for people, or a body.

        Args:
            start: Where the clause begins.
            end: Where to stop.

        Returns:
            The last person that is no addressee, or the first of the others; None if nobody is.
        """
        names = [e for e in self._entities(start, end) if not self._addressed(e.start, start)]
        persons = [e for e in names if e.label == "PERSON"]
        for person in reversed(persons):
            if self.text[person.end : person.end + 1] != "的":
                return Span(person.start, person.end)
        if pronoun := next(self._pronouns(start, end), None):
            return pronoun
        if noun := self._noun(start, end):
            return noun
        bodies = [e for e in names if e.label in {"ORG", "LAW"} and e.end <= end]
        return Span(bodies[-1].start, bodies[-1].end) if bodies else None

    # -- steps ------------------------------------------------------------------------------------

    def _past_adverbs(self, at: int, floor: int) -> int:
        """Where the speaker should end: before manner, place, addressee, brackets and blanks."""
        for _ in range(6):
            while at > floor and self.text[at - 1] in " \u3000":
                at -= 1
            name = self.ends.get(at)
            if name and self._placed(name.start, floor):
                at = name.start - 1
                continue
            if name and self.text[at : at + 1] not in "上中里时":
                return at
            if bracket := _BRACKET.search(self.text, max(floor, at - 42), at):
                at = bracket.start()
                continue
            manner = adverb().search(self.text, max(floor, at - 24), at)
            if manner is None:
                return at
            start = manner.start()
            if manner[0][0] not in "在向对同接回答":
                inner = range(at - 1, start + 1, -1)
                named = next((i for i in inner if i in self.ends or self._is_noun(start, i)), None)
                if named is not None:
                    return named
            at = start
        return at

    def _is_noun(self, start: int, end: int) -> bool:
        begin = nameless(self.text, start, end)
        return begin is not None and end - begin > 1

    def _placed(self, at: int, floor: int) -> bool:
        return at > floor and self.text[at - 1] in "在向对"

    def _ending(self, at: int, floor: int) -> Span | None:
        """The name, with or without its title, the pronoun or the noun that ends at `at`."""
        if self.text[at - 1 : at] == "》":
            title = self.text.rfind("《", max(floor, at - 40), at)
            return Span(title, at) if title >= 0 else None
        size = after_name(self.text, floor, at)
        if named := self._name(at, size):
            return named if named.start >= floor else None
        begin = nameless(self.text, max(floor, at - 12), at)
        if begin is None:
            begin = person_noun(self.text, max(floor, at - 5), at)
        if begin is not None:
            return Span(begin, at)
        stop = at - size
        while stop > floor and self.text[stop - 1] == " ":
            stop -= 1
        latin = _LATIN.search(self.text, max(floor, stop - 40), stop)
        return Span(*latin.span()) if latin else None

    def _name(self, at: int, size: int) -> Span | None:
        """The name that ends at `at`, or before the title of `size` characters that ends there."""
        last = self.text[at - 1 : at]
        entity = self.ends.get(at) or (self.ends.get(at - 1) if last in CLOSERS else None)
        if entity is not None:
            return Span(entity.start, entity.end)
        titled = self.ends.get(at - size) if size else None
        if titled is not None and titled.label == "PERSON":
            return Span(titled.start, titled.end)
        cut = self.ends.get(at - 1)
        if cut is None or cut.label != "PERSON" or at - cut.start > _CUT_NAME:
            return None
        whole = last.isalpha() and last != "时" and not _NO_NAME.search(last)
        return Span(cut.start, at) if whole else None  # a name that was cut short: 泉健太

    def _untitled(self, start: int, end: int) -> Span | None:
        """An unknown name that fills the clause behind a title: 第一书记吐尔逊江."""
        for size in range(2, 7):
            rest, head = self.text[end - size : end], end - size
            known = self._entities(head, end)
            if head <= start or not _UNKNOWN.fullmatch(rest) or next(known, None):
                return None
            family = size <= _CHINESE_NAME and rest[0] in surnames() and not _NOT_GIVEN.search(rest)
            foreign = size > 2 and not _NO_NAME.search(rest)
            if (family or foreign) and (
                nameless(self.text, start, head) is not None or after_name(self.text, start, head)
            ):
                return None if rest in common_nouns() else Span(head, end)
        return None

    def is_somebody(self, start: int, end: int) -> bool:
        """Whether a stretch is somebody to speak to: a name, a pronoun, a noun for people."""
        if end in self.ends or nameless(self.text, start, end) is not None:
            return True
        short = self.text[start:end].strip(" \u3000")
        if short.isascii():
            return short[:1].isupper()
        return len(short) <= _SHORT and not _NO_NAME.search(short)

    def is_plain(self, start: int, end: int) -> bool:
        """Whether no verb and no particle stands in a stretch, as far as common ones tell."""
        return _NO_NAME.search(self.text, start, end) is None

    def begins(self, at: int) -> bool:
        """Whether a name or a noun for people or bodies begins at an offset."""
        index = bisect_left(self.starts, at)
        if index < len(self.starts) and self.starts[index] == at:
            # 又称资阳大佛，: a name that is all of its clause is what something is called.
            return CLAUSE.match(self.text, self.entities[index].end) is None
        return any(nameless(self.text, at, at + size) == at for size in (2, 3, 4))

    def is_person(self, span: Span) -> bool:
        """Whether a span is the name of a person."""
        entity = self.ends.get(span.end)
        return entity is not None and entity.label == "PERSON"

    def _of_sentence(self, end: int, floor: int) -> Span | None:
        """Who acts in the first clause of the sentence that has somebody: 他…，并表示，."""
        start = max(floor, end - _SENTENCE)
        for stop in END.finditer(self.text, start, end):
            start = stop.end()
        for _ in range(_CLAUSES):
            clause = CLAUSE.search(self.text, start, end)
            stop_at = clause.start() if clause else end
            if stop_at > start and (found := self.within(start, stop_at)):
                return found
            start = stop_at + 1
        return None

    def _clause_start(self, at: int, floor: int) -> int:
        start = max(floor, at - REACH)
        for clause in CLAUSE.finditer(self.text, start, at):
            start = clause.end()
        return start

    def _entities(self, start: int, end: int) -> Iterator[Labelled]:
        for index in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.entities[index].end <= end:
                yield self.entities[index]

    def _addressed(self, at: int, start: int) -> bool:
        return _ADDRESSED.search(self.text, max(start, at - 2), at) is not None

    def _pronouns(self, start: int, end: int) -> Iterator[Span]:
        for match in _PRONOUN.finditer(self.text, start, end):
            following = self.text[match.end() : match.end() + 1]
            if following != "的" and not self._addressed(match.start(), start):
                yield Span(*match.span())

    def _noun(self, start: int, end: int) -> Span | None:
        """The first noun for people that is no addressee."""
        for at in range(start + 2, min(end, start + 24) + 1):
            begin = nameless(self.text, start, at)
            if begin is None or at - begin < 2 or self._addressed(begin, start):
                continue
            longest = at
            for further in range(at + 1, min(end, at + 5) + 1):
                if nameless(self.text, start, further) in {begin, *range(start, begin)}:
                    longest = further
            if self.text[longest : longest + 1] != "的":
                return Span(begin, longest)
        return None
