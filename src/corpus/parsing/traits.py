"""What a block shows by itself: its length, its ending, its words and marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parsing.blocks import LINE_SIZES
from corpus.parsing.necessary import beginnings, within
from corpus.parsing.noise import header_kinds

if TYPE_CHECKING:
    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["Traits", "are_alike", "are_parallel", "has_fields"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SPACED = re.compile(r"[\u4e00-\u9fff”’」』》）][ \u3000]{1,4}[\u4e00-\u9fff“‘「『《（]")
_SPEECH = re.compile(r"[说說道称稱示為为調调出][，,：:]|[，,][”」]")
_FIELDS = re.compile(r"[ \u3000\t]+")
_DASHED = re.compile(r"[^，。—－]{2,10}[—－]{1,2}[^，。—－]{2,10}")
_QUOTES = frozenset("“「『")
_LABELLED = re.compile(r"[\u4e00-\u9fff]{1,8}[：:](?=.)")
_DIGIT = re.compile(r"\d")
_INNER_COLON = re.compile(r"[：:](?=.)")
_SENTENCE_ENDS = "。；！？"
_COMMAS = "，,；"
_PHRASE = 4
_MOSTLY = 0.4
_BRIEF = 6
_MODEST = 9
_HEADER_REST = 6
# What such a line is says more than what it begins with.
_NAMED = frozenset({"column", "notice", "box", "related", "signer", "farewell"})
_ASKING = frozenset({"question", "answer", "speaker"})


class Traits:
    """Says what blocks show by themselves, by the patterns of `rules`."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._introduces = rules.introduces.search
        self._header = within(rules.header).search
        self._continues = rules.continues.match
        self._begins = beginnings(rules.continues).match
        self._begun: dict[str, bool] = {}  # by first characters

    def of(self, block: Block, *, dateline: bool, repeated: bool) -> list[str]:
        """Return what is observed about `block` alone.

        Args:
            block: The block.
            dateline: Whether it begins with a dateline.
            repeated: Whether it stands in the text more than once.
        """
        size, ends = block.size, block.ends
        found = [size, "ends_" + ends]
        if size == "short" and len(block.text) <= _MODEST:
            found.append("brief" if len(block.text) <= _BRIEF else "modest")
        if size != "body":
            self._words(block.text, ends, found)
        if dateline:
            found.append("dateline")
        elif block.cue and block.whole not in _NAMED:
            found.append("question" if block.cue in _ASKING else block.cue)
        if block.whole:
            found.append(block.whole)
        if size in LINE_SIZES and ends in {"bare", "colon"}:
            self._line(block, found, repeated=repeated)
        return found

    def continues(self, text: str) -> bool:
        """Tell whether `text` begins as something that goes on."""
        first = text[0]
        begun = self._begun.get(first)
        if begun is None:
            begun = self._begun[first] = self._begins(first) is not None
        return begun and self._continues(text) is not None

    def _line(self, block: Block, found: list[str], *, repeated: bool) -> None:
        """Add what is observed about a short line."""
        text = block.text
        if block.size != "tiny" and self._introduces(text):
            found.append("introduces")
        if ("：" in text or ":" in text) and _INNER_COLON.search(text):
            found.append("inner_colon")
        if block.ends == "bare":
            if self._header(text) and block.whole not in _NAMED:
                kinds, _ = header_kinds(text, self._rules, _HEADER_REST)
                if kinds and kinds != {"number"}:
                    found.append("headed")
            if repeated:
                found.append("repeats")

    def _words(self, text: str, ends: str, found: list[str]) -> None:
        if not text.isalpha():  # most headlines have nothing but letters
            self._marks(text, ends, found)
        if not ("\u4e00" <= text[0] <= "\u9fff" or _HAN.search(text)):
            found.append("foreign")
        if self.continues(text):
            found.append("continuing")

    def _marks(self, text: str, ends: str, found: list[str]) -> None:
        """Add what is observed about the marks before the last character."""
        inner = text[:-1]
        if any(map(inner.__contains__, _SENTENCE_ENDS)):
            found.append("inner_stop")
        commas = sum(map(inner.count, _COMMAS))
        if ends != "bare":  # in a headline 、 is between words
            commas += inner.count("、")
        if commas:
            found.append("inner_comma")
            if commas > 1:
                found.append("inner_commas")
            if _SPEECH.search(text):
                found.append("speech")
        if ends == "bare" and (" " in inner or "\u3000" in inner) and _SPACED.search(text):
            found.append("motto" if _is_motto(text) else "spaced")
        if len(_DIGIT.findall(text)) > _MOSTLY * len(text):
            found.append("figures")


def _is_motto(text: str) -> bool:
    """Tell whether a line is made of phrases of one length, too long for names.

    Example:
        >>> _is_motto("继承优良传统　探索特点规律"), _is_motto("王小明　张大海")
        (True, False)
    """
    sizes = set(map(len, text.split()))
    return len(sizes) == 1 and sizes.pop() >= _PHRASE


def has_fields(text: str) -> bool:
    """Tell whether a line has three fields, or two of which one has a figure.

    Example:
        >>> [has_fields(text) for text in ("北京　晴　3℃", "东方电器　12.35", "股市行情")]
        [True, True, False]
    """
    fields = len(_FIELDS.split(text))
    return fields > 2 or (fields > 1 and _DIGIT.search(text) is not None)


def are_parallel(one: str, other: str) -> bool:
    """Tell whether two lines are worded alike, as sub-headings of one article often are.

    They begin or end with the same two characters, or have a label and a colon each, or both ask,
    or both begin with a quotation mark.

    Example:
        >>> are_parallel("老师在这里", "孩子在这里"), are_parallel("谈判：风雪弥漫", "协定：样板")
        (True, True)
        >>> are_parallel("老师在这里", "走进望云小学")
        False
    """
    if one[:2] == other[:2] or one[-2:] == other[-2:]:
        return True
    if (one[0] == other[0] and one[0] in _QUOTES) or (one[-1] == other[-1] and one[-1] in "？?"):
        return True
    return _LABELLED.match(one) is not None and _LABELLED.match(other) is not None


def are_alike(one: str, other: str) -> bool:
    """Tell whether two lines are built alike, as rows of a table or verses are.

    They have the same number of fields, two at least, with figures in both or neither; or
    begin with the same two characters; or have a dash each, or a label and a colon.

    Example:
        >>> are_alike("北京　-6℃", "上海　4℃"), are_alike("山那边是海", "山那边是什么")
        (True, True)
        >>> are_alike("症状：发热、头痛", "预防：灭蚊"), are_alike("水利局：限水三天", "各地旱情")
        (True, False)
    """
    if one[:2] == other[:2] or (_DASHED.fullmatch(one) and _DASHED.fullmatch(other)):
        return True
    if _LABELLED.match(one) and _LABELLED.match(other):
        return True
    fields = len(_FIELDS.split(one))
    if fields == 1 or fields != len(_FIELDS.split(other)):
        return False
    return (_DIGIT.search(one) is None) == (_DIGIT.search(other) is None)
