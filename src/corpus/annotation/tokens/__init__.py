"""Tokens: the words of a text, and their parts of speech.

`tokenize` (`tokenization`) is the door: it cuts words by a tokenizer (`tokenizers`), which is
jieba's algorithm (`segmentation`), the same by `rjieba` (`segmentation_rust`) or the caller's own,
and gives them offsets. `tag_tokens` (`tagging`) asks the network for parts of speech.
"""

from typing import TYPE_CHECKING

from corpus.lazy import lazy_names

if TYPE_CHECKING:
    from corpus.annotation.tokens.tagging import tag_tokens
    from corpus.annotation.tokens.tokenization import tokenize

__all__ = ["tag_tokens", "tokenize"]

__getattr__, __dir__ = lazy_names(
    __name__, {"tagging": ["tag_tokens"], "tokenization": ["tokenize"]}
)
