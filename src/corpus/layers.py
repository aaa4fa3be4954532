"""`Layer`: one kind of annotation over one text, as columns.

A layer of 10,000 tokens is a few arrays, not 10,000 objects; an item is made when it is
asked for. Rows stand in order of their starts and, by convention, the longer first where
starts are equal, so that a nested item follows the one it lies in.

A layer knows its text and the class of its items, not what they mean.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import le
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

import attrs

from corpus.arguments import check_function, check_spanned, check_text, described
from corpus.errors import LayerError, SpanError
from corpus.spans import Span, Spanned, offset_column

if TYPE_CHECKING:
    from corpus.alignment import Alignment, Mode

__all__ = ["Layer"]


T = TypeVar("T", bound=Any)

_BLOCK = 256
"""Items that are made at a time where their class can make many."""


class Layer(Sequence[T], Generic[T]):
    """An immutable sequence of annotated stretches of a text, kept as columns.

    Args:
        text: The text that the offsets point into.
        item: The class of the items, an attrs class. It is called with ``start``, ``end``,
            ``text`` and one keyword a column, and with ``layer``, the layer itself. Where it has a
            class method ``check_columns(columns, starts, ends, length)``, that is asked too; where
            it has ``of_rows(layer, starts, ends, columns)``, that makes the items of an iteration.
        starts: Start of each item in code points, shape ``(n,)``.
        ends: End of each item, half-open, shape ``(n,)``.
        columns: The other fields of the items, by name, each of length ``n``.
        source: Who made the layer: ``gold``, ``rules``, ``jieba 0.42.1``.

    Raises:
        LayerError: If columns differ in length, rows are out of order or the source is no string.
        SpanError: If an item leaves the text or ends before it starts.

    Example:
        >>> from corpus.model import Sentence
        >>> layer = Layer("走了。来了。", Sentence, [0, 3], [3, 6], source="example")
        >>> len(layer), layer[1].text, layer.source
        (2, '来了。', 'example')
        >>> [s.text for s in layer.within(Span(0, 5))]
        ['走了。']
    """

    __slots__ = (
        *("_columns", "_ends", "_item", "_owner", "_reach", "_source", "_starts", "_text"),
        "_whole",
    )

    def __init__(
        self,
        text: str,
        item: type[T],
        starts: Iterable[int],
        ends: Iterable[int],
        columns: Mapping[str, Sequence[Any]] | None = None,
        *,
        source: str = "",
    ) -> None:
        check_text(text)
        if not isinstance(source, str):
            raise LayerError(f"a layer's source is a string, not {source!r}")
        plain = {name: _column(values) for name, values in (columns or {}).items()}
        self._fill(text, item, _offsets(starts), _offsets(ends), plain, source)
        self._check()

    def _fill(
        self,
        text: str,
        item: type[T],
        starts: array[int],
        ends: array[int],
        columns: dict[str, tuple[Any, ...]],
        source: str,
    ) -> None:
        self._text = text
        self._item = item
        self._starts = starts
        self._ends = ends
        self._columns = columns
        self._source = source
        self._owner: object = None
        self._reach: array[int] | None = None
        self._whole: Layer[T] | None = None

    @classmethod
    def of(
        cls, text: str, item: type[T], rows: Iterable[Mapping[str, Any] | T], *, source: str = ""
    ) -> Layer[T]:
        """Make a layer from rows in any order, each with ``start``, ``end`` and the other fields.

        Every row must have the same fields.

        Args:
            text: The text that the offsets point into.
            item: The class of the items.
            rows: Mappings with ``start`` and ``end`` in code points, and the other fields by name,
                or items of that class. A ``text`` is compared with the words that stand there.
            source: Who made the layer.

        Raises:
            LayerError: If rows differ in their fields, or the text does not say what a row says.
            SpanError: If a row leaves the text.

        Example:
            >>> from corpus.model import Paragraph
            >>> layer = Layer.of("甲乙", Paragraph, [{"start": 1, "end": 2}])
            >>> [p.text for p in layer]
            ['乙']
            >>> Layer.of("甲乙", Paragraph, [p for p in layer if p.start]) == layer
            True
        """
        try:
            plain = [_row(row, item) for row in rows]
            ordered = sorted(plain, key=lambda row: (row["start"], -row["end"]))
        except (KeyError, TypeError) as error:
            wanted = f"every row is a mapping with start and end, or an item ({item.__name__})"
            raise LayerError(f"{wanted}: {error!r}") from None
        names = list(ordered[0]) if ordered else []
        for index, row in enumerate(ordered):
            if set(row) != set(names):
                raise LayerError(f"row {index} has the fields {sorted(row)}, not {sorted(names)}")
        given = {"start", "end", "text"}
        columns = {n: [row[n] for row in ordered] for n in names if n not in given}
        starts = [row["start"] for row in ordered]
        made = cls(text, item, starts, [row["end"] for row in ordered], columns, source=source)
        if "text" in names:
            for index, (row, words) in enumerate(zip(ordered, made.texts(), strict=True)):
                if row["text"] != words:
                    raise LayerError(f"row {index} is {words!r} in the text, not {row['text']!r}")
        return made

    def _check(self) -> None:
        starts, ends, count, length = self._starts, self._ends, len(self._starts), len(self._text)
        for name, column in {"ends": ends, **self._columns}.items():
            if len(column) != count:
                raise LayerError(f"column {name!r} has {len(column)} rows, starts has {count}")
        self._check_fields()
        if not count:
            return
        if starts[0] < 0 or max(ends) > length or not all(map(le, starts, ends)):
            pairs = enumerate(zip(starts, ends, strict=True))
            row = next(i for i, (start, end) in pairs if not 0 <= start <= end <= length)
            reason = f"row {row} of the layer is no span of its text"
            raise SpanError(reason, starts[row], ends[row], length)
        if not all(map(le, starts, starts[1:])):
            row = next(i for i in range(1, count) if starts[i] < starts[i - 1])
            raise LayerError(
                f"row {row} starts at {starts[row]}, before row {row - 1} at {starts[row - 1]}; "
                "sort rows by start (Layer.of does)"
            )
        check = getattr(self._item, "check_columns", None)
        if check is not None:
            check(self._columns, starts, ends, length)

    def _check_fields(self) -> None:
        fields, name = _fields(cast("Any", self._item)), self._item.__name__
        for column in self._columns:
            if column not in fields:
                raise LayerError(f"{name} has no field {column!r}; it has: {', '.join(fields)}")
        for field, default in fields.items():
            if default is attrs.NOTHING and field not in self._columns and len(self):
                raise LayerError(f"{name} needs the column {field!r}, which is missing")

    # -- looking --------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The text that the offsets point into."""
        return self._text

    @property
    def item(self) -> type[T]:
        """The class of the items."""
        return self._item

    @property
    def whole(self) -> Layer[T]:
        """The layer that this one was chosen from by `filter`, `within` or a slice; or itself."""
        return self if self._whole is None else self._whole

    @property
    def source(self) -> str:
        """Who made the layer."""
        return self._source

    @property
    def owner(self) -> object:
        """The object whose layer this is, such as an article, or `None`."""
        return self._owner

    @property
    def starts(self) -> memoryview[int]:
        """Start of each item, a read-only column of int32 (NumPy reads it without a copy)."""
        return memoryview(self._starts).toreadonly()

    @property
    def ends(self) -> memoryview[int]:
        """End of each item, a read-only column of int32."""
        return memoryview(self._ends).toreadonly()

    @property
    def columns(self) -> Mapping[str, tuple[Any, ...]]:
        """The other fields of the items, by name."""
        return dict(self._columns)

    def column(self, name: str) -> tuple[Any, ...]:
        """Return one field of all items; its default where the layer has no such column.

        Args:
            name: A field of the items; ``start``, ``end`` and ``text`` as well.

        Returns:
            One value an item, in order.

        Raises:
            LayerError: If the items have no such field.

        Example:
            >>> import corpus
            >>> corpus.find_entities("毛健在北京说").column("label")
            ('PERSON', 'GPE')
        """
        if name in self._columns:
            return self._columns[name]
        if name in {"start", "end"}:
            return tuple(self._starts if name == "start" else self._ends)
        if name == "text":
            return tuple(self.texts())
        fields = _fields(cast("Any", self._item))
        if name not in fields:
            raise LayerError(f"items have no field {name!r}; there are: {', '.join(fields)}")
        return (fields[name],) * len(self)

    def spans(self) -> Iterator[Span]:
        """Yield the span of each item.

        Example:
            >>> from corpus.model import Sentence
            >>> layer = Layer("走了。来了。", Sentence, [0, 3], [3, 6])
            >>> list(layer.spans())
            [Span(start=0, end=3), Span(start=3, end=6)]
        """
        return (Span(start, end) for start, end in zip(self._starts, self._ends, strict=True))

    def texts(self) -> Iterator[str]:
        """Yield the text of each item, without making the items.

        Example:
            >>> from corpus.model import Sentence
            >>> layer = Layer("走了。来了。", Sentence, [0, 3], [3, 6])
            >>> list(layer.texts())
            ['走了。', '来了。']
        """
        pairs = zip(self._starts, self._ends, strict=True)
        return (self._text[start:end] for start, end in pairs)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Layer[T]: ...
    def __getitem__(self, index: int | slice) -> T | Layer[T]:
        if isinstance(index, slice):
            if index.step is not None and index.step < 0:
                raise LayerError("a layer stays in the order of its text; use reversed(layer)")
            return self._take(range(len(self))[index])
        try:
            start, end = self._starts[index], self._ends[index]
        except IndexError:
            raise IndexError(f"there is no item {index} in {self!r}") from None
        except TypeError:
            asked = "an item is asked for by its place, a layer by a slice"
            raise TypeError(f"{asked}, not {described(index)}") from None
        fields = {name: column[index] for name, column in self._columns.items()}
        text = self._text[start:end]
        item: T = self._item(start=start, end=end, text=text, layer=self, **fields)
        return item

    def __iter__(self) -> Iterator[T]:
        text, item, names = self._text, self._item, tuple(self._columns)
        make = getattr(item, "of_rows", None)
        if make is not None:
            for low in range(0, len(self), _BLOCK):
                rows = slice(low, low + _BLOCK)
                columns = {name: column[rows] for name, column in self._columns.items()}
                yield from make(self, self._starts[rows], self._ends[rows], columns)
            return
        rest = zip(self._starts, self._ends, *self._columns.values(), strict=True)
        for start, end, *values in rest:
            fields = dict(zip(names, values, strict=True))
            yield item(start=start, end=end, text=text[start:end], layer=self, **fields)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Layer):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self._text, self._item, self._starts.tobytes(), self._ends.tobytes()))

    def _key(self) -> tuple[object, ...]:
        return (
            self._source,
            self._item,
            self._starts,
            self._ends,
            self._columns,
            self._text,
        )

    def __repr__(self) -> str:
        made = f" by {self._source}" if self._source else ""
        return f"<Layer of {len(self)} {self._item.__name__}{made}>"

    # -- choosing -------------------------------------------------------------------

    def within(self, span: Span | Spanned) -> Layer[T]:
        """Return the items that lie wholly within `span` (or any object with start and end).

        Args:
            span: A stretch of the text, in code points: a `Span`, an entity, a sentence.

        Example:
            >>> from corpus.model import Sentence
            >>> layer = Layer("走了。来了。", Sentence, [0, 3], [3, 6])
            >>> len(layer.within(Span(1, 6)))
            1
        """
        check_spanned(span)
        first = bisect_left(self._starts, span.start)
        last = bisect_right(self._starts, span.end)
        return self._take([row for row in range(first, last) if self._ends[row] <= span.end])

    def overlapping(self, span: Span | Spanned) -> Layer[T]:
        """Return the items that share at least one character with `span`.

        Args:
            span: A stretch of the text, in code points: a `Span`, an entity, a sentence.

        Example:
            >>> from corpus.model import Sentence
            >>> layer = Layer("走了。来了。", Sentence, [0, 3], [3, 6])
            >>> len(layer.overlapping(Span(2, 4)))
            2
        """
        check_spanned(span)
        if self._reach is None:  # the furthest end so far, to find the first row that can reach
            self._reach = array("i", accumulate(self._ends, max))
        first = bisect_right(self._reach, span.start)
        last = bisect_left(self._starts, span.end)
        rows = range(first, last)
        return self._take(
            [
                row
                for row in rows
                if max(self._starts[row], span.start) < min(self._ends[row], span.end)
            ]
        )

    def filter(self, predicate: Callable[[T], bool] | None = None, **fields: object) -> Layer[T]:
        """Return the items for which `predicate` is true and whose attributes have these values.

        Args:
            predicate: Called with each item.
            **fields: Any attributes of the items: ``label="PERSON"``, ``text="赵亚夫"``,
                ``speaker="庄义庆"``.

        Raises:
            LayerError: If the items have no such attribute.
            AnnotationError: If the attribute can't have the value, such as an unknown label.

        Example:
            >>> import corpus
            >>> people = corpus.load()[0].entities.filter(label="PERSON")
            >>> people[0].text
            '华春雨'
        """
        check_function(predicate, "filter")
        rows: Iterable[int] = range(len(self))
        for name, value in fields.items():
            shown = self._shown(name, value)
            rows = [row for row in rows if shown[row] == value]
        if predicate is not None:
            rows = [row for row in rows if predicate(self[row])]
        return self._take(rows)

    def _shown(self, name: str, value: object) -> Sequence[Any]:
        """Return what every item shows under a name: a column, or what it makes of one."""
        if isinstance(getattr(self._item, name, None), property):
            return [getattr(item, name) for item in self]
        check = getattr(self._item, "check_value", None)
        if check is not None:
            check(name, value)
        return self.column(name)

    def _take(self, rows: Iterable[int]) -> Layer[T]:
        rows = list(rows)
        taken: Layer[T] = Layer.__new__(Layer)
        taken._text, taken._item, taken._source = self._text, self._item, self._source
        taken._starts = array("i", [self._starts[row] for row in rows])
        taken._ends = array("i", [self._ends[row] for row in rows])
        taken._columns = {
            name: tuple([column[row] for row in rows]) for name, column in self._columns.items()
        }
        taken._owner, taken._reach, taken._whole = self._owner, None, self.whole
        return taken

    # -- changing -------------------------------------------------------------------

    def map(self, alignment: Alignment, text: str, mode: Mode = "expand") -> Layer[T]:
        """Return the layer moved to another text along `alignment`.

        Columns whose values are spans, or tuples of them, move too; other values stay.
        With ``expand``, items that cut one replaced phrase between them overlap afterwards:
        both then cover the whole phrase.

        Args:
            alignment: From this layer's text to `text`.
            text: The new text.
            mode: As for `Alignment.map_span`.

        Raises:
            LayerError: If the alignment is not one between the two texts.

        Example:
            >>> import corpus
            >>> names = corpus.find_entities("互联网公司在北京")
            >>> conversion = corpus.convert("互联网公司在北京", "s2twp")
            >>> moved = names.map(conversion.alignment, conversion.text)
            >>> names[0].span, moved[0].span, moved[0].text
            (Span(start=6, end=8), Span(start=7, end=9), '北京')
        """
        if alignment.source_length != len(self._text) or alignment.target_length != len(text):
            raise LayerError(
                f"{alignment!r} does not join texts of {len(self._text)} and {len(text)} characters"
            )
        if alignment.is_identity:
            starts, ends, columns = self._starts, self._ends, self._columns
        else:
            starts, ends = alignment.map_spans(self._starts, self._ends, mode)
            columns = {
                name: tuple(_moved(value, alignment, mode) for value in column)
                for name, column in self._columns.items()
            }
        return Layer(text, self._item, starts, ends, columns, source=self._source)

    def owned_by(self, owner: object) -> Layer[T]:
        """Return the same layer whose items know `owner`; for classes that hold layers.

        Args:
            owner: What the items are of, such as an article; no part of their value.

        Example:
            >>> import corpus
            >>> sentences = corpus.split_sentences("走了。来了。")
            >>> article = corpus.Article(id="a", text="走了。来了。")
            >>> sentences.owned_by(article).owner.id
            'a'
        """
        owned: Layer[T] = Layer.__new__(Layer)
        for slot in ("_columns", "_ends", "_item", "_reach", "_source", "_starts", "_text"):
            setattr(owned, slot, getattr(self, slot))
        owned._owner, owned._whole = owner, None
        return owned

    def without_owner(self) -> Layer[T]:
        """Return the same layer whose items know no owner.

        Example:
            >>> import corpus
            >>> people = corpus.load()[0].entities.filter(label="PERSON")
            >>> people.owner.id, people.without_owner().owner
            ('dangjian-wenda', None)
        """
        return self if self._owner is None and self._whole is None else self.owned_by(None)

    def __copy__(self) -> Layer[T]:
        return self

    def __deepcopy__(self, _memo: object) -> Layer[T]:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _rebuilt,
            (self._text, self._item, self._starts, self._ends, self._columns, self._source),
        )


def trusted_layer(
    text: str,
    item: type[T],
    starts: Iterable[int],
    ends: Iterable[int],
    columns: Mapping[str, Iterable[Any]] | None = None,
    *,
    source: str = "",
) -> Layer[T]:
    """Make a layer without checking it: for the library's own makers of many small layers.

    The caller vouches for all that `Layer` would refuse, and that no value is NumPy's.
    """
    layer: Layer[T] = Layer.__new__(Layer)
    plain = {name: tuple(values) for name, values in columns.items()} if columns else {}
    layer._fill(text, item, array("i", starts), array("i", ends), plain, source)  # noqa: SLF001
    return layer


def _row(row: Any, item: type[Any]) -> Mapping[str, Any]:
    """Return an item as the row that it would be made of."""
    if not isinstance(row, item):
        return cast("Mapping[str, Any]", row)
    names = ("start", "end", "text", *_fields(cast("Any", item)))
    values = {f.alias: getattr(row, f.name) for f in attrs.fields(cast("Any", item))}
    return {name: values[name] for name in names}


def _rebuilt(
    text: str,
    item: type[Any],
    starts: array[int],
    ends: array[int],
    columns: dict[str, tuple[Any, ...]],
    source: str,
) -> Layer[Any]:
    return Layer(text, item, starts, ends, columns, source=source)


def _moved(value: object, alignment: Alignment, mode: Mode) -> object:
    if isinstance(value, Span):
        return alignment.map_span(value, mode)
    if isinstance(value, tuple):
        return tuple(_moved(part, alignment, mode) for part in value)
    return value


@cache
def _fields(item: Any) -> dict[str, Any]:
    """Return the fields that an item has besides offsets and text, with their defaults."""
    if not attrs.has(item):
        raise LayerError(f"items are of a class that attrs made, such as Entity, not {item!r}")
    given = {"start", "end", "text", "layer"}
    return {f.alias: f.default for f in attrs.fields(item) if f.init and f.alias not in given}


def _column(values: Sequence[Any]) -> tuple[Any, ...]:
    # NumPy's scalars do not compare, hash or write as what they stand for.
    plain = tuple(values.tolist() if hasattr(values, "tolist") else values)
    if any(hasattr(kind, "dtype") for kind in set(map(type, plain))):
        return tuple([v.item() if hasattr(v, "dtype") else v for v in plain])
    return plain


def _offsets(values: Iterable[int]) -> array[int]:
    try:
        return offset_column(values)
    except (TypeError, OverflowError) as error:
        raise LayerError(f"offsets are whole numbers below 2**31: {error}") from None
