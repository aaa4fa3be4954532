"""Rules for places: known names, edges of names, and chains of administrative units.

What lives here: countries, cities and long names of the dictionary, edges of place names
(苏门答腊岛北部, 戈兰 + 高地), chains (云南省禄劝彝族苗族自治县) and their links. What does not:
countries of one character (`letters`), GPE, LOC and FAC told apart (`place_classes`), and
organisations with a place in front (`organisations`).
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Pool, Rule, Word
from corpus.annotation.entities.lexicon import cities, known_places, places, read_list, territories
from corpus.annotation.entities.lookup import LONGEST, find_names
from corpus.annotation.entities.place_classes import place_class
from corpus.annotation.tables import read_table

__all__ = ["PLACE_RULES", "chain_links"]

_DIRECTION: Final = re.compile(
    r"(?:东北|西北|东南|西南|中东|中西|中南|[东西南北中])(?:部|面|端|郊)$|(?:境内|市区|城区|郊区|沿岸|周边|一带)$"
)
_ADMIN: Final = re.compile(
    r"(?:省|市|自治区|特别行政区|地区|自治州|州|盟|县|旗|区|镇|乡|街道|村|屯)$"
)


def _known(draft: Draft) -> Draft:
    """A word that is the name of a country, or a long place name of the dictionary, is a place."""
    found = Pool(_as_place(draft, mention) for mention in draft.mentions)
    for word in draft.words:
        name = draft.of(word)
        if word.tag in {"v", "d", "a", "p", "c", "u", "ORG"} or word.end - word.start < 2:
            continue
        if name not in territories() and not (name in places() and word.tag not in {"n", "PER"}):
            continue
        span = Mention(word.start, word.end, "LOC", None, "known_places")
        inside = found.overlapping(span.start, span.end)
        if all(m.label == "PERSON" and span.contains(m) for m in inside):
            found.remove(inside)
            found.add(span)
    for start, end in find_names(draft.shadow, cities()):
        _put_city(draft, found, start, end)
    return draft.with_mentions(found)


def _as_place(draft: Draft, mention: Mention) -> Mention:
    """台州 beside 温州 is a city, whatever the network takes it for."""
    name = draft.of(mention)
    place = mention.label == "ORG" and name[-1] in "州县市省镇" and name in known_places()
    return attrs.evolve(mention, label="LOC", rule="known_places") if place else mention


def _put_city(draft: Draft, found: Pool, start: int, end: int) -> None:
    """波哥大 is a city, though the network reads 波哥 + 大会."""
    around = found.overlapping(start, end)
    longer = any(
        m.start <= start and end <= m.end
        for m in around
        # A body of that very name is a team, or no body at all where the network doubts it.
        if m.label != "PERSON" and (m.end - m.start > end - start or (m.confidence or 1) >= _TEAM)
    )
    dotted = {draft.before(start, 1), draft.after(end, 1)} & set("·•‧・")
    named = any(m.start < start or m.end > end for m in around if m.label == "PERSON")
    if not longer and not dotted and not named:
        found.remove(around)
        found.add(Mention(start, end, "LOC", None, "known_places"))


_TEAM: Final = 0.6


def _edges(draft: Draft) -> Draft:
    """苏门答腊岛北部 and 南投市区 are parts of places: the name ends before."""
    kept = []
    for given in draft.mentions:
        mention = given
        name = draft.of(mention)
        if mention.label == "LOC" and name[-2:] in _DOUBLED and len(name) > 3:
            mention = attrs.evolve(mention, end=mention.end - 1, rule="place_edges")
        tail = _DIRECTION.search(name) if mention.label == "LOC" else None
        if tail is None and name.endswith("地区") and _is_region(name[:-2]):
            tail = re.search("地区$", name)
        if tail and tail.start() >= 2:
            mention = attrs.evolve(mention, end=mention.start + tail.start(), rule="place_edges")
        kept.append(mention)
    return draft.with_mentions(kept)


def _tails(draft: Draft) -> Draft:
    """将军澳 + 线, 戈兰 + 高地: a name before a word for its kind is longer."""
    kept = []
    for given in draft.mentions:
        mention = given
        words = draft.following(mention.end, 2)
        if mention.label in {"LOC", "PERSON"} and words and _is_tail(draft, mention, words):
            mention = attrs.evolve(mention, end=words[0].end, label="LOC", rule="place_tails")
        kept.append(mention)
    return draft.with_mentions(kept)


def _is_tail(draft: Draft, mention: Mention, words: Sequence[Word]) -> bool:
    kind = draft.of(words[0])
    if kind not in _kinds() or words[0].tag not in {"n", "nz", "ns", "LOC", "s"}:
        return False
    # 中国铁路 and 北京公园 are all those there; 京九铁路 and 北海公园 are one.
    if kind not in {"海峡", "半岛", "高原", "平原", "盆地", "群岛"} and (
        draft.of(mention) in territories() or draft.of(mention)[-1] in "省市县国"
    ):
        return False
    return len(words) < 2 or words[1].tag not in {"n", "ORG", "nt"}


@cache
def _kinds() -> frozenset[str]:
    """Words for a kind of place that the name before them takes in (戈兰 + 高地)."""
    rows = {row["label"]: row["ends"].split() for row in read_table("place_ends.tsv")}
    long = {end for label in ("LOC", "FAC") for end in rows[label] if len(end) > 1}
    return frozenset((long | set("站线桥寺塔宫庙堡城门")) - read_list("loose_places.txt"))


def _is_region(name: str) -> bool:
    """Whether a name is a region's without 地区: 西欧 and 北极 are, 中西部 and 日喀则 are not."""
    return (
        name in territories()
        or re.fullmatch(r"[东西南北华]{2}|[东西南北中][欧亚非美]|[南北]极", name) is not None
    )


def _mainland(draft: Draft) -> Draft:
    """中国大陆 and 中国内地 are names; 大陆 and 内地 alone are not."""
    kept = []
    for given in draft.mentions:
        mention = given
        tail = _MAINLAND.match(draft.shadow, mention.end)
        if mention.label == "LOC" and tail and draft.of(mention) in _CONTINENTAL:
            mention = attrs.evolve(mention, end=tail.end(), rule="mainland")
        kept.append(mention)
    inner = {(m.start, m.end) for m in kept if m.rule == "mainland"}
    return draft.with_mentions(
        m
        for m in kept
        if m.rule == "mainland" or not any(s <= m.start and m.end <= e for s, e in inner)
    )


_MAINLAND: Final = re.compile(r"大陆|内地|次大陆")
_CONTINENTAL: Final = frozenset(
    {"中国", "欧洲", "美洲", "欧亚", "印度", "南极", "祖国", "非洲", "亚洲"}
)
_DOUBLED: Final = frozenset({"村村", "镇镇", "县县", "市市", "省省", "区区", "乡乡"})


def _chains(draft: Draft) -> Draft:
    """Places set end to end, each within the one before, are one place; the parts stay inside."""
    found = list(draft.mentions)
    ends = {m.start: m for m in draft.mentions if m.label == "LOC"}
    inner: set[int] = set()
    for mention in draft.mentions:
        if mention.label != "LOC" or mention.start in inner:
            continue
        last = mention
        while (step := ends.get(last.end)) and _within(draft, last, step):
            inner.add(step.start)
            last = step
        if last is not mention:
            found.append(Mention(mention.start, last.end, "LOC", None, "chains"))
    return draft.with_mentions(found)


def _within(draft: Draft, outer: Mention, inner: Mention) -> bool:
    if min(outer.end - outer.start, inner.end - inner.start) < 2:
        return False
    return bool(_ADMIN.search(draft.of(inner)))


def _links(draft: Draft) -> Draft:
    """江苏镇江市 in one piece holds its links as well: 江苏 and 镇江市."""
    found = list(draft.mentions)
    for mention in draft.mentions:
        if mention.label == "LOC" and _SHORTEST_CHAIN <= mention.end - mention.start <= LONGEST:
            start = mention.start
            for link in chain_links(draft.of(mention)):
                found.append(Mention(start, start + len(link), "LOC", None, "chain_links"))
                start += len(link)
    return draft.with_mentions(found)


_SHORTEST_CHAIN: Final = 4
_LONGEST_LINK: Final = 12
_NO_UNIT: Final = re.compile(r"[工城市郊山灾特新社校库矿牧林老景辖发园护济半]区$|联盟$|同盟$")


@lru_cache(maxsize=4096)  # each rest of a name is asked for many times
def chain_links(name: str) -> tuple[str, ...]:
    """The administrative units that a place's name is made of, the widest first.

    Args:
        name: A place's name, simplified.

    Returns:
        Two links or more, which make up the name; none where the name is that of one place.

    Example:
        >>> chain_links("内蒙古锡林郭勒盟苏尼特右旗赛汉塔拉镇")
        ('内蒙古', '锡林郭勒盟', '苏尼特右旗', '赛汉塔拉镇')
        >>> chain_links("新疆维吾尔自治区")
        ()
    """
    if place_class(name) != "GPE" or name in territories():
        return ()
    if _is_known(name):
        # 意大利米兰 is in the dictionary as well.
        cuts = (name[:length] for length in range(len(name) - 2, 1, -1))
        head = next((cut for cut in cuts if cut in territories()), "")
        rest = name[len(head) :]
        return (head, rest) if head and rest in known_places() else ()
    lengths = range(2, min(len(name) - 1, _LONGEST_LINK + 1))
    # 澳大利亚 before 澳大利, but 江苏省 before 江苏省镇江.
    known = [n for n in reversed(lengths) if _is_known(name[:n])]
    for length in (*known, *(n for n in lengths if n not in known)):
        head, rest = name[:length], name[length:]
        if _is_link(head) and place_class(head) == "GPE" and not _goes_on(rest):
            if further := chain_links(rest):
                return (head, *further)
            if _is_link(rest) and place_class(rest) == "GPE":
                return head, rest
    return ()


def _goes_on(rest: str) -> bool:
    """Whether what follows belongs to the unit before it, as 省 does; 镇江 does not."""
    known = any(_is_known(rest[:length]) for length in range(2, min(len(rest), 4) + 1))
    return not known and _unit_begun().match(rest) is not None


@cache
def _unit_begun() -> re.Pattern[str]:
    """What a second unit cannot begin with: it belongs to the first (新疆 + 维吾尔自治区)."""
    people = "|".join(re.escape(name.removesuffix("族")) for name in read_list("peoples.txt"))
    return re.compile(
        "[省市县区州镇乡村旗盟洲府族]|地区|特别行政|共和国|自治"
        f"|(?:(?:{people})族?)+(?:自治[区州县旗]|[乡镇])"
    )


def _is_known(name: str) -> bool:
    return name in territories() or name in known_places()


def _is_link(name: str) -> bool:
    if _is_known(name):
        return True
    return len(name) > 2 and bool(_ADMIN.search(name)) and not _NO_UNIT.search(name)


PLACE_RULES: Final = {
    "known_places": Rule("known_places", "countries taken for persons or overlooked", _known),
    "place_edges": Rule("place_edges", "a direction or part taken into the name", _edges),
    "place_tails": Rule("place_tails", "a place without the word for its kind", _tails),
    "mainland": Rule("mainland", "中国大陆 cut short", _mainland),
    "chains": Rule("chains", "administrative chains torn apart", _chains),
    "chain_links": Rule("chain_links", "links within a chain overlooked", _links),
}
