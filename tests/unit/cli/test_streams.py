"""Standard input, standard output, devices and pipes, as a shell has them."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import corpus
from corpus.cli import main

ROOT = Path(__file__).parents[3]
SEED = corpus.raw_text()
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def _shell(command: str, folder: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line where ``corpus`` is this package's."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    python = f'corpus() {{ "{sys.executable}" -m corpus "$@"; }}; '
    return subprocess.run(
        ["bash", "-c", python + command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        check=False,
    )


def _run(*args: str, **options):
    return CliRunner().invoke(main, args, **options)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(SEED, encoding="utf-8")
    corpus.load().write_jsonl(tmp_path / "news.jsonl")
    return tmp_path


# -- standard input --------------------------------------------------------------------


def test_commands_are_joined_by_pipes(folder):
    done = _shell(
        "cat a.txt | corpus parse - --year 2014 | corpus annotate - --layers sentences"
        " | corpus show - --layer sentences --json",
        folder,
    )
    assert done.stdout.count(b"\n") == sum(len(article.sentences) for article in corpus.parse(SEED))
    assert done.stderr.decode().splitlines() == [
        "3 articles, 2 repairs, 0 lines of noise left out, 1 doubtful decision, 0 files failed",
        "3 articles annotated, 0 files failed",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_newspaper_text_is_parsed_from_standard_input(encoding):
    result = _run("parse", "-", input=SEED.encode(encoding))
    assert result.exit_code == 0
    articles = corpus.from_jsonl(result.stdout)
    assert articles.ids == ("stdin-1", "stdin-2", "stdin-3")
    assert {article.source for article in articles} == {"<stdin>"}
    assert [article.text for article in articles] == [a.text for a in corpus.parse(SEED)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_annotate_tells_text_from_articles_on_standard_input(pack):
    text, lines = SEED.encode(), corpus.load()[1].without_layer("sentences")
    from_text = _run("annotate", "-", "--layers", "sentences", input=pack(text))
    assert corpus.from_jsonl(from_text.stdout).ids == ("stdin-1", "stdin-2", "stdin-3")
    written = corpus.to_jsonl([lines]).encode()
    from_lines = _run("annotate", "-", "--layers", "sentences", input=pack(written))
    assert corpus.from_jsonl(from_lines.stdout).ids == ("ertong-yingyang",)


def test_packed_articles_are_shown_and_counted_from_standard_input():
    packed = gzip.compress(corpus.load().to_jsonl().encode())
    assert _run("show", "-", input=packed).stdout == _run("show").stdout
    assert "ertong-yingyang" in _run("info", "-", input=packed).stdout


def test_a_process_substitution_is_read_once(folder):
    done = _shell("corpus annotate <(cat a.txt) --layers sentences", folder)
    assert len(corpus.from_jsonl(done.stdout.decode())) == 3


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("parse", "<stdin>: no articles: no characters"),
        ("annotate", "<stdin>: no articles: no characters"),
        ("show", "no articles"),
    ],
)
def test_an_empty_standard_input_is_told_and_is_status_1(command, message):
    result = _run(command, "-", input=b"")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"corpus: {message}\n")


def test_articles_are_no_newspaper_text():
    result = _run("parse", "-", input=corpus.load().to_jsonl())
    assert result.exit_code == 2
    assert "<stdin>: JSON Lines of articles, not newspaper text" in result.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("parse a.txt >&-", b"corpus: <stdout>: it is closed\n"),
        ("show >&-", b"corpus: <stdout>: it is closed\n"),
        ("parse - <&-", b"corpus: <stdin>: it is closed\n"),
        ("show - <&-", b"corpus: <stdin>: it is closed\n"),
    ],
)
def test_a_stream_that_is_closed_is_told(command, said, folder):
    done = _shell(f"corpus {command}", folder)
    assert (done.returncode, done.stderr) == (2, said)


def test_without_a_standard_error_the_work_is_done(folder):
    done = _shell("corpus parse a.txt 2>&-", folder)
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 3


# -- what can't be written -------------------------------------------------------------

COMMANDS = [
    "parse a.txt",
    "parse a.txt --explain",
    "annotate a.txt --layers sentences",
    "show",
    "show --json",
    "show --layer entities",
    "info",
    "--help",
    "show --help",
    "--version",
]


@FULL
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_standard_output_is_blamed_in_one_line(command, folder):
    done = _shell(f"corpus {command} > /dev/full", folder)
    assert done.returncode == 2
    assert done.stderr == b"corpus: <stdout>: No space left on device\n"


@FULL
def test_a_full_standard_output_with_colours_is_blamed_too(folder):
    done = _shell("corpus show > /dev/full", folder, FORCE_COLOR="1")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


@FULL
@pytest.mark.parametrize("command", ["parse", "annotate --layers sentences"])
def test_a_full_device_is_blamed_not_the_input(command, folder):
    done = _shell(f"corpus {command} a.txt -o /dev/full", folder)
    assert done.returncode == 2
    assert done.stderr == b"corpus: /dev/full: No space left on device\n"


@pytest.mark.parametrize("command", ["parse", "annotate"])
@pytest.mark.parametrize(
    ("output", "why"), [("none/out.jsonl", "No such file"), (".", "Is a directory"), ("", "empty")]
)
def test_an_output_that_can_not_be_made_is_told_before_any_work(command, output, why, folder):
    result = _run(command, str(folder / "a.txt"), "-o", output and str(folder / output))
    assert result.exit_code == 2
    assert why in result.stderr
    assert ".part" not in result.stderr
    assert "a.txt" not in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "news.jsonl"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_can_not_be_written_is_told_by_the_outputs_name(folder):
    locked = folder / "locked"
    locked.mkdir(mode=0o500)
    result = _run("parse", str(folder / "a.txt"), "-o", str(locked / "out.jsonl"))
    assert result.exit_code == 2
    assert result.stderr == f"corpus: {locked}/out.jsonl: Permission denied\n"


@pytest.mark.parametrize("command", ["parse big.txt", "annotate big.txt --layers sentences"])
def test_a_reader_that_goes_away_ends_the_command_quietly(command, folder):
    (folder / "big.txt").write_text(SEED * 20, encoding="utf-8")
    done = _shell(f"corpus {command} | head -n 1 > /dev/null; exit ${{PIPESTATUS[0]}}", folder)
    assert done.returncode == 1
    assert done.stderr == b""


def test_an_output_whose_name_ends_in_gz_is_packed(folder):
    packed = folder / "out.jsonl.gz"
    assert _run("parse", str(folder / "a.txt"), "-o", str(packed)).exit_code == 0
    assert gzip.decompress(packed.read_bytes()).decode() == corpus.read_jsonl(packed).to_jsonl()
    assert _run("show", str(packed), "a-3").stdout.startswith("赵亚夫")


# -- a terminal ------------------------------------------------------------------------


def _on_terminal(folder: Path, *args: str, stdout_too: bool) -> str:
    """Run a command whose stderr, and stdout if told so, is a terminal; return what it shows."""
    master, slave = os.openpty()
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, "-m", "corpus", *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=slave if stdout_too else subprocess.DEVNULL,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    try:
        while chunk := os.read(master, 65536):
            shown += chunk
    except OSError:  # how a terminal says that nobody writes to it any more
        pass
    os.close(master)
    process.wait()
    return shown.decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs terminals")
@pytest.mark.parametrize("stdout_too", [False, True])
def test_progress_is_drawn_where_it_disturbs_nothing(stdout_too, folder):
    """Not among the lines that go to the same terminal."""
    shown = _on_terminal(folder, "parse", "a.txt", stdout_too=stdout_too)
    assert ("parsing" in shown) is not stdout_too
    assert "3 articles, 2 repairs" in shown
    named = _on_terminal(folder, "parse", "a.txt", "-o", "out.jsonl", stdout_too=True)
    assert "parsing" in named


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs terminals")
def test_what_is_told_stands_above_the_progress(folder):
    """A file that fails is told on a line of its own, not after the bar."""
    (folder / "bad.txt").write_bytes(b"%PDF-1.7")
    shown = _on_terminal(folder, "parse", "bad.txt", "a.txt", "-o", "out.jsonl", stdout_too=True)
    told = shown.index("corpus: bad.txt: this is a PDF file")
    assert shown[:told].endswith("\r\x1b[2K")


# -- names and locales -----------------------------------------------------------------


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="names there are Unicode")
@pytest.mark.parametrize(
    "env", [{}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_names_in_other_encodings_are_told_in_characters(env, folder):
    """A file that has a name in GBK and fails does not stop the others, whatever the locale."""
    (folder / os.fsdecode("空.txt".encode("gbk"))).write_bytes(b"")
    (folder / os.fsdecode("报.txt".encode("gbk"))).write_bytes(b"%PDF-1.7")
    done = _shell("corpus parse . nothing中.txt -o out.jsonl", folder, PYTHONIOENCODING="", **env)
    said = done.stderr.decode()
    assert done.returncode == 2
    assert "corpus: 空.txt: no articles: no characters" in said
    assert "corpus: 报.txt: this is a PDF file" in said
    assert "no such file or folder: 'nothing中.txt'" in said
    assert "3 articles, " in said
