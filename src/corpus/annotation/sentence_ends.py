"""Judge the places where a Chinese sentence may end: quotations, ellipses, periods, asides.

`corpus.annotation.sentences` settles the clear ends with one pattern and asks here about the rest.
A `Judge` looks at a bounded stretch on either side of a place, so a text is judged in time linear
in its length. The words that it goes by are in ``data/sentences.toml``.

Source: GB/T 15834-2011, use of punctuation marks, for the ellipsis and the quotation; the rest is
our own reading of news text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import attrs

LINES = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # where str.splitlines breaks
STOPS = "。！？｡!?‼⁇⁈⁉﹖﹗"
DOTS = ".．"
ELLIPSES = "…⋯‥"
STRAIGHT = '"＂'
QUOTES = ("“”", "‘’", "「」", "『』", "｢｣", "﹁﹂", "﹃﹄", "〝〞", "«»")
BRACKETS = ("（）", "()", "［］", "[]", "【】", "〔〕", "{}", "｛｝")
TITLES = ("《》", "〈〉")
OPENERS = "".join(pair[0] for pair in (*QUOTES, *BRACKETS, *TITLES))
CLOSERS = "".join(pair[1] for pair in (*QUOTES, *BRACKETS, *TITLES))
PAUSES = "，、；：,;:"

_STRAIGHT = STRAIGHT + "'"
_QUOTE_OPENER_OF = {pair[1]: pair[0] for pair in QUOTES} | {mark: mark for mark in _STRAIGHT}
_BRACKET_CLOSERS = "".join(pair[1] for pair in BRACKETS)
_TITLE_CLOSERS = "".join(pair[1] for pair in TITLES)
_BACK = 1000  # how far back the partner of a closing mark is looked for
_HESITATION = 6  # fewer characters than this before an ellipsis are a hesitation, not a sentence

_NUMERAL = (
    r"(?:[一二三四五六七八九十百]{1,4}|[甲乙丙丁戊己庚辛a-zA-Z]|[0-9０-９]{1,3}|[ivxIVX]{1,5})"
)
_LISTED = re.compile(rf"[（(]{_NUMERAL}[）)]|第[一二三四五六七八九十]{{1,3}}[，,、]")
_ASIDE = re.compile(
    rf"[（(［\[【](?!{_NUMERAL}[）)])[^（()）［\[\]］【】{STOPS}{LINES}]{{1,30}}[）)\]］】]"
)
_DECORATION = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d\u20e3~～]+")
_CLAUSE = re.compile(rf"[^，。！？；：,;:!?…⋯“‘「『\"{LINES}]{{1,48}}")
_AUTHORED = re.compile(
    rf"[这這](?:就|也|便|正)?是[^，。！？；,;!?{LINES}]{{0,30}}?[说說写寫讲講唱喊问問]的"
)
_CHAIN = rf"(?:(?:[“「『‘][^“”「」『』‘’{LINES}]{{0,30}}[”」』’]){{1,9}})"
_ENGLISH = re.compile(r"(?:[A-Za-z0-9'’.,;:&()/-]+ +){2,}[A-Za-z'’)-]+\Z")
_SINGLE = re.compile(r"(?<![A-Za-z])'|'(?![A-Za-z])")  # a quotation mark, no apostrophe
_CHINESE = re.compile("[\u2e80-\U0003ffff]")
_LATIN_WORD = re.compile(r"[A-Za-z.]{1,30}\Z")


@cache
def _words() -> dict[str, Any]:
    import tomllib
    from importlib.resources import files

    data = files(__package__).joinpath("data", "sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


def _either(words: str) -> str:
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))


@cache
def _reporting() -> re.Pattern[str]:
    """Find the verb that reports a quotation, towards the end of a clause (他高兴地告诉记者)."""
    table = _words()["reporting"]
    not_verbs = "".join(f"(?<!{word})" for word in table["not_verbs"].split())
    return re.compile(
        rf"(?<!的)(?:(?:{_either(table['with_object'])})[^的]{{0,8}}"
        rf"|(?:{_either(table['at_the_end'])}){not_verbs})\Z"
    )


@cache
def _starts_with(table: str, key: str) -> re.Pattern[str]:
    return re.compile(_either(_words()[table][key]))


@cache
def _continuing() -> re.Pattern[str]:
    words = _either(_words()["continuing"]["words"])
    return re.compile(rf"[—─-]|{_CHAIN}?的(?![确確士])|等[，。、的]|{words}")


@cache
def _address() -> re.Pattern[str]:
    """Match somebody being addressed, who opens a sentence: 主席先生，."""
    return re.compile(rf"[\u4e00-\u9fff]{{0,4}}(?:{_either(_words()['opening']['titles'])})[，,]")


@cache
def _word_set(table: str) -> frozenset[str]:
    return frozenset(_words()[table]["words"].split())


@attrs.frozen(eq=False)
class Judge:
    """Say where the sentence ends whose possible end was found in ``text``.

    Args:
        text: The whole text.
        keep_attribution: Whether “……。”他说。 is one sentence.
        space: Matches white space, or none, that does not by itself end a sentence.
        rest: Matches where nothing more stands in this block.
        block_end: Matches what ends a block.
    """

    text: str
    keep_attribution: bool
    space: re.Pattern[str]
    rest: re.Pattern[str]
    block_end: re.Pattern[str]

    def end(self, start: int, stop: int, closer: int, after: int) -> int:
        """Give the offset where the sentence ends, or -1 where it goes on.

        Args:
            start: Where the sentence begins, in code points, as all four.
            stop: Where the marks begin that may end it, or the quotation that closes with such.
            closer: Where these marks, or that quotation, end.
            after: Where the closing marks that follow end; ``closer`` if there are none.

        Returns:
            An offset in ``(start, len(text)]``, at times before or past ``after``; -1 to go on.
        """
        text = self.text
        marks = text[stop:closer]
        if marks in DOTS:
            return self._period(start, stop, after)
        quotation = stop if marks[0] in OPENERS + STRAIGHT else -1
        if quotation < 0 and closer == after:
            opening = self._ellipsis_that_opens(start, stop, closer)
            if opening:
                return opening
        following = after
        if not text[after : after + 1].isalnum():
            after = self._with_trailers(after)
            if self.rest.match(text, after):
                return after
            following = self._skip(after)
        if text[following] in PAUSES or _continuing().match(text, following):
            return -1
        if quotation >= 0 or text[after - 1] in CLOSERS + _STRAIGHT:
            closing = closer - 1 if quotation >= 0 else after - 1
            ends = self._ends_closed(start, quotation, closing, following)
        elif all(mark in ELLIPSES + DOTS for mark in marks):
            ends = self._ends_in_ellipsis(start, stop, following)
        else:
            ends = marks != "!" or not self._in_name(stop)
        return after if ends else -1

    def _skip(self, offset: int) -> int:
        match = self.space.match(self.text, offset)
        return match.end() if match else offset

    def _with_trailers(self, after: int) -> int:
        """Take in a straight quote that closes, an aside without a stop (（掌声）), and emoji."""
        text = self.text
        if after < len(text) and text[after] in _STRAIGHT and self._closes(after):
            after += 1
        trailer = _DECORATION.match(text, after) or _ASIDE.match(text, after)
        return trailer.end() if trailer else after

    def _closes(self, offset: int) -> bool:
        """Whether the straight quote at ``offset`` closes one that was opened in its line."""
        text = self.text
        begin = self._block_start(offset, _BACK)
        if text[offset] == "'":
            return len(_SINGLE.findall(text, begin, offset)) % 2 == 1
        return text.count(text[offset], begin, offset) % 2 == 1

    def _block_start(self, offset: int, reach: int) -> int:
        """Where the block of ``offset`` begins, or ``reach`` before it if that is nearer."""
        begin = max(0, offset - reach)
        for match in self.block_end.finditer(self.text, begin, offset):
            begin = match.end()
        return begin

    def _ellipsis_that_opens(self, start: int, stop: int, end: int) -> int:
        """Where an ellipsis begins that opens the next sentence (好。……你说得对); 0 if none."""
        text = self.text
        bare = text[stop:end].rstrip(ELLIPSES + DOTS)
        length = end - stop
        if len(bare) == length or (not bare and (start == stop or length < 4)):
            return 0
        if self.rest.match(text, end) or text[self._skip(end)] in PAUSES + CLOSERS + STRAIGHT:
            return 0
        if bare:
            return stop + len(bare)
        return stop + length // 2 if length % 4 == 0 and text[stop] in ELLIPSES else 0

    def _in_name(self, stop: int) -> bool:
        """Whether ``!`` belongs to a name: Yes!卡, not Hello!你好 or I love you!他."""
        text = self.text
        word = _LATIN_WORD.search(text, max(0, stop - 20), stop)
        if word is None or not word.start() or not text[stop + 1 : stop + 2].isalnum():
            return False
        before = text[word.start() - 1]
        name = word.group()
        return before > "\u2e80" and name.istitle() and name not in _word_set("exclamations")

    def _period(self, start: int, stop: int, after: int) -> int:
        """Judge a single ``.``: it ends an English or a Chinese sentence, not U.S. or No. 1."""
        text = self.text
        after = self._with_trailers(after)
        if self.rest.match(text, after):
            return after
        following = self._skip(after)
        if following == after or text[following].isdigit() or text[following].islower():
            return -1
        before = text[max(start, stop - 80) : stop]
        word = _LATIN_WORD.search(before)
        if word is None:
            return after if before[-1:].isalpha() and stop - start >= _HESITATION else -1
        name = word.group()
        if "." in name or len(name) == 1 or name in _word_set("abbreviations"):
            return -1
        english = not _CHINESE.search(before) or _ENGLISH.search(before)
        return after if english else -1

    def _ends_in_ellipsis(self, start: int, stop: int, following: int) -> bool:
        """Whether a new sentence plainly begins after the ellipsis at ``stop``."""
        text = self.text
        if stop == start:
            return False
        if text[stop - 1] in "吗嗎" or text[following] in ELLIPSES:
            return True
        if _LISTED.match(text, following) or _address().match(text, following):
            return True
        clause = text[max(start, stop - 40) : stop]
        for pause in "，；：,;:":
            clause = clause.rpartition(pause)[2]
        if stop - start < _HESITATION or "、" in clause:  # a list goes on: 修路、架桥……这些
            return False
        return _starts_with("opening", "words").match(text, following) is not None

    def _ends_closed(self, start: int, opener: int, closer: int, following: int) -> bool:
        """Whether a sentence ends where a quotation or a bracket closes after a stop.

        Args:
            start: Where the sentence begins.
            opener: Where the quotation opens; -1 to look for it.
            closer: Where it closes.
            following: The next place that is no white space.
        """
        text = self.text
        mark = text[closer]
        if mark in _TITLE_CLOSERS or text[following] in STOPS + ELLIPSES + CLOSERS:
            return False
        if mark in _BRACKET_CLOSERS:
            return True
        if opener < 0:
            begin = self._block_start(closer, _BACK)
            opener = text.rfind(_QUOTE_OPENER_OF[mark], begin, closer)
        lead = self._lead(start, opener)
        if lead[-1:] in {"：", ":"}:
            return True
        if _starts_with("continuing", "taking_up").match(text, following):
            return False
        if not lead:
            return not (self.keep_attribution and self._reported(following))
        led_in = text[closer - 1] in "。｡" or _reporting().search(lead.rstrip(PAUSES))
        return bool(led_in or _starts_with("opening", "words").match(text, following))

    def _lead(self, start: int, opener: int) -> str:
        """What leads to the quotation at ``opener`` in its sentence; empty if it opens one."""
        if opener in {-1, start}:
            return ""
        lead = self.text[self._block_start(opener, 12) : opener].rstrip().rstrip(OPENERS)
        closed = lead.rstrip(CLOSERS)
        return "" if not closed or closed[-1] in STOPS + ELLIPSES else lead

    def _reported(self, following: int) -> bool:
        """Whether the clause at ``following`` reports the quotation before it (“……。”他说，)."""
        text = self.text
        if _AUTHORED.match(text, following):
            return True
        clause = _CLAUSE.match(text, following)
        if clause is None or _starts_with("reporting", "not_first").match(text, following):
            return False
        if not _reporting().search(clause.group()):
            return False
        if text[clause.end() : clause.end() + 1] in ("：", ":", "“", "「", "『", "‘", '"'):
            return _starts_with("reporting", "again").search(clause.group()) is not None
        return True
