"""Properties of decoding."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError, DecodeError
from corpus.parsing.decode import TextDecoder, decode, iter_decoded

characters = st.characters(exclude_categories=["Cs"])
chinese = st.text(st.sampled_from("新华社北京记者王小明报道，。“”（）\r\n\f　\u3000Aa1９㐀龥𠀀"))
text = chinese | st.text(characters)
cuts = st.lists(st.integers(1, 40), max_size=30)
encodings = st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"])


def _cut(data: bytes, lengths: list[int]) -> list[bytes]:
    pieces = []
    for length in lengths:
        pieces.append(data[:length])
        data = data[length:]
    return [*pieces, data]


@given(text, encodings)
def test_decoding_undoes_encoding(value, encoding):
    """What was encoded comes back, code point by code point, but for a mark at the start."""
    decoded = decode(value.encode(encoding), encoding=encoding)
    assert decoded.text == value.removeprefix("\ufeff")
    assert decoded.replaced == 0


@given(text.map(lambda value: value.encode()) | st.binary(max_size=200), cuts)
def test_utf8_is_always_found_and_pieces_make_no_difference(data, lengths):
    """A stream gives what the whole gives, errors and their offsets included."""
    outcomes = []
    for pieces in ([data], _cut(data, lengths)):
        decoder = TextDecoder(encoding="utf-8")
        try:
            outcomes.append(("".join(iter_decoded(pieces, decoder)), None))
        except CorpusError as error:
            outcomes.append((None, error.offset))
    assert outcomes[0] == outcomes[1]
    try:
        expected = (data.removeprefix(b"\xef\xbb\xbf").decode(), None)
    except UnicodeDecodeError:
        assert outcomes[0][0] is None
    else:
        assert outcomes[0] == expected


@given(st.binary(max_size=300), cuts, encodings | st.sampled_from(["big5", "cp950", "big5hkscs"]))
def test_replacing_never_fails_and_counts_every_mark(data, lengths, encoding):
    """Any bytes decode with errors="replace"; each replacement has its bytes and its place."""
    decoder = TextDecoder(encoding=encoding, errors="replace")
    found = "".join(iter_decoded(_cut(data, lengths), decoder))
    assert decoder.replaced == len(decoder.replacements) <= found.count("\ufffd")
    for replacement in decoder.replacements:
        assert found[replacement.offset] == "\ufffd"
        end = replacement.byte + len(replacement.data)
        assert data[replacement.byte : end] == replacement.data != b""


@given(st.binary(max_size=300), st.sampled_from(["strict", "replace"]))
def test_any_bytes_give_text_or_our_error(data, errors):
    """Whatever the bytes are, there is text or one of our own errors."""
    try:
        decoded = decode(data, errors=errors)
    except CorpusError:
        return
    assert isinstance(decoded.text, str)


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "gb18030", "cp950", "utf-16-le"]))
def test_the_first_error_is_where_python_sees_it(data, encoding):
    """The byte offset of an error is that of Python's own codec."""
    mark = {"utf-8": b"\xef\xbb\xbf", "gb18030": b"\x84\x31\x95\x33", "utf-16-le": b"\xff\xfe"}
    if data.startswith(mark.get(encoding, b"none")):
        return
    try:
        expected = (data.decode(encoding), None)
    except UnicodeDecodeError as error:
        expected = (None, error.start)
    try:
        found = (decode(data, encoding=encoding).text, None)
    except DecodeError as error:
        found = (None, error.offset)
    assert found == expected
