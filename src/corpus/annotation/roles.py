"""Roles: the office or standing that a text gives a person, with its organisation.

What lives here: titles before a name (镇江市科技局局长 of 毛健) and behind it (总书记 of 习近平),
several joined by 、 or 兼, and the body, the place and the field that stand before a title. What
does not: finding the names, which `find_roles` takes as an argument.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from corpus.annotation.entities.lexicon import read_list, titles
from corpus.annotation.quotations.people import person_noun
from corpus.annotation.shadow import simplified
from corpus.arguments import check_text
from corpus.layers import Layer
from corpus.model import Role
from corpus.spans import Labelled, Span

__all__ = ["find_roles"]

SOURCE: Final = "rules"
_MARKS: Final = " \u3000“‘「『·"
_HOLDERS: Final = frozenset({"ORG", "GPE", "LOC", "FAC", "LAW", "EVENT"})
_REACH: Final = 14
_MOST: Final = 6
_LONG: Final = 3
_OF_COMPANY: Final = re.compile("C[EFTOI]O|首席|总裁|董事长|创始人|联合创始人|总经理|副总裁")
_ABROAD: Final = re.compile(r"驻[\u4e00-\u9fff]{1,6}\Z")
_BEGINS: Final = r"(?:(?<=[，。、；：！？“”\n（）()「」 \u3000])|(?<![\s\S]))"
_COMPANY: Final = re.compile(_BEGINS + r"[\u4e00-\u9fffA-Za-z]{2,6}\Z")
# The body of an office that no name recogniser found: it ends like one and fills its clause.
_BODY: Final = re.compile(
    _BEGINS
    + r"[^，。、；：！？“”\n（）()「」 \u3000的在由向与和对是把被让给到了着过及等为曾将从据]{1,12}?"
    r"(?:部|厅|局|署|委|会|院|校|所|处|科|室|公司|集团|大学|中学|小学|学院|中心|银行|法院|医院|协会|党|社|台|馆|队|厂|店|村|组织)\Z"
)


def find_roles(text: str, entities: Sequence[Labelled] | None = None) -> Layer[Role]:
    """Find the roles that a text gives the persons it names.

    Args:
        text: Any text, in either script.
        entities: Names of the text, as `find_entities` returns them; None to find them here.

    Returns:
        A layer of roles; `person` is the span of the person's name. Courtesy titles (先生,
        同志) are no roles. Offsets are code points of `text`.

    Raises:
        TextError: If the text holds a lone surrogate, and names are to be found.
        TypeError: If `text` is no string.

    Example:
        >>> [(role.text, role.person) for role in find_roles("镇江市科技局局长毛健说。")]
        [('镇江市科技局局长', '毛健')]
    """
    check_text(text)
    if entities is None:
        from corpus.annotation.entities import find_entities

        entities = find_entities(text)
    reader = _Reader(simplified(text), entities)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for person in (e for e in entities if e.label == "PERSON"):
        for start, end in reader.roles(person):
            found.setdefault((start, end), (person.start, person.end))
    ordered = sorted(found, key=lambda span: (span[0], -span[1]))
    persons = [Span(*found[span]) for span in ordered]
    starts, ends = [s for s, _ in ordered], [e for _, e in ordered]
    return Layer(text, Role, starts, ends, {"person": persons}, source=SOURCE)


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _offices() -> tuple[str, ...]:
    return tuple({*titles(), *read_list("offices.txt")} - read_list("courtesy.txt"))


@cache
def _office() -> re.Pattern[str]:
    """An office at the end of a stretch, with 副, 前 and the like and its field before it."""
    forms = _either([*read_list("office_forms.txt"), *read_list("office_fields.txt")])
    return re.compile(rf"(?:{forms})*(?P<office>{_either(_offices())})\Z")


@cache
def _occupation() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(list(read_list('occupations.txt')))})\Z")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"老?(?:{_either(_offices())})")


class _Reader:
    """One text on its way to roles: its shadow and the names that an office may belong to."""

    def __init__(self, text: str, entities: Sequence[Labelled]) -> None:
        self.text = text
        self.holders: dict[int, int] = {}
        for entity in entities:
            if entity.label in _HOLDERS:
                first = min(entity.start, self.holders.get(entity.end, entity.start))
                self.holders[entity.end] = first

    def roles(self, person: Labelled) -> Iterator[tuple[int, int]]:
        """Start and end of every role that stands beside a name."""
        text = self.text
        if after := _behind().match(text, person.end):
            yield after.span()
        at = person.start
        while at and text[at - 1] in _MARKS and person.start - at < len("“‘ "):
            at -= 1
        for _ in range(_MOST):
            start = self._before(at)
            if start is None or text[start - 1 : start] == "其":
                return
            yield start, at
            if text[start - 1 : start] not in {"、", "兼"} or start < 1:
                return
            at = start - 1

    def _before(self, at: int) -> int | None:
        """Where the role begins that ends at `at`; None if none does."""
        text, base = self.text, max(0, at - _REACH)
        office = _office().search(text, base, at)
        work = _occupation().search(text, base, at)
        if work and (office is None or work.start() < office.start("office")):
            return work.start()
        if office is None:
            noun = person_noun(text, base, at)
            return noun if noun is not None and at - noun >= _LONG else None
        if work and work.start() == office.start("office"):
            held = self._held(work.start())  # 新华社记者, but 省级劳模
            return work.start() if held is None else held
        held = self._first_held(office)
        if held is None and (
            superior := _office().search(text, max(0, office.start() - _REACH), office.start())
        ):
            held = self._first_held(superior)  # 俄罗斯总统新闻秘书
            return superior.start() if held is None else held
        return office.start() if held is None else held

    def _first_held(self, office: re.Match[str]) -> int | None:
        """The body with the office, wherever the body ends among the words before the title."""
        places = range(office.start(), office.start("office") + 1)
        return next((held for at in places if (held := self._held(at)) is not None), None)

    def _held(self, start: int) -> int | None:
        """Where the body begins that ends where an office begins."""
        if abroad := _ABROAD.search(self.text, max(0, start - 7), start):
            return self.holders.get(abroad.start(), abroad.start())
        if start in self.holders:
            return self.holders[start]
        body = _BODY.search(self.text, max(0, start - _REACH), start)
        if body is None and _OF_COMPANY.match(self.text, start):
            body = _COMPANY.search(self.text, max(0, start - _LONG * 2), start)
        return body.start() if body else None
