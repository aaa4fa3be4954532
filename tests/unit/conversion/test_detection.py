"""`detect_script` and the counts that it rests on."""

import pytest

from corpus import ScriptReport, UnknownNameError, detect_script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("镇江市农科院", "Hans"),
        ("鎮江市農科院", "Hant"),
        ("皇后", "Both"),
        ("群眾", "Hant"),
        ("國国", "Mixed"),
        ("𫗧", "Hans"),
        ("", None),
        ("ABC 123，。", None),
        ("〇", "Both"),
        ("𠮷", "Both"),
    ],
)
def test_scripts(text, script):
    """Characters that one script only has decide; punctuation is no Chinese character."""
    assert detect_script(text).script == script


def test_a_stray_character_makes_no_mixture():
    """Up to a tenth of what tells may be of the other script."""
    assert detect_script("國" * 9 + "国").script == "Hant"
    assert detect_script("國" * 8 + "国").script == "Mixed"


def test_regional_standards_are_traditional():
    """Forms that are standard in Taiwan or Hong Kong don't count as simplified."""
    assert detect_script("群秘峰床户温").hans == 0


def test_counts_add_up():
    """Every Chinese character is counted once."""
    report = detect_script("镇江鎮a，中")
    assert report == ScriptReport("Mixed", hans=1, hant=1, both=2)


def test_the_older_lexicon_can_be_asked():
    """The tables are the lexicon's."""
    assert detect_script("发", lexicon="opencc-python-reimplemented").script == "Hans"
    with pytest.raises(UnknownNameError):
        detect_script("发", lexicon="no-such")
    with pytest.raises(TypeError):
        detect_script(b"abc")
