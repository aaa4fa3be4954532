"""The marks of quotations and the words around them: verbs of saying, speakers without a name.

What lives here: pairing quotation marks of every style, and the tables `data/cues.tsv` and
`data/speakers.txt` as patterns. What does not: deciding what is a quotation (`quotations`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from corpus.annotation.entities.lexicon import read_list, titles
from corpus.annotation.expressions import read_table

__all__ = [
    "ADVERB",
    "CLOSERS",
    "NOT_SAID",
    "PAIRS",
    "SET_PHRASES",
    "WRITTEN",
    "after_names",
    "all_cues",
    "cues",
    "mark_pairs",
    "people",
    "unnamed",
]


PAIRS: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", "﹁": "﹂", "〝": "〞"}


CLOSERS: Final = {closing: opening for opening, closing in PAIRS.items()}


ADVERB: Final = re.compile(
    r"(?:在[^，。：；“”\n]{1,16}[上中里时后前会间]|[向对][^，。：；“”\n]{1,14}|[\u4e00-\u9fff]{2,4}地|继续|接着|随即|最后|如此|首次|再次|多次|一再|反复|日前|近日|曾经|随后|当场|明确|公开|坚决|特别|郑重|进一步|同时|甚至"
    r"|[都也还曾则又就总再]是?|总是|一直|始终|笑着|动情|自豪|今天|昨天|当天|接受采访时|时)$"
)


SET_PHRASES: Final = re.compile(
    r"(?:可以|也就是|换句话|应该|老实|比如|据|一般来|具体来|总的来|照理|按理|不用|难|听|再|所|可|话|虽|这么|怎么|没|不|样|有|小|传|学|一|的|"
    r"据了解|据介绍|据悉)$"
)


NOT_SAID: Final = re.compile(r"[服法明话起不出是的过了到客白辞教书和给满]")


WRITTEN: Final = re.compile(r"[，,]?这?是(?P<who>[^，。！？\n]{1,16}?)(?P<cue>写|说|讲)的")


_SPEECH: Final = 3000
"""Quotation marks further apart than this, in characters, are no pair."""


@cache
def cues() -> tuple[re.Pattern[str], frozenset[str]]:
    """The verbs of saying as a pattern, and those that need no comma after them."""
    rows = read_table("cues.tsv")
    longest_first = sorted((row["surface"] for row in rows), key=len, reverse=True)
    open_cues = frozenset(row["surface"] for row in rows if row["open"] == "yes")
    return re.compile("|".join(longest_first)), open_cues


@cache
def unnamed() -> re.Pattern[str]:
    """People without a name at the end of a stretch: 广大读者观众."""
    longest_first = sorted(read_list("speakers.txt"), key=len, reverse=True)
    return re.compile(
        rf"(?:广大|许多|不少|众多|一些|部分|当地|多位|与会|有关|相关|该)?(?:{'|'.join(longest_first)})+$"
    )


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
def people() -> re.Pattern[str]:
    """People without a name at the beginning of a stretch."""
    longest_first = sorted(
        (w for w in read_list("speakers.txt") if len(w) > 1), key=len, reverse=True
    )
    return re.compile(
        rf"(?:广大|许多|不少|众多|一些|部分|当地|多位|与会|有关|相关|该)?(?:{'|'.join(longest_first)})+"
    )


@cache
def all_cues() -> frozenset[str]:
    """The verbs of saying."""
    return frozenset(row["surface"] for row in read_table("cues.tsv"))


@cache
def after_names() -> tuple[str, ...]:
    """What may stand between a name and a verb of saying: titles, 同志, 等."""
    return (*titles(), "同志", "等人", "等")
