"""Ties the API reference to the names that users import: `corpus.Span`, not `corpus.spans.Span`.

- A reference to where a name is defined leads to where it is documented.
- `x` in a docstring is a link if ``x`` is documented, and code if not (an argument).
- Parameters that only the package itself gives are left out of signatures.
- A public name without an entry in the reference is a warning, which the build turns
  into an error.
"""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any

import attrs
from sphinx.domains.python import PyXRefRole
from sphinx.pycode import ModuleAnalyzer
from sphinx.util import logging
from sphinx.util.inspect import stringify_signature

import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_INTERNAL = {"_layer", "_converter"}
"""Fields of items that only the package itself gives."""


_MADE_BY_OTHERS = {"Alignment", "Conversion"}
"""Classes whose objects come from functions or class methods; their parameters are columns."""


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_role("name", _Name())
    app.connect("missing-reference", _find)
    app.connect("autodoc-process-signature", _shorten)
    app.connect("autodoc-process-docstring", _tidy, priority=900)  # after napoleon
    app.connect("env-check-consistency", _check_complete)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class _Name(PyXRefRole):
    """What stands between single backticks."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Any,
        has_explicit_title: bool,  # noqa: ARG002, FBT001  Sphinx gives it so
        title: str,
        target: str,
    ) -> tuple[str, str]:
        refnode["py:module"] = env.ref_context.get("py:module")
        refnode["py:class"] = env.ref_context.get("py:class")
        return title, target


def _find(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Node | None:
    """Find what a reference means that Sphinx itself does not."""
    is_name = node.get("reftype") == "name" and not node.get("refdomain")
    if not is_name and node.get("refdomain") != "py":
        return None
    domain = env.domains.python_domain
    for candidate in _candidates(node, domain.objects):
        if candidate in domain.objects:
            found = domain.resolve_xref(
                env, node["refdoc"], app.builder, "obj", candidate, node, content
            )
            if found is not None:
                return found
    return content if is_name else None


def _candidates(node: pending_xref, documented: Mapping[str, Any]) -> list[str]:
    target, owner = node["reftarget"].rstrip("()"), node.get("py:class")
    names = [f"corpus.{owner}.{target}"] if owner else []
    names += [f"corpus.{target}", target]
    head, _, member = target.rpartition(".")
    for path, rest in ((target, ""), (head, f".{member}")):
        public = _public_names().get(path)
        if public:
            names.append(f"{public}{rest}")
    last = target.rpartition(".")[2]
    if target.startswith("corpus.") or last[:1].isupper():  # a module's path, or a type's bare name
        names += [f"corpus.{last}", *(n for n in documented if n.endswith(f".{last}"))]
    return names


def _public_names() -> dict[str, str]:
    """Map where each public name is defined to its public name."""
    found = {}
    for name in corpus.__all__:
        thing = getattr(corpus, name, None)
        module = getattr(thing, "__module__", None)
        if module:
            found[f"{module}.{thing.__qualname__}"] = f"corpus.{name}"
    return found


def _shorten(
    _app: Sphinx, what: str, _name: str, thing: Any, _options: Any, signature: str, _returned: str
) -> tuple[str, None] | None:
    """Show of a class's signature what a caller gives, with the defaults that stand for it."""
    if what not in {"class", "exception"} or not signature:
        return None
    if not attrs.has(thing):
        return signature, None
    if thing.__name__ in _MADE_BY_OTHERS:
        return "", None
    fields = {field.alias: field for field in attrs.fields(thing)}
    parameters = []
    whole = inspect.signature(thing)
    for name, parameter in whole.parameters.items():
        field = fields.get(name)
        if field is not None and field.name in _INTERNAL:
            continue
        if field is not None and isinstance(field.default, attrs.Factory):
            parameters.append(parameter.replace(default=field.default.factory()))
        else:
            parameters.append(parameter)
    shown = whole.replace(parameters=parameters, return_annotation=inspect.Signature.empty)
    return stringify_signature(shown, unqualified_typehints=True), None


def _tidy(_app: Sphinx, what: str, name: str, _thing: Any, _options: Any, lines: list[str]) -> None:
    if what == "data":
        lines[:] = _data_docstring(name.rpartition(".")[2]) or lines
    if what == "property":
        _join_summary(lines)
    if what == "class":
        _lift_types(lines)


def _data_docstring(name: str) -> list[str]:
    """Find the docstring that stands under a constant, in whichever module defines it."""
    for module in [m for m in sys.modules if m.startswith("corpus.")]:
        found = ModuleAnalyzer.for_module(module).find_attr_docs().get(("", name))
        if found:
            return list(found)
    return []


def _join_summary(lines: list[str]) -> None:
    """Undo what napoleon does to a summary with a colon: it takes the words before for a type."""
    for number, line in enumerate(lines):
        if line.startswith(":type: "):
            lines[0] = f"{line.removeprefix(':type: ')}: {lines[0]}"
            del lines[number]
            return


def _lift_types(lines: list[str]) -> None:
    """Put the types of a class's fields where those of its properties stand: behind the name."""
    place = None
    for number, line in enumerate(lines):
        if line.lstrip().startswith(".. attribute::"):
            place = number + 1
        elif place is not None and line.startswith("   :type: "):
            lines[place:place] = [line]
            lines[number + 1] = ""
            place = None


def _check_complete(_app: Sphinx, env: BuildEnvironment) -> None:
    documented = {name.rpartition(".")[2] for name in env.domains.python_domain.objects}
    for name in corpus.__all__:
        if name not in documented:
            logger.warning("public name corpus.%s has no entry in the API reference", name)
