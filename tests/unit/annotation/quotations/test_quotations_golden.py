"""Quotations and roles against articles and sentences marked by hand."""

import sys
from importlib import util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
LOTS = sorted((ROOT / "tests" / "golden" / "quotations").glob("*.txt"))
ROLE_LOTS = sorted((ROOT / "tests" / "golden" / "roles").glob("*.txt"))


def benchmark(name, monkeypatch):
    """One of the scripts beside the tests, which read and score the lots."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    spec = util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules.pop("marked_text", None)
    return module


def test_there_are_lots_of_both_kinds():
    """Two hundred marked items at least stand behind the scores."""
    text = "".join(path.read_text(encoding="utf-8") for path in (*LOTS, *ROLE_LOTS))
    assert text.count("⟦") >= 200


def test_marks_are_taken_out_of_the_text(monkeypatch):
    """What is marked has the offsets of the text without marks."""
    text, (item,) = benchmark("marked_text", monkeypatch).unmarked("⟨1:毛健⟩‹1:说›：⟦1d:“好。”⟧")
    assert text == "毛健说：“好。”"
    assert item == {"span": (4, 8), "who": (0, 2), "cue": (2, 3), "kind": "direct"}


def test_a_mark_without_its_partner_is_refused(monkeypatch):
    """A lot with a slip in it is no gold."""
    with pytest.raises(ValueError, match="partner"):
        benchmark("marked_text", monkeypatch).unmarked("⟨1:毛健⟩说：“好。”")


@pytest.mark.parametrize("path", LOTS, ids=lambda path: path.stem)
def test_quotations_of_news_are_found(path, monkeypatch):
    """Nearly all spans are right, and nine in ten with kind and speaker."""
    scripts = benchmark("quotations", monkeypatch)
    count = scripts.quotations(path)
    assert scripts.scores(count)[2] >= 0.97
    assert 2 * count["all"] / (count["made"] + count["gold"]) >= 0.9
    assert count["cue"] >= 0.95 * count["hit"]


@pytest.mark.parametrize("path", ROLE_LOTS, ids=lambda path: path.stem)
def test_roles_of_news_are_found(path, monkeypatch):
    """Roles are right from end to end, with their person."""
    scripts = benchmark("quotations", monkeypatch)
    assert scripts.scores(scripts.roles(path))[2] >= 0.95
