"""Agreement within a document: a name found once is found everywhere, and aliases share an id.

What lives here: the second pass over a text with the names of the first, and ids. What does not:
names across documents; an id says only that two mentions of one text are the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Rule
from corpus.annotation.entities.lexicon import common_nouns, read_list, surnames
from corpus.annotation.entities.lookup import LONGEST, find_names

__all__ = ["AGREEMENT_RULES", "identities"]

_SURE: Final = 0.6
_NAMES: Final = ("PERSON", "ORG", "LOC")


def _everywhere(draft: Draft) -> Draft:
    """A name found with good confidence is found wherever it plainly stands in the text."""
    known = _known(draft)
    if not known:
        return draft
    found = list(draft.mentions)
    covered = set(draft.covered)
    for start, end in find_names(draft.shadow, known):
        if any(i in covered for i in range(start, end)) or not _at_words(
            draft, start, end, known[draft.shadow[start:end]]
        ):
            continue
        found.append(Mention(start, end, known[draft.shadow[start:end]], None, "agreement"))
        covered.update(range(start, end))
    return draft.with_mentions(found)


def _known(draft: Draft) -> dict[str, str]:
    """Names worth looking for, with the label most of their mentions have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in draft.mentions:
        if mention.label in _NAMES and mention.end - mention.start > 1:
            sure = mention.confidence is None or mention.confidence >= _SURE
            votes[draft.of(mention)][mention.label] += 1 if sure else 0
    return {name: vote.most_common(1)[0][0] for name, vote in votes.items() if vote.total()}


def _at_words(draft: Draft, start: int, end: int, label: str) -> bool:
    """Whether a stretch stands as words: it begins where one begins and ends where one ends.

    A person's name of three or more characters is too long to stand anywhere by chance.
    """
    if label == "PERSON" and end - start > 2:
        return True
    return start in draft.word_at and end in draft.word_to


def _short_names(draft: Draft) -> Draft:
    """妇联 where 全国妇联 is named: an organisation's name without its first word."""
    common = read_list("common_bodies.txt")
    short = set()
    for mention in draft.mentions:
        head = _NATIONAL.match(draft.of(mention)) if mention.label == "ORG" else None
        rest = draft.of(mention)[head.end() :] if head else ""
        if len(rest) >= 2 and rest not in common:
            short.add(rest)
    if not short:
        return draft
    found = list(draft.mentions)
    covered = set(draft.covered)
    for start, end in find_names(draft.shadow, short):
        if not covered.intersection(range(start, end)) and end in draft.word_to:
            found.append(Mention(start, end, "ORG", None, "short_names"))
    return draft.with_mentions(found)


_NATIONAL: Final = re.compile(r"全国|中国|中央|国家|中共")


def _same_label(draft: Draft) -> Draft:
    """One name has one class in one text: the surest mentions decide for the others."""
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in draft.mentions:
        if mention.label in _NAMES:
            weights[draft.of(mention)][mention.label] += round(100 * (mention.confidence or 0.5))
    kept = []
    for given in draft.mentions:
        mention = given
        if mention.label in _NAMES:
            label, weight = weights[draft.of(mention)].most_common(1)[0]
            own = weights[draft.of(mention)][mention.label]
            if label != mention.label and weight > 2 * own and len(draft.of(mention)) > 1:
                mention = attrs.evolve(mention, label=label, rule="one_class")
        kept.append(mention)
    return draft.with_mentions(kept)


def _given_names(draft: Draft) -> Draft:
    """亚夫 is a person where 赵亚夫 is one: given names standing alone."""
    given = {}
    for mention in draft.mentions:
        name = draft.of(mention)
        if mention.label == "PERSON" and len(name) == 3 and name[0] in surnames():
            given[name[1:]] = name
        if (
            mention.label == "PERSON"
            and len(last := re.split("[·•‧・]", name)[-1]) > 1
            and last != name
        ):
            given[last] = name
    if not given:
        return draft
    # 好亚夫 is no name of three characters but an adjective before one of two.
    found = [
        attrs.evolve(m, start=m.start + 1, rule="given_names")
        if m.label == "PERSON" and draft.of(m)[1:] in given and draft.of(m)[0] not in surnames()
        else attrs.evolve(m, label="PERSON", rule="given_names")
        if m.label in {"ORG", "LOC"} and draft.of(m) in given
        else m
        for m in draft.mentions
    ]
    covered = {i for m in found for i in range(m.start, m.end)}
    for start, end in find_names(draft.shadow, given):
        if not covered.intersection(range(start, end)) and _is_name(draft, start, end):
            found.append(Mention(start, end, "PERSON", None, "given_names"))
    return draft.with_mentions(found)


def _is_name(draft: Draft, start: int, end: int) -> bool:
    """Whether a given name stands where it is no common word: the tagger saw no noun or verb."""
    row = draft.word_at.get(start)
    if row is None:
        return end in draft.word_to
    word = draft.words[row]
    if word.tag == "n":
        return draft.shadow[start:end] not in common_nouns()
    return word.end != end or word.tag not in {"v", "vn", "a", "m", "d", "r", "t", "TIME"}


def _surnames_alone(draft: Draft) -> Draft:
    """砸向蔡的头部, after 蔡智财: a surname stands for who was named in full before."""
    named: dict[str, int] = {}
    for mention in draft.mentions:
        name = draft.of(mention)
        if mention.label == "PERSON" and len(name) in {2, 3} and name[0] in surnames():
            named.setdefault(name[0], mention.end)
    if not named:
        return draft
    alone = (
        Mention(word.start, word.end, "PERSON", None, "surnames_alone")
        for word in draft.words
        if word.end - word.start == 1
        and word.tag in {"nr", "PER", "nz", "LOC", "ns"}
        and named.get(draft.of(word), word.end) <= word.start
        and word.start not in draft.covered
    )
    return draft.with_mentions([*draft.mentions, *alone])


AGREEMENT_RULES: Final = {
    "surnames_alone": Rule("surnames_alone", "surnames standing alone (蔡)", _surnames_alone),
    "agreement": Rule("agreement", "a name found once and overlooked elsewhere", _everywhere),
    "short_names": Rule("short_names", "short names of bodies (妇联)", _short_names),
    "given_names": Rule("given_names", "given names standing alone (亚夫)", _given_names),
    "one_class": Rule("one_class", "one name with two classes in one text", _same_label),
}


def identities(draft: Draft) -> list[str | None]:
    """An id for each mention: mentions of one thing have the same, whatever they are called.

    Args:
        draft: A finished draft.

    Returns:
        One id a mention, in the order of `draft.mentions`: the label and the longest name, such as
        `PERSON:赵亚夫`. Names only; dates and amounts have none.
    """
    full: dict[tuple[str, str], str] = {}
    for name, key in {(_bare(draft.of(m)), _group(m.label)) for m in draft.mentions}:
        for short in _short_forms(name, key):
            longest = full.get((key, short), "")
            full[key, short] = max(longest, name, key=lambda known: (len(known), known))
    titles = _abbreviated_titles(draft)
    found: list[str | None] = []
    for mention in draft.mentions:
        key = _group(mention.label)
        name = _bare(draft.of(mention))
        name = titles.get(name, name) if key == "WORK" else full.get((key, name), name)
        found.append(f"{key}:{name}")
    return found


def _group(label: str) -> str:
    return (
        "GPE" if label in {"LOC", "FAC"} else "WORK" if label in {"LAW", "WORK_OF_ART"} else label
    )


def _bare(name: str) -> str:
    return name.strip("《》〈〉")


def _short_forms(name: str, key: str) -> Iterator[str]:
    """What a name may be shortened to within a text."""
    if len(name) > LONGEST:
        return
    if key == "PERSON":
        yield from (name[start:] for start in range(1, len(name) - 1))
        yield from (part for part in re.split("[·•‧・]", name) if part != name)
        if name[0] in surnames() and len(name) > 1:
            yield name[0]
    elif key == "ORG" and (head := _NATIONAL.match(name)) and len(name) - head.end() > 1:
        yield name[head.end() :]
    elif key == "GPE" and name[-1] in "省市县区州镇乡村" and len(name) > 2:
        yield name[:-1]


def _abbreviated_titles(draft: Draft) -> dict[str, str]:
    """《意见》 stands for the last longer title before it that ends in its word."""
    endings: dict[str, str] = {}
    short: dict[str, str] = {}
    for mention in draft.mentions:
        if mention.label in {"LAW", "WORK_OF_ART"}:
            name = _bare(draft.of(mention))
            if len(name) > LONGEST:
                continue
            if name in endings:
                short.setdefault(name, endings[name])
            endings |= {name[start:]: name for start in range(1, len(name) - 1)}
    return short
