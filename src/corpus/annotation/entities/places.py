"""Rules for places: abbreviations, known names, chains of administrative units, and their classes.

What lives here: 中美 and 访华, place names of one or two characters, edges of place names
(苏门答腊岛北部), chains (云南省禄劝彝族苗族自治县) and GPE, LOC and FAC told apart. What does not:
organisations with a place in front (`organisations`).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Pool, Rule, Word
from corpus.annotation.entities.lexicon import places, territories
from corpus.annotation.expressions import read_table

__all__ = ["PLACE_RULES"]

_HEADS: Final = frozenset("方寇籍侨商资企舰警媒")
_STRAITS: Final = frozenset("商胞资企属媒")
_VERBS: Final = frozenset("访来在驻赴对抵离援侵旅留反亲涉入进出返")
_AFTER_VERB: Final = frozenset(
    {
        "大使",
        "大使馆",
        "使馆",
        "使节",
        "领事馆",
        "总领事馆",
        "总领事",
        "武官",
        "公使",
        "部队",
        "美军",
    }
)
_DIRECTION: Final = re.compile(
    r"(?:东北|西北|东南|西南|中东|中西|中南|[东西南北中])(?:部|面|端|郊)$|(?:境内|市区|城区|郊区|沿岸|周边|一带)$"
)
_ADMIN: Final = re.compile(
    r"(?:省|市|自治区|特别行政区|地区|自治州|州|盟|县|旗|区|镇|乡|街道|村|屯)$"
)


@cache
def _short() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    rows = read_table("abbreviations.tsv")
    kinds = {row["surface"]: row["kind"] for row in rows}
    strong = frozenset(row["surface"] for row in rows if row["strong"] == "yes")
    provinces = frozenset(s for s in strong if kinds[s] == "province")
    return kinds, strong, provinces


def _pairs(draft: Draft) -> Draft:
    """中美, 京津沪, 英法德三国: each character is a place of its own."""
    found = Pool(draft.mentions)
    for word in draft.words:
        characters = _joined(draft.of(word), named=word.tag in {"LOC", "ns"})
        if not characters:
            continue
        span = Mention(word.start, word.start + characters, "LOC", None, "pairs")
        inside = found.overlapping(span.start, span.end)
        if any(m.label != "LOC" and not span.contains(m) for m in inside):
            continue
        if any(m.start < span.start or m.end > word.end for m in inside):
            continue
        found.remove(inside)
        for offset in range(span.start, span.end):
            found.add(attrs.evolve(span, start=offset, end=offset + 1))
    return draft.with_mentions(found)


@cache
def _lists() -> re.Pattern[str]:
    kinds, strong, _ = _short()
    any_place, sure = "".join(kinds), "".join(strong)
    before = r"(?<![\u4e00-\u9fff])|(?<=[与和同对向从由在及赴访自至到了为是])"
    return re.compile(
        rf"(?:{before})(?:(?:[{any_place}]、){{1,11}}[{any_place}]"
        r"(?=[两三四五六七八九十]{1,2}(?:国|地|省|市|方))"
        rf"|(?:[{sure}]、){{1,11}}[{sure}](?=[等，。；]|之间|关系|外长|首脑|双方|领导人))"
    )


def _listed(draft: Draft) -> Draft:
    """中、美、俄、英、法五国: each character of such a list is a place."""
    found = Pool(draft.mentions)
    for match in _lists().finditer(draft.shadow):
        around = found.overlapping(*match.span())
        if any(m.start < match.start() for m in around):
            continue
        found.remove(around)
        for offset in range(match.start(), match.end(), 2):
            found.add(Mention(offset, offset + 1, "LOC", None, "listed"))
    return draft.with_mentions(found)


_NOT_PAIRS: Final = frozenset({"中亚", "中非", "中南", "中西", "中古"})


def _is_pair(core: str, kinds: dict[str, str], strong: frozenset[str]) -> bool:
    """朝韩 and 巴以 are two countries; 罗马 is a city, 西德 and 南韩 are one country each."""
    if len(core) != 2 or core[0] in "东西南北" or any(kinds[c] != "country" for c in core):
        return False
    return core in {"印巴", "巴以"} or any(c in strong for c in core)


_LONGEST_PAIR: Final = 7
"""Characters of five abbreviations and 三国 or 关系."""


def _joined(word: str, *, named: bool) -> int:  # noqa: PLR0911  one kind of pair after the other
    """How many characters of a word are abbreviations set side by side, or 0.

    `named` says that the network takes the word for a place; then any countries will do.
    """
    kinds, strong, _ = _short()
    if word[0] not in kinds or not 2 <= len(word) <= _LONGEST_PAIR:
        return 0
    tail = re.search(r"(?:[两三四五][国地岸]|关系)$", word)
    core = word[: tail.start()] if tail else word
    if not 2 <= len(core) <= 5 or any(c not in kinds for c in core) or word in territories():
        return 0
    if set(core) <= {"港", "澳", "台"}:
        return len(core)
    countries = [c for c in core if kinds[c] != "province"]
    if named and core not in _NOT_PAIRS and _is_pair(core, kinds, strong):
        return 2
    if core[0] == "中" and len(core) == 2:
        # 中东, 中非 and 中南 are regions, 中亚 too; all other pairs with 中 are China and another.
        return 0 if core in _NOT_PAIRS else 2
    if countries and len(countries) == len(core):
        return len(core) if all(c in strong for c in core) or core[-1] == "中" else 0
    if not countries or all(kinds[c] == "province" or c == "华" for c in core):
        return len(core) if sum(c in strong for c in core) >= len(core) - ("台" in core) else 0
    return 0


def _abbreviated(draft: Draft) -> Draft:
    """访华, 驻美大使, 美方, 日寇, 在京: one character is a place beside the words that say so."""
    kinds, strong, _ = _short()
    found = list(draft.mentions)
    for word in draft.words:
        if word.end - word.start > 2:  # a verb or a noun of one character at most stands beside it
            continue
        place = _one_character(draft, word, kinds, strong)
        # 苏-27 is a plane.
        if place is None or draft.after(place + 1, 1) in set("-—－"):
            continue
        if place not in draft.covered:
            found.append(Mention(place, place + 1, "LOC", None, "abbreviated"))
    return draft.with_mentions(found)


_NO_ARRIVALS: Final = frozenset({"出港", "入港", "进港", "来日", "对中", "返中", "援中"})


def _one_character(
    draft: Draft, word: Word, kinds: dict[str, str], strong: frozenset[str]
) -> int | None:
    text = draft.of(word)
    if len(text) == 2 and text[0] in _VERBS and (text[1] == "华" or text[1] in strong):
        # 在华, 访美, 进京; but 入港 is said of ships, and 来日 is a day to come.
        return None if text in _NO_ARRIVALS else word.start + 1
    if (
        len(text) == 2
        and text[0] in strong
        and text[0] != "法"
        and text[1] in _HEADS
        and kinds[text[0]] == "country"
    ):
        return word.start
    if len(text) == 2 and text[0] in "台港澳" and text[1] in _STRAITS:
        return word.start
    if len(text) == 1 and text in kinds and word.tag in {"ns", "nz", "LOC", "j"}:
        return word.start
    if len(text) == 1 and (text in strong or text == "华"):
        before = draft.preceding(word.start)
        after = draft.following(word.end, 1)
        verb = before is not None and draft.of(before) in _VERBS
        if verb and (
            not after or draft.of(after[0]) in _AFTER_VERB or after[0].tag in {"w", "v", "vn", "u"}
        ):
            return word.start
    return None


def _known(draft: Draft) -> Draft:
    """A word that is the name of a country, or a long place name of the dictionary, is a place."""
    found = Pool(draft.mentions)
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
    return draft.with_mentions(found)


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
    rows = {row["label"]: row["ends"].split() for row in read_table("place_ends.tsv")}
    long = {end for label in ("LOC", "FAC") for end in rows[label] if len(end) > 1}
    vague = {
        "地带",
        "沿海",
        "内地",
        "老区",
        "牧区",
        "灾区",
        "林区",
        "山区",
        "大陆",
        "中心",
        "市场",
        "小区",
        "森林",
    }
    return frozenset((long | set("站线桥寺塔宫庙堡城门")) - vague)


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


PLACE_RULES: Final = {
    "pairs": Rule("pairs", "pairs of one-character places (中美, 京津沪)", _pairs),
    "listed": Rule("listed", "lists of one-character countries (中、美、俄)", _listed),
    "abbreviated": Rule("abbreviated", "one-character places (访华, 美方)", _abbreviated),
    "known_places": Rule("known_places", "countries taken for persons or overlooked", _known),
    "place_edges": Rule("place_edges", "a direction or part taken into the name", _edges),
    "place_tails": Rule("place_tails", "a place without the word for its kind", _tails),
    "mainland": Rule("mainland", "中国大陆 cut short", _mainland),
    "chains": Rule("chains", "administrative chains torn apart", _chains),
}
