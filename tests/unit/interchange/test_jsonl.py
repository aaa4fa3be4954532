"""JSON Lines are lossless, and a bad line is named."""

import gzip
import json
from pathlib import Path

import attrs
import pytest

import corpus
from corpus import Article, Corpus, Decision, FormatError, Layer, Sentence, Span
from corpus.interchange.records import article_from_dict, article_to_dict


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
        ("{}", "the field 'schema' is missing"),
        ('{"id": "a", "text": "走了。"}', r"corpus\.Article\(id=…, text=…\) makes articles"),
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


@pytest.fixture
def one():
    return Corpus([Article(id="a", text="甲。")])


def test_a_name_that_ends_in_gz_means_a_packed_file(one, tmp_path):
    """It is read back whatever it is called, and the same articles make the same bytes."""
    one.write_jsonl(tmp_path / "a.jsonl.gz")
    data = (tmp_path / "a.jsonl.gz").read_bytes()
    assert gzip.decompress(data).decode() == one.to_jsonl()
    (tmp_path / "b.jsonl").write_bytes(data)
    assert corpus.read_jsonl(tmp_path / "b.jsonl") == one
    assert list(corpus.iter_jsonl(tmp_path / "a.jsonl.gz")) == list(one)
    one.write_jsonl(tmp_path / "c.JSONL.GZ")
    assert (tmp_path / "c.JSONL.GZ").read_bytes() == data


@pytest.mark.parametrize("damage", [slice(0, -9), slice(0, 20)])
def test_a_packed_file_that_is_cut_off_is_told(damage, one, tmp_path):
    """With its name."""
    path = tmp_path / "a.jsonl.gz"
    one.write_jsonl(path)
    path.write_bytes(path.read_bytes()[damage])
    with pytest.raises(FormatError, match=r"a\.jsonl\.gz, line \d: the packed data are damaged"):
        corpus.read_jsonl(path)


def test_a_file_that_is_cut_off_in_a_character_is_told(one, tmp_path):
    """As a copy that failed is."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(one.to_jsonl().encode().partition("甲".encode())[0] + "甲".encode()[:2])
    with pytest.raises(FormatError, match="line 1: cut off in the middle of a character"):
        corpus.read_jsonl(path)


def test_what_can_not_be_written_is_told_by_the_name_that_was_given(one, tmp_path):
    """Not by that of the file that is written beside it."""
    path = tmp_path / "no-folder" / "a.jsonl"
    with pytest.raises(FileNotFoundError) as caught:
        one.write_jsonl(path)
    assert caught.value.filename == str(path)
    with pytest.raises(IsADirectoryError):
        one.write_jsonl(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_written_to_and_not_replaced(one):
    """And a full one is named."""
    with pytest.raises(OSError, match="/dev/full"):
        one.write_jsonl("/dev/full")
    assert not Path("/dev/full").is_file()


def test_a_link_leads_to_what_is_replaced_and_permissions_are_kept(one, tmp_path):
    """A reader sees the old file or the new one."""
    target, link = tmp_path / "a.jsonl", tmp_path / "link.jsonl"
    target.write_text("old\n", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    one.write_jsonl(link)
    assert link.is_symlink()
    assert corpus.read_jsonl(target) == one
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "link.jsonl"]


def test_newspaper_text_is_told_from_json_lines(tmp_path):
    """With what reads it."""
    path = tmp_path / "a.txt"
    path.write_text("新华社北京1月5日电\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.txt, line 1: no JSON.*corpus\.read "):
        corpus.read_jsonl(path)


@pytest.mark.parametrize("wrong", [None, 0, b"x", ["a.jsonl"]])
@pytest.mark.parametrize("call", [corpus.read_jsonl, corpus.iter_jsonl, corpus.read_standoff])
def test_a_path_is_a_string_or_a_path(call, wrong):
    """A number is a file of the system's, which is not what is meant."""
    with pytest.raises(TypeError, match="a path is a string or a Path"):
        call(wrong)


def test_articles_are_written_and_nothing_else(one, tmp_path):
    """An article alone is one; a string is none, nor are its letters."""
    assert corpus.to_jsonl(one[0]) == one.to_jsonl()
    for wrong in ("甲。", None, 5, [1], b"x"):
        with pytest.raises(TypeError, match="a corpus or articles are written, not"):
            corpus.write_jsonl(wrong, tmp_path / "a.jsonl")
    with pytest.raises(TypeError, match="decode it first"):
        corpus.from_jsonl(one.to_jsonl().encode())
    assert list(tmp_path.iterdir()) == []


def test_a_lone_surrogate_outside_the_text_is_refused_with_the_article(tmp_path):
    """UTF-8 has no form for it, so neither has a file."""
    articles = [Article(id="a\ud800", text="甲")]
    with pytest.raises(FormatError, match="surrogates not allowed"):
        corpus.to_jsonl(articles)
    with pytest.raises(FormatError, match="surrogates not allowed"):
        corpus.write_jsonl(articles, tmp_path / "out.jsonl")


@attrs.frozen(kw_only=True)
class Claim(corpus.Annotation):
    """A class as users make them, with every kind of field that can be written."""

    number: corpus.Span | None = None
    parts: tuple[object, ...] = ()
    value: corpus.DateValue | corpus.Quantity | None = None
    score: float = 0.0


def _claimed(**fields):
    article = corpus.Article(id="a", text="三月六日，三人来了。")
    row = {"start": 0, "end": 4, **fields}
    return article.with_layer("claims", corpus.Layer.of(article.text, Claim, [row], source="me"))


@pytest.mark.parametrize(
    "fields",
    [
        {"number": corpus.Span(5, 6), "score": 0.5},
        {"parts": (corpus.Span(0, 1), (corpus.Span(2, 3), "日"), True, None, ())},
        {"value": corpus.DateValue("2014-03-06")},
        {"value": corpus.Quantity.of("3", "人")},
    ],
)
def test_a_layer_of_a_users_own_class_is_read_back_equal(fields, tmp_path):
    """Whoever reads names the class; each value says in the file what it is."""
    article = _claimed(**fields)
    path = tmp_path / "own.jsonl"
    corpus.write_jsonl(article, path)
    assert corpus.from_jsonl(corpus.to_jsonl(article), items=[Claim])[0] == article
    assert corpus.read_jsonl(path, items=[Claim])[0] == article
    assert list(corpus.iter_jsonl(path, items=[Claim])) == [article]
    assert article_from_dict(article_to_dict(article), items=(Claim,)) == article


def test_a_class_that_is_not_named_is_told_and_not_dropped():
    with pytest.raises(corpus.FormatError, match=r"'Claim'.*give.*items=\[Claim\]"):
        corpus.from_jsonl(corpus.to_jsonl(_claimed()))


def test_what_has_no_plain_form_is_refused_by_layer_and_value():
    with pytest.raises(corpus.FormatError, match=r"layer 'claims' holds list.*tuples"):
        corpus.to_jsonl(_claimed(parts=([1],)))


def test_a_users_class_named_as_one_of_the_package_is_refused():
    own = attrs.make_class("Entity", {}, bases=(corpus.Annotation,), frozen=True, kw_only=True)
    article = corpus.Article(id="a", text="三人")
    layer = corpus.Layer.of(article.text, own, [{"start": 0, "end": 1}], source="me")
    with pytest.raises(corpus.FormatError, match="rename"):
        corpus.to_jsonl(article.with_layer("mine", layer))
    with pytest.raises(corpus.AnnotationError, match="rename"):
        corpus.from_jsonl("", items=[own])


@pytest.mark.parametrize("items", ["Claim", [str], [None], Claim])
def test_items_takes_classes_of_annotations(items):
    with pytest.raises(TypeError, match="items takes"):
        corpus.from_jsonl("", items=items)


def test_a_span_of_a_users_class_that_is_none_is_told_by_class_and_field():
    line = corpus.to_jsonl(_claimed(number=corpus.Span(5, 6))).replace('"span":[5,6]', '"span":[5]')
    with pytest.raises(corpus.FormatError, match=r"Claim\.number"):
        corpus.from_jsonl(line, items=[Claim])
