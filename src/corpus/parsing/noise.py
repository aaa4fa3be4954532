"""Find the lines that belong to the page and not to an article.

Page numbers, running headers and footers, rules, 下转第4版. Only what can be told from the
line itself or from its repetition is decided here; a header seen once, in the middle of a
sentence, is decided with everything else in `decide`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.kinds import kinds_of
from corpus.parsing.lines import FULL_INDENT, is_closed
from corpus.parsing.necessary import beginnings

if TYPE_CHECKING:
    from collections.abc import Collection

    from corpus.parsing.lines import Line
    from corpus.parsing.rules import Rules

__all__ = ["Noise", "header_kinds", "part_pages"]

_STOPS = frozenset("。！？!?；;，,、：:”」』…")
_BRACKETS = frozenset("）)】〕]")
_DIGITS = re.compile(r"[0-9０-９〇○一二三四五六七八九十]+")
_SEPARATORS = frozenset(" \t\u3000\u00a0·•|｜/／-—－―:：,，、《》〈〉()（）[]【】")
# Plain characters first, which are searched for fast: a figure, 版, or 星期一.
_NUMBERED = re.compile(r"[0-9０-９版页頁期星周週](?:(?<![星周週])|[一二三四五六日])")
_SENT = re.compile("日[电電讯訊]")  # the beginning of a report
_PLACED = frozenset({"plate", "number", "weekday"})
_CITING = frozenset("《（(【〔[")
_DATED = frozenset({"date", "plate"})
_NO_KINDS: frozenset[str] = frozenset()
_NOTES = frozenset({"closing", "source"})
_REPEAT_LONGEST = 30
_HEADER_REST = 4
_NARROW = 6
_PLATE = 4  # digits of a page's number, at most: 1050805 is an agency's code for the day
_SENTENCE = 20


class Noise(NamedTuple):
    """One line that is left out of every article, and why."""

    line: Line
    rule: str
    evidence: str
    confidence: float


class Pages(NamedTuple):
    """The lines that remain, and those that went."""

    lines: list[Line]
    noise: list[Noise]
    ruled: set[int]  # starts of the lines that follow a rule


def part_pages(lines: list[Line], rules: Rules, kept: Collection[int] = ()) -> Pages:
    """Separate the page's lines from the articles' lines.

    Lines that start at an offset in `kept` are known to be an article's.
    A line that follows a dropped one has `page` set, and counts the blank lines on both
    sides of it.
    """
    dropped: dict[int, Noise] = {}
    longest = rules.limits["page"]
    match, may_begin = rules.page.fullmatch, cache(beginnings(rules.page).match)
    opened = _opened(lines, max(longest, _REPEAT_LONGEST))
    if kept:
        opened = [(number, text) for number, text in opened if lines[number].start not in kept]
    for number, text in opened:
        if len(text) > longest:
            continue
        line = lines[number]
        if may_begin(text[0]) and (found := match(text)):
            rule = found.lastgroup or ""
            if rule == "bare" and (_between_narrow(lines, number) or _is_rest(lines, number)):
                continue
            told = f"a line of its own: {_told(text)}"
            dropped[number] = Noise(line, f"noise.{rule}", told, 0.95)
        elif _NUMBERED.search(text) and _is_header(text, rules):
            told = f"parts of a page head: {_told(text)}"
            dropped[number] = Noise(line, "noise.header", told, 0.9)
    short = [
        (number, text)
        for number, text in opened
        if len(text) <= _REPEAT_LONGEST
        and number not in dropped
        and not (text.isdecimal() and (len(text) > _PLATE or _is_rest(lines, number)))
    ]
    for number in _sections(lines, dropped):
        del dropped[number]
    _add_repeated(lines, short, dropped, rules)
    return _without(lines, dropped) if dropped else Pages(lines, [], set())


def _opened(lines: list[Line], longest: int) -> list[tuple[int, str]]:
    """Return the lines that are no longer than `longest` and end with no mark."""
    return [
        (number, text)
        for number, line in enumerate(lines)
        if len(text := line.text) <= longest and text[-1] not in _STOPS
    ]


def _told(text: str) -> str:
    """A line in quotes, each stretch of blanks as one, since a wide one would be an escape."""
    return repr(" ".join(text.split()))


def header_kinds(text: str, rules: Rules, most: int) -> tuple[frozenset[str], int]:
    """Return which parts of a running header `text` has, and how many characters remain.

    If more than `most` remain it is no header, and no parts are returned.

    Example:
        >>> from corpus.parsing.rules import default_rules
        >>> kinds, rest = header_kinds("人民日报 1998年1月5日 星期一 第1版", default_rules(), 4)
        >>> sorted(kinds), rest
        (['date', 'paper', 'plate', 'weekday'], 0)
    """
    table = kinds_of(rules.header.pattern)
    inside = table.inside(text)
    kinds: set[str] = set()
    place = rest = 0
    while place < len(text):
        found = table.match_at(text, place, inside)
        if found is not None:
            kinds.add(found.lastgroup or "")
        if found is not None and found.end() > place:
            place = found.end()
            continue
        if text[place] not in _SEPARATORS:
            rest += 1
            if rest > most:
                return _NO_KINDS, rest
        place += 1
    return frozenset(kinds), rest if kinds else len(text)


def _is_header(text: str, rules: Rules) -> bool:
    if _SENT.search(text) is not None:
        return False
    kinds, rest = header_kinds(text, rules, _HEADER_REST)
    dated = "paper" in kinds and bool(kinds & {"date", "number", "weekday"})
    paged = "plate" in kinds and (len(kinds) > 1 or rest == 0)
    cited = not _PLACED & kinds and not _CITING.isdisjoint(text)  # 《长平晚报》（1月5日）
    return (dated or paged) and not (cited or _is_note(text, rules))


def _is_note(text: str, rules: Rules) -> bool:
    """Tell whether a line says where an article is from: （原载5月3日《人民日报》）."""
    return rules.whole.kind(text) in _NOTES


def _between_narrow(lines: list[Line], number: int) -> bool:
    """Tell whether a bare number stands among other short lines, as in a table."""
    around = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return any(len(line.text) <= _NARROW for line in around)


def _is_rest(lines: list[Line], number: int) -> bool:
    """Tell whether a bare number may be the end of one that a wrap cut: a code, an amount."""
    line, before = lines[number], lines[number - 1] if number else None
    if before is None or line.blanks or line.page or line.indent:
        return False
    return before.text[-1].isdigit() and len(before.text) > _NARROW


def _sections(lines: list[Line], dropped: dict[int, Noise]) -> list[int]:
    """Return the bare numbers that count sections: from 1 on, none of them inside a sentence.

    Of pages' numbers some would be, or the last would end the text, or a page head stand beside.
    """
    bare = [n for n, noise in dropped.items() if noise.rule == "noise.bare"]
    found: list[int] = []
    run: list[int] = []
    for number in [*bare, len(lines)]:
        value = _value(lines[number].text) if number < len(lines) else 0
        if value != len(run) + 1:
            if len(run) > 1 and all(_counts(lines, each, dropped) for each in run):
                found += run
            run = []
        if value == len(run) + 1:
            run.append(number)
    return found


def _counts(lines: list[Line], number: int, dropped: dict[int, Noise]) -> bool:
    """Tell whether a bare number may be a section's."""
    if not 0 < number < len(lines) - 1 or _interrupts(lines, number, dropped):
        return False
    return _value(lines[number].text) == 1 or is_closed(lines[number - 1].text)


def _value(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _add_repeated(
    lines: list[Line], short: list[tuple[int, str]], dropped: dict[int, Noise], rules: Rules
) -> None:
    least = rules.thresholds["repeated"]
    for numbers in _repeated(short, rules):
        torn = sum(_interrupts(lines, number, dropped) for number in numbers)
        if torn < len(numbers) and _ends_articles(lines[numbers[0]].text, rules):
            continue
        if torn >= least or torn == len(numbers) or (torn > 1 and 2 * torn >= len(numbers)):
            reason = (
                f"{len(numbers)} lines like it, {torn} of them inside a sentence or at a page break"
            )
            for number in numbers:
                dropped[number] = Noise(lines[number], "noise.repeated", reason, 0.9)


def _repeated(short: list[tuple[int, str]], rules: Rules) -> list[list[int]]:
    """Return the numbers of the lines that stand several times but for their figures."""
    shapes = _DIGITS.sub("#", "\n".join([text for _, text in short])).split("\n")
    counts = Counter(shapes)
    groups: dict[str, list[int]] = defaultdict(list)
    texts: dict[str, bool] = {}
    for (number, text), shape in zip(short, shapes, strict=False):  # of none, the one shape is ""
        if counts[shape] == 1 or text[-1] in _BRACKETS:
            continue
        if (is_text := texts.get(text)) is None:
            is_text = texts[text] = _may_be_text(text, rules)
        if not is_text:
            groups[shape].append(number)
    return [numbers for numbers in groups.values() if len(numbers) > 1]


def _may_be_text(text: str, rules: Rules) -> bool:
    """Tell whether several articles may have the same line: a byline, a credit, a table's row."""
    if "。" in text:
        return True
    if header_kinds(text, rules, _HEADER_REST)[0] & _DATED:
        return False
    if header_kinds(_DIGITS.sub("", text) or text, rules, 0)[0]:
        return False
    if rules.head.match(text):
        return True
    kind = rules.whole.kind(text)
    if kind in {"", "aside", "closing"}:
        return False
    return kind != "table" or any(map(str.isspace, text))


def _ends_articles(text: str, rules: Rules) -> bool:
    """Tell whether a line is an editor's credit, which may stand at articles' ends, too."""
    return rules.whole.kind(text) == "closing"


def _interrupts(lines: list[Line], number: int, dropped: dict[int, Noise]) -> bool:
    if number == 0 or number + 1 >= len(lines):
        return False
    beside = dropped.get(number - 1) or dropped.get(number + 1)
    if beside is not None and beside.rule in {"noise.number", "noise.header"}:
        return True
    line, before, after = lines[number], lines[number - 1], lines[number + 1]
    if line.page or after.page:
        return True
    open_before = before.text[-1] not in _STOPS or before.text[-1] in "，,、：:"
    return (
        open_before
        and after.indent < FULL_INDENT
        and len(before.text) >= _SENTENCE
        and len(after.text) > _NARROW
        and len(before.text) > len(line.text)
    )


def _without(lines: list[Line], dropped: dict[int, Noise]) -> Pages:
    numbers = sorted(dropped)
    kept = lines[: numbers[0]]
    ruled: set[int] = set()
    blanks = 0
    page = ruler = False
    for number, following in pairwise([*numbers, len(lines)]):
        noise = dropped[number]
        blanks += noise.line.blanks
        if noise.rule == "noise.ruler":
            ruler = True
            page = page or noise.line.page
        else:
            page = True
        if number + 1 == following:
            continue
        line = lines[number + 1]
        kept.append(line._replace(blanks=line.blanks + blanks, page=line.page or page))
        kept += lines[number + 2 : following]
        if ruler:
            ruled.add(line.start)
        blanks = 0
        page = ruler = False
    return Pages(kept, [dropped[number] for number in numbers], ruled)
