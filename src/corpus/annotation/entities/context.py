"""Rules that judge a name by the words around it, and by how sure the network is.

What lives here: tags of parts of speech read as names, names where a value stands, classes that the
words around contradict (在努克, 努克总统), and names too unsure to keep. What does not: rules that
look at a name's own characters.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Rule
from corpus.annotation.entities.foreign_names import LATIN_NAME, PERSON_AFTER, PERSON_BEFORE
from corpus.annotation.entities.lexicon import (
    bodies,
    common_nouns,
    read_list,
    surnames,
    territories,
)

__all__ = ["CONTEXT_RULES"]

_AS_NAMES: Final = {"nr": "PERSON", "ns": "LOC", "nt": "ORG"}
_PLACE_BEFORE: Final = re.compile(
    r"(?:位于|设于|坐落于|抵达|飞往|前往|出生于|生于|赴|在|位处|来自)$"
)
_PLACE_AFTER: Final = re.compile(
    r"(?:国王|共和国|总督|市(?!民)|省|州|岛|港|当局|政府|机场|境内|地区|一带|主教|战役|以[东西南北]|北部|南部|东部|西部)"
)
_PLAINLY_PLACES: Final = re.compile(r"等地|检查站|难民营|口岸|流域|水位|水文站|海域|沿岸|境内|两岸")
_MARKS: Final = " \t\u3000《》〈〉“”‘’「」『』（）()[]【】,，。；;：:、!！?？\"'…—-"
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_SYMBOL: Final = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_MOST_WORDS: Final = 6  # of a name in Latin letters: University of California Los Angeles
# Least confidence of a name, and of one that is tagged as a part of speech only. A name is worth
# keeping where it is right more often than half of F1 (Lipton et al. 2014); measured on the train
# part of Universal NER.
_LEAST: Final = 0.3
_LEAST_TAGGED: Final = {"LOC": 0.5, "ORG": 0.45, "PERSON": 0.3}


def _as_names(draft: Draft) -> Draft:
    """Words the network tags nr, ns and nt, as parts of speech, are names as well."""
    found = list(draft.mentions)
    for word in draft.words:
        label = _AS_NAMES.get(word.tag)
        # One character is a person or body only in poems.
        if label and (word.end - word.start > 1 or label == "LOC"):
            found.append(Mention(word.start, word.end, label, word.confidence, "tagged_names"))
    return draft.with_mentions(found)


def _marks(draft: Draft) -> Draft:
    """No name begins or ends with a quotation mark, a bracket or a comma, or goes over 、."""
    kept = []
    for given in _without_commas(draft):
        mention = given
        start, end = mention.start, mention.end
        while start < end and draft.text[start] in _MARKS:
            start += 1
        while start < end and draft.text[end - 1] in _MARKS:
            end -= 1
        if (start, end) != (mention.start, mention.end):
            mention = attrs.evolve(mention, start=start, end=end, rule="marks")
        # 012105 is a code, whatever stands around it.
        if "\n" not in draft.shadow[start:end] and any(c.isalpha() for c in draft.text[start:end]):
            kept.append(mention)
    return draft.with_mentions(kept)


def _without_commas(draft: Draft) -> Iterator[Mention]:
    for mention in draft.mentions:
        start = mention.start
        for part in draft.of(mention).split("、"):
            rule = (
                mention.rule
                if start == mention.start and len(part) == mention.end - start
                else "marks"
            )
            yield attrs.evolve(mention, start=start, end=start + len(part), rule=rule)
            start += len(part) + 1


def _common_nouns(draft: Draft) -> Draft:
    """民族地区 and 贫困地区 are kinds of place: no names."""
    places = {mention.end for mention in draft.mentions if mention.label == "LOC"}
    kept = [
        mention
        for mention in draft.mentions
        if mention.label not in {"LOC", "ORG"}
        or (mention.confidence or 0) >= _BEYOND_DOUBT
        # 鼓楼区 after 福州市 is a district of it.
        or mention.start in places
        or not is_common(draft.of(mention))
    ]
    return draft.with_mentions(kept)


_BEYOND_DOUBT: Final = 0.8


def is_common(name: str) -> bool:
    """Whether a name is a common noun of the dictionary, or two of them set together.

    The dictionary has the tag of common nouns for many names as well (虹口足球场, 申花队); a noun
    counts if what stands before the word for its kind is one, too (淡水 + 湖).

    Example:
        >>> is_common("民族地区"), is_common("淡水湖"), is_common("虹口足球场"), is_common("北京")
        (True, True, False, False)
    """
    nouns = common_nouns()
    if name in nouns and len(name) > 2 and not name.endswith(("政府", "委", "法院")):
        return any(name[:-tail] in nouns for tail in (1, 2, 3) if len(name) - tail > 1)
    return (
        len(name) in {4, 5}
        and name[:2] in nouns
        and name[2:] in nouns
        and name[2:] in read_list("common_kinds.txt")
    )


def _no_values(draft: Draft) -> Draft:
    """Where a date or an amount stands, no name can begin or end (万立方米 is no place)."""
    blocked = {i for start, end in draft.taken for i in range(start, end)}
    kept = [
        m
        for m in draft.mentions
        if not (m.start in blocked and m.end - 1 in blocked)
        and not _UNIT.fullmatch(draft.of(m))
        and not (m.end - m.start == 1 and is_no_country(draft, m.start))
    ]
    return draft.with_mentions(kept)


def is_no_country(draft: Draft, offset: int) -> bool:
    """Whether a character is no country's where it stands: 苏-27 is a plane, 脱欧 a policy."""
    return draft.after(offset + 1, 1) in set("-—－") or draft.before(offset, 1) in set("脱退")


_UNIT: Final = re.compile(r"[十百千万亿]{0,2}(?:平方|立方)?(?:公里|千米|米|英里|公顷|元|美元|吨)")


def _surroundings(draft: Draft) -> Draft:
    """在努克 and 努克市 are of a place, 总统努克 and 努克说 of a person."""
    kept = []
    for given in draft.mentions:
        mention = given
        before, after = draft.before(mention.start, 3), draft.after(mention.end, 3)
        name = draft.of(mention)
        if mention.label == "PERSON" and not PERSON_BEFORE.search(before):
            place = _PLACE_AFTER.match(after) or (
                _PLACE_BEFORE.search(before) and not _after_person(draft, mention)
            )
            # Chinese full names are surer than what stands around them, but for a few words.
            plain = (
                _PLAINLY_PLACES.match(draft.shadow, mention.end)
                or _is_venue(draft, mention)
                or _is_foreign_place(draft, mention)
            )
            if plain or (place and (mention.confidence or 0) < 0.8):
                mention = attrs.evolve(mention, label="LOC", rule="surroundings")
        elif mention.label == "LOC" and name not in territories() and 2 <= len(name) <= 5:
            person = PERSON_BEFORE.search(before) and PERSON_AFTER.match(after)
            mention = (
                attrs.evolve(mention, label="PERSON", rule="surroundings") if person else mention
            )
        kept.append(mention)
    return draft.with_mentions(kept)


def _is_venue(draft: Draft, mention: Mention) -> bool:
    """在法国埃维昂举行: a name between a country and what takes place is no person's."""
    if not _TAKES_PLACE.match(draft.shadow, mention.end):
        return False
    start = mention.start - (draft.before(mention.start, 1) == "的")
    country = draft.preceding(start)
    return (
        country is not None
        and draft.of(country) in territories()
        and draft.before(country.start, 1) in set("在于赴")
    )


def _is_foreign_place(draft: Draft, mention: Mention) -> bool:
    """城市拉姆安拉 and 在希伯伦重新部署: where one is, if it is no Chinese name."""
    name = draft.of(mention)
    if len(name) < 3 or (name[0] in surnames() and len(name) < 4) or "·" in name:
        return False
    if _TOWN.search(draft.before(mention.start, 2)):
        return True
    return draft.before(mention.start, 1) == "在" and not _BY_PERSON.match(
        draft.shadow, mention.end
    )


_TOWN: Final = re.compile("城市|首都|首府|重镇|小镇|小城|港口|古城|省会|村庄")
_BY_PERSON: Final = re.compile(
    "看来|领导|带领|率领|陪同|主持|指挥|统治|政府|时代|时期|执政|在位|的|之后|之前|身|心|手|眼|家|那|这|时|面前|说|讲|发|和|与|、|，"
)


_TAKES_PLACE: Final = re.compile("举行|召开|会晤|举办|开幕|闭幕|签署")


def _after_person(draft: Draft, mention: Mention) -> bool:
    words = draft.following(mention.end, 1)
    return bool(words) and words[0].tag in {"v", "n", "u", "d"}


def _foreign(draft: Draft) -> Draft:
    """A whole sentence of another language, or a row of symbols, is no name."""
    kept = []
    for mention in draft.mentions:
        name = draft.text[mention.start : mention.end]
        words = len(name.split())
        if _HAN.search(name) or (words <= _MOST_WORDS and not _SYMBOL.search(name)):
            kept.append(mention)
    return draft.with_mentions(kept)


def _sure(draft: Draft) -> Draft:
    """A name the network itself hardly believes in is dropped."""
    kept = []
    for mention in draft.mentions:
        tagged = mention.rule == "tagged_names"
        least = _LEAST_TAGGED[mention.label] if tagged else _LEAST
        if tagged and draft.of(mention) in bodies():
            least = 0.0
        elif mention.label == "PERSON" and (
            _SPELLED.match(draft.shadow, mention.end) or LATIN_NAME.fullmatch(draft.of(mention))
        ):
            # The network hardly knows foreign spellings, and doubts them when it is right.
            least = 0.0
        elif not tagged and _confirmed(draft, mention):
            least = _LEAST_CONFIRMED
        if mention.confidence is None or mention.confidence >= least:
            kept.append(mention)
    return draft.with_mentions(kept)


def _confirmed(draft: Draft, mention: Mention) -> bool:
    """Whether a name's last word, or what stands around it, says that it is of its class."""
    name = draft.of(mention)
    if mention.label == "ORG":
        return len(name) > 3 and name.endswith(_last_words()) and (mention.confidence or 0) > 0.2
    if mention.label == "PERSON":
        before = draft.before(mention.start, 4).rstrip()
        after = draft.after(mention.end, 2)
        return bool(PERSON_BEFORE.search(before) or PERSON_AFTER.match(after))
    return len(name) > 2 and name[-1] in _PLACE_ENDS


_SPELLED: Final = re.compile(r" ?[（(][A-Z][A-Za-z.'’-]+ ")
_PLACE_ENDS: Final = frozenset("省市县乡镇村河江湖山岛路街州")
_LEAST_CONFIRMED: Final = 0.1


@cache
def _last_words() -> tuple[str, ...]:
    return tuple(read_list("organisation_ends.txt"))


CONTEXT_RULES: Final = {
    "foreign_text": Rule("foreign_text", "other languages and symbols taken for names", _foreign),
    "tagged_names": Rule("tagged_names", "names tagged as a part of speech only", _as_names),
    "marks": Rule("marks", "『』 and other marks glued to names", _marks),
    "common_nouns": Rule("common_nouns", "common nouns taken for names", _common_nouns),
    "no_values": Rule("no_values", "amounts taken for names", _no_values),
    "surroundings": Rule("surroundings", "transliterated names of the wrong class", _surroundings),
    "sure_names": Rule("sure_names", "names the network doubts itself", _sure),
}
