"""`find_values`: dates, times, amounts and numbers of a text as one layer.

What lives here: running the grammars (`dates`, `quantities`) over the folded text, and what becomes
of values when the day of publication is uncertain. What does not: the grammars themselves, what is
no value although it reads like one (`set_phrases`), and names.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from corpus.annotation.shadow import fold
from corpus.annotation.values.dates import iter_dates
from corpus.annotation.values.duration_leads import with_lead
from corpus.annotation.values.expressions import Expression
from corpus.annotation.values.quantities import iter_quantities
from corpus.arguments import check_text
from corpus.layers import Layer
from corpus.model import Entity
from corpus.values import DateValue

__all__ = ["find_values", "iter_values"]

SOURCE = "rules"


def iter_values(
    text: str,
    *,
    published: date | DateValue | None = None,
    words: Mapping[int, tuple[int, str]] | None = None,
    currency: str = "CNY",
) -> Iterator[Expression]:
    """Find values in a folded text; the plain form of `find_values`.

    Args:
        text: Folded text (`shadow.fold`).
        published: Day of publication, from which relative dates are reckoned.
        words: A tagger's words, start → (end, part of speech).
        currency: What a plain 元 means, ISO 4217.

    Yields:
        Expressions that do not overlap, in order of their start.
    """
    dates = list(_dates(text, published))
    amounts = iter_quantities(text, taken=dates, words=words, currency=currency)
    last: Expression | None = None
    for found in sorted([*dates, *amounts], key=lambda e: e.start):
        joined = with_lead(text, found, last)
        if last is not None and joined.start >= last.end:
            yield last
        last = joined
    if last is not None:
        yield last


def _dates(text: str, published: date | DateValue | None) -> Iterator[Expression]:
    if not isinstance(published, DateValue):
        yield from iter_dates(text, published=published)
        return
    day = published.earliest if published.earliest == published.latest else None
    told = {(e.start, e.end): e.value for e in iter_dates(text)}
    for given in iter_dates(text, published=day):
        found = given
        reckoned = (
            isinstance(found.value, DateValue) and told.get((found.start, found.end)) != found.value
        )
        if reckoned and published.is_uncertain:
            edtf = "/".join(f"{part}?" for part in str(found.value).split("/"))
            found = attrs.evolve(found, value=DateValue(edtf))
        yield found


def find_values(
    text: str, *, published: date | DateValue | None = None, currency: str = "CNY"
) -> Layer[Entity]:
    """Find dates, times, amounts and numbers, with normalised values.

    Args:
        text: Any text, in either script, with full-width or half-width digits.
        published: Day of publication; 今年, 昨天 and dates without a year are reckoned from it. If
            it is an uncertain `DateValue` (`2014-05-29?`), so are the values reckoned from it.
        currency: What a plain 元 means, as an ISO 4217 code.

    Returns:
        A layer of entities labelled DATE, TIME, PERCENT, MONEY, QUANTITY, ORDINAL or CARDINAL
        that do not overlap. Offsets are code points of `text`.

    Raises:
        AnnotationError: If `published` is no date.
        TypeError: If `text` is no string.

    Example:
        >>> for e in find_values("2013年12月底，73个县的67万儿童，高達２８．２％"):
        ...     print(e.label, e.text, e.value)
        DATE 2013年12月底 2013-12
        CARDINAL 73个县 73 县
        CARDINAL 67万儿童 670000 人
        PERCENT ２８．２％ 28.2 %
    """
    check_text(text)
    found = list(iter_values(fold(text), published=published, currency=currency))
    columns: dict[str, Sequence[object]] = {
        "label": [e.label for e in found],
        "id": [None] * len(found),
        "value": [e.value for e in found],
        "confidence": [None] * len(found),
        "source": [SOURCE] * len(found),
    }
    starts, ends = [e.start for e in found], [e.end for e in found]
    return Layer(text, Entity, starts, ends, columns, source=SOURCE)
