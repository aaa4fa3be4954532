"""Compiled tables in the cache folder: found again, never trusted."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus import Converter
from corpus.conversion import compiling, storage


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CORPUS_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def convert(text="伺服器的頭髮"):
    return Converter("t2s")(text).text


def files(folder):
    return sorted(folder.glob("conversion-*.npy"))


def test_tables_are_written_once_and_read_again(folder, monkeypatch):
    """The second converter compiles nothing."""
    assert convert() == "伺服器的头发"
    (path,) = files(folder)
    monkeypatch.setattr(compiling, "compile_tables", None)
    assert convert() == "伺服器的头发"
    assert files(folder) == [path]
    assert [p.name for p in folder.iterdir()] == [path.name]


def test_the_file_is_an_array_without_pickle(folder):
    """NumPy reads it as 32-bit integers."""
    convert()
    array = np.load(files(folder)[0], allow_pickle=False)
    assert array.dtype == np.int32
    assert array.ndim == 1


@pytest.mark.parametrize("place", [0, 7, 9, 20, 100, 130, 200, 5000, -1])
def test_a_damaged_file_is_made_anew(folder, place):
    """One changed byte anywhere, and the file is replaced by a good one."""
    convert()
    (path,) = files(folder)
    good = path.read_bytes()
    bad = bytearray(good)
    bad[place] ^= 0x41
    path.write_bytes(bad)
    assert convert() == "伺服器的头发"
    assert path.read_bytes() == good


@pytest.mark.parametrize(
    "content", [b"", b"\x93NUMPY", b"junk" * 999, b"\x93NUMPY\x01\x00\x76\x00"]
)
def test_a_foreign_file_is_made_anew(folder, content):
    """What is no table of ours is never read as one."""
    convert()
    (path,) = files(folder)
    path.write_bytes(content)
    assert convert() == "伺服器的头发"
    assert len(path.read_bytes()) > 10_000


def test_tables_of_another_recipe_are_not_taken(folder):
    """A file under the wrong name is found out by the hash in it."""
    convert()
    Converter("t2tw")("群")
    one, two = files(folder)
    content = one.read_bytes()
    two.write_bytes(content)
    one.write_bytes(content)
    assert convert() == "伺服器的头发"
    assert Converter("t2tw")("爲").text == "為"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX permissions")
def test_a_file_that_others_can_write_is_not_taken(folder):
    """Group or world writable is as good as foreign."""
    convert()
    (path,) = files(folder)
    path.chmod(0o666)
    before = path.stat().st_ino
    assert convert() == "伺服器的头发"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_ino != before


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    """Then nothing is kept."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CORPUS_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert convert() == "伺服器的头发"


def test_no_home_folder_is_no_error(monkeypatch):
    """Without a home folder there is no cache, and conversion works."""

    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("CORPUS_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr("pathlib.Path.home", homeless)
    assert convert() == "伺服器的头发"


def test_changed_dictionaries_have_their_own_tables(folder, tmp_path):
    """The hash is that of the contents, so an edited dictionary is compiled anew."""
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    (lexicon / "TWVariants.txt").write_text("爲\t為\n", encoding="utf-8")
    assert Converter("t2tw", lexicon=lexicon)("爲").text == "為"
    (lexicon / "TWVariants.txt").write_text("爲\t爲\n", encoding="utf-8")
    assert Converter("t2tw", lexicon=lexicon)("爲").text == "爲"
    assert len(files(folder)) == 2


def test_phrases_have_their_own_tables(folder):
    """Phrases are part of the hash, key and target apart."""
    assert Converter("t2tw", phrases={"ab": "c"})("ab").text == "c"
    assert Converter("t2tw", phrases={"a": "bc"})("ab").text == "bcb"
    assert Converter("t2tw")("ab").text == "ab"
    assert len(files(folder)) == 3


def test_old_tables_are_removed_when_there_are_many(folder, monkeypatch):
    """The folder does not grow without end."""
    monkeypatch.setattr(storage, "_MOST_FILES", 3)
    for number in range(6):
        Converter("t2tw", phrases={f"a{number}": "b"})("a")
    assert len(files(folder)) == 3


def test_the_folder_follows_the_platform(monkeypatch):
    """XDG on Linux, Library/Caches on macOS, LOCALAPPDATA on Windows, or what you say."""
    monkeypatch.setenv("CORPUS_CACHE_DIR", "/mine")
    assert storage.cache_folder() == Path("/mine")
    monkeypatch.delenv("CORPUS_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    monkeypatch.setattr(sys, "platform", "linux")
    assert storage.cache_folder() == Path("/xdg/zh-news-corpus")
    monkeypatch.setattr(sys, "platform", "win32")
    assert storage.cache_folder() == Path("/local/zh-news-corpus")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert storage.cache_folder() == Path.home() / "Library/Caches/zh-news-corpus"
