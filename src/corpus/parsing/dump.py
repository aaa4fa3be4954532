"""`parse`: from the text of a newspaper dump to its articles.

The stages, each in a module of its own: `lines` (split), `records` (what is labelled), `noise`
(what belongs to the page),
`wraps` (undo hard wrapping), `blocks` and `evidence` (what can be seen), `decide` (what it
means), `drafts` and `build` (articles). Files are read in `read`; long ones in `stream`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.arguments import described
from corpus.model import Corpus, Decision
from corpus.parsing.blocks import make_blocks
from corpus.parsing.build import build
from corpus.parsing.dateline import check_dates
from corpus.parsing.dateline_cuts import find_datelines
from corpus.parsing.decide import decide
from corpus.parsing.drafts import Found, drafts
from corpus.parsing.lines import scan
from corpus.parsing.noise import part_pages
from corpus.parsing.records import part_records
from corpus.parsing.rules import Rules, rules_of
from corpus.parsing.wraps import unwrap
from corpus.spans import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from corpus.parsing.lines import Scan

__all__ = ["parse"]

_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1C), 0x7F])
_NAME = re.compile(r"\S{1,250}\.[A-Za-z]{2,5}")  # what is given to parse for its contents
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_SAMPLE = 200_000
_GLANCE = 2_000
_SURE = 0.999
_ISSUE = 4  # datelines under one head: that of a whole issue, not of an article


def parse(
    text: str,
    *,
    source: str = "<string>",
    rules: Rules | None = None,
    year: int | None = None,
    published: dt.date | None = None,
) -> Corpus:
    r"""Split the text of a newspaper dump into articles.

    Finds where articles begin, with or without headline; rejoins paragraphs that a page
    break cut and unwraps hard-wrapped lines; leaves out page numbers and running headers;
    and says why it did so: `Article.decisions`, and `Corpus.decisions` for what lies outside
    the articles. Every character of an article leads back into `text`
    (`Article.raw_spans`); `coverage` accounts for the whole of it.

    Args:
        text: The dump, of any length.
        source: A name for it; the articles' ids are this name, ``#`` and a number from 1.
        rules: What to decide by; the packaged `default_rules` if not given.
        year: The year of datelines that name none.
        published: The day of publication, from which datelines are completed.

    Returns:
        The articles in order. Where there are none, an empty corpus whose one decision
        says what was found instead.

    Raises:
        TypeError: If `text` is no string; decode bytes first, or use `corpus.read`.
        TextError: If an article has a lone surrogate.
        ParseError: If `year` or `published` is no year or date.

    Example:
        >>> news = parse("要闻一则\n\n新华社北京1月5日电　会议今天开\n— 3 —\n幕。\n")
        >>> news[0].title, news[0].paragraphs[0].text
        ('要闻一则', '新华社北京1月5日电　会议今天开幕。')
        >>> [decision.rule for decision in news[0].decisions]
        ['boundary.title', 'join.page', 'noise.number']
        >>> parse("no Chinese here").decisions[0].rule
        'empty.no-chinese'
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is parsed, not {described(text)}")
    published = check_dates(year, published)
    chosen = rules_of(rules)
    settled = settle(text, chosen)
    if isinstance(settled, Decision):
        return Corpus(decisions=(settled,))
    found = settled.found
    if not found.drafts:
        lines = _many(len(found.outside), "line")
        reason = f"only page numbers, headers and rules: {lines}"
        whole = Decision("empty.only-noise", Span(0, len(text)), reason, _SURE)
        return Corpus(decisions=(whole, *found.outside))
    articles = build(found, text, settled.scan, source=source, year=year, published=published)
    return Corpus(articles, decisions=found.outside)


class Settled(NamedTuple):
    """A text that has been decided on, before its articles are made."""

    scan: Scan
    found: Found


def settle(text: str, rules: Rules) -> Settled | Decision:
    """Decide on every line of `text`; or say why there is nothing to decide."""
    scanned = scan(text)
    if (reason := _unfit(text, scanned, rules)) is not None:
        return reason
    records = part_records(scanned, rules)
    heads = records.heads()
    pages = part_pages(records.lines, rules, heads)
    blocks = make_blocks(unwrap(pages.lines, rules), pages.ruled, rules)
    datelines = find_datelines(blocks)
    told = records.told
    if len(records.starts) == 1 and sum(datelines.begins.values()) >= _ISSUE:
        told = {start: told[start] for start in heads}
    verdicts = decide(blocks, datelines.begins, rules, told)
    found = drafts(blocks, verdicts, records.noise + pages.noise, rules, records)
    return Settled(scanned, found._replace(read=datelines.read))


def _unfit(text: str, scanned: Scan, rules: Rules) -> Decision | None:
    """Return why `text` holds no Chinese news, or `None` if it may."""
    whole = Span(0, len(text))
    if not scanned.lines:
        what = f"{_many(len(text), 'character')} of white space" if text else "no characters"
        return Decision("empty.blank", whole, what, 1.0)
    limits = rules.thresholds
    samples = [text] if len(text) <= _SAMPLE else list(_samples(text))
    control = sum(map(_control, samples))
    # Not all characters are visible, but most texts have Han enough for that, too.
    han, enough = _count_han(samples, limits["han"] * sum(map(len, samples)))
    if enough and not control:
        return None
    visible = sum(len("".join(sample.split())) for sample in samples)
    if control > limits["control"] * visible:
        what = f"{control} control characters among {visible}: not text, or in another encoding"
        return Decision("empty.binary", whole, what, _SURE)
    if enough or han >= limits["han"] * visible:
        return None
    hint = "; corpus.read reads the file of that name" if _NAME.fullmatch(text) else ""
    what = f"{han} Chinese characters among {visible}{hint}"
    return Decision("empty.no-chinese", whole, what, _SURE)


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def _control(sample: str) -> int:
    """Count control characters, and those that stand for bytes that could not be decoded."""
    data = sample.encode("ascii", "ignore")
    return len(data) - len(data.translate(None, _CONTROL)) + sample.count("\ufffd")


def _count_han(samples: list[str], least: float) -> tuple[int, bool]:
    """Count Han characters until there are `least`, and tell whether there are."""
    han = 0
    for glance in _glances(samples):  # most texts have shown what they are after a few
        han += sum(map(len, _HAN.findall(glance)))
        if han >= least:
            return han, True
    return han, han >= least


def _glances(samples: list[str]) -> Iterator[str]:
    for sample in samples:
        for start in range(0, len(sample), _GLANCE):
            yield sample[start : start + _GLANCE]


def _samples(text: str) -> Iterator[str]:
    """Yield ten stretches of a long text, from its beginning to its end."""
    size = _SAMPLE // 10
    step = (len(text) - size) // 9
    for number in range(10):
        yield text[number * step : number * step + size]
