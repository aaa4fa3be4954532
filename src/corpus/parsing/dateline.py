"""Reading a dateline: the agency, place, date and reporters that open a report.

Public here is `parse_dateline`. The forms are in ``dateline_forms``, the words in
``data/datelines.toml``. Bylines at the end of an article are no datelines, and neither is
a sentence that mentions an agency (据新华社报道，……).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import attrs

from corpus.arguments import check_text
from corpus.errors import ParseError
from corpus.model import Dateline
from corpus.parsing.dateline_dates import read_date
from corpus.parsing.dateline_forms import match_form
from corpus.parsing.dateline_tail import add_tail
from corpus.parsing.folding import fold
from corpus.spans import Span

if TYPE_CHECKING:
    from corpus.parsing.dateline_parts import Parts

    Match = tuple[str, Parts]

__all__ = [
    "CUT_CUES",
    "REACH",
    "check_dates",
    "dateline_fields",
    "find_near",
    "match_dateline",
    "parse_dateline",
]

_HEAD = 220
_INDENT_WITHIN = 100
# Blanks and the bullets that some papers put before a report.
_BEFORE = "●○■□◆◇▲△▼▽★☆※◎• "
_BEFORE += "\t\r\n\v\f\u0085\u00a0\u2002\u2003\u2009\u200b\u2028\u2029\u202f\u2060\u3000\ufeff"
# A dateline has one of these near its start; most paragraphs are done with here. They are 电 讯
# 报道 消息 特稿 特写 撰稿 记者 评论员 特派员 实习生 整理 专访 独家 编译 文章 号外 直击, and the
# slash or bracket behind 报 社 网 and the like: plain characters first, which is found fast.
_FIRST = "电電讯訊報报消特撰記记論论派實实整专專独獨编編章號号直"
_WORDS = (
    "(?<=[电電讯訊])|(?<=[报報])[道導导]|(?<=消)息|(?<=特)[稿写寫]|(?<=撰)稿|(?<=[记記])者"
    "|(?<=[论論派])[员員]|(?<=[实實])[习習]生|(?<=整)理|(?<=专)访|(?<=專)訪|(?<=[独獨])家"
    "|(?<=[编編])[译譯]|(?<=[号號])外|(?<=直)[击擊]"
)
_CUE = re.compile(
    f"[{_FIRST}／/【】〕］\\])）](?:{_WORDS}|(?<=[日名期]文章)|(?<=[报報社網网台][／/])"
    "|(?<=[社网網声聲音台聞闻报報日号號心论論评評稿播A-Za-z0-9][】〕］\\])）])|(?<=[报報]【))"
)
CUT_CUES = frozenset(f"{_FIRST}文")
"""Characters that may be the first of a cue's two, where a text is cut between them."""

_CUE_WITHIN = 80
# No dateline has a comma, a colon or a sentence's end before its first cue, except in brackets.
_STOPS, _OPENINGS = "，。！？；：,;!?:", "《（(【〔［﹝〖\\["
_NEAR = re.compile(
    f"[{_STOPS}{_OPENINGS}{_FIRST}](?:(?<=[{_STOPS}])"
    rf"|(?P<may>(?<=[{_OPENINGS}])(?<!\w[（(])(?<!\w [（(])|(?<=文章)|{_WORDS})"
    "(?!(?<=[道導导])[，,]))"
)
REACH = _INDENT_WITHIN + _CUE_WITHIN
"""How far into a paragraph `find_near` has to look."""

find_near = _NEAR.search
"""Find the first character that tells whether a paragraph may open with a dateline.

What is found has the group ``may`` where one may; it has no group where none can. Nothing is
found where neither is in sight, and then no dateline is in what has been looked at.
"""


def parse_dateline(
    paragraph: str, *, year: int | None = None, published: dt.date | None = None
) -> Dateline | None:
    """Read the dateline that opens a paragraph.

    Knows the forms of mainland, Taiwan, Hong Kong and Macau papers and wires, in both
    scripts and widths. Looks at the first 220 characters only, so the time does not
    depend on the paragraph's length.

    Args:
        paragraph: The paragraph; blanks and bullets before the dateline are skipped.
        year: The year to take where the dateline names none.
        published: The day on which the text appeared. What the dateline leaves out is
            taken so that its date is the latest one not after that day.

    Returns:
        The dateline, its offsets in code points of `paragraph`, from its first character
        to the end of its closing bracket or its reporters; `None` if there is none. The
        date's value is EDTF, with ``X`` for what neither the text nor the caller says.

    Raises:
        ParseError: If there is no such `year`, or `published` is no date.

    Example:
        >>> dateline = parse_dateline("新华社北京5月29日电（记者华春雨）中央办公厅近日印发意见。")
        >>> dateline.text, dateline.agency, dateline.places, str(dateline.date_value)
        ('新华社北京5月29日电（记者华春雨）', '新华社', ('北京',), 'XXXX-05-29')
        >>> [(reporter.name, reporter.role) for reporter in dateline.reporters]
        [('华春雨', '记者')]
        >>> parse_dateline("（中央社記者王小明台北三日電）行政院今天表示……").places
        ('台北',)
        >>> parse_dateline("据新华社报道，会议在北京举行。") is None
        True
    """
    check_text(paragraph)
    published = check_dates(year, published)
    match = match_dateline(paragraph, tail=False)
    if match is None:
        return None
    start, end, fields = dateline_fields(paragraph, match, year, published)
    return Dateline(start=start, end=end, text=paragraph[start:end], **fields)


def check_dates(year: Any, published: Any) -> dt.date | None:
    """Return the day of publication as a plain date; refuse what is no year or no date.

    Raises:
        ParseError: If there is no such `year`, or `published` is no date.
    """
    if year is not None and not (isinstance(year, int) and dt.MINYEAR <= year <= dt.MAXYEAR):
        reason = f"year= takes a whole number from {dt.MINYEAR} to {dt.MAXYEAR}, not {year!r}"
        raise ParseError(reason, source="parse")
    if published is not None and not isinstance(published, dt.date):
        raise ParseError(f"published= takes a datetime.date, not {published!r}", source="parse")
    return published.date() if isinstance(published, dt.datetime) else published


def match_dateline(paragraph: str, *, tail: bool) -> Match | None:
    """Return the folded head of the paragraph and the dateline's parts in it.

    Reporters behind the dateline are among them only if `tail` says so.
    """
    near = find_near(paragraph, 0, REACH)
    if near is None or near.lastgroup is None:
        return None
    start, last = 0, _INDENT_WITHIN + _HEAD
    if paragraph[:1] in _BEFORE:
        head = paragraph[:last]
        start = len(head) - len(head.lstrip(_BEFORE))
    if _CUE.search(paragraph, start, min(start + _CUE_WITHIN, last)) is None:
        return None
    # No dateline goes on behind a sentence.
    sentence = paragraph.find("。", start, last) + 1
    folded = fold(paragraph[: min(sentence or last, start + _HEAD, last)])
    parts = match_form(folded, start)
    if parts is None:
        return None
    return folded, add_tail(folded, parts) if tail else parts


def dateline_fields(
    paragraph: str, match: Match, year: int | None, published: dt.date | None, *, base: int = 0
) -> tuple[int, int, dict[str, Any]]:
    """Return where the dateline that has been found starts and ends, and its other fields.

    Args:
        paragraph: The paragraph.
        match: What `match_dateline` has found in it.
        year: As for `parse_dateline`.
        published: As for `parse_dateline`.
        base: Where the paragraph starts in the text that spans are to point into.
    """
    folded, found = match
    own = attrs.evolve(found, places=[*found.places], reporters=[*found.reporters])
    parts = add_tail(folded, own)
    value = None
    if parts.date is not None:
        value = read_date(folded[slice(*parts.date)], year=year, published=published)
    signed = sorted(parts.reporters, key=lambda reporter: reporter[0])
    fields = {
        "agency": _span(parts.agency, base),
        "places": tuple([Span(base + start, base + end) for start, end in parts.places]),
        "date": _span(parts.date, base),
        "date_value": value,
        "kind": _span(parts.kind, base),
        "reporters": tuple(
            [
                (Span(base + start, base + end), "" if role is None else paragraph[slice(*role)])
                for (start, end), role in signed
            ]
        ),
    }
    return base + parts.start, base + parts.end, fields


def _span(pair: tuple[int, int] | None, base: int) -> Span | None:
    return None if pair is None else Span(base + pair[0], base + pair[1])
