"""The parts of a dateline, and finding the two of them that are open-ended.

`Parts` collects what the forms find. An agency is one of the tables' or any paper whose
name ends like a paper's; a place is any short stretch between agency and date, so both
need rules rather than lists. Works on folded text (see ``folding``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from corpus.parsing.dateline_names import is_place
from corpus.parsing.dateline_words import HAN, words

if TYPE_CHECKING:
    from corpus.parsing.dateline_reporters import Names, Pair

__all__ = ["PLACES", "Parts", "agencies_end", "are_places", "is_prose", "media", "split_places"]

_PLACE = rf"[{HAN}A-Za-z0-9·\"“”‘’《》]{{1,20}}?"
PLACES = rf"{_PLACE}(?: ?[、/-] ?{_PLACE})*?(?:\([{HAN}]{{2,8}}\))?"
"""One place or several, as a regular expression without groups."""

_LONGEST_MEDIUM = 18
_MEDIUM = re.compile(rf"(?![据另又]|[援转]引|引[述用自])[{HAN}A-Za-z0-9.·-]+")  # 另据新华社
_TITLE = re.compile(
    rf"(?P<land>[{HAN}]{{0,4}})《[^《》\n]{{1,12}}》(?:(?:双?[周月]刊|杂志)?(?:网站|新闻网|客户端)?)"
)
_PROGRAMME = re.compile(r"《[^《》\n]{2,10}》")
_SPACED = re.compile("本 {1,3}[报刊台网社](?= {1,3}讯)")
# 四川新闻网-首屏新闻, 国山东网-感知山东
_DESK = re.compile(rf"[{HAN}]{{2,4}}?(?:新闻|频道|客户端)|[{HAN}]{{4,5}}(?=[0-9]{{1,2}}月)")
_ONE_PLACE = re.compile(r"[^、/\- ()]+")


@attrs.define
class Parts:
    """A dateline's parts as (start, end) pairs in the folded text."""

    start: int
    end: int
    agency: Pair | None = None
    places: list[Pair] = attrs.field(factory=list)
    date: Pair | None = None
    kind: Pair | None = None
    reporters: list[tuple[Pair, Pair | None]] = attrs.field(factory=list)

    @classmethod
    def of(cls, match: re.Match[str], start: int, agency: Pair | None = None) -> Parts:
        """Make the parts that the groups ``place``, ``date`` and ``kind`` have matched."""
        groups = match.re.groupindex
        kind = match.span("kind") if "kind" in groups else None
        parts = cls(start, kind[1] if kind else match.end(), agency, kind=kind)
        if "date" in groups and match["date"] is not None:
            parts.date = match.span("date")
        if "place" in groups and match["place"] is not None:
            parts.places = split_places(match.string, match.span("place"))
        return parts

    def add(self, names: Names) -> None:
        """Take over reporters and places."""
        self.reporters += names.reporters
        self.places += names.places


def media(folded: str, start: int, end: int | None = None) -> list[int]:
    """Return the possible lengths of an agency's or paper's name at `start`, longest first.

    Example:
        >>> media("四川新闻网泸州4月26日讯", 0)
        [5]
    """
    table = words()
    limit = len(folded) if end is None else end
    known = table.names.get(folded[start : start + 2], ())
    lengths = [len(name) for name in known if folded.startswith(name, start, limit)]
    if folded.find("《", start, start + 5) >= 0:
        title = _TITLE.match(folded, start, limit)
        if title is not None and (not title["land"] or is_place(title["land"])):
            lengths.append(len(title[0]))  # 美国《纽约时报》网站
    if spaced := _SPACED.match(folded, start, limit):
        lengths.append(len(spaced[0]))
    head = _MEDIUM.match(folded, start, min(limit, start + _LONGEST_MEDIUM))
    if head is not None:
        last = head.end()
        ends = table.medium_end.finditer(folded, start + 1, min(limit, last + 2))
        lengths += [match.end() - start for match in ends if match.end() <= last]
    return sorted({*lengths}, reverse=True) if lengths else lengths


def agencies_end(folded: str, end: int) -> int:
    """Return where further agencies end behind the first one: 新华社、中新社, 新安晚报 安徽网.

    A broadcaster's programme is a part of its name: 中国之声《国防时空》.
    """
    if programme := _PROGRAMME.match(folded, end):
        return programme.end()
    if folded.startswith("供本报", end):  # 新华社供本报特稿
        return end + 3
    while folded[end : end + 1] in {"、", "/", "-", "·", " "}:
        further = media(folded, end + 1)
        if folded[end] != " " and not further and (desk := _DESK.match(folded, end + 1)):
            further = [len(desk[0])]
        if not further:
            break
        end += 1 + further[0]
    return end


def split_places(folded: str, span: Pair) -> list[Pair]:
    """Return the single places in a stretch of them."""
    start, end = span
    if folded.startswith("综合", start, end):  # 編譯甲／綜合倫敦三日外電報導: of several reports
        start += 2
    return [match.span() for match in _ONE_PLACE.finditer(folded, start, end)]


def are_places(folded: str, spans: list[Pair]) -> bool:
    """Tell whether the tables know all these places."""
    return all(is_place(folded[slice(*span)]) for span in spans)


def is_prose(place: str, *, bracketed: bool) -> bool:
    """Tell whether folded `place` has words that no place has."""
    table = words()
    if place[0] in table.starts or table.prose.search(place) is not None:
        return True
    return not bracketed and not table.particles.isdisjoint(place)
