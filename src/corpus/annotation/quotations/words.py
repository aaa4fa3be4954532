"""The marks of quotations and the words around them: verbs of saying, speakers without a name.

What lives here: pairing quotation marks of every style, and the tables of verbs of saying, of what
only looks like one and of speakers without a name, as patterns. What does not: deciding what is a
quotation (`direct_speech`, `indirect_speech`) and who speaks it (`speakers`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from corpus.annotation.entities.lexicon import common_nouns, read_list, titles
from corpus.annotation.tables import read_table

__all__ = [
    "ADVERB",
    "AUTHORED",
    "CLAUSE_BEGINS",
    "CLOSERS",
    "PAIRS",
    "addressing_cues",
    "after_name",
    "cue",
    "cue_before",
    "cue_with_object",
    "mark_pairs",
    "nameless",
    "no_cue",
    "noun_cues",
    "open_cues",
    "person_noun",
    "stance",
]

PAIRS: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", "﹁": "﹂", "〝": "〞"}
CLOSERS: Final = {closing: opening for opening, closing in PAIRS.items()}

ADVERB: Final = re.compile(
    r"(?:在[^，。：；“”\n]{1,20}[上中里时后前会间下内]|(?:针对|面对|[向对]|(?<![共不合大相如赞等])同)[^，。：；“”\n]{1,14}|(?:(?![他她它我们])[\u4e00-\u9fff]){1,4}[地着]"
    r"|发[表布出][^，。：；“”\n]{1,10}|(?:接受|回答|答)[^，。：；“”\n]{0,16}[时后]|[昨今明当前同次翌][天日晚]|(?:[0-9]{1,2}月)?[0-9]{1,2}日|(?:星期|周|礼拜)[一二三四五六日天]"
    r"|继续|接着|随即|随后|最后|最终|如此|首次|再次|多次|一再|屡次|反复|日前|近日|此前|早前|早些时候|稍早|其后|曾经|当场|当时|事后|赛后|会后|明确|公开|坚决|特别|郑重|普遍"
    r"|进一步|同时|甚至|一致|分别|纷纷|如是|均|皆|并|亦|即|仍|更|便|才|却|只|先|常|常常|经常|时常|不断|总是|一直|始终|动情|自豪|直接|坦率|"
    r"这样|这么|[都也还曾则又就总再]是?|笑|哭|苦笑|边|时)\Z"
)
"""What may stand between a speaker and the verb of saying."""

_UNSAID: Final = (
    r"可以|可能|应该|应当|必须|需要|值得|不得|不能|不宜|没有|没|未|不|拒绝|不愿|无法|难以"
    r"|发出|作出|做出|提出|进行|表达|予以|给予|受到|遭到|引起|引发|引来|接到|收到|听取|开展"
    r"|有关|比如|据|的|所|或者|或|被|换句话|老实|美其名"
)
"""What makes a verb of saying no report of what was said: 可以说, 没有说, 他的批评."""

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

_SPEECH: Final = 3000
"""Quotation marks further apart than this, in characters, are no pair."""


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
    return re.compile(rf"(?:(?:{_UNSAID}).|{_longest_first(list(read_list('not_cues.txt')))})\Z")


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


@cache
def _speakers() -> tuple[frozenset[str], frozenset[str], int]:
    people, bodies = read_list("speakers.txt"), read_list("speaking_bodies.txt")
    return people, people | bodies, max(map(len, people | bodies))


_MANY: Final = re.compile(
    r"(?:广大|许多|不少|众多|一些|部分|当地|与会|有关|相关|多[名位]|[一几两数][名位个]|[该某])+\Z"
)


def nameless(text: str, start: int, end: int) -> int | None:
    """Where people or bodies without a name begin that end at `end`: 广大读者观众.

    Args:
        text: Text in simplified characters.
        start: No further back than this.
        end: Where the stretch ends.

    Returns:
        The offset, or None where no such word ends there.
    """
    people, words, longest = _speakers()
    begin = end
    while True:
        size = min(longest, begin - start)
        size = next((n for n in range(size, 0, -1) if text[begin - n : begin] in words), 0)
        if not size or (begin < end and size == 1):
            break
        begin -= size
        words = people  # 读者观众 is one speaker, of 机场发言人 it is the second word
    if begin == end or text[begin - 1 : end] in _NO_PRONOUN:
        return None
    many = _MANY.search(text, max(start, begin - 8), begin)
    return many.start() if many else begin


def person_noun(text: str, start: int, end: int) -> int | None:
    """Where a noun of jieba's dictionary for a person begins that ends at `end`: 投资人.

    Args:
        text: Text in simplified characters.
        start: No further back than this.
        end: Where the noun ends.

    Returns:
        The offset, or None where no such noun ends there.
    """
    if text[end - 1 : end] not in _PERSON_ENDS:
        return None
    sizes = range(min(5, end - start), 1, -1)
    return next((end - n for n in sizes if text[end - n : end] in common_nouns()), None)


_PERSON_ENDS: Final = frozenset("者员师家长人手官商友迷")

_NO_PRONOUN: Final = frozenset({"其他", "吉他", "自我", "其它"})


def mark_pairs(text: str) -> Iterator[tuple[int, int]]:  # noqa: C901  one branch a kind of mark
    """Start and end of every pair of quotation marks, marks included.

    A speech of several paragraphs has an opening mark at each of them or at the first alone, and a
    closing one at the end; in the first case each paragraph is a pair. Straight marks pair within
    their paragraph.
    """
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if character in PAIRS:
            # The same mark again: the first one has lost its partner.
            same = next((d for d, (mark, _) in enumerate(opened) if mark == character), None)
            del opened[len(opened) if same is None else same :]
            opened.append((character, at))
        elif character in CLOSERS:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == CLOSERS[character]:
                    if at - opened[depth][1] <= _SPEECH:
                        yield opened[depth][1], at + 1
                    del opened[depth:]
                    break
        elif character in '"＂':
            if opened and opened[-1][0] == character:
                yield opened.pop()[1], at + 1
            else:
                opened.append((character, at))
        elif character == "\n" and opened:
            if text[at + 1 : at + 20].lstrip(" \u3000\n")[:1] == opened[0][0] not in '"＂':
                yield opened[0][1], at
                opened.clear()
            opened = [pair for pair in opened if pair[0] not in '"＂']


@cache
def _after_names() -> tuple[frozenset[str], int]:
    words = frozenset((*titles(), "同志", "等人", "等"))
    return words, max(map(len, words))


def after_name(text: str, start: int, end: int) -> int:
    """Length of the title, 同志 or 等 between a name and a verb of saying; 0 for none.

    Args:
        text: Text in simplified characters.
        start: No further back than this.
        end: Where the title ends.
    """
    words, longest = _after_names()
    sizes = range(min(longest, end - start), 0, -1)
    return next((size for size in sizes if text[end - size : end] in words), 0)
