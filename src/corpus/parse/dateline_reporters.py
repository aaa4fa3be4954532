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

from corpus.parse.dateline_words import HAN, words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Names", "is_name", "is_place", "read_names", "split_place"]

_TOKEN = re.compile(
    rf"(?P<dotted>[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}})+)"
    rf"|(?P<run>[{HAN}]+)"
    r"|(?P<latin>[A-Za-z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,3})"
    r"|(?P<slash> ?[/:] ?)"
    r"|(?P<gap>[ 、,;&·]+)"
)
_JOINERS = "和与及暨"
_SHORT = 2
_LONGEST_NAME = 4  # of a Chinese name; 欧阳某某
_LONGEST_WITH_ROLE = 8  # 古丽巴哈尔, 阿依努尔 … need the role before them
_MOST_NAMES = 20


@attrs.define
class Names:
    """What a stretch with reporters says: names with roles, places, and a word of report."""

    reporters: list[tuple[int, int, str]] = attrs.field(factory=list)
    places: list[tuple[int, int]] = attrs.field(factory=list)
    has_role: bool = False


def read_names(folded: str, start: int, end: int, *, strict: bool = False) -> Names | None:
    """Read ``folded[start:end]`` as a list of reporters, all of it; `None` if it is none.

    Args:
        folded: The folded text.
        start: Where the list starts.
        end: Where it ends.
        strict: Whether every name has to look like one (a family name and one or two
            characters), for places where no bracket tells that these are names.
    """
    found = Names()
    role = ""
    slash = False
    pending = 0  # names from here on have no role yet
    for kind, a, b in _tokens(folded, start, end):
        if kind == "slash":
            slash = True
            continue
        if kind == "role":
            word = folded[a:b]
            found.has_role = True
            after = slash or (pending < len(found.reporters) and _last(folded, b, end))
            if after and pending < len(found.reporters):
                _give_role(found, pending, word)
                pending = len(found.reporters)
            else:
                role = word
                pending = len(found.reporters)
            slash = False
            continue
        slash = False
        if kind == "bad" or len(found.reporters) >= _MOST_NAMES:
            return None
        if kind == "place":
            found.places.append((a, b))
            continue
        if not is_name(folded[a:b], loose=bool(role) and not strict):
            return None
        found.reporters.append((a, b, role))
        if role:
            pending = len(found.reporters)
    if not found.reporters and not found.places:
        return None
    return found


def _give_role(found: Names, first: int, role: str) -> None:
    for i in range(first, len(found.reporters)):
        a, b, old = found.reporters[i]
        found.reporters[i] = (a, b, old or role)


def _last(folded: str, position: int, end: int) -> bool:
    """Tell whether no name follows: the role belongs to the names before it."""
    rest = folded[position:end].strip(" /")
    return not rest or rest[0] in "、,;"


def _tokens(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield ("name" | "role" | "place" | "slash" | "bad", start, end), gaps left out."""
    table = words()
    position = start
    while position < end:
        role = table.role.match(folded, position, end)
        if role is not None and _role_fits(folded, role, end):
            yield "role", *role.span("word")
            position = role.end()
            continue
        token = _TOKEN.match(folded, position, end)
        if token is None:
            yield "bad", position, end
            return
        kind, position = token.lastgroup, token.end()
        if kind == "gap":
            continue
        if kind == "slash":
            yield "slash", *token.span()
        elif kind == "run":
            a, b = token.span()
            padded = _padded(folded, a, b, end)
            if padded is not None:
                position = padded
                yield "name", a, padded
                continue
            inner = table.inner_role.search(folded, a + 1, b)
            if inner is not None:
                b = position = inner.start()
                yield from _run(folded, a, b, before_report=True)
            else:
                yield from _run(folded, a, b, before_report=False)
        else:
            yield "name", *token.span()


def _role_fits(folded: str, role: re.Match[str], end: int) -> bool:
    """A role of one character (文, 图, 摄, 译) needs a break behind it: 文华 is a name."""
    if len(role["word"]) >= _SHORT or role.end() == end:
        return True
    return folded[role.end()] in " /:、,;"


def _padded(folded: str, a: int, b: int, end: int) -> int | None:
    """Return where a padded name of two characters ends (王　伟), if one starts here."""
    if b - a != 1 or folded[a] not in words().surnames:
        return None
    match = re.compile(rf" {{1,4}}[{HAN}](?![{HAN}])").match(folded, b, end)
    return match.end() if match else None


def _run(folded: str, a: int, b: int, *, before_report: bool) -> Iterator[tuple[str, int, int]]:
    """Yield the names and the place in a run of characters without a break."""
    if before_report and is_place(folded[a:b]):
        yield "place", a, b
        return
    if b - a > _LONGEST_NAME:
        for joiner in _JOINERS:
            at = folded.find(joiner, a + _SHORT, b - 1)
            if at >= 0 and is_name(folded[a:at]) and is_name(folded[at + 1 : b]):
                yield "name", a, at
                yield "name", at + 1, b
                return
    if before_report:
        cut = split_place(folded, a, b)
        if cut is not None:
            yield "name", a, cut
            yield "place", cut, b
            return
    yield "name", a, b


def is_name(text: str, *, loose: bool = False) -> bool:
    """Tell whether folded `text` can be a person's name.

    Args:
        text: A run of characters.
        loose: Whether a role vouches for it, so that the family name needn't be known.
    """
    table = words()
    if text in table.stand_ins:
        return True
    if "·" in text or text[0].isascii():
        return not table.prose.search(text)
    bare = text.replace(" ", "")
    if bare in table.not_names:
        return False
    if loose and len(bare) <= _LONGEST_WITH_ROLE:
        return not table.prose.search(bare)
    if not _SHORT <= len(bare) <= _LONGEST_NAME or table.prose.search(bare):
        return False
    if bare[:2] in table.surnames and len(bare) > _SHORT:
        return True
    return bare[0] in table.surnames and (len(bare) < _LONGEST_NAME or bare[1] in table.surnames)


def is_place(text: str) -> bool:
    """Tell whether folded `text` is a place that the tables know.

    Example:
        >>> is_place("台北"), is_place("南京市"), is_place("读者来")
        (True, True, False)
    """
    places = words().places
    if text in places:
        return True
    return len(text) > _SHORT and text[-1] in "市县省区州" and text[:-1] in places


def split_place(folded: str, start: int, end: int) -> int | None:
    """Return where the place starts in a name with a place right behind it.

    Tries a known place behind a name of three, two, four, one character; then a known
    place with more behind it (嘉義縣太保); then goes by how long names are.

    Example:
        >>> split_place("吴睿骐桃园", 0, 5), split_place("唐佩君布鲁塞尔", 0, 7)
        (3, 3)
    """
    text = folded[start:end]
    table = words()
    lengths = [n for n in (3, 2, 4, 5, 6) if n < len(text)]
    if text[:1] in table.stand_ins:
        lengths = [1, *lengths]
    named = [n for n in lengths if n == 1 or is_name(text[:n], loose=n > _LONGEST_NAME)]
    for n in [*named, *(n for n in lengths if n not in named)]:
        if _place_like(text[n:]):
            return start + n
    for n in named:
        longest = min(table.longest_place, len(text) - n)
        if any(text[n : n + k] in table.places for k in range(longest, 1, -1)):
            return start + n
    usual = 4 if text[:2] in table.surnames else 3
    if named and len(text) >= usual + _SHORT:
        return start + (usual if usual in named else named[0])
    if 2 in named and len(text) == 2 * _SHORT and 4 not in named:  # noqa: PLR2004
        return start + 2
    return None


def _place_like(text: str) -> bool:
    """Tell whether `text` is a known place, or two in a row (台湾台北)."""
    if is_place(text):
        return True
    return any(is_place(text[:k]) and is_place(text[k:]) for k in range(2, len(text) - 1))
