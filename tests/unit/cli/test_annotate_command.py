"""The command `corpus annotate`."""

import gzip

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


def test_the_currency_of_a_plain_yuan_can_be_told(tmp_path):
    """A paper of Taiwan's has its dollars."""
    (tmp_path / "news.txt").write_text("【本報台北訊】投資上限提高到八千萬元。\n", encoding="utf-8")
    options = ("--layers", "entities", "--recognizers", "values", "--currency", "TWD")
    result = run(tmp_path / "news.txt", *options)
    assert result.exit_code == 0, result.output
    values = [str(e.value) for e in corpus.from_jsonl(result.stdout)[0].entities]
    assert values == ["80000000 TWD"]


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
    one, other = corpus.read(texts).ids
    assert corpus.read_jsonl(tmp_path / "m.jsonl").ids == (one, "b", other)


def test_an_id_in_two_files_is_refused_before_anything_is_written(tmp_path):
    """Both files are named, in one line."""
    for name in ("b.jsonl", "c.jsonl"):
        corpus.Corpus([corpus.Article(id="same", text=NEWS)]).write_jsonl(tmp_path / name)
    result = run(tmp_path / "b.jsonl", tmp_path / "c.jsonl", "-o", tmp_path / "m.jsonl")
    assert result.exit_code == 2
    assert all(word in result.stderr for word in ("'same'", "b.jsonl", "c.jsonl"))
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "m.jsonl").exists()


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.JSONL", "in.lines", "d/in.jsonl", "d"])
def test_json_lines_are_read_however_they_are_called_or_packed(name, tmp_path):
    """By their name or by how they begin, in a folder too."""
    path = tmp_path / ("d/in.jsonl" if name == "d" else name)
    path.parent.mkdir(exist_ok=True)
    lines = corpus.to_jsonl([corpus.Article(id="a", text=NEWS)]).encode()
    path.write_bytes(gzip.compress(lines) if name.endswith("gz") else lines)
    result = run(tmp_path / name, "--layers", "sentences")
    assert result.exit_code == 0, result.output
    assert corpus.from_jsonl(result.stdout).ids == ("a",)


def test_text_and_json_lines_of_a_folder_are_annotated_together(tmp_path):
    """In the order of their names."""
    corpus.Corpus([corpus.Article(id="a", text=NEWS)]).write_jsonl(tmp_path / "b.jsonl.gz")
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    result = run(tmp_path, "--layers", "sentences")
    assert corpus.from_jsonl(result.stdout).ids == ("a-1", "a", "c-1")
    assert result.stderr == "3 articles annotated, 0 files failed\n"


def test_the_options_of_reading_text_are_those_of_parse(tmp_path):
    """And dates are reckoned from the day of publication."""
    path, rules = tmp_path / "news.txt", tmp_path / "rules.toml"
    path.write_bytes(corpus.raw_text().encode("gb18030") + b"\xff")
    rules.write_text("[thresholds]\nsegment = 1000\n", encoding="utf-8")
    options = ("--rules", rules, "--encoding", "gb18030", "--errors", "replace")
    done = run(path, *options, "--published", "2014-05-30", "--layers", "entities")
    assert done.exit_code == 0, done.output
    articles = corpus.from_jsonl(done.stdout)
    assert len(articles) == 2
    assert str(articles[0].dateline.date_value) == "2014-05-29"
    dates = [str(e.value) for e in articles[0].entities.filter(label="DATE")]
    assert "2014-05-29" in dates
    assert run(path, "--year", "2013", "--encoding", "gb18030").exit_code == 2


def test_of_several_recognizers_each_makes_a_layer(tmp_path):
    """The first `entities`."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    result = run(tmp_path / "news.txt", "--layers", "entities", "--recognizers", "rules,values")
    layers = corpus.from_jsonl(result.stdout)[0].layers
    assert {"entities", "entities:values"} <= set(layers)


def test_words_may_go_without_parts_of_speech(tmp_path):
    """Which need the network."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    options = ("--layers", "tokens", "--no-tags", "--tokenizer", "jieba")
    result = run(tmp_path / "news.txt", *options)
    tokens = corpus.from_jsonl(result.stdout)[0].tokens
    assert {token.upos for token in tokens} == {None}
    assert run(tmp_path / "news.txt", "--tokenizer", "thulac").exit_code == 2


def test_one_failing_file_does_not_stop_the_others(tmp_path):
    """The exit status says that one failed."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    result = run(*sorted(tmp_path.iterdir()), tmp_path / "nothing.txt", "--layers", "sentences")
    assert result.exit_code == 2
    assert corpus.from_jsonl(result.stdout).ids == ("news-1",)
    assert "broken.jsonl, line 1: no JSON" in result.stderr
    assert "nothing.txt" in result.stderr
    assert result.stderr.endswith("1 article annotated, 3 files failed\n")


@pytest.mark.parametrize("name", ["empty.txt", "empty.jsonl", "english.txt"])
def test_that_there_is_no_article_is_told_and_is_status_1(name, tmp_path):
    """With the file and the reason."""
    (tmp_path / name).write_text("no news\n" * 9 * name.startswith("english"), encoding="utf-8")
    result = run(tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{name}: no articles: " in result.stderr


def test_a_layer_that_is_there_is_refused_before_any_work(tmp_path):
    """With the file, the article and the option that helps."""
    corpus.load().write_jsonl(tmp_path / "gold.jsonl")
    result = run(tmp_path / "gold.jsonl")
    assert result.exit_code == 2
    for word in ("gold.jsonl", "'dangjian-wenda'", "'sentences'", "--existing replace"):
        assert word in result.stderr
    assert result.stderr.count("\n") == 1


def test_what_the_parser_decided_outside_articles_is_kept(tmp_path):
    """As a file of JSON Lines has it."""
    decision = corpus.Decision("noise.number", corpus.Span(0, 2), "a page number", 0.9)
    before = corpus.Corpus([corpus.Article(id="a", text=NEWS)], decisions=[decision])
    before.write_jsonl(tmp_path / "in.jsonl")
    result = run(tmp_path / "in.jsonl", "--layers", "sentences")
    assert corpus.from_jsonl(result.stdout).decisions == (decision,)


@pytest.mark.parametrize("options", [("--layers", ""), ("--recognizers", " ,")])
def test_a_list_of_no_names_is_refused(options, tmp_path):
    """It would do nothing."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    result = run(tmp_path / "news.txt", *options)
    assert result.exit_code == 2
    assert f"{options[0]} names none" in result.stderr
