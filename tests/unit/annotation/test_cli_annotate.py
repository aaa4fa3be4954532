"""The command `corpus annotate`."""

import pytest
from click.testing import CliRunner

import corpus
from corpus.cli import main

NEWS = "新华社南京5月29日电（记者孙彬）镇江市科技局局长毛健说：“试验很成功。”大家都很高兴。\n"


def run(*words):
    return CliRunner().invoke(main, ["annotate", *map(str, words)])


def test_a_text_file_becomes_annotated_json_lines(tmp_path):
    """What comes out is read by the package again."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    result = run(tmp_path / "news.txt", "-o", tmp_path / "out.jsonl", "--layers", "entities")
    assert result.exit_code == 0, result.output
    articles = corpus.read_jsonl(tmp_path / "out.jsonl")
    assert "毛健" in [e.text for e in articles[0].entities]


def test_json_lines_go_in_and_come_out_on_stdout(tmp_path):
    """Without -o the lines go to stdout."""
    corpus.Corpus([corpus.Article(id="a", text=NEWS)]).write_jsonl(tmp_path / "in.jsonl")
    result = run(tmp_path / "in.jsonl", "--layers", "sentences")
    assert result.exit_code == 0, result.output
    assert len(corpus.from_jsonl(result.stdout)[0].layers["sentences"]) == 2


def test_an_unknown_layer_is_refused_in_one_line(tmp_path):
    """Exit status 2, and the valid layers are named."""
    corpus.Corpus([corpus.Article(id="a", text=NEWS)]).write_jsonl(tmp_path / "in.jsonl")
    result = run(tmp_path / "in.jsonl", "--layers", "nothing")
    assert result.exit_code == 2
    assert "entities" in result.output


def test_a_layer_that_is_there_is_refused_unless_told(tmp_path):
    """--existing replace makes it anew."""
    corpus.load().write_jsonl(tmp_path / "gold.jsonl")
    assert run(tmp_path / "gold.jsonl", "--layers", "sentences").exit_code == 2
    done = run(tmp_path / "gold.jsonl", "--layers", "sentences", "--existing", "replace")
    assert done.exit_code == 0, done.output


def test_an_output_is_as_it_was_if_annotation_fails(tmp_path):
    """And nothing is left beside it."""
    corpus.load().write_jsonl(tmp_path / "gold.jsonl")
    output = tmp_path / "out.jsonl"
    output.write_text("old\n", encoding="utf-8")
    result = run(tmp_path / "gold.jsonl", "-o", output, "--layers", "sentences")
    assert result.exit_code == 2
    assert output.read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gold.jsonl", "out.jsonl"]


def test_an_output_that_was_there_is_replaced(tmp_path):
    """A link's target, not the link."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "out.jsonl").write_text("old\n", encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "out.jsonl")
    result = run(tmp_path / "news.txt", "-o", tmp_path / "link.jsonl", "--layers", "sentences")
    assert result.exit_code == 0, result.output
    assert corpus.read_jsonl(tmp_path / "out.jsonl").ids == ("news-1",)
    assert (tmp_path / "link.jsonl").is_symlink()


@pytest.mark.parametrize("given", ["in.jsonl", "d/a.txt", "d", "d/*.txt", "link.jsonl"])
def test_an_output_that_is_read_is_refused(given, tmp_path):
    """In one line, whether it is named, in a folder, matched by a pattern or linked."""
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text(NEWS, encoding="utf-8")
    corpus.Corpus([corpus.Article(id="a", text=NEWS)]).write_jsonl(tmp_path / "in.jsonl")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "in.jsonl")
    output = tmp_path / ("d/a.txt" if given.startswith("d") else "in.jsonl")
    before = output.read_bytes()
    result = run(tmp_path / given, "-o", output, "--layers", "sentences")
    assert result.exit_code == 2
    assert "write to another" in result.stderr
    assert result.stderr.count("\n") == 1
    assert output.read_bytes() == before


def test_text_files_of_one_name_get_ids_of_their_own(tmp_path):
    """The same as when they are read, wherever JSON Lines stand between them."""
    (tmp_path / "e").mkdir()
    texts = [tmp_path / "a.txt", tmp_path / "e" / "a.txt"]
    for path in texts:
        path.write_text(NEWS, encoding="utf-8")
    corpus.Corpus([corpus.Article(id="b", text=NEWS)]).write_jsonl(tmp_path / "b.jsonl")
    files = (texts[0], tmp_path / "b.jsonl", texts[1])
    result = run(*files, "-o", tmp_path / "m.jsonl", "--layers", "sentences")
    assert result.exit_code == 0, result.output
    assert corpus.read_jsonl(tmp_path / "m.jsonl").ids == (*corpus.read(texts).ids, "b")


def test_an_id_in_two_files_is_refused_before_anything_is_written(tmp_path):
    """Both files are named, in one line."""
    for name in ("b.jsonl", "c.jsonl"):
        corpus.Corpus([corpus.Article(id="same", text=NEWS)]).write_jsonl(tmp_path / name)
    result = run(tmp_path / "b.jsonl", tmp_path / "c.jsonl", "-o", tmp_path / "m.jsonl")
    assert result.exit_code == 2
    assert all(word in result.stderr for word in ("'same'", "b.jsonl", "c.jsonl"))
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "m.jsonl").exists()
