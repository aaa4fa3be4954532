"""`find_entities`: from a text to its layer of entities.

What lives here: the order of the rules, and the call that joins tagger, rules and grammars. What
does not: any rule, the tagger (`name_tagger`), and how conflicts are settled (`conflicts`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Final, TypeAlias

import attrs

from corpus.annotation.entities.agreement import AGREEMENT_RULES, identities
from corpus.annotation.entities.conflicts import Found, settle
from corpus.annotation.entities.context import CONTEXT_RULES
from corpus.annotation.entities.draft import Draft, Mention, Rule, Word
from corpus.annotation.entities.foreign_names import FOREIGN_RULES
from corpus.annotation.entities.known_bodies import BODY_RULES
from corpus.annotation.entities.letters import LETTER_RULES
from corpus.annotation.entities.name_tagger import NameTagger, network, sentence_spans, shadow_of
from corpus.annotation.entities.organisations import ORGANISATION_RULES
from corpus.annotation.entities.persons import PERSON_RULES
from corpus.annotation.entities.place_classes import CLASS_RULES
from corpus.annotation.entities.places import PLACE_RULES
from corpus.annotation.entities.press import PRESS_RULES
from corpus.annotation.entities.views import outermost
from corpus.annotation.entities.works import WORK_RULES
from corpus.annotation.shadow import fold, simplified
from corpus.annotation.values.expressions import Expression
from corpus.annotation.values.recognition import iter_values
from corpus.arguments import (
    check_function,
    check_several,
    check_spanned,
    check_text,
    described,
)
from corpus.errors import TextError, UnknownNameError
from corpus.layers import Layer
from corpus.model import Entity
from corpus.spans import Span
from corpus.values import DateValue

__all__ = ["RULES", "find_entities"]

ReadValues: TypeAlias = Callable[..., Iterator[Expression]]
"""`iter_values` with the day of publication and the currency that are given."""

_ALL: Final = {
    **CONTEXT_RULES,
    **PERSON_RULES,
    **FOREIGN_RULES,
    **PLACE_RULES,
    **LETTER_RULES,
    **CLASS_RULES,
    **BODY_RULES,
    **PRESS_RULES,
    **ORGANISATION_RULES,
    **WORK_RULES,
    **AGREEMENT_RULES,
}

RULES: Final[tuple[str, ...]] = (
    "tagged_names",
    "marks",
    "foreign_text",
    "no_values",
    "common_nouns",
    "conjunctions",
    "titled",
    "sure_names",
    "latin_names",
    "last_words",
    "middle_dots",
    "hyphens",
    "heads",
    "bylines",
    "titles_off",
    "surname_with_title",
    "name_edges",
    "run_together",
    "known_places",
    "pairs",
    "listed",
    "abbreviated",
    "related",
    "surroundings",
    "known_bodies",
    "parties",
    "acronyms",
    "armies",
    "place_tails",
    "one_class",
    "agreement",
    "given_names",
    "surnames_alone",
    "state_bodies",
    "assemblies",
    "tails",
    "companies",
    "facilities",
    "local_bodies",
    "media_names",
    "place_edges",
    "mainland",
    "in_brackets",
    "titles",
    "papers",
    "basic_laws",
    "norms",
    "events",
    "programmes",
    "named_in_quotes",
    "short_names",
    "peoples",
    "inner_names",
    "chains",
    "chain_links",
    "place_classes",
)
"""The rules in the order they run. Later rules see what earlier ones made."""


def find_entities(
    text: str,
    *,
    rules: Iterable[str] | None = None,
    tagger: NameTagger | None = None,
    shadow: Callable[[str], str] | None = None,
    published: date | DateValue | None = None,
    currency: str = "CNY",
    known: Iterable[tuple[Span, str]] = (),
    nested: bool = True,
) -> Layer[Entity]:
    """Find names, dates, amounts and numbers, in either script.

    Args:
        text: Any text without lone surrogates.
        rules: Names of the rules to run, out of `RULES`; None for all, () for the bare network.
        tagger: What tags words and names; None for the network in the `jieba` package.
        shadow: Simplifies a text one character for one; None for OpenCC's character table.
        published: Day of publication, from which relative dates are reckoned.
        currency: What a plain 元 means, as an ISO 4217 code.
        known: Names that are known beforehand, each a span of `text` and a label, such as those of
            a dateline; what crosses them gives way.
        nested: Whether names within names stay (江苏 in 江苏华西新市村).

    Returns:
        A layer of entities, sorted by start, longer first. Offsets are code points of `text`.

    Raises:
        UnknownNameError: If a rule is not in `RULES`.
        TextError: If the text holds a lone surrogate, or `shadow` changes its length.

    Example:
        >>> [(e.text, e.label) for e in find_entities("镇江市科技局局长毛健5月29日说。")]
        [('镇江市科技局', 'ORG'), ('镇江市', 'GPE'), ('毛健', 'PERSON'), ('5月29日', 'DATE')]
    """
    check_text(text)
    check_several(known, "known=")
    check_several(() if rules is None else rules, "rules=")
    check_function(shadow, "shadow=")
    if tagger is not None and not callable(getattr(tagger, "tag", None)):
        raise TypeError(f"tagger= takes what has tag(), not {described(tagger)}")
    chosen = _chosen(rules)
    read = partial(iter_values, published=published, currency=currency)
    draft, values = _first_draft(text, tagger or network(), shadow or simplified, read)
    draft = _with_known(draft, known)
    for rule in chosen:
        draft = rule.apply(draft)
    return _layer(draft, values, nested=nested)


def _chosen(names: Iterable[str] | None) -> tuple[Rule, ...]:
    if names is None:
        return tuple(_ALL[name] for name in RULES)
    wanted = tuple(names)
    for name in wanted:
        if name not in _ALL:
            raise UnknownNameError("rule", name, RULES)
    return tuple(_ALL[name] for name in RULES if name in wanted)


def _first_draft(
    text: str, tagger: NameTagger, shadow: Callable[[str], str], read: ReadValues
) -> tuple[Draft, list[Expression]]:
    """Words and names as the network has them, and the values of the grammars."""
    _refuse_surrogates(text)
    plain = shadow_of(text, shadow)
    if len(plain) != len(text):
        raise TextError(f"the shadow has {len(plain)} characters, the text {len(text)}")
    words, mentions = [], []
    spans = list(sentence_spans(plain))
    tagged = tagger.tag([plain[start:end] for start, end in spans], confidence=True)
    for (at, _), sentence in zip(spans, tagged, strict=True):
        sure: Sequence[float | None] = sentence.confidences or [None] * len(sentence.starts)
        for start, end, tag, confidence in zip(
            sentence.starts, sentence.ends, sentence.tags, sure, strict=True
        ):
            words.append(Word(at + start, at + end, tag, confidence))
            if label := {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"}.get(tag):
                mentions.append(Mention(at + start, at + end, label, confidence))
    nouns = {word.start: (word.end, word.tag) for word in words}
    values = list(read(fold(plain), words=nouns))
    values = list(_clear_of_names(values, mentions, fold(plain), read))
    taken = tuple((value.start, value.end) for value in values)
    return Draft(text, plain, tuple(words), tuple(mentions), taken), values


def _clear_of_names(
    values: Iterable[Expression],
    mentions: Iterable[Mention],
    folded: str,
    read: ReadValues,
) -> Iterator[Expression]:
    """The 约 of 北约两架 is the name's: such a value is read anew from the name's end."""
    ends = {
        inside: mention.end
        for mention in mentions
        if (mention.confidence or 0) >= _SURE_NAME
        for inside in range(mention.start + 1, mention.end)
    }
    for value in values:
        end = ends.get(value.start)
        if end is None or end >= value.end:
            yield value
            continue
        for rest in read(folded[end : value.end]):
            yield attrs.evolve(rest, start=rest.start + end, end=rest.end + end)


_SURE_NAME: Final = 0.5


def _with_known(draft: Draft, known: Iterable[tuple[Span, str]]) -> Draft:
    known = tuple(known)
    for pair in known:
        given: object = pair
        if not (isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], str)):
            raise TypeError(f"known= takes pairs (span, label), not {pair!r}")
        check_spanned(pair[0])
    certain = [
        Mention(span.start, span.end, "LOC" if label in {"GPE", "FAC"} else label, 1.0, "known")
        for span, label in known
    ]
    if not certain:
        return draft
    others = (m for m in draft.mentions if not any(m.overlaps(sure) for sure in certain))
    return draft.with_mentions([*others, *certain])


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = "a lone surrogate is no character; decode the file with errors='replace'"
        raise TextError(reason, offset=error.start) from error


def _layer(draft: Draft, values: list[Expression], *, nested: bool) -> Layer[Entity]:
    ids = identities(draft)
    names = [
        Found(m.start, m.end, m.label, None, m.confidence, _source(m), id_)
        for m, id_ in zip(draft.mentions, ids, strict=True)
    ]
    amounts = [Found(v.start, v.end, v.label, v.value, None, "rules", None) for v in values]
    kept = settle([*names, *amounts])
    if not nested:
        kept = list(outermost(kept))  # type: ignore[arg-type]
    fields = ("label", "id", "value", "confidence", "source")
    columns = {name: [getattr(found, name) for found in kept] for name in fields}
    source = f"lac-small (jieba {_jieba()}) + rules"
    return Layer(
        draft.text, Entity, [f.start for f in kept], [f.end for f in kept], columns, source=source
    )


def _source(mention: Mention) -> str:
    return "lac-small" if mention.rule == "network" else f"rules:{mention.rule}"


@cache
def _jieba() -> str:
    try:
        return version("jieba")
    except PackageNotFoundError:
        return "?"
