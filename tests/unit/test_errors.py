"""Errors carry their facts, also between processes."""

import pickle

import pytest

from corpus import errors


def made():
    yield errors.CorpusError("x")
    yield errors.SpanError("a span leaves its text", 3, 9, 5)
    yield errors.AlignmentError("out of order")
    yield errors.LayerError("missing")
    yield errors.AnnotationError("another text", place="a.json")
    yield errors.TextError("lone surrogate", offset=3)
    yield errors.ParseError("binary", source="a.txt", offset=4)
    yield errors.DecodeError("no text", source="a.txt", encoding="big5", offset=7)
    yield errors.FormatError("no JSON", source="a.jsonl", line=2)
    yield errors.LexiconError("no tab", source="a.txt", line=2, text="头发")
    yield errors.UnknownNameError("config", "s2x", ["s2t"])
    yield errors.MissingExtraError("rjieba", extra="fast", purpose="fast tokens")


def test_every_error_of_the_tree_is_tried_here():
    """So that a new one is too."""
    assert {type(error).__name__ for error in made()} == set(errors.__all__)


@pytest.mark.parametrize("error", tuple(made()), ids=lambda error: type(error).__name__)
def test_errors_survive_pickling_with_their_facts(error):
    """A worker's error reaches its parent."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@pytest.mark.parametrize("error", tuple(made()), ids=lambda error: type(error).__name__)
def test_every_error_is_a_builtin_that_fits(error):
    """Callers may catch either."""
    assert isinstance(error, errors.CorpusError)
    if type(error) is not errors.CorpusError:
        assert isinstance(error, (ValueError, LookupError, ImportError))


def test_a_missing_extra_names_its_command():
    """The remedy can be pasted."""
    error = errors.MissingExtraError("rjieba", extra="fast", purpose="fast tokens")
    assert "pip install 'zh-news-corpus[fast]'" in str(error)
