"""`read`, `iter_read`, `iter_articles` and `iter_files`: from paths to articles."""

from __future__ import annotations

import gzip
import os
import sys
import zipfile
from functools import partial

import pytest

import corpus
from corpus.errors import DecodeError, MissingExtraError, UnknownNameError
from corpus.parsing.read import iter_articles, iter_read, read
from corpus.parsing.sources import iter_files
from corpus.parsing.stream import parse_stream

ONE = (
    "春耕全面展开\n\n　　新华社济南3月5日电　山东各地春耕生产全面展开。\n"
    "　　今年全省播种面积稳中有增。\n"
)
TWO = (
    "地铁四号线开通\n\n　　本报讯（记者王小明）地铁四号线昨日开通试运营。\n"
    "　　首日客流超过三十万人次。\n\n"
    "图书馆延长开放时间\n\n　　本报讯（记者李四光）市图书馆今起延长开放时间。\n"
    "　　读者对此表示欢迎。\n"
)
TRADITIONAL = (
    "捷運新線通車\n\n　　（中央社記者王小明台北3日電）捷運新線今天通車。\n"
    "　　首日旅客超過十萬人次。\n"
)


@pytest.fixture
def folder(tmp_path):
    """A folder with three encodings, two kinds of packing and files that are no text."""
    (tmp_path / "b.txt").write_bytes(TWO.encode("gb18030"))
    (tmp_path / "a.txt").write_bytes(ONE.encode())
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt.gz").write_bytes(gzip.compress(TRADITIONAL.encode("big5")))
    with zipfile.ZipFile(tmp_path / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("two.txt", TWO.encode("utf-16"))
        archive.writestr("in/one.txt", ONE.encode("utf-8-sig"))
        archive.writestr("picture.png", b"\x89PNG")
        archive.writestr("__MACOSX/._one.txt", b"\0\0")
        archive.writestr("empty/", b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / ".hidden.txt").write_bytes(b"\0")
    return tmp_path


def test_one_file(tmp_path):
    """A file gives its articles, with ids from its name."""
    path = tmp_path / "rmrb-1998.txt"
    path.write_bytes(TWO.encode("gb18030"))
    news = read(path)
    assert [article.id for article in news] == ["rmrb-1998-1", "rmrb-1998-2"]
    assert [article.title for article in news] == ["地铁四号线开通", "图书馆延长开放时间"]
    assert {article.source for article in news} == {path.as_posix()}
    assert news[0].dateline.reporters[0].name == "王小明"


def test_every_article_leads_back_into_its_file(tmp_path):
    """The raw spans of an article are offsets into the decoded file, CRLF and all."""
    raw = TWO.replace("\n", "\r\n")
    path = tmp_path / "a.txt"
    path.write_bytes(raw.encode("utf-16"))
    for article in read(path):
        for paragraph in article.paragraphs:
            pieces = [span.slice(raw) for span in article.raw_spans(paragraph)]
            assert "".join(pieces) == paragraph.text


def test_a_folder_with_everything(folder):
    """Folders are read in order, with what is packed in them; pictures are left out."""
    news = read(folder)
    assert [article.id for article in news] == [
        "a-1",
        "b-1",
        "b-2",
        "one-1",
        "two-1",
        "two-2",
        "c-1",
    ]
    assert news["c-1"].title == "捷運新線通車"
    assert news["one-1"].source.endswith("d.zip!in/one.txt")
    assert [article.title for article in iter_articles(folder)] == [a.title for a in news]
    assert [article.id for article in iter_articles(folder)] == list(news.ids)


def test_a_pattern_means_its_matches(folder):
    """A pattern takes what it matches, in order, whatever the suffix."""
    assert len(read(f"{folder}/*.txt")) == 3
    assert len(read(f"{folder}/**/*.gz")) == 1
    assert [file.stem for file in iter_files(f"{folder}/[ab].*")] == ["a", "b"]
    assert [file.stem for file in iter_files(f"{folder}/*.png")] == ["picture"]


def test_several_paths_are_read_in_their_order(folder):
    """Paths are taken as given; a name that is a pattern too is the file."""
    odd = folder / "odd[1].txt"
    odd.write_bytes(ONE.encode())
    paths = iter([folder / "b.txt", str(folder / "a.txt"), odd])
    assert [article.id for article in read(paths)] == ["b-1", "b-2", "a-1", "odd[1]-1"]


def test_ids_stay_unique_where_names_are_not(tmp_path):
    """Where stems are the same the folder, then the whole name, tells files apart."""
    for year in ("1998", "1999"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "01.txt").write_bytes(ONE.encode())
    same = tmp_path / "1998" / "01.txt"
    assert read(tmp_path).ids == ("01-1", "1999/01-1")
    ids = read([same, same, same, same]).ids
    assert len(set(ids)) == 4
    assert ids[:2] == ("01-1", "1998/01-1")


def test_year_published_and_rules_reach_the_parser(tmp_path):
    """The options of `parse` are those of `read`."""
    path = tmp_path / "a.txt"
    path.write_bytes(ONE.encode())
    assert str(read(path, year=1998)[0].dateline.date_value) == "1998-03-05"
    assert str(next(iter_articles(path, year=1999)).dateline.date_value) == "1999-03-05"


def test_a_missing_file_is_told(tmp_path):
    """A path, a pattern or a folder without any file is an error, not an empty corpus."""
    with pytest.raises(FileNotFoundError, match=r"no\.txt"):
        read(tmp_path / "no.txt")
    with pytest.raises(FileNotFoundError, match="no file matches"):
        read(f"{tmp_path}/*.txt")
    with pytest.raises(FileNotFoundError, match="in the folder"):
        read(tmp_path)
    with pytest.raises(FileNotFoundError):
        next(iter_articles(tmp_path / "no.txt"))


def test_a_file_that_fails_is_named_and_stops_read(folder):
    """`read` raises the error of the first file that fails."""
    (folder / "ab.txt").write_bytes("会议".encode() + b"\xff" + "今天开幕，天气很好。".encode() * 9)
    with pytest.raises(DecodeError, match=r"ab\.txt: byte 6: ff") as caught:
        read(folder)
    assert caught.value.offset == 6


def test_a_file_that_fails_does_not_stop_iter_read(folder):
    """`iter_read` keeps every error with its file and goes on."""
    (folder / "ab.txt").write_bytes(b"\x89PNG\r\n")
    (folder / "e.zip").write_bytes(b"PK\x03\x04 no archive")
    (folder / "f.gz").write_bytes(gzip.compress(ONE.encode())[:-20])
    (folder / "g.gz").write_bytes(b"no gzip at all")
    failed = {r.file.stem: r.error for r in iter_read(folder) if r.error is not None}
    assert set(failed) == {"ab", "e", "f", "g"}
    assert all(isinstance(error, DecodeError) for error in failed.values())
    assert "PNG" in str(failed["ab"])
    assert "e.zip: the packed data are damaged" in str(failed["e"])
    assert "f.gz: the packed data are damaged" in str(failed["f"])
    readings = {r.file.stem: r for r in iter_read(folder)}
    assert (readings["b"].encoding, len(readings["b"].corpus)) == ("gb18030", 2)


def test_replaced_bytes_are_counted_and_placed(tmp_path):
    """With errors="replace" the corpus and the article say what was replaced, and where."""
    raw = ONE.encode()
    cut = raw.index("山东".encode())
    path = tmp_path / "a.txt"
    path.write_bytes(raw[:cut] + b"\xff" + raw[cut:])
    with pytest.raises(DecodeError):
        read(path, encoding="utf-8")
    news = read(path, encoding="utf-8", errors="replace")
    (whole,) = [d for d in news.decisions if d.rule == "decode.replaced"]
    assert "a.txt: 1 stretch of bytes is no utf-8, at byte" in whole.evidence
    (one,) = [d for d in news[0].decisions if d.rule == "decode.replaced"]
    assert one.span == whole.span
    assert one.span.slice(path.read_bytes().decode(errors="replace")) == "\ufffd"
    assert f"byte {cut}" in one.evidence
    (reading,) = iter_read(path, encoding="utf-8", errors="replace")
    assert reading.replaced == 1


def test_wrong_names_are_the_callers_fault(folder):
    """An unknown encoding is raised at once, not kept with each file."""
    with pytest.raises(UnknownNameError):
        read(folder, encoding="klingon")
    with pytest.raises(UnknownNameError):
        list(iter_read(folder, errors="maybe"))


@pytest.mark.parametrize("reading", [read, lambda path, **said: list(iter_articles(path, **said))])
def test_progress_counts_bytes_on_the_disk(folder, reading):
    """Progress only grows, and ends at the size of all files as they are on the disk."""
    (folder / "big.txt.gz").write_bytes(gzip.compress(TWO.encode() * 200))
    calls = []
    reading(folder, progress=lambda done, total: calls.append((done, total)))
    total = sum(p.stat().st_size for p in folder.rglob("*") if p.suffix in {".txt", ".gz", ".zip"})
    total -= (folder / ".hidden.txt").stat().st_size
    assert {call[1] for call in calls} == {total}
    done = [call[0] for call in calls]
    assert done == sorted(done)
    assert done[-1] == total


def test_odd_members_of_archives_are_told(tmp_path):
    """Encrypted members and archives within archives are errors of their own."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", ONE)
        archive.writestr("inner.zip", b"PK")
        archive.writestr("two.txt.gz", gzip.compress(TWO.encode()))
        archive.writestr("../../etc/three.txt", ONE)
        archive.writestr("secret.txt", ONE)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"secret.txt")  # set the flag in the central directory's entry
    data[at - 46 + 8] |= 1
    path.write_bytes(data)
    readings = {r.file.name.partition("!")[2]: r for r in iter_read(path)}
    assert set(readings) == {
        "../../etc/three.txt",
        "inner.zip",
        "one.txt",
        "secret.txt",
        "two.txt.gz",
    }
    assert "archive within an archive" in str(readings["inner.zip"].error)
    assert "encrypted" in str(readings["secret.txt"].error)
    assert len(readings["two.txt.gz"].corpus) == 2
    assert readings["two.txt.gz"].corpus[0].id == "two-1"


def test_an_archive_without_text_is_told(tmp_path):
    """An archive that has no text is an error, not an empty corpus."""
    for name, member in (("a.zip", "picture.png"), ("b.zip", None)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            if member:
                archive.writestr(member, b"\x89PNG")
        with pytest.raises(DecodeError, match=rf"{name}: none of its \d members"):
            read(tmp_path / name)


def test_a_member_with_a_name_in_gbk(tmp_path):
    """Archives made on Chinese Windows have names in GBK or Big5, that of 目录 valid UTF-8, too."""
    names = ("gb18030", "人民日报.txt"), ("gb18030", "目录.txt"), ("big5", "聯合報新聞.txt")
    for encoding, name in names:
        path = tmp_path / f"{encoding}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(zipfile.ZipInfo("x" * len(name.encode(encoding))), ONE)
        data = path.read_bytes().replace(b"x" * len(name.encode(encoding)), name.encode(encoding))
        path.write_bytes(data)
        (file,) = iter_files(path)
        assert file.name == f"{path.as_posix()}!{name}"
        assert len(read(path)) == 1


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are Unicode there")
def test_a_file_with_a_name_in_gbk(tmp_path):
    """Its articles have a name that can be written."""
    path = os.fsencode(tmp_path) + "/人民日报.txt".encode("gbk")
    with open(path, "wb") as file:  # noqa: PTH123  a path has no bytes
        file.write(ONE.encode())
    (article,) = found = read(tmp_path)
    assert (article.id, article.source) == ("人民日报-1", f"{tmp_path.as_posix()}/人民日报.txt")
    found.write_jsonl(tmp_path / "out.jsonl")
    assert corpus.read_jsonl(tmp_path / "out.jsonl") == found


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    """What expands beyond all measure is refused, before it fills the memory."""
    monkeypatch.setattr("corpus.parsing.sources._MOST_BYTES", 1 << 20)
    bomb = tmp_path / "a.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", "会" * 1_000_000)
    with pytest.raises(DecodeError, match=r"a\.zip: .* expand to"):
        read(bomb)
    packed = tmp_path / "b.gz"
    packed.write_bytes(gzip.compress("会".encode() * 1_000_000))
    with pytest.raises(DecodeError, match=r"b\.gz: .* expand to"):
        read(packed)


def test_an_archive_can_be_read_after_the_listing(folder):
    """Files may be listed first and read later, each more than once."""
    files = list(iter_files(folder / "d.zip"))
    for _ in range(2):
        assert [len(b"".join(file.chunks())) for file in files] == [
            len(ONE.encode("utf-8-sig")),
            len(TWO.encode("utf-16")),
        ]


def test_what_has_no_chinese_is_empty_with_a_reason(tmp_path):
    """A file without Chinese is no error: its decision says why it is empty."""
    (tmp_path / "a.txt").write_text("Nothing but English here.", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    news = read(tmp_path)
    assert len(news) == 0
    assert [d.rule for d in news.decisions] == ["empty.no-chinese", "empty.blank"]
    assert "a.txt: " in news.decisions[0].evidence


def test_a_missing_extra_is_an_error_of_its_file(tmp_path, monkeypatch):
    """Where only charset-normalizer could tell, the file is named with the install command."""
    monkeypatch.setitem(__import__("sys").modules, "charset_normalizer", None)
    path = tmp_path / "a.txt"
    path.write_bytes("Déjà vu à l'hôtel, où l'été fut très gai".encode("latin-1"))
    with pytest.raises(MissingExtraError, match=r"a\.txt .*zh-news-corpus\[read\]"):
        read(path)


def test_memory_is_not_asked_for_what_is_not_read(tmp_path):
    """`iter_articles` is lazy: nothing is opened before the first article is asked for."""
    path = tmp_path / "a.txt"
    articles = iter_articles(path)
    path.write_bytes(ONE.encode())
    assert next(articles).title == "春耕全面展开"


def test_a_long_file_is_parsed_piece_by_piece(tmp_path, monkeypatch):
    """Of a long file the articles, their ids and their raw spans are those of a short one."""
    path = tmp_path / "long.txt"
    raw = TWO * 40
    path.write_bytes(raw.encode("gb18030"))
    whole = read(path)
    monkeypatch.setattr("corpus.parsing.per_file._WHOLE", 500)
    pieces = list(iter_articles(path))
    assert len(whole) == 80
    assert [a.id for a in pieces] == list(whole.ids)
    for one, other in zip(pieces, whole, strict=True):
        assert one.text == other.text
        assert one.raw_spans(one.paragraphs[0]) == other.raw_spans(other.paragraphs[0])


def test_a_fault_in_a_long_file_comes_after_the_articles_before_it(tmp_path, monkeypatch):
    """Articles that were read before a fault was met have been yielded."""
    path = tmp_path / "long.txt"
    path.write_bytes((TWO * 1500).encode() + b"\xff")
    monkeypatch.setattr("corpus.parsing.per_file._WHOLE", 500)
    monkeypatch.setattr("corpus.parsing.stream.parse_stream", partial(parse_stream, window=500))
    articles = iter_articles(path)
    assert next(articles).title == "地铁四号线开通"
    with pytest.raises(DecodeError, match=r"byte \d+: ff"):
        list(articles)


def test_articles_are_not_read_as_newspaper_text(tmp_path):
    """JSON Lines are told; a folder leaves them out, packed ones as well."""
    news = corpus.parse(ONE)
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    news.write_jsonl(tmp_path / "out.jsonl")
    news.write_jsonl(tmp_path / "out.jsonl.gz")
    assert [file.stem for file in iter_files(tmp_path)] == ["one"]
    found = [file.stem for file in iter_files(tmp_path, suffixes={".txt", ".jsonl"})]
    assert found == ["one", "out", "out"]
    for name in ("out.jsonl", "out.jsonl.gz"):
        with pytest.raises(corpus.ParseError, match=f"{name}: JSON Lines .* corpus.read_jsonl"):
            read(tmp_path / name)


@pytest.mark.parametrize("wrong", [None, 5, b"a.txt", [None], ["a.txt", 5]])
@pytest.mark.parametrize("call", [read, lambda path: list(iter_articles(path))])
def test_what_is_no_path_is_told(call, wrong, folder, monkeypatch):
    """Before anything is read; the text itself goes to `parse`."""
    monkeypatch.chdir(folder)
    with pytest.raises(TypeError, match="a path is a string or a Path, not"):
        call(wrong)


def test_a_file_that_is_read_twice_gets_its_name_then_a_number(folder, monkeypatch):
    """Also where it stands in no folder."""
    monkeypatch.chdir(folder)
    assert read(["a.txt"] * 3).ids == ("a-1", "a.txt-1", "a.txt(2)-1")


def test_an_empty_path_is_not_the_folder_one_is_in(folder, monkeypatch):
    """As it is when a variable was forgotten."""
    monkeypatch.chdir(folder)
    with pytest.raises(FileNotFoundError, match="a path is empty"):
        read("")


def test_a_folder_without_such_files_says_what_they_are(tmp_path):
    """And what takes others."""
    (tmp_path / "a.log").write_text(ONE, encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"ends in \.gz, \.text, \.txt, \.zip .*a pattern"):
        read(tmp_path)


def _archive(path, packing):
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("报/一.txt", ONE * 3)
        archive.writestr("b.txt.gz", gzip.compress(TWO.encode()))
    return bytearray(path.read_bytes())


@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_archive_stops_no_other_file(packing, tmp_path):
    """Whatever byte of an archive is wrong, what comes of it is text or an error of ours."""
    whole = _archive(tmp_path / "a.zip", packing)
    (tmp_path / "b.txt").write_bytes(ONE.encode())
    for at in range(0, len(whole), 7):
        damaged = whole.copy()
        damaged[at] ^= 0xFF
        (tmp_path / "a.zip").write_bytes(damaged)
        readings = list(iter_read(tmp_path))
        assert readings[-1].file.stem == "b"
        assert len(readings[-1].corpus) == 1
        errors = [reading.error for reading in readings if reading.error is not None]
        assert all(isinstance(error, DecodeError) for error in errors), (at, errors)


def test_a_packing_that_is_not_read_is_told(tmp_path):
    """A member that Windows packed with Deflate64 is an error that says what to do."""
    whole = _archive(tmp_path / "a.zip", zipfile.ZIP_DEFLATED)
    whole[8] = whole[whole.find(b"PK\x01\x02") + 10] = 9
    (tmp_path / "a.zip").write_bytes(whole)
    odd = next(r for r in iter_read(tmp_path / "a.zip") if r.error is not None)
    assert "packed in a way that is not read here" in str(odd.error)
    assert "unpack it first" in str(odd.error)


def test_an_error_of_the_disk_names_the_file(tmp_path, monkeypatch):
    """What fails in reading is told with the file's name, which the system leaves out."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ONE.encode()))

    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(gzip.GzipFile, "read", fail)
    (reading,) = iter_read(tmp_path)
    assert isinstance(reading.error, OSError)
    assert reading.error.filename == (tmp_path / "a.txt.gz").as_posix()


def test_an_error_of_the_callers_progress_is_the_callers(folder):
    """What `progress=` raises is not taken for a fault of the file."""
    with pytest.raises(EOFError, match="mine"):
        read(folder / "b.txt", progress=lambda *_: (_ for _ in ()).throw(EOFError("mine")))


@pytest.mark.parametrize("paths", [[], (), iter([])])
@pytest.mark.parametrize("call", [read, lambda paths: list(iter_articles(paths))])
def test_no_path_at_all_is_told(call, paths):
    """An empty list is an error, as a pattern without a match is: nothing is read in silence."""
    with pytest.raises(FileNotFoundError, match="no path was given"):
        call(paths)


@pytest.mark.parametrize(
    ("path", "hint"),
    [("https://example.com/a.txt", "addresses are not fetched"), ("~/none.txt", "expanduser")],
)
def test_what_only_looks_like_a_path_gets_a_hint(path, hint):
    """An address and a ~ are told as what they are."""
    with pytest.raises(FileNotFoundError, match=hint):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that have names")
def test_a_pipe_in_a_folder_is_not_waited_for(folder):
    """What is neither file nor folder is passed over; a link that leads nowhere is told."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "broken.txt").symlink_to("nowhere")
    failed = [r.file.stem for r in iter_read(folder) if r.error is not None]
    assert failed == ["broken"]


def test_a_folder_that_can_not_be_looked_into_is_told(folder, monkeypatch):
    """A closed folder in a folder is an error of its own, and the rest is read."""
    scan = os.scandir

    def closed(path):
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    readings = list(iter_read(folder))
    assert [r.file.stem for r in readings if r.error is not None] == ["sub"]
    assert sum(len(r.corpus) for r in readings) == 6
