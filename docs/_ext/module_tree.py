"""Draws the package from the package itself, so that the drawing can't grow old.

``module-tree`` lists every module with the first line of its docstring, ``import-direction``
the layers of the import contract in ``pyproject.toml``. Modules are read, not imported.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_PACKAGE = Path(corpus.__file__).parent
_CONTRACT = Path(__file__).parents[2] / "pyproject.toml"
_SUMMARY = re.compile(r'"""(.+?)(?:"""|$)', re.MULTILINE)
_CODE = re.compile(r"``(.+?)``|`(.+?)`")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("module-tree", _ModuleTree)
    app.add_directive("import-direction", _ImportDirection)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class _ModuleTree(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.note_reread()  # modules come and go without this page being touched
        return [_branch(_PACKAGE)]


class _ImportDirection(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(_CONTRACT))
        contract = tomllib.loads(_CONTRACT.read_text(encoding="utf-8"))
        layers = contract["tool"]["importlinter"]["contracts"][0]["layers"]
        text = "\n".join(layer.replace("corpus.", "") for layer in layers)
        return [nodes.literal_block(text, text, language="text")]


def _branch(folder: Path) -> nodes.bullet_list:
    items = nodes.bullet_list(bullet="-")
    for path in sorted(folder.iterdir(), key=lambda path: (path.is_file(), path.name)):
        source = path / "__init__.py" if path.is_dir() else path
        if source.suffix != ".py" or source.name == path.name == "__init__.py":
            continue
        if not source.is_file():
            continue
        item = nodes.list_item("", nodes.paragraph("", "", *_line(path, source)))
        if path.is_dir():
            item += _branch(path)
        items += item
    return items


def _line(path: Path, source: Path) -> Iterator[nodes.Node]:
    yield nodes.literal("", f"{path.name}/" if path.is_dir() else path.name)
    opening = _SUMMARY.match(source.read_text(encoding="utf-8"))
    if opening is None:
        return
    summary = opening[1]
    yield nodes.Text(" — ")
    place = 0
    for match in _CODE.finditer(summary):
        yield nodes.Text(summary[place : match.start()])
        yield nodes.literal("", match[1] or match[2])
        place = match.end()
    yield nodes.Text(summary[place:])
