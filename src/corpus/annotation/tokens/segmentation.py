"""jieba's segmentation: its dictionary and its hidden Markov model, run by code of our own.

The data are read from the files of the installed `jieba` distribution (MIT), and the words are
those of ``jieba.cut(text)``, ties and rounding included. `jieba` itself is not imported
(`jieba_files` says why), and its state would be shared with all who use it. Read as below, the
dictionary needs no cache on disk at all, and so leaves nothing behind.

Method: the path of greatest probability through the graph of dictionary words, then, in runs of
single characters, a hidden Markov model with the states begin, middle, end, single (Sun Junyi,
https://github.com/fxsjy/jieba). What tokens are made of these words is `tokenization`'s business.
"""

from __future__ import annotations

import json
import re
import threading
from array import array
from math import log
from typing import TYPE_CHECKING, Any, Final

import attrs

from corpus.annotation.jieba_files import jieba_text
from corpus.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Dictionary", "cut", "load_dictionary"]

# jieba's patterns: what the dictionary is applied to, and what is cut off besides Han characters.
BLOCK: Final = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")
_SPACE: Final = re.compile(r"(\r\n|\s)")
_HAN: Final = re.compile(r"([\u4E00-\u9FD5]+)")
NUMBER: Final = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# jieba's logarithm of zero; a sum with it loses all else, and ties then decide.
_NEVER: Final = -3.14e100


@attrs.frozen(eq=False)
class Dictionary:
    """jieba's main dictionary and the parameters of its hidden Markov model.

    Attributes:
        logs: Logarithm of each word's probability.
        unknown: The same for what is no word, counted as seen once.
        reach: For the first two characters of words of three and more the length of the longest.
        start: Logarithm of the probability of each state, ``B M E S``, at the start.
        steps: The same for each state after another, by first and second state.
        emit: The same for each character by state.
    """

    logs: Mapping[str, float]
    unknown: float
    reach: Mapping[str, int]
    start: Mapping[str, float]
    steps: Mapping[str, Mapping[str, float]]
    emit: Mapping[str, Mapping[str, float]]


_lock = threading.Lock()
_loaded: list[Dictionary] = []


def load_dictionary() -> Dictionary:
    """Read jieba's data, once a process (about half a second and 60 MB).

    Returns:
        The dictionary; the same object at each call, from any thread.

    Raises:
        LexiconError: If the distribution is not installed or a file can't be read.

    Example:
        >>> "北京" in load_dictionary().logs
        True
    """
    with _lock:
        if not _loaded:
            _loaded.append(_read_dictionary())
    return _loaded[0]


def _read_dictionary() -> Dictionary:
    words, counts = _words_and_counts("jieba/dict.txt")
    total = log(sum(counts))
    # Words of one count share a number: there are 5,000 counts and 349,000 words.
    log_of = {count: log(count) - total for count in set(counts) if count}
    pairs = zip(words, counts, strict=True)
    logs = {word: log_of[count] for word, count in pairs if count}
    reach: dict[str, int] = {}
    pair = ""
    for word in words:
        if len(word) > 2:
            # The pair is mostly the word just before: one string for both saves memory.
            pair = pair if word.startswith(pair) and pair else word[:2]
            reach[pair] = max(len(word), reach.get(pair, 0))
        elif len(word) == 2:
            pair = word
    return Dictionary(
        logs=logs,
        unknown=log(1) - total,
        reach=reach,
        start=_parameters("prob_start"),
        steps=_parameters("prob_trans"),
        emit=_parameters("prob_emit"),
    )


def _words_and_counts(path: str) -> tuple[list[str], array[int]]:
    """Read rows of word, count and tag line by line: as one list they would take 100 MB."""
    words, counts = [], array("q")
    for number, line in enumerate(re.finditer(r".+", jieba_text(path)), 1):
        try:
            word, count, _ = line[0].split()
            counts.append(int(count))
        except ValueError as error:
            reason = "not a row of word, count, tag"
            raise LexiconError(reason, source=path, line=number, text=line[0]) from error
        words.append(word)
    if not words:
        raise LexiconError("no words", source=path)
    return words, counts


def _parameters(name: str) -> Any:
    """Read one of the model's tables: a Python literal of strings and numbers, read as JSON."""
    path = f"jieba/finalseg/{name}.py"
    source = jieba_text(path)
    try:
        return json.loads(source[source.index("{") :].replace("'", '"'))
    except ValueError as error:
        raise LexiconError("not a table of probabilities", source=path) from error


def cut(text: str) -> Iterator[str]:
    """Cut a text into words as ``jieba.cut(text)`` does.

    Args:
        text: Any text.

    Yields:
        The words; joined they are the text again. White space and punctuation come character
        by character (only a carriage return and its line feed stay together).

    Example:
        >>> list(cut("他来到了网易杭研大厦。"))
        ['他', '来到', '了', '网易', '杭研', '大厦', '。']
    """
    dictionary = load_dictionary()
    for index, block in enumerate(BLOCK.split(text)):
        if index % 2:
            yield from _cut_block(dictionary, block)
        elif block:
            for place, piece in enumerate(_SPACE.split(block)):
                if place % 2:
                    yield piece
                else:
                    yield from piece


def _cut_block(dictionary: Dictionary, block: str) -> Iterator[str]:
    """Cut a run of Han characters, letters, digits and a few signs."""
    ends = _best_path(dictionary, block)
    place = pending = 0
    while place < len(block):
        end = ends[place]
        if end - place > 1:
            if pending < place:
                yield from _cut_singles(dictionary, block[pending:place])
            yield block[place:end]
            pending = end
        place = end
    if pending < len(block):
        yield from _cut_singles(dictionary, block[pending:])


def _best_path(dictionary: Dictionary, block: str) -> list[int]:
    """Return for each place where the word that starts there ends, on the best path."""
    logs, reach, unknown = dictionary.logs.get, dictionary.reach.get, dictionary.unknown
    length = len(block)
    scores = [0.0] * (length + 1)
    ends = list(range(1, length + 2))
    for place in range(length - 1, -1, -1):
        best, end = logs(block[place]), place + 1
        if best is not None:
            best += scores[end]
        pair = block[place : place + 2]
        # On a tie jieba takes the longer word, so what comes later wins.
        for stop in range(place + 2, min(length, place + (reach(pair) or 2)) + 1):
            score = logs(block[place:stop])
            if score is not None:
                score += scores[stop]
                if best is None or score >= best:
                    best, end = score, stop
        scores[place] = unknown + scores[place + 1] if best is None else best
        ends[place] = end
    return ends


def _cut_singles(dictionary: Dictionary, run: str) -> Iterator[str]:
    """Cut a run that the dictionary left in single characters."""
    if len(run) == 1 or run in dictionary.logs:
        yield from run
        return
    for index, piece in enumerate(_HAN.split(run)):
        if index % 2:
            yield from _cut_unknown(dictionary, piece)
        else:
            yield from filter(None, NUMBER.split(piece))


def _cut_unknown(dictionary: Dictionary, run: str) -> Iterator[str]:
    """Cut Han characters by the hidden Markov model."""
    start = 0
    states = _best_states(dictionary, run)
    for place, state in enumerate(states):
        if state == "B":
            start = place
        elif state == "E":
            yield run[start : place + 1]
            start = place + 1
        elif state == "S":
            yield run[place]
            start = place + 1
    if start < len(run):
        yield run[start:]


# The two states that each state can follow; on a tie jieba takes the alphabetically later.
_BEFORE: Final = {"B": ("S", "E"), "M": ("M", "B"), "E": ("M", "B"), "S": ("S", "E")}


def _best_states(dictionary: Dictionary, run: str) -> list[str]:
    """Return the most probable sequence of states (Viterbi's algorithm)."""
    emit, steps = dictionary.emit, dictionary.steps
    scores = {s: dictionary.start[s] + emit[s].get(run[0], _NEVER) for s in "BMES"}
    back: list[dict[str, str]] = []
    for character in run[1:]:
        new, came = {}, {}
        for state, (later, earlier) in _BEFORE.items():
            emitted = emit[state].get(character, _NEVER)
            one = scores[later] + steps[later][state] + emitted
            two = scores[earlier] + steps[earlier][state] + emitted
            new[state], came[state] = (two, earlier) if two > one else (one, later)
        scores = new
        back.append(came)
    state = "E" if scores["E"] > scores["S"] else "S"
    states = [state]
    for came in reversed(back):
        state = came[state]
        states.append(state)
    states.reverse()
    return states
