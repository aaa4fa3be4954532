"""Roles: the office or standing that a text gives a person, with its organisation.

What lives here: titles before a name (镇江市科技局局长 of 毛健) and behind it (总书记 of 习近平),
several joined by 、. What does not: finding the names, which `find_roles` takes as an
argument.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from corpus.annotation.entities.lexicon import read_list, titles
from corpus.annotation.shadow import simplified
from corpus.annotation.speakers import Named
from corpus.arguments import check_text
from corpus.layers import Layer
from corpus.model import Role
from corpus.spans import Span

__all__ = ["find_roles"]

SOURCE: Final = "rules"
_MARKS: Final = " \u3000“‘「『·"
_HOLDERS: Final = frozenset({"ORG", "GPE", "LOC", "FAC", "LAW", "EVENT"})
_MIDDLE: Final = re.compile(
    r"(?:国家|全国|常务|第一|第二|执行|名誉|代理|代|原|前|党组|党委|总支|支部|分管|兼|首席|高级|资深|驻[\u4e00-\u9fff]{1,4}|新闻)*$"
)


def find_roles(text: str, entities: Sequence[Named] | None = None) -> Layer[Role]:
    """Find the roles that a text gives the persons it names.

    Args:
        text: Any text, in either script.
        entities: Names of the text, as `find_entities` returns them; None to find them here.

    Returns:
        A layer of roles; `person` is the span of the person's name. Courtesy titles (先生,
        同志) are no roles. Offsets are code points of `text`.

    >>> [(role.text, role.person) for role in find_roles("镇江市科技局局长毛健说。")]
    [('镇江市科技局局长', '毛健')]
    """
    check_text(text)
    if entities is None:
        from corpus.annotation.entities import find_entities

        entities = find_entities(text)
    shadow = simplified(text)
    holders: dict[int, int] = {}
    for entity in entities:
        if entity.label in _HOLDERS:
            holders[entity.end] = min(entity.start, holders.get(entity.end, entity.start))
    found: dict[tuple[int, int], tuple[int, int]] = {}
    people = [e for e in entities if e.label == "PERSON"]
    for person in people:
        for start, end in _roles(shadow, person, holders):
            found.setdefault((start, end), (person.start, person.end))
    ordered = sorted(found, key=lambda span: (span[0], -span[1]))
    persons = [Span(*found[span]) for span in ordered]
    starts, ends = [s for s, _ in ordered], [e for _, e in ordered]
    return Layer(text, Role, starts, ends, {"person": persons}, source=SOURCE)


@cache
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    offices = sorted(
        (t for t in titles() if t not in read_list("courtesy.txt")), key=len, reverse=True
    )
    occupations = sorted(read_list("occupations.txt"), key=len, reverse=True)
    before = re.compile(rf"(?:{'|'.join(offices)}|村官|[县乡镇市]长)$")
    work = re.compile(rf"(?:{'|'.join(occupations)})$")
    behind = re.compile(rf"老?(?:{'|'.join(offices)})")
    return before, work, behind


def _roles(text: str, person: Named, holders: dict[int, int]) -> Iterator[tuple[int, int]]:
    before, work, behind = _pattern()
    if after := behind.match(text, person.end):
        yield after.span()
    at = person.start
    while at and text[at - 1] in _MARKS and person.start - at < 3:
        at -= 1
    base = max(0, at - 12)
    if (occupation := work.search(text[base:at])) and not before.search(text[base:at]):
        yield base + occupation.start(), at
        return
    for _ in range(6):
        base = max(0, at - 12)
        office = before.search(text[base:at])
        if office is None:
            return
        start = _with_holder(text, base + office.start(), holders)
        yield start, at
        if text[start - 1 : start] not in {"、", "兼"} or start < 1:
            return
        at = start - 1


def _with_holder(text: str, start: int, holders: dict[int, int]) -> int:
    """The office with what stands before it: 副, 常务 and the body it is an office of."""
    if start in holders:
        return holders[start]
    middle = _MIDDLE.search(text[max(0, start - 12) : start])
    begin = start - len(middle[0]) if middle else start
    if begin in holders:
        return holders[begin]
    # 市委宣传部 副部长: a holder that ends in what the office begins with stays whole.
    return begin if begin != start and text[begin:start] not in {"原", "前", "兼"} else start
