"""Tell a line that names reporters or authors: 本报记者　张三, 文/甲　图/乙, （记者甲）.

The words are those of datelines (``data/datelines.toml``) and of ``signing`` in
``data/cues.toml``. Whether such a line stands under a
headline or ends an article is decided elsewhere, in ``decide``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parsing.dateline_reporters import read_names
from corpus.parsing.folding import fold
from corpus.parsing.surnames import are_names

if TYPE_CHECKING:
    from corpus.parsing.rules import Rules

__all__ = ["credits_someone", "is_byline", "names_someone"]

# First characters first, which is searched for fast: 记者 编译 编辑 评论员 通讯员 作者 报道 实习.
_ROLE = re.compile(
    "[记記编編评評通特作撰采採报報实實文图圖摄攝译譯/／ \u3000]"
    "(?:(?<=[记記])者|(?<=[编編])[译譯辑輯]|(?<=[评評])[论論][员員]|(?<=[通特])[讯訊派][员員]"
    "|(?<=作)\u3000?者|(?<=[撰采採])|(?<=[报報])[道導导]|(?<=[实實])[习習]"
    "|(?<=[文图圖摄攝译譯])[/／|｜:：・ 攝影摄]|(?<=[/／ \u3000])[文图圖摄攝译譯])"
)
_BULLETS = "☉⊙□■◎●○◆◇▲△★☆※*•▪ \u3000"
_PARTICLES = frozenset("的了说說，。！？；")
_OPENERS, _CLOSERS = "(（[【〔［", ")）]】〕］"
_COLUMN = re.compile('[“"「][^“”"「」]{2,8}[”"」](?=记者)')  # “新华视点”记者
_ORDER = re.compile(
    "(?:采访|采写|撰文|整理|摄影|文)(?:[、·/](?:采访|采写|撰文|整理|摄影|图))*[:/· ] ?"
)

_ASIDE = re.compile("(?<=[\u4e00-\u9fff])[(（][^()（）]{2,20}[)）]")
_BEFORE_OFFICE = re.compile("[(（／/]")
_REPORTER = re.compile("[记記]者|通[讯訊][员員]|特派[员員]|[实實][习習]生")
_TAKEN = re.compile("拍?(?:[摄攝]影?(?:报道|報道|報導)?|[圖图])[)）]?")
_AGENCY = re.compile("[发發供/／:：（( \u3000]|[报報网網社](?=.)")
_AROUND = "(（)） \u3000"
_LONGEST_NAME = 5


def is_byline(text: str) -> bool:
    """Tell whether a line is nothing but reporters or authors with their roles.

    Example:
        >>> [is_byline(t) for t in ("中青报·中青网记者 王小明", "王小明/文", "（记者王小明）")]
        [True, True, True]
        >>> is_byline("记者走基层"), is_byline("王小明报道了这件事")
        (False, False)
    """
    bare = text.strip(_BULLETS)
    if len(bare) < len(text) and are_names(bare):
        return True
    if _ROLE.search(text) is None:
        return False
    if bare and bare[0] in _OPENERS and bare[-1] in _CLOSERS:
        bare = bare[1:-1].strip()
    if not _PARTICLES.isdisjoint(bare):
        return False
    folded = _COLUMN.sub("", fold(bare)).replace("作 者", "作者")
    folded = _ORDER.sub("作者 ", folded, count=1) if _ORDER.match(folded) else folded
    names = read_names(folded, 0, len(folded))
    if names is None or not names.has_role or not names.reporters:
        return False
    return names.are_names(folded)


def credits_someone(text: str) -> bool:
    """Tell whether someone is named before the word for a photographer's work.

    Example:
        >>> credits_someone("新华社记者　何飞摄"), credits_someone("王小川　摄影")
        (True, True)
        >>> credits_someone("纪录片的拍摄"), credits_someone("航空摄影")
        (False, False)
    """
    if _REPORTER.search(text):
        return True
    who = _TAKEN.split(text)[0].strip(_AROUND)
    return are_names(who) or any(are_names(part) for part in _AGENCY.split(who) if part)


def names_someone(text: str, rules: Rules) -> bool:
    """Tell whether, role words taken out, a person's name or a list of names remains."""
    signing = rules.signing
    if signing["alone"].fullmatch(text) or are_names(_BEFORE_OFFICE.split(text)[0].strip() or "?"):
        return True
    if found := signing["office"].search(text):
        return are_names(text[found.end() :].strip())
    parts = re.split(r"[、\s，,]+", signing["words"].sub(" ", _ASIDE.sub("", text)).strip())
    if any(len(part) > _LONGEST_NAME for part in parts):
        return False
    spread = "".join(parts) if all(len(part) == 1 for part in parts) else ""
    return any(are_names(part) for part in parts) or are_names(spread or "?")
