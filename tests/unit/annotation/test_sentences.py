"""What ends a sentence, and what does not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.annotation.sentences import sentence_offsets, split_sentences
from corpus.errors import UnknownNameError

GOLDEN = Path(__file__).parents[2] / "golden" / "sentences"
VALUES = {"True": True, "False": False}

# Documents whose annotators decided otherwise, and why that is not followed.
DISAGREEMENTS = {
    "hk-film-050": "“別提了！” is left with the sentence after it, elsewhere such are split",
    "hk-film-058": "“現在是怎樣了？” is left with the question after it",
    "cfl-CFL_F_1": "the learner mends a word after the stop: “游乐器。机（机械）。”",
}


def split(text, **options):
    starts, ends = sentence_offsets(text, **options)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def read_cases():
    options = {}
    for line in (GOLDEN / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            pairs = (word.split("=") for word in line[1:].split())
            options = {name: VALUES.get(value, value) for name, value in pairs}
        elif line and not line.startswith("#"):
            marked = line.replace("⏎", "\n")
            expected = [part.strip() for part in marked.split("‖") if part.strip()]
            yield pytest.param(marked.replace("‖", ""), expected, options, id=line)


def read_documents():
    for line in (GOLDEN / "ud_sample.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        reason = DISAGREEMENTS.get(document["id"])
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        expected = [document["text"][start:end] for start, end in document["sentences"]]
        yield pytest.param(document["text"], expected, id=document["id"], marks=marks)


@pytest.mark.parametrize(("text", "expected", "options"), [*read_cases()])
def test_hard_case(text, expected, options):
    """Each hard case is split where its line says."""
    assert split(text, **options) == expected


@pytest.mark.parametrize(("text", "expected"), [*read_documents()])
def test_treebank_document(text, expected):
    """A document of the treebanks is split as its annotators did."""
    assert split(text) == expected


def test_golden_files_are_there():
    """The golden files hold what the tests above are to run on."""
    assert len(list(read_cases())) > 300
    assert len(list(read_documents())) > 15


def test_layer_has_offsets_of_text():
    """The layer's items carry their offsets and text."""
    layer = split_sentences("他来了。 你呢？\n")
    assert [(s.start, s.end, s.text) for s in layer] == [(0, 4, "他来了。"), (5, 8, "你呢？")]


def test_layer_has_the_options():
    """The layer is made with the options that are given."""
    layer = split_sentences(
        "“一。二；”他说。\n三",
        keep_attribution=False,
        quotations="split",
        breaks="none",
        semicolons=True,
    )
    assert list(layer.texts()) == ["“一。", "二；”", "他说。", "三"]


@pytest.mark.parametrize("text", ["", " ", "\n", "　\r\n\u2028 "])
def test_nothing_gives_nothing(text):
    """A text of white space has no sentence."""
    assert split(text) == []


def test_offsets_are_code_points():
    """An astral character counts as one."""
    assert list(sentence_offsets("𠮷田来了。😀好。")[0]) == [0, 6]


@pytest.mark.parametrize(
    ("option", "value", "nearest"),
    [("quotations", "wholly", "whole"), ("breaks", "lines", "line")],
)
def test_unknown_option_is_refused(option, value, nearest):
    """A value that an option does not have is refused with the one most like it."""
    with pytest.raises(UnknownNameError) as caught:
        sentence_offsets("好。", **{option: value})
    assert caught.value.nearest == nearest


@pytest.mark.parametrize("mark", '“「‘『"（(【《〈')
def test_lost_partner_swallows_no_more_than_its_reach(mark):
    """An opening mark without its partner leaves the sentences after it whole."""
    assert split(mark + "他来了。" * 400)[1:] == ["他来了。"] * 399


@pytest.mark.parametrize("mark", "“「《（")
def test_partner_beyond_reach_is_not_waited_for(mark):
    """A mark that closes far away does not hold the sentences between together."""
    close = {"“": "”", "「": "」", "《": "》", "（": "）"}[mark]
    assert len(split(mark + "他来了。" * 400 + close)) == 400


@pytest.mark.parametrize(
    "unit",
    ["《", "“", "。”", "“。", "（。", ". ", '。"', "…的", "「『“‘（(《", "好 "],
)
def test_hostile_run_keeps_every_character(unit):
    """A long run of one mark is covered to its end."""
    text = unit * 20_000
    starts, ends = sentence_offsets(text)
    covered = sum(len(text[s:e].replace(" ", "")) for s, e in zip(starts, ends, strict=True))
    assert covered == len(text.replace(" ", ""))


def test_lone_surrogate_is_a_character():
    """A lone surrogate is a character like others."""
    assert split("他\ud800来了。好。") == ["他\ud800来了。", "好。"]


def test_numpy_is_not_loaded():
    """Splitting needs neither NumPy nor jieba."""
    code = (
        "import sys, corpus; corpus.split_sentences('他来了。“好……”他说。');"
        "sys.exit(bool({'numpy', 'jieba', 'opencc'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
