"""The layers of an article by name: `Layers`, as ``article.layers`` has them, and `LaterLayers`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from corpus.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from corpus.layers import Layer

__all__ = ["LaterLayers", "Layers", "hint"]

_ON_USE = ("sentences", "tokens")
_BY_ANNOTATION = ("entities", "quotations", "roles")
_BY_PARSING = ("sections", "paragraphs", "dateline")


class _Named(Mapping[str, "Layer[Any]"]):
    """Layers of which the names are known before the layers are."""

    __slots__ = ("_names",)

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Layers(_Named):
    """A read-only mapping from names to layers, which are looked up when they are asked for.

    Args:
        names: The names there are, in order.
        find: Returns the layer of a name that there is.

    Example:
        >>> import corpus
        >>> corpus.load()[0].layers["entitys"]
        Traceback (most recent call last):
        corpus.errors.UnknownNameError: unknown layer 'entitys' (did you mean 'entities'?); ...
    """

    __slots__ = ("_find",)

    def __init__(self, names: Collection[str], find: Callable[[str], Layer[Any]]) -> None:
        super().__init__(names)
        self._find = find

    def __getitem__(self, name: str) -> Layer[Any]:
        if name not in self._names:
            raise UnknownNameError("layer", name, self._names, hint=hint(name))
        return self._find(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the layer of that name, or `default`."""
        return self._find(name) if name in self._names else default

    def __repr__(self) -> str:
        return f"Layers({', '.join(f'{name}: {len(layer)}' for name, layer in self.items())})"


class LaterLayers(_Named):
    """Layers that are made when they are first asked for, by a maker who vouches for them.

    Args:
        text: The text that they are of.
        names: Their names, in order.
        make: Makes the layer of a name.
    """

    __slots__ = ("_made", "_make", "text")

    def __init__(
        self, text: str, names: tuple[str, ...], make: Callable[[str], Layer[Any]]
    ) -> None:
        super().__init__(names)
        self.text = text
        self._make = make
        self._made: dict[str, Layer[Any]] = {}

    def __getitem__(self, name: str) -> Layer[Any]:
        layer = self._made.get(name)
        if layer is None:
            if name not in self._names:
                raise KeyError(name)
            layer = self._made[name] = self._make(name)
        return layer


def hint(name: object) -> str:
    """Return what makes a layer that an article lacks; nothing for a name that is not known."""
    if name in _ON_USE:
        return f"article.{name} makes them when they are first used"
    if name in _BY_ANNOTATION:
        return f"article.annotate([{name!r}]) makes it"
    if name in _BY_PARSING:
        return "corpus.parse and corpus.read make it, of raw text"
    return ""
