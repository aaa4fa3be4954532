"""The ways to convert agree: plain, by tables one by one, by tables all at once."""

import pytest

from corpus.conversion import vector
from corpus.conversion.compiling import compile_tables
from corpus.conversion.descriptions import description_length
from corpus.conversion.islands import Islands
from corpus.conversion.origins import Stage
from corpus.conversion.recipe import Recipe
from corpus.conversion.scalar import ScalarEngine
from corpus.conversion.vector import VectorEngine
from corpus.conversion.walk import Walk


def ways(recipe):
    tables = compile_tables(recipe)
    walk = Walk.of(recipe)

    def plain(text):
        target, alignment = walk.convert(text)
        return target, [(*edit.source, *edit.target) for edit in alignment.edits]

    scalar = ScalarEngine(tables, Islands(tables))
    return plain, scalar.convert, VectorEngine(tables, Islands(tables)).convert


def stage(**entries):
    return {key: (target,) for key, target in entries.items()}


RECIPES = {
    "one stage": Recipe((), None, (stage(a="1", ab="xy", bc="12", abcd="w", b="2"),)),
    "longer and shorter": Recipe((), None, (stage(a="12", bc="3", bcd="4567", cc="c"),)),
    "segmented": Recipe(
        (), stage(ab="ab", cd="cd"), (stage(ab="pq", cd="rs", a="p"), stage(pp="00", qr="9", s="8"))
    ),
    "segmented otherwise": Recipe(
        (), stage(bc="bc"), (stage(ab="bc", cc="a"), stage(bcc="1", aa="22", b="33"))
    ),
    "not segmented": Recipe((), None, (stage(a="bb", bc="d"), stage(bb="c", bd="ee", cd="f"))),
    "three stages": Recipe(
        (), stage(aa="a"), (stage(a="b", cc="dd"), stage(bb="c", d="ab"), stage(cd="a", ba="z"))
    ),
    "normalised": Recipe(
        (stage(A="a", B="b"), stage(b="c")), stage(ac="x"), (stage(ac="12", c="d"),)
    ),
    "fixed": Recipe((), None, (stage(ab="1", b="2"),), {"a": "a", "bb": "ccc", "abb": "abb"}),
    "fixed and segmented": Recipe(
        (), stage(ab="1"), (stage(ab="1", c="3"), stage(**{"33": "4"})), {"c": "cc", "bc": "x"}
    ),
    "empty": Recipe((), None, ({},)),
}


@pytest.mark.parametrize("name", RECIPES)
def test_all_texts_of_five_letters(name):
    """Every text over a small alphabet converts alike in all ways, edits included."""
    from itertools import product

    plain, scalar, array = ways(RECIPES[name])
    letters = "abcdAB" if name == "normalised" else "abcd"
    texts = ["".join(text) for text in product(letters, repeat=5 if len(letters) == 4 else 4)]
    for text in texts:
        wanted = plain(text)
        assert scalar(text) == wanted, text
        assert array(text) == wanted, text
    whole = "".join(texts)
    assert scalar(whole) == plain(whole) == array(whole)


@pytest.mark.parametrize("chunk", [1, 7, 64, 1000])
def test_chunks_end_where_nothing_is_cut(chunk, monkeypatch):
    """The length of the chunks makes no difference."""
    monkeypatch.setattr(vector, "_CHUNK", chunk)
    plain, _, array = ways(RECIPES["segmented"])
    for text in ("abcdab cd pqa bcd⿰ab⿱cd" * 40, "abcd" * 300, "a b " * 400):
        assert array(text) == plain(text)
    plain, _, array = ways(RECIPES["normalised"])  # a seam of the text as it is normalised
    for text in ("AB" * 300, "ABacxB" * 200, "⿰ABaBAB" * 100):
        assert array(text) == plain(text)


def test_long_runs_without_a_seam():
    """Where everything may be crossed the islands are as long as the text."""
    plain, scalar, array = ways(RECIPES["longer and shorter"])
    text = "abcd" * 50 + "b" * 3000 + "cc" * 700
    assert array(text) == scalar(text) == plain(text)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("⿰亻言的", 3),
        ("⿱艹⿰钅只干", 5),
        ("⿲ab", 0),
        ("⿾ab", 2),
        ("⿰", 0),
        ("的⿰亻言", 0),
        ("⿰" * 15 + "木" * 16, 31),
        ("⿰" * 16 + "木" * 17, 0),
        ("⿳" * 15 + "木" * 31, 46),
        ("⿲" + "⿳" * 10 + "木" * 60, 0 if 1 + 10 + 23 > 64 else 34),
        ("㇯ab", 0),
    ],
)
def test_description_sequences_have_bounds(text, length):
    """An operator takes its operands; at most 16 levels and 64 characters."""
    assert description_length(text, 0, len(text)) == length


def test_description_sequences_stay():
    """No way converts, normalises or matches what stands in a sequence."""
    for name in ("segmented", "normalised", "fixed"):
        plain, scalar, array = ways(RECIPES[name])
        for text in ("⿰abcd", "a⿰Bab", "ab⿱a⿰bcab", "⿰a", "A⿲abAB" * 30, "⿰⿰abcabc"):
            assert scalar(text) == plain(text) == array(text), (name, text)
    assert plain("⿰ab")[0] == "⿰ab"


def test_a_stage_is_undone_generously():
    """What is pulled back names all that could have become a pair."""
    found = Stage(stage(a="x", b="xy", cd="zy", y="q"))
    assert found.pull_back_crossing({"yx"}) == {"ba", "bb", "bx", "da", "db", "dx"}
    assert set(found.pull_back({"xy": 1})) == {"b"}
    assert found.origins("x") is None  # b becomes two characters
