"""What a config file says to do, as plain maps to be matched longest first.

A config names normalisation stages, a segmentation and a chain of stages; each has a
dictionary, or a group of dictionaries with a match policy, groups within groups. Every
such tree is the same as one flat map in which the longest key wins (see `flatten`), so
the rest of the package knows flat maps only.

The format is that of OpenCC 1.4, which says what it means in `its documentation
<https://github.com/BYVoid/OpenCC>`_; the configs of older OpenCC (type ``txt``, no
match policy) are read as well.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import attrs

from corpus.conversion.lexicon import read_dictionary
from corpus.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Entries", "Plan", "Recipe", "flatten", "read_json_with_comments", "read_plan"]

Entries = dict[str, tuple[str, ...]]
"""A flat map: the targets of each key, the default one first."""

_COMMENT = r"//[^\n]*|/\*(?:(?!\*/).)*\*/"
_JSON_STRING_OR_NOISE = re.compile(
    rf'("(?:[^"\\]|\\.)*")|{_COMMENT}|,(?=(?:\s|{_COMMENT})*[}}\]])', re.DOTALL
)


@attrs.frozen
class _Leaf:
    file: str

    def files(self) -> Iterator[str]:
        yield self.file


@attrs.frozen
class _Inline:
    entries: tuple[tuple[str, str], ...]

    def files(self) -> Iterator[str]:
        yield from ()


@attrs.frozen
class _Group:
    union: bool
    members: tuple[_Leaf | _Inline | _Group, ...]

    def files(self) -> Iterator[str]:
        for member in self.members:
            yield from member.files()


_Tree = _Leaf | _Inline | _Group


@attrs.frozen
class Plan:
    """A config file that has been read, its dictionaries not yet.

    Attributes:
        normalization: The stages that the whole text goes through first.
        segmentation: What cuts the text into segments, or `None`.
        chain: The stages that each segment goes through.
    """

    normalization: tuple[_Tree, ...]
    segmentation: _Tree | None
    chain: tuple[_Tree, ...]

    def files(self) -> tuple[str, ...]:
        """Return the names of the dictionary files, each once, in the order of the config."""
        trees = [*self.normalization, *self.chain]
        if self.segmentation is not None:
            trees.append(self.segmentation)
        return tuple(dict.fromkeys(file for tree in trees for file in tree.files()))

    def recipe(self, read: Callable[[str], bytes]) -> Recipe:
        """Read the dictionaries and flatten them.

        Args:
            read: Gives the bytes of a dictionary file.

        Raises:
            LexiconError: If a file is missing or a line can't be read.
        """
        leaves = {file: read_dictionary(read(file), file) for file in self.files()}
        segmentation = None if self.segmentation is None else flatten(self.segmentation, leaves)
        return Recipe(
            tuple(flatten(tree, leaves) for tree in self.normalization),
            segmentation,
            tuple(flatten(tree, leaves) for tree in self.chain),
        )


@attrs.frozen(eq=False)
class Recipe:
    """What is to be done to a text, in flat maps.

    Attributes:
        normalization: The stages that the whole text goes through first.
        segmentation: The keys that cut the text, or `None`: the text is one segment.
        chain: The stages that each segment goes through.
        fixed: Extra keys, and what each becomes; no stage touches that.
    """

    normalization: tuple[Entries, ...]
    segmentation: Entries | None
    chain: tuple[Entries, ...]
    fixed: Mapping[str, str] = attrs.field(factory=dict)

    def with_phrases(self, phrases: Mapping[str, str]) -> Recipe:
        """Return the recipe in which `phrases` are matched too and then left alone.

        Args:
            phrases: What each phrase becomes in the end.
        """
        fixed: dict[str, str] = {}
        for key, target in phrases.items():
            for entries in self.normalization:
                key = "".join(entries.get(c, (c,))[0] for c in key)  # noqa: PLW2901
            fixed[key] = target
        return attrs.evolve(self, fixed=fixed)

    def segmentation_keys(self) -> Entries:
        """Return what cuts the text, with the keys of `fixed`.

        Without a segmentation a chain of one stage may as well be cut at its own keys.
        """
        if self.segmentation is not None:
            keys = dict(self.segmentation)
        elif len(self.chain) == 1:
            keys = {key: targets for key, targets in self.chain[0].items() if len(key) > 1}
        else:
            keys = {}
        keys.update((key, (target,)) for key, target in self.fixed.items())
        return keys


def flatten(tree: _Tree, leaves: Mapping[str, Entries]) -> Entries:
    """Return the one map whose longest match is what `tree` matches.

    In a union the longest match over all members wins, and at equal length the earlier
    member: that is the merged map. Where a group short-circuits, the first member with
    any match wins, so an entry of a later member can be reached only where no earlier
    member has a key that begins it; without the entries that can't be reached, the
    longest match over the merged map is the earlier member's whenever it has one.

    Args:
        tree: A dictionary or a group.
        leaves: The entries of each dictionary file.
    """
    if isinstance(tree, _Leaf):
        return leaves[tree.file]
    if isinstance(tree, _Inline):
        return {key: (target,) for key, target in tree.entries}
    merged: Entries = {}
    for member in tree.members:
        entries = flatten(member, leaves)
        if not merged:
            merged = dict(entries)
        elif tree.union:
            merged = {**entries, **merged}
        else:
            lengths = sorted({len(key) for key in merged})
            reachable = {
                key: targets
                for key, targets in entries.items()
                if not any(key[:length] in merged for length in lengths)
            }
            merged.update(reachable)
    return merged


def read_plan(content: bytes, source: str) -> Plan:
    """Read a config file: JSON, with comments and trailing commas allowed.

    Args:
        content: The file's bytes.
        source: Its name, for errors.

    Raises:
        LexiconError: If it is no config.
    """
    config = read_json_with_comments(content, source)
    if not isinstance(config, dict) or "conversion_chain" not in config:
        raise LexiconError("has no conversion_chain", source=source)
    segmentation = config.get("segmentation")
    if segmentation is not None and segmentation.get("type") != "mmseg":
        raise LexiconError(
            f"can't segment by {segmentation.get('type')!r}, only by 'mmseg'", source=source
        )
    try:
        return Plan(
            tuple(_tree(stage["dict"], source) for stage in config.get("normalization", ())),
            None if segmentation is None else _tree(segmentation["dict"], source),
            tuple(_tree(stage["dict"], source) for stage in config["conversion_chain"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"is no config of OpenCC: {error!r}", source=source) from None


def read_json_with_comments(content: bytes, source: str) -> Any:
    """Read JSON that may have comments and trailing commas, as OpenCC's files do.

    Raises:
        LexiconError: If it can't be read.

    Example:
        >>> read_json_with_comments(b'{"file": "a//b",} // the file', "s2t.json")
        {'file': 'a//b'}
    """
    try:
        text = content.decode("utf-8-sig")
        return json.loads(_JSON_STRING_OR_NOISE.sub(lambda found: found[1] or " ", text))
    except ValueError as error:
        raise LexiconError(f"is no JSON: {error}", source=source) from None


def _tree(node: dict[str, Any], source: str) -> _Tree:
    kind = node["type"]
    if kind in {"text", "txt"}:
        return _Leaf(str(node["file"]))
    if kind == "inline":
        entries = tuple((str(k), str(v)) for k, v in node["entries"].items())
        if not all(key and target for key, target in entries):
            raise LexiconError("has an inline entry that is empty", source=source)
        return _Inline(entries)
    if kind == "group":
        policy = node.get("match_policy", "short_circuit")
        if policy not in {"short_circuit", "union"}:
            raise LexiconError(f"has an unknown match_policy {policy!r}", source=source)
        return _Group(policy == "union", tuple(_tree(n, source) for n in node["dicts"]))
    raise LexiconError(f"has a dictionary of the unknown type {kind!r}", source=source)
