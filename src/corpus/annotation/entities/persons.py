"""Rules for persons' names: where they end, what stands in front of them, whose they are.

What lives here: titles cut off and surnames found by their title, an office and its holder taken
for one name, names run together, and names cut a character short or long. What does not: foreign
names (`foreign_names`), bylines (`press`) and which names are one person's (`agreement`).
"""

import re
from functools import cache
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Rule
from corpus.annotation.entities.foreign_names import OFFICES
from corpus.annotation.entities.lexicon import famous, surnames, titles

__all__ = ["PERSON_RULES"]

_COUPLE: Final = re.compile(
    r"(?<=..)[和与及偕](?:夫人|妻子|丈夫|女儿|儿子)(?=..)|(?<=.)(?:主席|总统|总理|首相|部长|书记)夫人(?=..)"
)
_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
# Words that go before a name without a space, and words of acting that go after it.
_REPORTER: Final = re.compile(r"(?:记者|通讯员|实习生|摄影|文字|编辑)$")
_REIGN: Final = re.compile(r"[一二三四五六七八九十]{1,2}世(?!纪|界)")
# Last characters of titles: 参谋长, 委员, 作家, 工程师, 选手, 记者, 上将, 主席, 书记, 教授.
_HOLDERS: Final = frozenset("长员家师手者将帅席记授理相")


def _titles_off(draft: Draft) -> Draft:
    """江主席 is a title after a surname: the name is 江."""
    kept = []
    for given in draft.mentions:
        mention = given
        name = draft.of(mention)
        title = _title_end(name) if mention.label == "PERSON" else ""
        if title:
            mention = attrs.evolve(mention, end=mention.end - len(title), rule="titles_off")
        kept.append(mention)
    return draft.with_mentions(kept)


def _title_end(name: str) -> str:
    """The title at the end of a name, if a name is left of it."""
    for title in titles():
        if name.endswith(title) and len(name) > len(title):
            rest = name[: -len(title)]
            return title if len(rest) > 1 or rest in surnames() else ""
    return ""


def _titled(draft: Draft) -> Draft:
    """全国工商联主席经叔平 taken for one name is a body, its office and who holds it."""
    kept: list[Mention] = []
    for mention in draft.mentions:
        name = draft.of(mention)
        cut = _name_after_title(name) if mention.label in {"PERSON", "ORG"} else None
        if cut is None:
            kept.append(mention)
            continue
        body, start = cut
        kept.append(
            attrs.evolve(
                mention,
                start=mention.start + start,
                label="PERSON",
                confidence=None,
                rule="titled",
            )
        )
        if name[:body].endswith(_BODIES):
            end = mention.start + body
            kept.append(attrs.evolve(mention, end=end, label="ORG", confidence=None, rule="titled"))
    return draft.with_mentions(kept)


_BODIES: Final = tuple("部委会局院社党联司署厅团队")
_SHORTEST_TITLED: Final = 6


def _name_after_title(name: str) -> tuple[int, int] | None:
    """Where the body ends and where the name begins, if a title stands between them."""
    if len(name) < _SHORTEST_TITLED or not _HAN.fullmatch(name):
        return None
    for length in (3, 2):
        rest, last = name[:-length], name[-length:]
        if last[0] not in surnames():
            continue
        title = next((t for t in titles() if len(t) > 1 and rest.endswith(t)), "")
        if title not in {"", "夫人"} and len(rest) - len(title) >= 2:
            return len(rest) - len(title), len(rest)
    return None


@cache
def _surname_title() -> re.Pattern[str]:
    one = "".join(s for s in surnames() if len(s) == 1)
    two = "|".join(s for s in surnames() if len(s) == 2)
    return re.compile(rf"(?:{two}|[{one}])(?=(?:老|副)?(?:{'|'.join(titles())}))")


def _surname_with_title(draft: Draft) -> Draft:
    """A surname directly before a title, at the start of a word, is a person: 王老师, 江主席."""
    found = list(draft.mentions)
    for match in _surname_title().finditer(draft.shadow):
        start, end = match.span()
        row = draft.word_at.get(start)
        if row is None or any(i in draft.covered for i in range(start, end)):
            continue
        word = draft.words[row]
        # 高院长 is one word or 高 + 院长; in 国家主席 the word runs on past the surname otherwise.
        whole = draft.of(word)
        title = next((t for t in titles() if whole == match[0] + t), "")
        parted = word.end == end and word.tag in {"nr", "PER", "n", "nz"}
        if parted:
            following = draft.following(end, 1)
            title = draft.of(following[0]) if following else ""
            parted = word.tag in {"nr", "PER"} or title in titles()
        # 欧洲司司长 heads an office; no Si does.
        if draft.shadow.startswith((match[0], "副" + match[0]), end):
            continue
        if parted or (title and title not in _NOT_AFTER_SURNAME):
            found.append(Mention(start, end, "PERSON", None, "surname_with_title"))
    return draft.with_mentions(found)


# 总 and 国 begin offices as often as they are surnames: 总经理, 国王; these are never cut.
_NOT_AFTER_SURNAME: Final = frozenset(
    {"王", "代表", "主席", "长", "经理", "记者", "导演", "大使", "法官", "老人", "队长"}
)


def _run_together(draft: Draft) -> Draft:
    """Two or three Chinese names without a space between them are two or three persons."""
    kept: list[Mention] = []
    for mention in draft.mentions:
        if mention.label == "PERSON" and (joint := _COUPLE.search(draft.of(mention))):
            # 布什和夫人芭芭拉 are two, whatever stands around them.
            first = attrs.evolve(
                mention, end=mention.start + joint.start(), confidence=None, rule="run_together"
            )
            second = attrs.evolve(first, start=mention.start + joint.end(), end=mention.end)
            kept += [first, second]
            continue
        # 卢卡申科 and 戈尔巴乔夫 are one each, and the network is sure of them.
        doubted = mention.label == "PERSON" and (mention.confidence or 0) < _SURE
        parts = _split_names(draft.of(mention)) if doubted else ()
        at = mention.start
        if not parts or not _listed(draft, mention):
            kept.append(mention)
            continue
        for part in parts:
            kept.append(attrs.evolve(mention, start=at, end=at + len(part), rule="run_together"))
            at += len(part)
    return draft.with_mentions(kept)


_SURE: Final = 0.6


def _listed(draft: Draft, mention: Mention) -> bool:
    """Whether the words around say that several people may be named: （记者…）, a list, 等."""
    before, after = draft.before(mention.start, 3), draft.after(mention.end, 1)
    return (
        bool(_REPORTER.search(before))
        or before.endswith(("、", "）", " "))
        or after in {"、", "等", "）", "报"}
    )


def _split_names(name: str) -> tuple[str, ...]:
    """The two or three full names that a string is made of, each a surname and one or two more."""
    # 伊丽莎白二世 is one, and so is 戴安娜王妃.
    if not 4 <= len(name) <= 9 or not _HAN.fullmatch(name) or name[:2] in surnames():
        return ()
    if name[-1] == "世" or name.endswith(titles()):
        return ()
    for cuts in ((3, 3), (3, 2), (2, 3), (2, 2), (3, 3, 3)):
        if sum(cuts) != len(name):
            continue
        parts, at = [], 0
        for cut in cuts:
            parts.append(name[at : at + cut])
            at += cut
        if all(part[0] in surnames() for part in parts):
            return tuple(parts)
    return ()


def _name_edges(draft: Draft) -> Draft:
    """A given name cut short (傅全有 → 傅全 有) is made whole, and 任 of 王鄂任 is cut off."""
    kept = []
    for given in draft.mentions:
        mention = given
        if mention.label == "PERSON":
            if reign := _REIGN.match(draft.shadow, mention.end):
                mention = attrs.evolve(mention, end=reign.end(), rule="name_edges")
            mention = _shorter(draft, _longer(draft, mention))
        kept.append(mention)
    return draft.with_mentions(kept)


def _longer(draft: Draft, mention: Mention) -> Mention:
    name = draft.of(mention)
    known = len(name) == 2 and name + draft.after(mention.end, 1) in famous()
    if known and draft.shadow.startswith(titles(), mention.end + 1):
        # 吴邦 + 国委 + 员长
        return attrs.evolve(mention, end=mention.end + 1, rule="name_edges")
    before = draft.preceding(mention.start)
    words = draft.following(mention.end, 1)
    if len(name) != 2 or name[0] not in surnames() or not words or before is None:
        return mention
    word = words[0]
    titled = (before.tag == "n" and draft.of(before)[-1] in _HOLDERS) or draft.of(before) == "、"
    if (name + draft.of(word)) in famous() and draft.of(word) not in "之有的在本":
        return attrs.evolve(mention, end=word.end, rule="name_edges")
    alone = word.end - word.start == 1 and draft.after(word.end, 1) in set("。，、；）")
    if (
        titled
        and alone
        and word.tag in {"v", "a", "n", "d", "vn", "nr", "an"}
        and draft.of(word) not in "说称等"
    ):
        return attrs.evolve(mention, end=word.end, rule="name_edges")
    return mention


def _shorter(draft: Draft, mention: Mention) -> Mention:
    name = draft.of(mention)
    words = draft.following(mention.end, 1)
    if name[0] == "长" and len(name) > 2 and draft.before(mention.start, 1) in OFFICES:
        return attrs.evolve(mention, start=mention.start + 1, rule="name_edges")
    if name[-1] == "总" and draft.after(mention.end, 2) in {"书记", "司令", "干事", "经理"}:
        return attrs.evolve(mention, end=mention.end - 1, rule="name_edges")
    if len(name) == 3 and name[-1] == "任" and words and words[0].tag == "n":
        return attrs.evolve(mention, end=mention.end - 1, rule="name_edges")
    return mention


PERSON_RULES: Final = {
    "titles_off": Rule("titles_off", "surname with title taken as a name (江主席)", _titles_off),
    "titled": Rule("titled", "a body, an office and a name taken for one", _titled),
    "surname_with_title": Rule(
        "surname_with_title", "a surname before a title overlooked (王老师)", _surname_with_title
    ),
    "run_together": Rule("run_together", "two names run together", _run_together),
    "name_edges": Rule("name_edges", "a name one character short or long", _name_edges),
}
