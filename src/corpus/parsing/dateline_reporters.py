"""The reporters in a dateline: who they are, and where their names end.

Names stand behind a role (记者华春雨、孙彬), before one (张三 摄), or with none (（甲 乙）).
They are separated by 、 ， ； / or blanks; a name of two characters may be padded (王　伟);
names of minorities have a dot (买买提·依明); a place may follow without a break
(記者甲台北). Works on folded text; spans are (start, end) pairs in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from corpus.parsing.dateline_names import is_name, is_place, split_place
from corpus.parsing.dateline_words import HAN, words
from corpus.parsing.surnames import surnames

if TYPE_CHECKING:
    from collections.abc import Iterator

Pair = tuple[int, int]
"""Start and end in the folded text."""

__all__ = ["REPORT", "Names", "Pair", "read_names"]

_TOKEN = re.compile(
    rf"(?P<dotted>[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}})+)"
    rf"|(?P<run>[{HAN}]+)"
    r"|(?P<latin>[A-Za-z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,3})"
    r"|(?P<slash> ?[/:] ?)"
    r"|(?P<gap>[ 、,;&·]+|[“\"《「][^”\"》」]{1,12}[”\"》」](?=[记通]))"  # “新华视点”记者
)
_PLAIN_NAME = re.compile(rf"(?!发自)[{HAN}]{{2,3}}\Z")
_PADDING = re.compile(rf" {{1,4}}[{HAN}](?![{HAN}])")
REPORT = ("报道", "报导")
_JOINERS = "和与及暨"
_SHORT = 2
_TOP = 100  # family names; one of them is hardly the middle of a name
_LONGEST_NAME = 4  # of a Chinese name; 欧阳某某
_LONGEST_JOINED = 12  # characters of names without a break
_MOST_NAMES = 20


@attrs.define
class Names:
    """What a stretch with reporters says: names with roles, places, and a word of report."""

    reporters: list[tuple[Pair, Pair | None]] = attrs.field(factory=list)
    places: list[Pair] = attrs.field(factory=list)
    has_role: bool = False

    def are_names(self, folded: str) -> bool:
        """Tell whether each reporter's name looks like one."""
        return all(is_name(folded[slice(*who)]) for who, _ in self.reporters)


def read_names(
    folded: str, start: int, end: int, *, strict: bool = False, vouched: bool = False
) -> Names | None:
    """Read ``folded[start:end]`` as a list of reporters, all of it; `None` if it is none.

    Args:
        folded: The folded text.
        start: Where the list starts.
        end: Where it ends.
        strict: Whether every name has to look like one (a family name and one or two
            characters), for places where no bracket tells that these are names.
        vouched: Whether a role stands before the list, so that family names needn't be known.
    """
    if _is_one_name(folded, start, end):
        return Names([((start, end), None)])
    reader = _Reader(folded, end, strict, vouched)
    for kind, span in _tokens(folded, start, end):
        if kind == "slash":
            reader.slash = True
            continue
        if kind == "bad" or len(reader.found.reporters) >= _MOST_NAMES:
            return None
        if kind == "role":
            reader.take_role(span)
        elif not reader.take_name(kind, span):
            return None
        reader.slash, reader.named = False, kind != "role"
    return reader.found if reader.found.reporters or reader.found.places else None


def _is_one_name(folded: str, start: int, end: int) -> bool:
    """Tell whether all is one plain name of two or three characters, as it most often is."""
    if not _SHORT <= end - start <= _SHORT + 1 or _PLAIN_NAME.match(folded, start, end) is None:
        return False
    table = words()
    if folded[end - 1] in table.short_roles or table.inner_role.search(folded, start, end):
        return False
    return is_name(folded[start:end])


@attrs.define
class _Reader:
    """Keeps which role holds for which names."""

    folded: str
    end: int
    strict: bool
    vouched: bool
    found: Names = attrs.field(factory=Names)
    role: Pair | None = None  # holds for the names behind it
    unsigned: int = 0  # names from here on have no role yet
    slash: bool = False  # just read
    named: bool = False  # whether a name came before

    @property
    def waiting(self) -> bool:
        """Whether names have come since the last role."""
        return len(self.found.reporters) > self.unsigned

    def take_role(self, span: Pair) -> None:
        """Give the role to the names before it, or keep it for those behind."""
        reporters = self.found.reporters
        last = self.slash or _is_last(self.folded, span[1], self.end)
        if self.waiting and self.role is None and last:
            reporters[self.unsigned :] = [(who, span) for who, _ in reporters[self.unsigned :]]
        elif not (self.slash and self.named):  # 记者 王小明/文: 记者 stays
            self.role = span
        self.found.has_role = True
        self.unsigned = len(reporters)

    def take_name(self, kind: str, span: Pair) -> bool:
        """Take a name or a place; tell whether it can be one."""
        text = self.folded[slice(*span)]
        strictly = is_name(text)
        if kind == "place" or (self.slash and not strictly and is_place(text)):
            self.found.places.append(span)
        elif kind == "before role" and not strictly and (self.role is None or self.waiting):
            return True  # a paper's name: 潮新闻记者
        elif is_name(text, loose=(self.vouched or self.role is not None) and not self.strict):
            self.found.reporters.append((span, self.role))
        else:
            return kind == "before role"
        return True


def _is_last(folded: str, position: int, end: int) -> bool:
    """Tell whether no name follows: the role belongs to the names before it."""
    rest = folded[position:end].strip(" /")
    return not rest or rest[0] in "、,;"


def _tokens(folded: str, start: int, end: int) -> Iterator[tuple[str, Pair]]:
    """Yield the kind and the span of each name, role, place and slash; gaps are left out.

    The other kinds are "before role", a run that a role follows without a break (a name,
    or a paper's name), and "bad", where there is something else.
    """
    position = start
    while position < end:
        role = words().match_role(folded, position, end)
        if role is not None and _role_fits(folded, role, end):
            before = role.start("word")
            cut = _before_medium(folded, position, before) if before > position + _SHORT else None
            yield ("role", role.span("word")) if cut is None else ("name", (position, cut))
            position = role.end() if cut is None else cut
            continue
        token = _TOKEN.match(folded, position, end)
        if token is None:
            yield "bad", (position, end)
            return
        kind, position = token.lastgroup or "", token.end()
        if kind == "run":
            found = list(_run(folded, *token.span(), end))
            yield from found
            position = found[-1][1][1]
        elif kind == "dotted":
            yield from (("name", name) for name in _dotted(folded, *token.span()))
        elif kind != "gap":
            yield "slash" if kind == "slash" else "name", token.span()


def _role_fits(folded: str, role: re.Match[str], end: int) -> bool:
    """A role of one character (文, 图, 摄, 译) needs a break behind it: 文华 is a name."""
    if len(role["word"]) >= _SHORT or role.end() == end:
        return True
    return folded[role.end()] in " /:、,;"


def _run(folded: str, a: int, b: int, end: int) -> Iterator[tuple[str, Pair]]:
    """Yield what a run of characters without a break is, up to a role within it."""
    padded = _padded(folded, a, b, end)
    if padded is not None:
        yield "name", (a, padded)
        return
    if folded.startswith("发自", a) and is_place(folded[a + 2 : b]):
        yield "place", (a + 2, b)
        return
    inner = words().inner_role.search(folded, a + 1, b)
    if inner is None:
        yield from _joined(folded, a, _before_mark(folded, a, b, end))
        return
    b = inner.start()
    text = folded[a:b]
    if not inner[0].endswith(REPORT):
        if (cut := _before_medium(folded, a, b)) is not None:  # 甲新华社记者乙
            yield from (("name", (a, cut)), ("before role", (cut, b)))
            return
        names = list(_joined(folded, a, b))  # 甲乙实习记者丙
        yield from names if len(names) > 1 else [("before role", (a, b))]
    elif is_place(text):
        yield "place", (a, b)
    elif (cut := split_place(folded, a, b)) is not None:
        yield "name", (a, cut)
        yield "place", (cut, b)
    else:
        yield "name", (a, b)


def _before_medium(folded: str, a: int, b: int) -> int | None:
    """Return where a name ends that a medium's name follows without a break, up to `b`."""
    if b - a < 2 * _SHORT:  # as most are
        return None
    names = words().names
    for cut in (a + _SHORT, a + _SHORT + 1):
        known = names.get(folded[cut : cut + _SHORT], ())
        if any(folded.startswith(name, cut, b) and _tells(name) for name in known):
            return cut if _is_full_name(folded[a:cut]) else None
    return None


def _tells(medium: str) -> bool:
    """Tell whether a medium's name cannot be the end of another one's: 金融时报."""
    return len(medium) > _SHORT or medium in words().own


def _dotted(folded: str, a: int, b: int) -> list[Pair]:
    """Return one name with a dot, 买买提·依明, or two that a dot parts, 萧又安·方暮晨."""
    dot = folded.find("·", a, b)
    frequent = surnames().frequent
    for start, end in ((a, dot), (dot + 1, b)):
        if frequent.get(folded[start], _TOP) >= _TOP or not _is_full_name(folded[start:end]):
            return [(a, b)]
    return [(a, dot), (dot + 1, b)]


def _padded(folded: str, a: int, b: int, end: int) -> int | None:
    """Return where a padded name of two characters ends (王　伟), if one starts here."""
    table = words()
    if b - a != 1 or folded[a] in table.stand_ins or folded[a] in table.short_roles:
        return None
    match = _PADDING.match(folded, b, end)
    if match is None or folded[match.end() - 1] in table.short_roles:
        return None
    return match.end()


def _before_mark(folded: str, a: int, b: int, end: int) -> int:
    """Return where a name ends that 摄, 文 or 图 follows without a break: 王小明摄."""
    last, length = folded[b - 1], b - a
    signed = last == "摄" and length > _SHORT
    paired = last in "文图" and length >= _LONGEST_NAME and folded[b : b + 1] == "/" and b < end
    return b - 1 if signed or paired else b


def _joined(folded: str, a: int, b: int) -> Iterator[tuple[str, Pair]]:
    """Yield one name, or several with 和 or nothing between."""
    may_part = _SHORT + 1 < b - a <= _LONGEST_JOINED
    found = [names for names in _partings(folded, a, b) if len(names) > 1] if may_part else []
    if not found:
        yield "name", (a, b)
        return
    frequent = surnames().frequent

    def rank(names: list[Pair]) -> tuple[int, int]:
        """Few characters that may be 和, and frequent family names, come first."""
        later = [frequent.get(folded[start], len(frequent)) for start, _ in names[1:]]
        return sum(end - start for start, end in names), sum(later)

    for name in min(found, key=rank):
        yield "name", name


def _partings(folded: str, a: int, b: int) -> Iterator[list[Pair]]:
    """Yield the ways to part a run without a break into full names."""
    if a == b:
        yield []
    elif a < b <= a + _LONGEST_JOINED:
        for cut in (a + _SHORT + 1, a + _SHORT):
            if not cut <= b or not _is_full_name(folded[a:cut]):
                continue
            yield from ([(a, cut), *rest] for rest in _partings(folded, cut, b))
            if cut < b - 1 and folded[cut] in _JOINERS:
                yield from ([(a, cut), *rest] for rest in _partings(folded, cut + 1, b))


def _is_full_name(text: str) -> bool:
    """Tell whether `text` is a name of two or three characters with nothing like another."""
    table = surnames()
    if not 1 < len(text) <= 3 or text[:1] not in table.single or text[:2] in table.double:
        return False
    return table.frequent.get(text[1:2], _TOP) >= _TOP and is_name(text)
