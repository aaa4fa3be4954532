"""JSON Lines are lossless, and a bad line is named."""

import json

import pytest

import corpus
from corpus import Article, Corpus, Decision, FormatError, Layer, Sentence, Span


def test_decisions_inside_and_outside_articles_are_kept():
    """Nothing the parser said is lost."""
    decision = Decision("noise.header", Span(3, 9), "repeated 12 times", 0.9)
    one = Corpus([Article(id="a", text="甲", decisions=[decision])], decisions=[decision])
    assert corpus.from_jsonl(one.to_jsonl()) == one


def test_a_second_makers_layer_is_kept():
    """Under its own name, with its own source."""
    layer = Layer("甲。", Sentence, [0], [2], source="me 1.0")
    one = Corpus([Article(id="a", text="甲。", layers={"sentences:me": layer})])
    again = corpus.from_jsonl(one.to_jsonl())
    assert again == one
    assert again[0].layers["sentences:me"].source == "me 1.0"


def test_an_items_own_maker_is_kept_beside_its_layers():
    """The field and the layer's source are two things."""
    columns = {"label": ["ORG", "GPE"], "source": ["rules", "me"]}
    layer = Layer("甲乙", corpus.Entity, [0, 1], [1, 2], columns, source="both")
    one = Corpus([Article(id="a", text="甲乙", layers={"entities": layer})])
    again = corpus.from_jsonl(one.to_jsonl())
    assert again == one
    assert [e.source for e in again[0].entities] == ["rules", "me"]
    assert again[0].entities.source == "both"


def test_a_layer_of_foreign_items_is_refused():
    """It is never left out in silence."""

    class Mine(Sentence):
        pass

    one = Article(id="a", text="甲", layers={"mine": Layer("甲", Mine, [0], [1])})
    with pytest.raises(FormatError, match=r"layer 'mine'.*without_layer"):
        corpus.to_jsonl([one])


GOOD = json.loads(Corpus([Article(id="a", text="甲乙")]).to_jsonl())


def with_layer(**changes):
    """Return a line whose article has one layer, changed."""
    layer = {"item": "Token", "source": "", "start": [0], "end": [1], "fields": {}, **changes}
    return json.dumps({**GOOD, "layers": {"s": layer}})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("新华社", "line 2: no JSON"),
        ("[]", "line 2: .*the line is no JSON object"),
        ("{}", "schema None can't be read"),
        (json.dumps({**GOOD, "schema": "zh-news-corpus/99"}), "'zh-news-corpus/99'"),
        (json.dumps({**GOOD, "text": None}), "line 2: no article"),
        (with_layer(end=[9]), "row 0 of the layer is no span"),
        (with_layer(item="Verb"), "unknown kind of item 'Verb'"),
        (with_layer(fields={"pos": [None]}), "Token has no field 'pos'"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, message):
    """File, line and reason."""
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps({**GOOD, "id": "b"}) + "\n" + line + "\n", "utf-8")
    with pytest.raises(FormatError, match=message) as caught:
        corpus.read_jsonl(path)
    assert (caught.value.line, caught.value.source) == (2, str(path))


def test_a_file_that_was_there_survives_a_failed_write(tmp_path):
    """Nothing is replaced before everything is written."""
    path = tmp_path / "a.jsonl"
    path.write_text("before", "utf-8")
    columns = {"label": ["ORG"], "confidence": [float("nan")]}
    unwritable = Layer("甲", corpus.Entity, [0], [1], columns)
    one = Corpus([Article(id="a", text="甲", layers={"entities": unwritable})])
    with pytest.raises(FormatError, match="article 'a' holds"):
        one.write_jsonl(path)
    assert path.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"schema": "\xff"}', "line 1: no UTF-8"),
        (b"[" * 100_000, "line 1: nested too deeply"),
        (json.dumps({"schema": GOOD["schema"], "id": "a"}).encode(), "the field 'text' is missing"),
        (f"{json.dumps(GOOD)}\n{json.dumps(GOOD)}".encode(), "two articles have the id 'a'"),
        (json.dumps({**GOOD, "script": 5}).encode(), "script is a string, not int"),
    ],
    ids=["bytes", "depth", "missing", "twice", "type"],
)
def test_a_bad_file_raises_our_own_error(tmp_path, data, message):
    """With the file's name, whatever is wrong."""
    path = tmp_path / "bad.jsonl"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=message) as caught:
        corpus.read_jsonl(path)
    assert caught.value.source == str(path)


def test_a_byte_order_mark_is_passed_over(tmp_path):
    """Windows editors put one there."""
    path = tmp_path / "bom.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert corpus.read_jsonl(path).ids == ("a",)


def test_blank_lines_are_passed_over():
    """Concatenated files may have them."""
    line = Corpus([Article(id="a", text="甲")]).to_jsonl()
    assert len(corpus.from_jsonl(f"\n{line}\n\n")) == 1


def test_unusual_line_separators_stay_inside_the_text():
    """U+2028 and U+0085 are characters, not ends of lines."""
    one = Corpus([Article(id="a", text="甲\u2028乙\u0085丙\n丁")])
    assert corpus.from_jsonl(one.to_jsonl()) == one
