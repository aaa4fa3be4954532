"""`decode`, `TextDecoder` and `find_encoding`: bytes become text, or an error that says where."""

from __future__ import annotations

import sys

import pytest

from corpus.errors import CorpusError, DecodeError, MissingExtraError, UnknownNameError
from corpus.parsing.decode import TextDecoder, decode, iter_decoded
from corpus.parsing.encoding import Guess, canonical, find_encoding

SIMPLIFIED = (
    "新华社北京5月29日电（记者王小明）中央办公厅近日印发通知，要求各地认真贯彻落实。\r\n"
    "　　“服务群众，是我们工作的出发点。”负责人说，今年将继续提高农村教育质量。\n"
)
TRADITIONAL = (
    "（中央社記者王小明台北三日電）行政院今天核定新方案，將自下個月起實施。\r\n"
    "　　「這項計畫對地方經濟有重要影響。」發言人表示，政府將繼續與各界溝通。\n"
)
CASES = [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "gb18030", "gb18030"),
    (SIMPLIFIED, "gbk", "gb18030"),
    (SIMPLIFIED, "gb2312", "gb18030"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"),
    (SIMPLIFIED, "utf-16-be", "utf-16-be"),
    (TRADITIONAL, "utf-8", "utf-8"),
    (TRADITIONAL, "big5", "big5"),
    (TRADITIONAL, "cp950", "big5"),
    (TRADITIONAL, "big5hkscs", "big5"),
    (TRADITIONAL, "gbk", "gb18030"),
]


@pytest.mark.parametrize(("text", "encoding", "found"), CASES)
def test_the_encoding_is_found(text, encoding, found):
    """Chinese in UTF-8, GB18030, Big5 and UTF-16 without a mark is told apart."""
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == found
    assert decoded.replaced == 0


@pytest.mark.parametrize(("text", "encoding", "found"), CASES)
def test_a_few_words_are_enough(text, encoding, found):
    """Sixteen characters tell the encodings apart, wherever they are cut from."""
    for start in range(0, len(text) - 16, 4):
        piece = text[start : start + 16]
        assert find_encoding(piece.encode(encoding)).encoding == found, piece


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le" if sys.byteorder == "little" else "utf-16-be"),
        ("utf-32", "utf-32-le" if sys.byteorder == "little" else "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_taken_off(encoding, found):
    """A mark names the encoding and is no part of the text; a second one is."""
    decoded = decode(SIMPLIFIED.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.found_by) == (SIMPLIFIED, found, "mark")
    assert decode(("\ufeff" + SIMPLIFIED).encode(encoding)).text == "\ufeff" + SIMPLIFIED


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("gb2312", "gbk"),
        ("GBK", "gb18030"),
        ("cp936", "gbk"),
        ("utf8", "utf-8-sig"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("Big5", "cp950"),
        ("big5hkscs", "big5hkscs"),
        ("cp950", "cp950"),
    ],
)
def test_a_said_encoding_is_used(said, encoding):
    """What the caller says holds; gb2312 and gbk mean the superset, a mark is taken off."""
    text = TRADITIONAL if "5" in said and said != "cp936" else "会议今天开幕"
    decoded = decode(text.encode(encoding), encoding=said)
    assert decoded.text == text
    assert decoded.found_by == "said"


def test_nothing_else_is_changed():
    """Line ends, full-width forms, blanks and control characters come through."""
    text = "一\r\n二\r三\n四\f五\x0b六\t　\xa0\u200b\ufeff７Ａ\u2028\x1a\x00𠮷﨑"
    assert decode(text.encode(), encoding="utf-8").text == text
    assert decode(text.encode("gb18030"), encoding="gb18030").text == text


def test_big5_has_the_additions_of_hong_kong():
    """Where code page 950 ends, HKSCS goes on: 嘅 and 啲 and 𨋢."""
    text = "佢哋話啲嘢喺𨋢入面，" + TRADITIONAL
    decoded = decode(text.encode("big5hkscs"))
    assert (decoded.text, decoded.encoding) == (text, "big5")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(("text", "encoding", "found"), CASES)
def test_a_stream_decodes_like_the_whole(text, encoding, found, size):
    """However the bytes are cut, the text is the same."""
    data = text.encode(encoding) * 3
    decoder = TextDecoder()
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    assert "".join(iter_decoded(pieces, decoder)) == text * 3
    assert decoder.guess.encoding == found


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_an_ascii_beginning_does_not_decide(encoding):
    """After any length of ASCII the first other byte starts the search anew."""
    data = b"<p>line</p>\n" * 20_000 + TRADITIONAL.encode(encoding) * 2000
    decoder = TextDecoder()
    pieces = (data[i : i + 50_000] for i in range(0, len(data), 50_000))
    text = "".join(iter_decoded(pieces, decoder))
    assert text == "<p>line</p>\n" * 20_000 + TRADITIONAL * 2000
    assert decoder.guess.encoding == encoding


def test_ascii_and_nothing_are_utf8():
    """Pure ASCII and no bytes at all need no search."""
    assert decode(b"abc\n").encoding == "utf-8"
    assert decode(b"").text == ""
    assert TextDecoder().feed(b"", final=True) == ""


@pytest.mark.parametrize(
    ("encoding", "bad"),
    [("utf-8", b"\xff"), ("gb18030", b"\xff"), ("cp950", b"\xff"), ("utf-16-le", b"\x00\xd8a\x00")],
)
@pytest.mark.parametrize("before", [0, 1, 500, 40_000])
def test_what_is_no_text_is_an_error_with_its_place(encoding, bad, before):
    """The error has the file's name, the byte's offset and the encoding."""
    start = ("今天是星期日，" * before).encode(encoding)
    data = start + bad + "今天是星期日，".encode(encoding)
    with pytest.raises(DecodeError) as caught:
        decode(data, encoding=encoding, source="a.txt")
    error = caught.value
    assert (error.source, error.offset, error.encoding) == ("a.txt", len(start), encoding)
    assert f"a.txt: byte {len(start)}: " in str(error)
    assert bad[:1].hex() in str(error)
    decoder = TextDecoder(encoding=encoding, source="a.txt")
    with pytest.raises(DecodeError) as caught:
        list(iter_decoded((data[i : i + 999] for i in range(0, len(data), 999)), decoder))
    assert caught.value.offset == len(start)


def test_a_text_cut_within_a_character_is_an_error():
    """The last character's bytes have to be there."""
    with pytest.raises(DecodeError) as caught:
        decode("会议".encode()[:-1])
    assert caught.value.offset == 3


def test_one_bad_byte_does_not_change_the_encoding_found():
    """A fault in a long text is reported in the text's own encoding."""
    for encoding, found in (("utf-8", "utf-8"), ("gb18030", "gb18030")):
        data = (SIMPLIFIED * 20).encode(encoding)
        with pytest.raises(DecodeError) as caught:
            decode(data[:600] + b"\xff" + data[600:])
        assert caught.value.encoding == found


@pytest.mark.parametrize("size", [1, 3, 1 << 20])
def test_replacements_are_counted_and_placed(size):
    """With errors="replace" every bad stretch is one U+FFFD, counted, with its places."""
    data = "会议".encode() + b"\xff" + "今天".encode() + b"\xe4\xbc" + "开幕\ufffd".encode()
    decoder = TextDecoder(encoding="utf-8", errors="replace")
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    text = "".join(iter_decoded(pieces, decoder))
    assert text == "会议\ufffd今天\ufffd开幕\ufffd"
    assert decoder.replaced == 2  # the last one stands in the file itself
    assert [(r.byte, r.offset, r.data) for r in decoder.replacements] == [
        (6, 2, b"\xff"),
        (13, 5, b"\xe4\xbc"),
    ]


def test_a_great_many_replacements_are_counted_but_not_all_kept():
    """The count is exact; the places of the first thousand are kept."""
    decoded = decode(b"\xff" * 5000, encoding="utf-8", errors="replace")
    assert decoded.text == "\ufffd" * 5000
    assert decoded.replaced == 5000
    assert len(decoded.replacements) == 1000


def test_unknown_names_are_refused():
    """An encoding or a way with errors that does not exist names the valid ones."""
    with pytest.raises(UnknownNameError, match="gb18030"):
        decode(b"", encoding="gb-unknown")
    with pytest.raises(UnknownNameError):
        decode(b"", encoding="hex")
    with pytest.raises(UnknownNameError, match="replace"):
        decode(b"", errors="ignore")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0" * 100, "binary"),
    ],
)
def test_binary_data_are_named(data, kind):
    """What is no text is refused, and the error says what it is."""
    with pytest.raises(DecodeError, match=kind):
        decode(data, source="a.txt")


def test_an_unclear_encoding_needs_the_extra(monkeypatch):
    """Only where nothing else decides is charset-normalizer asked for, by its install command."""
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    assert decode(SIMPLIFIED.encode("gb18030")).encoding == "gb18030"
    with pytest.raises(MissingExtraError, match=r"pip install 'zh-news-corpus\[read\]'"):
        decode("Déjà vu à l'hôtel, où l'été fut très gai".encode("latin-1"), source="a.txt")


def test_other_encodings_are_found_with_the_extra():
    """charset-normalizer finds what is not Chinese."""
    pytest.importorskip("charset_normalizer")
    text = "Сегодня в Пекине открылось совещание, сообщает агентство. " * 5
    decoded = decode(text.encode("cp1251"))
    assert decoded.found_by == "charset-normalizer"
    assert decoded.text == text


def test_two_byte_utf8_that_reads_as_gbk_is_gbk():
    """没目 in GBK is valid UTF-8 too; the frequencies decide."""
    data = "没目".encode("gbk")
    assert data.decode("utf-8") == "ûĿ"
    assert find_encoding(data).encoding == "gb18030"
    assert find_encoding("déjà vu, à bientôt".encode()).encoding == "utf-8"


def test_a_guess_says_what_it_went_by():
    """The guess names the encoding, the evidence and the mark's length."""
    assert find_encoding(b"\xef\xbb\xbfabc") == Guess("utf-8", "mark", 3)
    assert find_encoding(b"abc") == Guess("utf-8", "ascii")
    assert canonical("gb2312") == "gb18030"


def test_every_error_is_ours():
    """Errors are the package's own and builtin ones at once."""
    with pytest.raises(CorpusError):
        decode(b"\xff", encoding="utf-8")
    with pytest.raises(ValueError, match="byte 0"):
        decode(b"\xff", encoding="utf-8")
