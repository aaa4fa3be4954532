"""The command `corpus annotate`."""

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
