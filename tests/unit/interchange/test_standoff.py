"""An annotation that does not match its text is refused with file, place and reason."""

import hashlib
import json

import pytest

import corpus
from corpus.packaged import _seed


@pytest.fixture
def change(tmp_path):
    """Copy the packaged files, change the annotation by a function, return its path."""
    for name in ("news.txt", "news.json"):
        (tmp_path / name).write_bytes(_seed(name))
    path = tmp_path / "news.json"

    def changed(edit):
        data = json.loads(path.read_text("utf-8"))
        edit(data)
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        return path

    return changed


def entity(data, row=0):
    return data["articles"][0]["layers"]["entities"]["rows"][row]


def test_an_unchanged_copy_reads_as_the_packaged_corpus(change):
    """From a folder as from the package."""
    assert corpus.read_standoff(change(dict.copy)) == corpus.load()


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda d: d.update(schema="other/9"), r"news\.json: schema 'other/9'"),
        (lambda d: d["raw"].update(sha256="0"), r"its SHA-256 is [0-9a-f]{64}"),
        (lambda d: entity(d).update(start=0), r"'dangjian-wenda', layer 'entities', row 0: \[0, "),
        (lambda d: entity(d, 2).update(end=99999), r"row 2: a span leaves its text"),
        (lambda d: entity(d).update(label="PER"), r"layer 'entities'.*'PER'; valid"),
        (lambda d: entity(d).pop("text"), "quotes no words"),
        (lambda d: entity(d).update(value={"edtf": "2014-13"}), "2014-13"),
        (lambda d: entity(d, 1).update(value="2013"), r"row 1: .*2013"),
        (lambda d: entity(d).update(confidence="high"), "confidence"),
        (lambda d: entity(d).update(colour="red"), "colour"),
        (lambda d: entity(d).pop("label"), "label"),
        (lambda d: d.pop("raw"), "not the form of a stand-off file: KeyError"),
        (lambda d: d.update(articles=5), "not the form of a stand-off file"),
        (lambda d: d.update(articles=[5]), "article 5"),
        (lambda d: d["articles"][0]["layers"].update(verbs={}), "unknown layer; valid: sections"),
        (lambda d: d["articles"][1]["pieces"][0].reverse(), "a span ends before it starts"),
        (lambda d: d["articles"][1].pop("script"), "'ertong-yingyang': KeyError: 'script'"),
        (lambda d: d["articles"][1].update(id="zhao-yafu"), "two articles have the id"),
    ],
)
def test_what_does_not_match_is_refused(change, edit, message):
    """Hash, offsets, words, labels, values, fields, layers, pieces, ids."""
    with pytest.raises(corpus.AnnotationError, match=message):
        corpus.read_standoff(change(edit))


def test_a_changed_raw_file_is_refused(change, tmp_path):
    """One character is enough."""
    path = change(dict.copy)
    raw = tmp_path / "news.txt"
    raw.write_bytes(raw.read_bytes().replace("赵".encode(), "趙".encode(), 1))
    with pytest.raises(corpus.AnnotationError, match="is another one"):
        corpus.read_standoff(path)


def test_a_file_that_is_no_json_is_refused(tmp_path):
    """With the file's name."""
    path = tmp_path / "x.json"
    path.write_text("新华社", "utf-8")
    with pytest.raises(corpus.AnnotationError, match=r"x\.json: no JSON"):
        corpus.read_standoff(path)


def test_offsets_count_code_points_after_rare_planes(tmp_path):
    """𠮷 is one character, whatever its bytes."""
    raw = "𠮷野家在南京。"
    (tmp_path / "r.txt").write_bytes(raw.encode())
    rows = [{"start": 4, "end": 6, "text": "南京", "label": "GPE"}]
    data = {
        "schema": "zh-news-corpus/standoff/1",
        "raw": {"file": "r.txt", "sha256": hashlib.sha256(raw.encode()).hexdigest()},
        "articles": [
            {
                "id": "r",
                "script": None,
                "pieces": [[0, 7]],
                "layers": {"entities": {"source": "me", "rows": rows}},
            }
        ],
    }
    (tmp_path / "r.json").write_text(json.dumps(data), "utf-8")
    (article,) = corpus.read_standoff(tmp_path / "r.json")
    assert [e.text for e in article.entities] == ["南京"]
