"""The command ``corpus parse``."""

import json
import zipfile

import pytest
from click.testing import CliRunner

import corpus
from corpus.cli import main

SEED = corpus.raw_text()


@pytest.fixture
def seed(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(SEED, encoding="utf-8")
    return path


def _run(*args):
    return CliRunner().invoke(main, ["parse", *map(str, args)])


def test_articles_are_written_as_json_lines(seed, tmp_path):
    """And can be read back."""
    output = tmp_path / "out.jsonl"
    result = _run(seed, "-o", output, "--year", "2014")
    assert result.exit_code == 0
    articles = corpus.read_jsonl(output)
    assert articles.ids == ("news-1", "news-2", "news-3")
    assert str(articles[0].dateline.date_value) == "2014-05-29"


def test_without_a_file_they_go_to_stdout(seed):
    """The summary goes to stderr."""
    result = _run(seed)
    assert len([json.loads(line) for line in result.stdout.splitlines()]) == 3
    assert result.stderr.startswith("3 articles, 2 repairs, 0 lines of noise left out, ")


def test_labels_of_records_are_counted_by_themselves(tmp_path):
    """They are no lines of noise."""
    path = tmp_path / "export.txt"
    path.write_text(
        "标题：地铁通车\n日期：1998-01-05\n正文：\n昨天全线通车，市民争相试乘。\n", "utf-8"
    )
    summary = _run(path).stderr
    assert summary.startswith("1 article, 3 labels and fields, 0 repairs, 0 lines of noise ")


def test_one_failing_file_does_not_stop_the_others(seed, tmp_path):
    """The exit status says that one failed."""
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    result = _run(broken, tmp_path / "nothing.txt", seed)
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 3
    assert "broken.txt" in result.stderr
    assert "nothing.txt" in result.stderr
    assert "2 files failed" in result.stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [("no Chinese here at all\n" * 9, "0 Chinese characters among"), ("", "no characters")],
)
def test_a_file_without_news_is_told_but_is_no_failure(content, reason, seed, tmp_path):
    """With the reason; alone it is status 1."""
    path = tmp_path / "english.txt"
    path.write_text(content, encoding="utf-8")
    result = _run(path)
    assert result.exit_code == 1
    assert f"no articles: {reason}" in result.stderr
    assert _run(path, seed).exit_code == 0


def test_explain_prints_the_dump_with_the_decisions_beside_it(seed):
    """Every line of it, in order."""
    result = _run(seed, "--explain")
    assert result.exit_code == 0
    assert "  1 │ 以服务型党组织建设引领基层党建工作" in result.stdout
    assert "→ boundary.topic" in result.stdout
    assert "→ join.blank" in result.stdout
    shown = [line for line in result.stdout.splitlines() if "│" in line]
    assert len(shown) == len([line for line in SEED.splitlines() if line.strip()])


@pytest.mark.parametrize("end", ["\r", "\r\n", "\u2028", "\f"])
def test_explain_knows_every_line_end(end, tmp_path):
    """A line of the dump is a line of its own, whatever ends it."""
    path = tmp_path / "a.txt"
    path.write_bytes(SEED.replace("\n", end).encode())
    result = _run(path, "--explain")
    shown = [line for line in result.stdout.split("\n") if "│" in line]
    assert len(shown) == len([line for line in SEED.splitlines() if line.strip()])


def test_explain_begins_with_why_there_is_no_article(tmp_path):
    """What is said of all lines stands before them, what is said of one below it."""
    path = tmp_path / "a.txt"
    path.write_text("— 12 —\n\n第3版\n", encoding="utf-8")
    result = _run(path, "--explain")
    said = [" ".join(line.split()).partition("]")[0] for line in result.stdout.splitlines()]
    assert said[1:] == [
        "→ empty.only-noise 1.00 [0:12",
        "1 × — 12 —",
        "→ noise.number 0.95 [0:6",
        "3 × 第3版",
        "→ noise.header 0.90 [8:11",
    ]


def test_explain_refuses_articles(seed, tmp_path):
    """JSON Lines of articles are no newspaper text here either."""
    output = tmp_path / "out.jsonl"
    assert _run(seed, "-o", output).exit_code == 0
    result = _run(output, "--explain")
    assert result.exit_code == 2
    assert "JSON Lines of articles, not newspaper text" in result.stderr


@pytest.mark.parametrize("option", [[], ["--explain"]])
def test_replaced_bytes_are_told(option, tmp_path):
    """How many, and where the first of them are; the exit status stays 0."""
    path = tmp_path / "a.txt"
    at = len(SEED[:100].encode())
    path.write_bytes(SEED[:100].encode() + b"\xff" + SEED[100:].encode() + b"\xfe")
    result = _run(path, "--errors", "replace", *option)
    assert result.exit_code == 0
    said = result.stdout if option else result.stderr
    assert f"2 stretches of bytes are no utf-8, the first at byte {at}" in said


def test_rules_of_ones_own_are_read(seed, tmp_path):
    """From TOML."""
    rules = tmp_path / "rules.toml"
    rules.write_text("[thresholds]\nbreak_cost = 100.0\n", encoding="utf-8")
    result = _run(seed, "--rules", rules)
    assert len(result.stdout.splitlines()) == 2


@pytest.mark.parametrize("given", ["news.txt", "", "*.txt", "link.txt"])
def test_an_output_that_is_read_is_refused(given, seed, tmp_path):
    """In one line, whether it is named, in a folder, matched by a pattern or linked."""
    (tmp_path / "link.txt").symlink_to(seed)
    result = _run(tmp_path / given, "-o", seed)
    assert result.exit_code == 2
    assert "write to another" in result.stderr
    assert result.stderr.count("\n") == 1
    assert seed.read_text(encoding="utf-8") == SEED


def test_an_archive_that_is_read_is_no_output(tmp_path):
    """It is what its members are read from."""
    path = tmp_path / "news!.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a!b.txt", SEED)
    before = path.read_bytes()
    assert _run(path, "-o", path).exit_code == 2
    assert path.read_bytes() == before
    assert len(_run(path, path).stdout.splitlines()) == 6


def test_an_output_that_was_there_is_replaced(seed, tmp_path):
    """If one file fails as well; a pattern does not match what is being written."""
    output = tmp_path / "out.jsonl"
    output.write_text("old\n", encoding="utf-8")
    result = _run(f"{seed.parent}/*[!l]", tmp_path / "nothing.txt", "-o", output)
    assert result.exit_code == 2
    assert corpus.read_jsonl(output).ids == ("news-1", "news-2", "news-3")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.txt", "out.jsonl"]


def test_an_output_is_as_it_was_if_every_file_fails(tmp_path):
    """And that is told."""
    output = tmp_path / "out.jsonl"
    output.write_text("old\n", encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    result = _run(tmp_path / "broken.txt", tmp_path / "nothing.txt", "-o", output)
    assert result.exit_code == 2
    assert "not written, since every file failed" in result.stderr
    assert output.read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.txt", "out.jsonl"]


def test_an_output_is_as_it_was_if_the_command_is_cut_off(seed, tmp_path, monkeypatch):
    """Whatever has been written until then."""
    output = tmp_path / "out.jsonl"
    output.write_text("old\n", encoding="utf-8")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("corpus.cli.tally.Tally.add", stop)
    result = _run(seed, "-o", output)
    assert (result.exit_code, result.stderr) == (
        130,
        "corpus: stopped; an output file is as it was\n",
    )
    assert output.read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.txt", "out.jsonl"]


def test_a_mistake_in_rules_names_their_file_and_line(seed, tmp_path):
    """In one line; nothing is read."""
    rules = tmp_path / "rules.toml"
    for content, said in [
        (b"[thresholds]\nshrot = 3\n", "line 2: thresholds.shrot"),
        (b"<?xml version='1.0'?>", "line 1: rules are not TOML"),
        (b"\xff\xfe", "rules are TOML in UTF-8; byte 0 is not"),
    ]:
        rules.write_bytes(content)
        result = _run(seed, "--rules", rules)
        assert (result.exit_code, result.stdout) == (2, "")
        assert str(rules) in result.stderr
        assert said in result.stderr
        assert result.stderr.count("\n") == 1


def test_rules_that_can_not_be_read_are_told(seed, tmp_path):
    """By their name."""
    for path, why in [(tmp_path / "none.toml", "No such file"), (tmp_path, "Is a directory")]:
        result = _run(seed, "--rules", path)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"corpus: {path}: {why}")
