"""Rules for foreign names: with a middle dot or a hyphen, in Latin letters, and in brackets.

What lives here: where such names begin and end, and the words beside a name that say it is a
person's. What does not: Chinese names (`persons`).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Pool, Rule

__all__ = ["FOREIGN_RULES", "LATIN_NAME", "OFFICES", "PERSON_AFTER", "PERSON_BEFORE"]

_DOT: Final = "·•‧・"
_HYPHENS: Final = frozenset("-－–‐")
_DOTTED: Final = re.compile(
    rf"[\u4e00-\u9fffA-Z]{{1,10}}+(?:[{_DOT}][\u4e00-\u9fff]{{1,10}}+|[{_DOT}][A-Z]\.?)++"
)
_JOINT: Final = re.compile(r"[和与及、]")
_LATIN: Final = re.compile(
    r"[（(]([A-Z][A-Za-z.'’-]*(?: (?:[A-Z][A-Za-z.'’-]*|de|van|von|der|la|bin|al)){0,5})[)）]"
)
LATIN_NAME: Final = re.compile(
    r"[A-Z][a-z'’-]*[a-z](?: (?:[A-Z][A-Za-z'’-]*\.?|de|van|von|der|la|bin|al|al-[A-Z][a-z]+)){0,4}"
    r"|[A-Z][a-z]+[A-Z][a-z]+"
)
PERSON_BEFORE: Final = re.compile(
    r"(?:总统|总理|首相|主席|外长|部长|国王|女王|将军|教授|博士|作家|诗人|歌手|演员|导演|记者|选手|球员|议员|发言人|秘书长|大使|皇帝|妻子|丈夫|儿子|女儿|父亲|母亲|先生|女士)$"
)
PERSON_AFTER: Final = re.compile(
    r"(?:说|表示|认为|指出|告诉|先生|女士|同志|教授|博士|总统|总理|首相|夫妇)"
)
# What 长 makes an office of: 部长, 州长, 省长.
OFFICES: Final = frozenset("员部局院市省县厅处司州区镇乡村校会社团")


def _middle_dots(draft: Draft) -> Draft:
    """玛丽埃尔·扎格尼斯 is one name, whatever the network makes of its parts."""
    found = Pool(draft.mentions)
    for match in _DOTTED.finditer(draft.shadow):
        for start, end in _dotted_names(draft, *match.span()):
            whole = Mention(start, end, "PERSON", None, "middle_dots")
            inside = found.overlapping(start, end)
            if any(m.label in {"LOC", "ORG"} and m.contains(whole) for m in inside):
                continue
            found.remove(inside)
            found.add(whole)
    return draft.with_mentions(found)


def _hyphened(draft: Draft) -> Draft:
    """鲁文-索萨 is one name: two foreign names with a hyphen between them."""
    kept: list[Mention] = []
    for mention in draft.mentions:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.label == mention.label == "PERSON"
            and last.end + 1 == mention.start
            and draft.text[last.end] in _HYPHENS
            and min(mention.end - mention.start, last.end - last.start) > 1
        ):
            kept[-1] = attrs.evolve(last, end=mention.end, confidence=None, rule="hyphens")
        else:
            kept.append(mention)
    return draft.with_mentions(kept)


def _dotted_names(draft: Draft, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a run with dots: those that 和 joins, each cut to words at its ends."""
    joints = [m.start() for m in _JOINT.finditer(draft.shadow, start, end)]
    edges = [start - 1, *joints, end]
    for low, high in pairwise(edges):
        dots = [i for i in range(low + 1, high) if draft.shadow[i] in _DOT]
        if not dots:
            continue
        left = draft.word_over(dots[0] - 1)
        right = draft.word_over(dots[-1] + 1)
        first = max(low + 1, left.start) if left else low + 1
        if draft.shadow[first] == "长" and draft.before(first, 1) in OFFICES:
            first += 1
        last = min(high, right.end) if right else high
        yield first, max(last, dots[-1] + 2)


def _latin(draft: Draft) -> Draft:
    """Chad Hammel 表示: two or more words in Latin letters that speak, or have an office."""
    found = list(draft.mentions)
    for word in draft.words:
        name = draft.of(word)
        if (
            word.tag not in {"nz", "nt", "nr"}
            or " " not in name
            or not LATIN_NAME.fullmatch(name)
            or _LATIN_BODY.search(name)
            or draft.covered.intersection(range(word.start, word.end))
        ):
            continue
        before = draft.before(word.start, 4).rstrip()
        after = draft.after(word.end, 3).lstrip()
        if PERSON_BEFORE.search(before) or PERSON_AFTER.match(after):
            found.append(Mention(word.start, word.end, "PERSON", word.confidence, "latin_names"))
    return draft.with_mentions(found)


_LATIN_BODY: Final = re.compile(
    r"\b(?:University|College|School|Institute|Company|Corp|Inc|Ltd|Group|Bank|Association|Club|"
    r"Party|News|Network|Times|Post|Foundation|Council|Committee|Center|Centre|Museum|Park|Street|"
    r"Road|Avenue|Airport|Station|Bridge|Island|River|Lake|Mountain|The)\b"
)


def _in_brackets(draft: Draft) -> Draft:
    """A name in Latin letters in brackets after a name is that name once more."""
    ends = {m.end: m for m in draft.mentions}
    found = list(draft.mentions)
    for match in _LATIN.finditer(draft.shadow):
        named = ends.get(match.start())
        if named and not any(i in draft.covered for i in range(match.start(1), match.end(1))):
            found.append(Mention(match.start(1), match.end(1), named.label, None, "in_brackets"))
    return draft.with_mentions(found)


FOREIGN_RULES: Final = {
    "middle_dots": Rule("middle_dots", "names with a middle dot torn apart", _middle_dots),
    "hyphens": Rule("hyphens", "names with a hyphen torn apart", _hyphened),
    "in_brackets": Rule(
        "in_brackets", "the original spelling in brackets overlooked", _in_brackets
    ),
    "latin_names": Rule("latin_names", "persons in Latin letters overlooked", _latin),
}
