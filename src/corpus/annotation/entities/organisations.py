"""Rules for organisations: what belongs to a name in front and behind, and what is no organisation.

What lives here: a country before a ministry (美国国防部), a congress with its number (第九届全国
人大), names that run on to their last word (中国社会科学院世界经济研究所) and names whose last word
shows another class. What does not: bodies that are known (`known_bodies`), places, persons.
"""

import re
from functools import cache
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Pool, Rule
from corpus.annotation.entities.lexicon import (
    bodies,
    read_list,
    surnames,
    territories,
)

__all__ = ["ORGANISATION_RULES"]

_NO_STATE: Final = re.compile(r"[东西南北中总]部$|当局$")
_STATE_TAGS: Final = frozenset({"n", "nz", "nt", "ORG", "vn", "nw", "an", "LOC", "ns", "b", "j"})
_NUMBER: Final = re.compile(r"第?[一二三四五六七八九十百\d]{1,4}(?:届|次)$")
_ASSEMBLY: Final = re.compile(
    r"^(?:全国|省|市|中国)?.{0,12}(?:人大|人民代表大会|政协|全国代表大会|代表大会|常委会|委员会)$"
)
_CONGRESS: Final = re.compile(r"^(?:全国)?(?:代表)?大会$")
_NOT_PART: Final = re.compile(
    r"[部军队]队员$|^(?:干部|全部|内部|外部|东部|西部|南部|北部|中部|局部|部队|军队|排队|乐队|银行业)$"
)


@cache
def _ends() -> tuple[str, ...]:
    return tuple(sorted(read_list("organisation_ends.txt"), key=len, reverse=True))


@cache
def _state_ends() -> tuple[str, ...]:
    return tuple(read_list("state_bodies.txt"))


def _state_bodies(draft: Draft) -> Draft:
    """A place directly before a body of state is part of the body's name."""
    found = Pool(draft.mentions)
    for match in _missions().finditer(draft.shadow):
        mission = Mention(*match.span(), "ORG", None, "state_bodies")
        around = found.overlapping(*match.span())
        found.remove(m for m in around if m.label == "ORG" or not mission.contains(m))
        found.add(mission)
    ends = {m.end: m for m in draft.mentions if draft.of(m) in territories()}
    for mention in draft.mentions:
        if mention.label != "LOC" or mention.end - mention.start < 2:
            continue
        end = _committee_end(draft, mention) or _body_end(draft, mention.end)
        # Parties are of countries: 马萨诸塞州民主党人 are Democrats from there.
        if end is None or (
            draft.shadow[end - 1] == "党" and draft.of(mention) not in territories()
        ):
            continue
        # 泰国广西总会 is in Thailand, of people from Guangxi.
        country = ends.get(mention.start)
        start = country.start if country and draft.shadow[:end].endswith(_ABROAD) else mention.start
        whole = Mention(start, end, "ORG", mention.confidence, "state_bodies")
        found.remove(m for m in found.overlapping(whole.start, end) if m.label == "ORG")
        found.add(whole)
    return draft.with_mentions(found)


_ABROAD: Final = ("总会", "会馆", "同乡会", "商会", "公会", "联谊会")
_COMMITTEE: Final = re.compile(
    r"(?:[省市县区州地旗]|自治区)(?:委|政府|人大常委会|人大|政协|纪委|人民政府|军区|公安[厅局]|法院|检察院)(?=[^员会]|$)"
)


@cache
def _missions() -> re.Pattern[str]:
    """中国驻南联盟使馆: a country's mission in another."""
    countries = "|".join(sorted(territories(), key=len, reverse=True))
    mission = (
        r"(?:常?驻[\u4e00-\u9fff]{1,8}?(?:大使馆|使馆|总领事馆|领事馆|代表处|记者站)"
        r"|国家杜马|外务省|大藏省|通产省|文部省|防卫[厅省])"
    )
    return re.compile(f"(?:{countries}){mission}")


def _committee_end(draft: Draft, mention: Mention) -> int | None:
    """广东 + 省委书记: the committee ends inside the tagger's word."""
    if draft.of(mention)[-1] in "省市县区州":
        return None
    committee = _COMMITTEE.match(draft.shadow, mention.end)
    return committee.end() if committee else None


def _body_end(draft: Draft, start: int) -> int | None:
    for word in draft.following(start, 3):
        text = draft.of(word)
        if word.tag not in _STATE_TAGS or _NOT_PART.search(text):
            return None
        if text.endswith(_state_ends()) and not _NO_STATE.search(text):
            # 法国公司 and 美国大学 are any company and any university there.
            return None if word.start == start and text in read_list("any_bodies.txt") else word.end
        if word.end - word.start > 4 or word.tag in {"ORG", "LOC", "ns"}:
            return None
    return None


def _assemblies(draft: Draft) -> Draft:
    """第九届全国人大 and 中国致公党第十一次全国代表大会: the number belongs to the name."""
    found = Pool(draft.mentions)
    for mention in draft.mentions:
        if mention.label != "ORG":
            continue
        wider = mention
        before = draft.preceding(mention.start)
        if before and _NUMBER.search(draft.of(before)) and _ASSEMBLY.search(draft.of(mention)):
            wider = attrs.evolve(wider, start=before.start, rule="assemblies")
        following = draft.following(mention.end, 3)
        if len(following) > 1 and _NUMBER.search(draft.of(following[0])):
            last = next(
                (
                    w
                    for w in following[1:]
                    if _CONGRESS.search(draft.of(w)) or draft.of(w).endswith("代表大会")
                ),
                None,
            )
            if last:
                wider = attrs.evolve(wider, end=last.end, rule="assemblies")
        if wider is not mention:
            found.remove([mention])
            found.add(wider)
    return draft.with_mentions(found)


def _tails(draft: Draft) -> Draft:
    """An organisation followed by nouns up to the last word of an organisation's name is longer."""
    found = Pool(draft.mentions)
    for mention in draft.mentions:
        if mention.label == "ORG" and (end := _tail_end(draft, mention.end)):
            whole = attrs.evolve(mention, end=end, rule="tails")
            around = found.overlapping(whole.start, whole.end)
            found.remove(m for m in around if whole.contains(m) and m.label in {"ORG", "PERSON"})
            found.add(whole)
    return draft.with_mentions(found)


_LAST: Final = re.compile(
    r"(?:委员会|研究所|研究院|研究中心|学院|总局|公司|支部|分社|分局|分行|医院|小组|委|厅|局|处|司|部|院|系|所|队|会|室)$"
)


def _tail_end(draft: Draft, start: int) -> int | None:
    """Where the name ends, if at most five nouns lead from here to such a word."""
    for word in draft.following(start, 6):
        text = draft.of(word)
        if word.tag not in {
            "n",
            "nz",
            "nt",
            "ns",
            "vn",
            "c",
            "ORG",
            "LOC",
            "an",
            "nw",
        } or _NOT_PART.search(text):
            return None
        if text in _OFFICE_UNITS and draft.shadow.startswith((text + "长", "副" + text), word.end):
            # 国家发展改革委财政金融司 + 副司长
            return word.end
        if word.tag == "c" and (text not in "与和" or _starts_anew(draft, word.end)):
            return None
        if (
            _LAST.search(text)
            and word.tag in {"n", "nt", "ORG", "nz"}
            and (text in read_list("unit_words.txt") or text in bodies())
        ) or (len(text) > 2 and _LAST.search(text) and text.endswith(_ends())):
            return word.end
    return None


_OFFICE_UNITS: Final = frozenset("司局厅处部所")


def _starts_anew(draft: Draft, start: int) -> bool:
    """Whether another organisation begins here: 全国妇联与卫生部 are two."""
    words = draft.following(start, 1)
    return (
        not words
        or words[0].tag in {"ORG", "nt", "LOC", "ns", "PER"}
        or draft.of(words[0]) in bodies()
    )


@cache
def _sure_ends() -> tuple[str, ...]:
    return tuple(read_list("sure_ends.txt"))


def _may_be_person(name: str) -> bool:
    return len(name) <= 3 and name[0] in surnames()


def _by_last_word(draft: Draft) -> Draft:
    """上海申花队 is no place and 台州市 no organisation: the last word tells."""
    kept = []
    for given in draft.mentions:
        mention = given
        name = draft.of(mention)
        if mention.label in {"LOC", "PERSON"} and (
            (len(name) > 3 and name.endswith(_sure_ends()))
            # 义勇军 is an army, 王建军 a man; 八一队 is a team.
            or (len(name) > 2 and name[-1] in "军队" and not _may_be_person(name))
        ):
            mention = attrs.evolve(mention, label="ORG", rule="last_words")
        elif (
            mention.label == "ORG"
            and re.search(r"[省市县镇乡村岛山河湖]$", name)
            and len(name) <= 5
        ) or (mention.label == "PERSON" and len(name) > 2 and name[-1] in "乡镇县"):
            mention = attrs.evolve(mention, label="LOC", rule="last_words")
        kept.append(mention)
    return draft.with_mentions(kept)


def _conjunction(draft: Draft) -> Draft:
    """和法国国民议会 is a name after a conjunction, which is cut off."""
    kept = []
    for given in draft.mentions:
        mention = given
        name = draft.of(mention)
        if mention.label == "ORG" and name[0] in "应据经由" and name[1:] in bodies():
            mention = attrs.evolve(mention, start=mention.start + 1, rule="conjunctions")
        elif len(name) > 4 and name[0] in "和与及同跟" and name.endswith(_sure_ends()):
            mention = attrs.evolve(
                mention, start=mention.start + 1, label="ORG", confidence=None, rule="conjunctions"
            )
        elif (
            mention.label == "ORG"
            and name.startswith("地区")
            and draft.before(mention.start, 1) in set("在该各")
        ):
            mention = attrs.evolve(mention, start=mention.start + 2, rule="conjunctions")
        kept.append(mention)
    return draft.with_mentions(kept)


ORGANISATION_RULES: Final = {
    "conjunctions": Rule("conjunctions", "a conjunction taken into the name", _conjunction),
    "last_words": Rule(
        "last_words", "places and organisations taken for each other", _by_last_word
    ),
    "state_bodies": Rule(
        "state_bodies", "a country torn from its ministry (美国国防部)", _state_bodies
    ),
    "assemblies": Rule("assemblies", "a congress without its number (第九届…)", _assemblies),
    "tails": Rule("tails", "organisations cut before their last word", _tails),
}
