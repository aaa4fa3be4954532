"""What the documentation says of the package is so."""

from __future__ import annotations

import doctest
import importlib.util
import inspect
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FunctionType, ModuleType

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "corpus"
README = ROOT / "README.md"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
ENTRY = re.compile(r"^\.\. auto(?:class|data|exception|function):: (\S+)$", re.MULTILINE)
COMMENT = re.compile(r"(?:#.*\n)+")
DIRECTIVE = re.compile(r"^\.\. (currentmodule|auto\w+):: (\S+)$", re.MULTILINE)
IMPORT = re.compile(r"^>>> from corpus[\w.]* import (.+)$", re.MULTILINE)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def documented() -> dict[str, Path]:
    """Map each name with an entry in the API reference to its page."""
    return {
        name.rpartition(".")[2]: page
        for page in sorted((DOCS / "reference").glob("api*.md"))
        for name in ENTRY.findall(page.read_text(encoding="utf-8"))
    }


def entries(page: Path) -> Iterator[type | FunctionType]:
    """Yield the classes and functions that a page of the reference has entries for."""
    within = ""
    for directive, name in DIRECTIVE.findall(page.read_text(encoding="utf-8")):
        if directive == "currentmodule":
            within = name
        elif not directive.startswith("autodata"):
            path = name if name.startswith("corpus.") else f"{within}.{name}"
            yield pkgutil.resolve_name(path)


def sessions(page: Path) -> str:
    """Return the Python sessions of a page, one after the other."""
    text = page.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^```pycon\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


def module(path: Path) -> ModuleType:
    """Import a module of the documentation, which is no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def test_every_public_name_is_in_the_reference():
    """A public name has an entry in one of the pages ``api*.md``."""
    assert set(corpus.__all__) - set(documented()) == set()


def test_every_public_name_is_in_the_overview():
    """A public name stands in a table of ``api.md``."""
    overview = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
    rows = re.findall(r"^   ~?(?:\w+\.)*(\w+)$", overview, re.MULTILINE)
    assert set(corpus.__all__) - set(rows) == set()


def test_what_pages_import_is_in_the_reference():
    """What a session on a page imports from a module of the package has its entry too."""
    pages = [page for page in DOCS.rglob("*.md") if "_build" not in page.parts]
    imported = [names for page in pages for names in IMPORT.findall(sessions(page))]
    names = {name.strip() for line in imported for name in line.split(",")}
    assert len(names) > 10
    assert names - set(documented()) == set()


def test_every_entry_in_the_reference_has_an_example():
    """What has an entry in the reference shows itself at work, with Chinese text."""
    missing = []
    for page in sorted((DOCS / "reference").glob("api*.md")):
        for thing in entries(page):
            said = inspect.getdoc(thing) or ""
            if ">>>" not in said or not CHINESE.search(said[said.index(">>>") :]):
                missing.append(f"{thing.__module__}.{thing.__qualname__}")
    assert missing == []


def test_the_readme_prints_what_it_says():
    """The sessions of the README, run in order, give the output that stands there."""
    session = sessions(README)
    test = doctest.DocTestParser().get_doctest(session, {}, "README.md", str(README), 0)
    assert len(test.examples) > 5
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append)
    assert result.failed == 0, "".join(report)


def test_the_readme_has_the_two_commands():
    """The README names the command that runs the main job and the one that runs the tests."""
    text = README.read_text(encoding="utf-8")
    assert "$ pip install . && corpus show" in text
    assert "$ pip install -e '.[test]' && pytest" in text


@pytest.mark.parametrize("page", [README, ROOT / "seeds" / "README.md"], ids=["root", "seeds"])
def test_links_of_readmes_lead_somewhere(page):
    """What a README links to is in the repository."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_leads_to_every_page():
    """The README links to every page of the documentation but those inside the API."""
    linked = set(LINK.findall(README.read_text(encoding="utf-8")))
    pages = {
        page
        for kind in ("", "how-to", "explanation", "reference")
        for page in (DOCS / kind).glob("*.md")
        if not page.name.startswith("api-")
    }
    pages -= {DOCS / "index.md", DOCS / "changelog.md"}
    assert {str(page.relative_to(ROOT)) for page in pages} - linked == set()


def test_the_changelog_has_this_version():
    """The version of the package has its entry in the changelog."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(corpus.__version__)} — ", changelog, re.MULTILINE)


def test_the_picture_of_the_command_has_its_words():
    """The picture in the README has the words that the command prints."""
    drawing = module(DOCS / "draw_terminal.py")
    stored = drawing.words(drawing.PICTURE.read_text(encoding="utf-8"))
    assert stored == drawing.words(drawing.draw())


def test_each_packaged_article_has_a_page(tmp_path):
    """The page of an article has its outline, its text and each entity with id or value."""
    module(DOCS / "_ext" / "articles.py").write_pages(tmp_path)
    for article in corpus.load():
        page = (tmp_path / f"{article.id}.md").read_text(encoding="utf-8")
        rows = page[page.index("## Entities") :]
        place = 0
        for entity in article.entities:
            place = rows.index(f"| {entity.start} | {entity.text} | {entity.label} |", place)
            line = rows[place : rows.index("\n", place)]
            assert str(entity.id or entity.value or "") in line
        for section in article.layers["sections"]:
            assert f"**{section.kind}**" in page
            assert f"[{section.start}, {section.end})" in page


def test_every_table_says_where_it_is_from():
    """The comment that a table of data begins with names its source, or that it is our own."""
    tables = [p for p in PACKAGE.glob("**/data/*") if p.suffix in {".tsv", ".txt", ".toml"}]
    assert len(tables) > 40
    for table in tables:
        comment = COMMENT.match(table.read_text(encoding="utf-8"))
        assert comment, table.name
        assert re.search(r"[Ss]ources?\b|Generated by|by hand|[Ww]ritten", comment[0]), table.name


def test_folders_of_the_architecture_page_exist():
    """The drawing of the repository names folders that are there."""
    page = (DOCS / "explanation" / "architecture.md").read_text(encoding="utf-8")
    drawing = page[page.index("## Folders") :].split("```")[1]
    folders = [line.split()[0] for line in drawing.splitlines()[1:]]
    assert "src/corpus/" in folders
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []
