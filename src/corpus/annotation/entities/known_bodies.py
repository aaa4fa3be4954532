"""Rules for bodies that are known or seen at once: of the dictionary, media, armies, inner names.

What lives here: bodies of jieba's dictionary, organs before an office (机关工委书记), media named
after a place, armies, companies with a place in brackets, buildings of bodies, bodies of no place
in particular, and the names that an organisation's name begins with. What does not: how far a name
goes (`organisations`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Pool, Rule, Word
from corpus.annotation.entities.lexicon import (
    bodies,
    common_nouns,
    known_places,
    read_list,
    territories,
    titles,
)
from corpus.annotation.entities.place_classes import place_class

__all__ = ["BODY_RULES"]


def _known(draft: Draft) -> Draft:
    """A word that is an organisation of the dictionary is one: 新华社, 解放军, 外交部."""
    found = list(draft.mentions)
    listed, common = bodies(), _common_words()
    for word in draft.words:
        name = draft.of(word)
        if (
            (name not in _ORGANS and (name not in listed or name in common))
            or word.tag in {"PER", "ORG", "v"}
            or any(i in draft.covered for i in range(word.start, word.end))
        ):
            continue
        start = _organ_start(draft, word) if name in _ORGANS else None
        if start is not None:
            found.append(Mention(start, word.end, "ORG", None, "known_bodies"))
        elif name in listed and name not in common:
            found.append(Mention(word.start, word.end, "ORG", None, "known_bodies"))
    return draft.with_mentions(found)


_ORGANS: Final = frozenset(
    ["工委", "纪委", "团委", "妇联", "侨联", "文联", "作协", "科协", "残联", "工商联", "党组"]
)


def _organ_start(draft: Draft, word: Word) -> int | None:
    """Where 机关工委 begins, if it is followed by an office: 机关工委书记."""
    before = draft.preceding(word.start)
    after = draft.following(word.end, 1)
    if (
        before is None
        or before.tag != "n"
        or not after
        or not draft.of(after[0]).endswith(titles())
    ):
        return None
    return before.start


@cache
def _common_words() -> frozenset[str]:
    return read_list("common_bodies.txt")


def _media(draft: Draft) -> Draft:
    """金山网 and 羊城晚报社 are media: a place or a name before 网, 报, 台 or 社."""
    kept = []
    for given in draft.mentions:
        mention = given
        words = draft.following(mention.end, 1)
        if (
            mention.label == "LOC"
            and words
            and draft.of(words[0]) in _MEDIA
            and words[0].tag in {"n", "nz", "ng"}
        ):
            mention = attrs.evolve(mention, end=words[0].end, label="ORG", rule="media_names")
        kept.append(mention)
    return draft.with_mentions(kept)


_MEDIA: Final = frozenset({"网", "日报", "晚报", "晨报", "时报", "电视台", "卫视", "广播电台"})


def _inner(draft: Draft) -> Draft:
    """Names inside an organisation's name: the place it begins with, the body it belongs to."""
    found = list(draft.mentions)
    for mention in draft.mentions:
        if mention.label not in {"ORG", "LOC"}:
            continue
        name = draft.of(mention)
        for length, label in _parts(name, mention.label):
            found.append(Mention(mention.start, mention.start + length, label, None, "inner_names"))
            rest = name[length:]
            more = _place_length(rest) if label == "LOC" else None
            if village := _VILLAGE.match(rest) if label == "LOC" else None:
                more = village.end()
            if more and more < len(rest):
                start = mention.start + length
                found.append(Mention(start, start + more, "LOC", None, "inner_names"))
    return draft.with_mentions(found)


_VILLAGE: Final = re.compile(r"[\u4e00-\u9fff]{1,6}[村镇乡县区市](?=党|委|支|村|农|小|中|医|卫)")


_SUBUNIT: Final = re.compile(
    r"(.{2,}?(?:委员会|[省市县区]委|计生委|[^委]委|部|科学院|大学|公司|银行|集团|政府|协会|法院|村|联))"
    r"(.{2,12}?(?:司|局|处|厅|部|所|院|系|中心|支部|分行|分会|分院|办公室|论坛))"
)


def _parts(name: str, label: str) -> Iterator[tuple[int, str]]:
    """Lengths and labels of the names that a name begins with."""
    if label == "ORG":
        if unit := _SUBUNIT.fullmatch(name):
            yield len(unit[1]), "LOC" if unit[1].endswith("村") else "ORG"
        if length := _place_length(name):
            yield length, "LOC"


def _place_length(name: str) -> int | None:
    """How many characters of a name's beginning are a place, or None."""
    for length in range(min(9, len(name) - 1), 1, -1):
        head = name[:length]
        if head in territories() or (head in known_places() and not _is_word(head)):
            # 南京市 and not 南京 of 南京市政府.
            return length
    return None


def _is_word(head: str) -> bool:
    return head in common_nouns()


_COMPANY: Final = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{2,6}[（(](?P<place>[\u4e00-\u9fff]{2,4})[）)]"
    r"[\u4e00-\u9fff]{0,12}?(?:(?:股份|责任)?有限(?:责任)?公司|集团|公司)"
)


def _companies(draft: Draft) -> Draft:
    """阿里巴巴（中国）网络技术有限公司: a place in brackets is part of a company's name."""
    found = Pool(draft.mentions)
    for match in _COMPANY.finditer(draft.shadow):
        if match["place"] not in territories() and match["place"] not in known_places():
            continue
        open_at = match.start("place") - 1
        starts = [m.start for m in found.overlapping(open_at - 1, open_at) if m.label == "ORG"]
        word = draft.preceding(open_at)
        start = starts[0] if starts else word.start if word else match.start()
        whole = Mention(start, match.end(), "ORG", None, "companies")
        found.remove(m for m in found.overlapping(start, match.end()) if m.label != "LOC")
        found.add(whole)
    return draft.with_mentions(found)


_ARMY: Final = re.compile(r"[美英法德俄日韩苏以清宋明蜀魏吴秦楚国共]军")
_ARMY_LENGTH: Final = 2


def _armies(draft: Draft) -> Draft:
    """美军, 日军 and 清军 are armies of one state."""
    armies = (
        Mention(word.start, word.end, "ORG", None, "armies")
        for word in draft.words
        if word.end - word.start == _ARMY_LENGTH
        and _ARMY.fullmatch(draft.of(word))
        and word.start not in draft.covered
    )
    return draft.with_mentions([*draft.mentions, *armies])


def _facilities(draft: Draft) -> Draft:
    """班加罗尔空军基地 is a place, though a body comes first; 中国京剧院 with a head is a body."""
    kept = []
    for given in draft.mentions:
        mention = given
        words = draft.following(mention.end, 1)
        if mention.label == "LOC" and _is_headed(draft, mention):
            mention = attrs.evolve(mention, label="ORG", rule="facilities")
        elif (
            mention.label == "ORG"
            and mention.rule != "armies"
            and words
            and draft.of(words[0]) in read_list("buildings.txt")
            and words[0].tag in {"n", "s", "nz"}
        ):
            mention = attrs.evolve(mention, end=words[0].end, label="LOC", rule="facilities")
        kept.append(mention)
    return draft.with_mentions(kept)


def _is_headed(draft: Draft, mention: Mention) -> bool:
    name = draft.of(mention)
    return (
        len(name) > 3
        and place_class(name) == "FAC"
        and name[-1] in "院馆厂校所社店"
        and draft.shadow.startswith((name[-1] + "长", "副" + name[-1] + "长", "党委"), mention.end)
    )


_LOCAL: Final = re.compile(
    r"(?:[省市县区镇乡村州旗地]|自治[区州县旗]|街道)(?:委|政府|人大|政协|人民政府|委员会)"
    r"|[省市县区](?:[\u4e00-\u9fff]{1,6}(?:局|厅|办|委|法院|检察院|部门))"
)


def _local_bodies(draft: Draft) -> Draft:
    """省政府 and 市公安局 name a kind of body: which one, only a place in front would say."""
    kept = [m for m in draft.mentions if m.label != "ORG" or not _LOCAL.fullmatch(draft.of(m))]
    return draft.with_mentions(kept)


BODY_RULES: Final = {
    "facilities": Rule("facilities", "a body's building taken for the body", _facilities),
    "local_bodies": Rule(
        "local_bodies", "bodies of no place in particular (省政府)", _local_bodies
    ),
    "companies": Rule("companies", "a company's name cut at its brackets", _companies),
    "armies": Rule("armies", "armies overlooked (美军)", _armies),
    "known_bodies": Rule("known_bodies", "well-known bodies overlooked", _known),
    "media_names": Rule("media_names", "a medium named after a place", _media),
    "inner_names": Rule("inner_names", "names inside names not found", _inner),
}
