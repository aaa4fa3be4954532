"""Draws what ``corpus show zhao-yafu`` begins with on a terminal, as `_static/corpus-show.svg`.

Run it when the command's output has changed; a test compares the words. The picture
fetches no font: it names fonts that are there or falls back.
"""

from __future__ import annotations

import io
import re
from html import unescape
from itertools import islice
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

import corpus
from corpus.explore.terminal import article_lines

PICTURE = Path(__file__).parent / "_static" / "corpus-show.svg"
_WIDTH, _LINES = 84, 21
_CELL = 10.0  # width of a cell: half of a Chinese character of 20
_FONTS = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', monospace"
_TEXT = re.compile(r'textLength="[^"]*"([^>]*)>([^<]*)<')


def draw() -> str:
    """Return the picture as SVG."""
    console = Console(
        record=True,
        width=_WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text("$ corpus show zhao-yafu", style="bold"))
    for line in islice(article_lines(corpus.load()["zhao-yafu"], _WIDTH), _LINES):
        console.print(line)
    svg = console.export_svg(title="", unique_id="corpus-show", font_aspect_ratio=0.5)
    svg = _TEXT.sub(_widened, svg)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    return re.sub(r"font-family: (?:Fira Code|arial)[^;]*;", f"font-family: {_FONTS};", svg)


def _widened(match: re.Match[str]) -> str:
    # rich reckons a Chinese character as one cell wide here, though it is two.
    length = cell_len(unescape(match[2])) * _CELL
    fit = 'lengthAdjust="spacingAndGlyphs"'
    return f'textLength="{length:.1f}" {fit}{match[1]}>{match[2]}<'


def words(svg: str) -> list[str]:
    """Return the words of a picture, in order."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
