"""Settings that every test shares."""

import os
import warnings

import pytest
from hypothesis import settings

# Machines are noisy: a slow example is no failure. CI draws the same examples every time.
settings.register_profile("corpus", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("corpus")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    """Keep what the package caches out of the user's own cache folder."""
    before = os.environ.get("CORPUS_CACHE_DIR")
    os.environ["CORPUS_CACHE_DIR"] = before or str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["CORPUS_CACHE_DIR"]


@pytest.fixture(scope="session")
def jieba_cut(tmp_path_factory):
    """Jieba itself, with its cache in a folder of the tests' own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    return lambda text: list(tokenizer.cut(text))
