"""Rules for countries and provinces of one character, as news joins them: 中美, 访华, 巴以和谈.

What lives here: pairs and lists of such characters, those beside the words that say so (美方,
抵俄), and those that stand for a country which the text names in full (以总理 in a text on 以色列).
What does not: places with longer names (`places`).
"""

import re
from functools import cache
from typing import Final

import attrs

from corpus.annotation.entities.context import is_no_country
from corpus.annotation.entities.draft import Draft, Mention, Pool, Rule, Word
from corpus.annotation.entities.lexicon import territories
from corpus.annotation.tables import read_table

__all__ = ["LETTER_RULES"]

_HEADS: Final = frozenset("方寇籍侨商资企舰警媒")
_STRAITS: Final = frozenset("商胞资企属媒")
_VERBS: Final = frozenset("访来在驻赴对抵离援侵旅留反亲涉入进出返")


@cache
def _short() -> tuple[dict[str, str], frozenset[str]]:
    """What each such character stands for, and which of them are sure by themselves."""
    rows = read_table("abbreviations.tsv")
    kinds = {row["surface"]: row["kind"] for row in rows}
    strong = frozenset(row["surface"] for row in rows if row["strong"] == "yes")
    return kinds, strong


@cache
def _contexts() -> dict[str, frozenset[str]]:
    """The words beside such characters, by what they say of them."""
    rows = read_table("letter_contexts.tsv")
    return {row["kind"]: frozenset(row["words"].split()) for row in rows}


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
    kinds, strong = _short()
    any_place, sure = "".join(kinds), "".join(strong)
    before = r"(?<![\u4e00-\u9fff])|(?<=[与和同对向从由在及赴访自至到了为是])"
    return re.compile(
        rf"(?:{before})(?:(?:[{any_place}]、){{1,11}}[{any_place}]"
        r"(?=[两三四五六七八九十]{1,2}(?:国|地|省|市|方)|毗邻|接壤|交界)"
        r"|(?:[\u4e00-\u9fff]、){1,11}[\u4e00-\u9fff](?=[两三四五六七八九十]{1,2}国)"
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


def _is_pair(core: str, kinds: dict[str, str], strong: frozenset[str]) -> bool:
    """朝韩 and 巴以 are two countries; 罗马 is a city, 西德 and 南韩 are one country each."""
    if len(core) != 2 or core[0] in "东西南北" or any(kinds[c] != "country" for c in core):
        return False
    return core in _contexts()["pairs"] or any(c in strong for c in core)


_LONGEST_PAIR: Final = 7
"""Characters of five abbreviations and 三国 or 关系."""


def _joined(word: str, *, named: bool) -> int:  # noqa: PLR0911  one kind of pair after the other
    """How many characters of a word are abbreviations set side by side, or 0.

    `named` says that the network takes the word for a place; then any countries will do.
    """
    kinds, strong = _short()
    if word[0] not in kinds or not 2 <= len(word) <= _LONGEST_PAIR:
        return 0
    tail = re.search(r"(?:[两三四五][国地岸]|关系)$", word)
    core = word[: tail.start()] if tail else word
    if not 2 <= len(core) <= 5 or any(c not in kinds for c in core) or word in territories():
        return 0
    if set(core) <= {"港", "澳", "台"}:
        return len(core)
    countries = [c for c in core if kinds[c] != "province"]
    if named and core not in _contexts()["no_pairs"] and _is_pair(core, kinds, strong):
        return 2
    if core[0] == "中" and len(core) == 2:
        # 中东, 中非 and 中南 are regions, 中亚 too; all other pairs with 中 are China and another.
        return 0 if core in _contexts()["no_pairs"] else 2
    if countries and len(countries) == len(core):
        return len(core) if all(c in strong for c in core) or core[-1] == "中" else 0
    if not countries or all(kinds[c] == "province" or c == "华" for c in core):
        return len(core) if sum(c in strong for c in core) >= len(core) - ("台" in core) else 0
    return 0


def _abbreviated(draft: Draft) -> Draft:
    """访华, 驻美大使, 美方, 日寇, 在京: one character is a place beside the words that say so."""
    kinds, strong = _short()
    found = list(draft.mentions)
    for word in draft.words:
        if word.end - word.start > 2:  # a verb or a noun of one character at most stands beside it
            continue
        place = _one_character(draft, word, kinds, strong)
        if place is None or is_no_country(draft, place):
            continue
        if draft.before(place, 1) in set("一二三四五六七八九十两几各"):
            continue  # 四国五港
        if place not in draft.covered:
            found.append(Mention(place, place + 1, "LOC", None, "abbreviated"))
    return draft.with_mentions(found)


def _one_character(
    draft: Draft, word: Word, kinds: dict[str, str], strong: frozenset[str]
) -> int | None:
    text = draft.of(word)
    if len(text) == 2 and text[0] in _VERBS and (text[1] == "华" or text[1] in strong):
        # 在华, 访美, 进京; but 入港 is said of ships, and 来日 is a day to come.
        return None if text in _contexts()["no_arrivals"] else word.start + 1
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
            not after
            or draft.of(after[0]) in _contexts()["missions"]
            or after[0].tag in {"w", "v", "vn", "u"}
        ):
            return word.start
    return None


@cache
def _relations() -> tuple[re.Pattern[str], ...]:
    kinds, _ = _short()
    letters = "".join(c for c in kinds if kinds[c] in {"country", "region"})
    any_of = {kind: f"(?:{'|'.join(sorted(words))})" for kind, words in _contexts().items()}
    return (
        re.compile(rf"(?P<names>[{letters}]{{2,3}}){any_of['ties']}"),
        re.compile("(?P<names>[朝伊])核(?![心实对准查定])"),
        re.compile(rf"(?P<names>[{letters}])方(?![便面式法向案位圆程形块框])"),
        re.compile(rf"(?<![\u4e00-\u9fff])(?P<names>[{letters}]){any_of['offices']}"),
        # 访中 is what one does to China more seldom than a part of 采访中.
        re.compile(rf"[访抵驻对赴援离反](?P<names>(?!中)[{letters}]){any_of['deeds']}"),
    )


def _related(draft: Draft) -> Draft:
    """泰中两国, 巴方, 以总理, 对伊动武: places, if sure or named in full in the text."""
    _, strong = _short()
    named = {draft.shadow[m.start] for m in draft.mentions if _names_country(draft.of(m))}
    found = Pool(draft.mentions)
    seen = {(m.start, m.end) for m in draft.mentions if m.rule == "network"}
    pairs, nuclear, *single = _relations()
    for match in pairs.finditer(draft.shadow):
        names = match["names"]
        if names in _contexts()["words"] or names in territories():
            continue
        sure = sum(c in strong or c in named for c in names)
        start, end = match.span("names")
        whole = start in draft.word_at and end in draft.word_to
        if names in _contexts()["pairs"] or sure >= len(names) - ("中" in names or whole):
            _put(found, match)
    for pattern in (nuclear, *single):
        for match in pattern.finditer(draft.shadow):
            name = match["names"]
            sure = name in named or (name in strong and name not in "法日")
            # 巴方 that the network took for a name is one, but for its class.
            if sure or match.span() in seen or pattern is nuclear:
                _put(found, match)
    return draft.with_mentions(found)


def _names_country(name: str) -> bool:
    """Whether a name is a country's, or begins with one: 以色列总理办公室."""
    return any(name[:length] in territories() for length in range(2, min(len(name), 6) + 1))


def _put(found: Pool, match: re.Match[str]) -> None:
    """Make each letter of a match a place, unless it is part of a name that goes on."""
    start, end = match.span("names")
    around = found.overlapping(start, end)
    if any(m.start < start or m.end > match.end() or m.label == "ORG" for m in around):
        return
    if all(m.end - m.start == 1 for m in around) and len(around) == end - start:
        return
    found.remove(around)
    for offset in range(start, end):
        found.add(Mention(offset, offset + 1, "LOC", None, "related"))


LETTER_RULES: Final = {
    "pairs": Rule("pairs", "pairs of one-character places (中美, 京津沪)", _pairs),
    "listed": Rule("listed", "lists of one-character countries (中、美、俄)", _listed),
    "abbreviated": Rule("abbreviated", "one-character places (访华, 美方)", _abbreviated),
    "related": Rule("related", "countries of one character (巴以和谈, 对伊动武)", _related),
}
