"""The words that datelines are made of, loaded from data and compiled once.

Here are the tables and the regular expressions made of them. What they are put together to is
in ``dateline_forms``. Everything is matched on folded text (see ``folding``).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import attrs

from corpus.parsing.folding import fold
from corpus.parsing.surnames import surnames

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["HAN", "Words", "words"]

HAN = "㐀-鿿\U00020000-\U000323af々〇"
"""The inside of a character class for Chinese characters."""

_LONGEST_BEFORE, _SHORTEST_BEFORE = 20, 3  # characters before a role: a paper's, two roles'


@attrs.frozen
class Words:
    """The tables, folded, and the expressions built from them."""

    agencies: frozenset[str]
    own: frozenset[str]
    names: dict[str, list[str]]  # of agencies and the paper itself, by the first two characters
    medium_end: re.Pattern[str]
    telling: frozenset[str]  # what names of papers end with, and places
    desk: re.Pattern[str]
    leads: tuple[str, ...]
    wire_kinds: frozenset[str]
    alone_kinds: frozenset[str]
    dated_kinds: frozenset[str]
    bracketed_kinds: frozenset[str]
    rubric_kinds: frozenset[str]
    kind: str
    told: re.Pattern[str]  # finds a word of which every report has one
    guards: dict[str, str]
    other_words: tuple[str, ...]
    other_report: str
    signing: tuple[str, ...]  # roles with which a signature can begin
    web_desks: tuple[str, ...]
    endings: dict[str, tuple[str, ...]]  # of names, by what they need less for
    signer: re.Pattern[str]
    role: re.Pattern[str]  # with what may stand before it
    bare_role: re.Pattern[str]  # without a paper before it
    medium_sign: re.Pattern[str]  # how the name of a paper that may stand before it ends
    inner_role: re.Pattern[str]
    short_roles: frozenset[str]  # of one character
    prose: re.Pattern[str]
    particles: frozenset[str]
    starts: str
    not_names: frozenset[str]
    places: frozenset[str]
    longest_place: int
    surnames: frozenset[str]
    stand_ins: str

    def signs(self, folded: str, start: int, end: int) -> bool:
        """Tell whether a role with which a signature begins stands before any bracket."""
        found = self.signer.search(folded, start, end)
        return found is not None and folded.find("(", start, found.start()) < 0

    def match_role(self, folded: str, start: int, end: int) -> re.Match[str] | None:
        """Match a role at `start`, with the paper and the post before it: 本报驻美国记者."""
        if self.medium_sign.search(folded, start, min(end, start + _LONGEST_BEFORE)) is None:
            return self.bare_role.match(folded, start, end)  # most have none, and papers cost
        role = self.role.match(folded, start, end)
        if role is not None and role.start("word") - start > _SHORTEST_BEFORE:
            bare = self.bare_role.match(folded, start, end)
            if bare is not None and bare["word"].endswith(self.signing):
                return bare  # 记者甲环球时报记者乙
        return role


@cache
def words() -> Words:
    """Return the tables, loaded on the first call."""
    data = resources.files("corpus.parsing").joinpath("data")
    table = tomllib.loads(data.joinpath("datelines.toml").read_text("utf-8"))
    places = _listed(data.joinpath("dateline_places.txt").read_text("utf-8"))
    wire, report = table["kinds"]["wire"], table["kinds"]["report"]
    roles = table["roles"]
    agencies = frozenset(map(fold, table["agencies"]))
    role_words = frozenset(map(fold, roles["words"]))
    suffixes = _any(table["medium_suffixes"])
    named, other = _any([*agencies, *table["own"]]), f"[{HAN}A-Za-z0-9·-]{{1,12}}?"
    ending = f"(?=[新{_firsts(table['medium_suffixes'])}])(?:{suffixes}|新闻)"  # 海报新闻记者
    desks = _any(table["web_desks"])
    latin = "[A-Z][A-Za-z0-9]{1,11}"  # TMNU
    media = rf"(?:{named}|《[^《》\n]{{1,12}}》|{other}{ending}|{latin})"
    media = rf"{media}(?:[·-](?:{named}|[{HAN}]{{1,6}}?(?:{suffixes}|新闻)))?"  # 中青报·中青网
    media = rf"{media}(?:《[^《》\n]{{1,12}}》)?"  # 陕西广播电视台《今日点击》
    post = f"[{HAN}]{{1,6}}?"
    at = f"(?:[驻赴](?P<at>{post}(?:、{post}){{0,2}}))?"
    before = f"(?:(?:(?:总台)?{media}|总台) ?[/-]? ?)?{at}"
    modified = f"(?:{_any(roles['modifiers'])})*"
    first = f"(?=[{_firsts([*roles['modifiers'], *role_words])}])"
    word = f"{first}(?P<word>{modified}(?:{_any(role_words)}))"
    signs = {
        name[-1] for name in (*agencies, *table["own"], *table["medium_suffixes"], "》", "台", "闻")
    }
    latin = "A-Z"
    return Words(
        agencies=agencies,
        own=frozenset(table["own"]),
        names=_by_beginning([*agencies, *table["own"]]),
        medium_end=re.compile(
            # Every alternative begins with a plain character: such a search is fast.
            "|".join(
                [
                    *(rf"{suffix}(?![道导])" for suffix in suffixes.split("|")),
                    rf"社(?![{table['guards']['社']}])",
                    *(rf"{desk}(?= ?[讯0-9])" for desk in desks.split("|")),
                    rf"掌上[{HAN}]{{2,3}}(?= ?[讯0-9])",  # an app: 长沙晚报掌上长沙
                ]
            )
        ),
        telling=frozenset({*table["medium_suffixes"], *(p for p in places if len(p) > 1)}),
        desk=re.compile(rf"[{HAN}A-Za-z]{{1,8}}?(?:{_any(table['desks'])})"),
        leads=tuple(_by_length(table["leads"])),
        wire_kinds=frozenset(wire),
        alone_kinds=frozenset(table["kinds"]["alone"]),
        dated_kinds=frozenset(table["kinds"]["dated"]),
        bracketed_kinds=frozenset(table["kinds"]["bracketed"]),
        rubric_kinds=frozenset(table["kinds"]["rubrics"]),
        kind=f"(?=[{_firsts([*wire, *report])}])(?:{_any([*wire, *report])})",
        told=_told([*wire, *report]),
        guards=table["guards"],
        other_words=tuple(table["other"]["words"]),
        other_report=_any(table["other"]["report"]),
        signing=tuple(roles["signing"]),
        web_desks=tuple(table["web_desks"]),
        endings={name: tuple(ends) for name, ends in table["endings"].items()},
        signer=re.compile(_any(roles["signing"])),
        role=re.compile(before + word),
        bare_role=re.compile(at + word),
        medium_sign=re.compile(f"[{re.escape(''.join(sorted(signs)))}{latin}]"),
        inner_role=re.compile(rf"{modified}(?:{_any(w for w in role_words if len(w) > 1)})"),
        short_roles=frozenset(word for word in role_words if len(word) == 1),
        prose=re.compile(_any(table["prose"]["words"])),
        particles=frozenset(table["prose"]["particles"]),
        starts=table["prose"]["starts"],
        not_names=frozenset(table["prose"]["not_names"]),
        places=frozenset(places),
        longest_place=max(map(len, places)),
        surnames=surnames().all,
        stand_ins=table["prose"]["stand_ins"],
    )


def _by_length(items: Iterable[str]) -> list[str]:
    return sorted(set(items), key=lambda word: (-len(word), word))


def _by_beginning(names: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[:2], []).append(name)
    return found


def _any(items: Iterable[str]) -> str:
    return "|".join(map(re.escape, _by_length(items)))


def _told(kinds: list[str]) -> re.Pattern[str]:
    """Return what finds a kind or 发自, but not the 讯 of 通讯员, which bylines have."""
    plain = _any({*kinds, "发自"} - {"通讯", "讯"})
    return re.compile(rf"{plain}|通讯(?!员)|讯(?!(?<=通讯)员)")


def _firsts(items: Iterable[str]) -> str:
    return "".join(sorted({re.escape(word[0]) for word in items}))


def _listed(text: str) -> set[str]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {fold(word) for line in lines for word in line.split()}
