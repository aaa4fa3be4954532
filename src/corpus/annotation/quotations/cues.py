"""Verbs of saying and the words around them, as patterns.

What lives here: the verbs of `cues.tsv`, what only looks like one, what stands between a verb and
its speaker, and how what is said begins. What does not: speakers without a name (`people`),
quotation marks (`marks`), deciding what is a quotation (`direct_speech`, `indirect_speech`) and who
speaks it (`speakers`).
"""

import re
from functools import cache
from typing import Final

from corpus.annotation.entities.lexicon import read_list
from corpus.annotation.tables import read_table

__all__ = [
    "AUTHORED",
    "CLAUSE_BEGINS",
    "addressing_cues",
    "adverb",
    "cue",
    "cue_before",
    "cue_with_object",
    "no_cue",
    "noun_cues",
    "open_cues",
    "stance",
]

_ADVERBIAL: Final = (
    r"在[^，。：；“”\n]{1,20}[上中里时后前会间下内]"
    r"|(?:针对|面对|[向对]|(?<![共不合大相如赞等])同)[^，。：；“”\n]{1,14}"
    r"|(?:(?![他她它我们])[\u4e00-\u9fff]){1,4}[地着]|发[表布出][^，。：；“”\n]{1,10}"
    r"|(?:接受|回答|答)[^，。：；“”\n]{0,16}[时后]|[昨今明当前同次翌][天日晚]"
    r"|(?:[0-9]{1,2}月)?[0-9]{1,2}日|(?:星期|周|礼拜)[一二三四五六日天]"
)

CLAUSE_BEGINS: Final = re.compile(
    r"[我你您他她它咱这那该其自双各没不将会要可能应愿希如若因虽由目现已曾正今去明本在对从只只此当有就是为了“‘「『]|[\u4e00-\u9fff]{2,12}(?:是|将|会|已|正|在|要|能|应|可|让|使|比|很)"
)
"""How reported speech without a pause plainly begins."""

_NOT_SAID: Final = re.compile(
    r"[服法明话起不出是的过了到客白辞教书和给满完罢着谎情]|汉语|英语|中文"
)

AUTHORED: Final = re.compile(
    r"[，,]?[这此]?[也便正就]?是(?P<who>[^，。！？\n]{1,30}?)(?P<cue>写|说|讲|问)(?:下|过|出)?的"
)


def _longest_first(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _cue(paused: str) -> str:
    """Every verb of saying, with the 说, 道 or 称 that may follow it in the same role.

    Grouped by the first character, which lets a search skip the others: twenty times as fast.
    """
    tails: dict[str, list[str]] = {}
    for row in sorted(read_table("cues.tsv"), key=lambda row: len(row["surface"]), reverse=True):
        first, rest = row["surface"][0], row["surface"][1:]
        if not rest:
            rest = "(?![为之呼号谓霸颂题世候责卷津标针导定数控示令挥南望纹甲服法客辞教])"
        elif rest[-1] not in "说道到称言":
            rest += f"(?:说道|[道到]{paused}|[说称](?![明法服谓呼号为]))?"
        tails.setdefault(first, []).append(rest)
    # In 发表声明称 and 发布倡议称 the noun is what was issued, and 称 the verb.
    issued = dict.fromkeys("声倡", "(?<!发[表布出])")
    return "|".join(
        f"{issued.get(first, '')}{first}(?:{'|'.join(rests)})" for first, rests in tails.items()
    )


@cache
def adverb() -> re.Pattern[str]:
    """What may stand between a speaker and the verb of saying, at the end of a stretch."""
    words = _longest_first(list(read_list("speech_adverbs.txt")))
    return re.compile(rf"(?:{_ADVERBIAL}|{words}|[都也还曾则又就总再]是?)\Z")


@cache
def cue() -> re.Pattern[str]:
    """A verb of saying."""
    return re.compile(_cue(r"(?=[，,：:。！“「『\"＂\s]|\Z)"))


@cache
def cue_before() -> re.Pattern[str]:
    """A verb of saying at the end of a stretch."""
    return re.compile(rf"(?P<cue>{_cue('')})(?:了|着|过)?(?:一?句)?\Z")


@cache
def no_cue() -> re.Pattern[str]:
    """What ends in the first character of a verb of saying that reports nothing: 小说."""
    unsaid, others = (
        _longest_first(list(read_list(name))) for name in ("unsaid.txt", "not_cues.txt")
    )
    return re.compile(rf"(?:(?:{unsaid}).|{others})\Z")


@cache
def cue_with_object() -> re.Pattern[str]:
    """A verb of saying with the addressee, or with what is judged, at the end of a stretch."""
    about = [row["surface"] for row in read_table("cues.tsv") if row["about"] == "yes"]
    return re.compile(
        rf"(?P<cue>{_longest_first(list(addressing_cues()))})(?P<object>[^，。：；！？“”「」『』\n]{{1,14}})\Z"
        rf"|(?P<judged>{_longest_first(about)})[^，。：；！？“”「」『』\n]{{1,20}}\Z"
    )


@cache
def open_cues() -> dict[str, str]:
    """Verbs of saying that need no pause after them, and whether a clause must begin there."""
    return {r["surface"]: r["open"] for r in read_table("cues.tsv") if r["open"] != "no"}


@cache
def addressing_cues() -> frozenset[str]:
    """Verbs of saying with the addressee behind them: 告诉记者."""
    return frozenset(row["surface"] for row in read_table("cues.tsv") if row["object"] == "yes")


@cache
def noun_cues() -> frozenset[str]:
    """Verbs of saying that are as often nouns: 群众评价, 目标要求."""
    return frozenset(row["surface"] for row in read_table("cues.tsv") if row["noun"] == "yes")


@cache
def stance() -> re.Pattern[str]:
    """What is shown and not said: 表示欢迎, 说服."""
    return re.compile(rf"{_longest_first(list(read_list('stances.txt')))}|{_NOT_SAID.pattern}")
