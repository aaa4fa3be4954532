"""Rules for what the press says of itself, and for parties: bylines, papers, agencies.

What lives here: the names in （记者…）, papers and broadcasters that act (《光明日报》报道), the
agency or site at the head of a report, and parties. What does not: a dateline's parts with their
roles (`corpus.parsing`), media named after a place (`known_bodies`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from corpus.annotation.entities.draft import Draft, Mention, Pool, Rule
from corpus.annotation.entities.lexicon import read_list, surnames

__all__ = ["PRESS_RULES"]

_ROLE: Final = (
    r"(?:本报|本刊|本社|本台|本网)?(?:特约|特派|见习|实习|驻[\u4e00-\u9fff]{1,6})?"
    r"(?:记者|通讯员|实习生|评论员|摄影|撰稿|编辑)"
)
_BYLINE: Final = re.compile(rf"[（(【](?={_ROLE})(?P<inside>[^（）()【】\n]{{4,40}})[)）】]")
_BETWEEN: Final = re.compile(
    rf"{_ROLE}|[:：、，, \t\u3000/和及]+|(?:报道|摄影报道|摄|文图|图文|文|图)$"
)


def _bylines(draft: Draft) -> Draft:
    """（记者杨晴川 王薇）: each stretch between the roles that can be a name is a person."""
    found = Pool(draft.mentions)
    for match in _BYLINE.finditer(draft.shadow):
        for start, end in _stretches(match["inside"], match.start("inside")):
            name = Mention(start, end, "PERSON", None, "bylines")
            around = found.overlapping(start, end)
            if not _full_name(draft.of(name)) or (name.start, name.end, "PERSON") in {
                (m.start, m.end, m.label) for m in around
            }:
                continue
            found.remove(around)
            found.add(name)
    return draft.with_mentions(found)


def _stretches(inside: str, offset: int) -> Iterator[tuple[int, int]]:
    at = 0
    for joint in _BETWEEN.finditer(inside):
        if joint.start() > at:
            yield offset + at, offset + joint.start()
        at = joint.end()
    if at < len(inside):
        yield offset + at, offset + len(inside)


def _full_name(name: str) -> bool:
    """Whether a string is a surname with one or two more characters."""
    if name[:2] in surnames() and 3 <= len(name) <= 4:
        return True
    return 2 <= len(name) <= 3 and name[0] in surnames()


_PAPER: Final = re.compile(
    r"《(?P<name>[\u4e00-\u9fff·]{1,14}(?:报|通讯社|电视台|周刊|杂志|时报|新闻|邮报))》"
)
_ACTS: Final = re.compile(
    r"(?:\d{1,2}日|[今昨]天|[今昨]日|日前|最近|网站|杂志)?(?:的|等)?(?:在头版)?"
    r"(?:报道|报导|记者|发表|刊登|刊发|刊载|评论|社论|撰文|总编|主编|编辑|社长|头版|采访|参与|援引|引述|披露|驻|称|说|指出|认为|消息|载文|网络版)"
)
_TOLD: Final = re.compile(r"(?:据|接受|告诉|向|引述|援引|由)(?:[\u4e00-\u9fff]{2,4})?$")


def _papers(draft: Draft) -> Draft:
    """《光明日报》报道: a paper that reports, or that is told something, is a body."""
    found = Pool(draft.mentions)
    acts = False
    following = len(draft.shadow)
    for match in reversed(list(_PAPER.finditer(draft.shadow))):
        # 法国《世界报》、日本《朝日新闻》报道: what is said of the last is said of all.
        acts = acts and bool(_LIST.fullmatch(draft.shadow, match.end(), following))
        acts = acts or bool(_ACTS.match(draft.shadow, match.end()))
        following = match.start()
        if not (acts or _TOLD.search(draft.before(match.start(), 6))):
            continue
        start, end = match.span("name")
        found.remove(found.overlapping(*match.span()))
        found.add(Mention(start, end, "ORG", None, "papers"))
    return draft.with_mentions(found)


_LIST: Final = re.compile(r"[、和与及]?[\u4e00-\u9fff]{0,4}")


_HEAD: Final = re.compile(
    r"(?:^|(?<=[\n。】]))[ \u3000【（]*"
    r"(?P<name>[\u4e00-\u9fff]{1,6}?(?:通讯社|新闻网|在线|日报|晚报|社|网|报))"
    r"(?=消息|讯|综合|专电|记者|[^，。；\n]{0,14}?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
    r"(?:电|讯|专电|消息))"
)


def _heads(draft: Draft) -> Draft:
    """新华网华盛顿7月20日电: what a report begins with is the agency that sends it."""
    found = Pool(draft.mentions)
    for match in _HEAD.finditer(draft.shadow):
        start, end = match.span("name")
        if (
            match["name"][0] in "本据"
            or len(match["name"]) < _SHORTEST_HEAD
            or any(not (start <= m.start and m.end <= end) for m in found.overlapping(start, end))
        ):
            continue
        found.remove(found.overlapping(start, end))
        found.add(Mention(start, end, "ORG", None, "heads"))
    return draft.with_mentions(found)


_SHORTEST_HEAD: Final = 3  # 晨报讯 is of this very paper


def _acronyms(draft: Draft) -> Draft:
    """CNN总裁 and 告诉BBC: letters that have a head, or are told something, are a body."""
    found = list(draft.mentions)
    for match in _ACRONYM.finditer(draft.text):
        if draft.covered.intersection(range(*match.span())):
            continue
        if _HEADED.match(draft.shadow, match.end()) or _INFORMED.search(
            draft.before(match.start(), 3)
        ):
            found.append(Mention(*match.span(), "ORG", None, "acronyms"))
    return draft.with_mentions(found)


_ACRONYM: Final = re.compile(r"(?<![A-Za-z\d.-])[A-Z]{3,6}(?:-TV)?(?![A-Za-z\d-])")
_HEADED: Final = re.compile(
    r" ?(?:总裁|首席|主席|董事长|总经理|记者|主播|主持人|报道|报导|电视台|电台|新闻|频道|公司"
    r"|总部|官员|发言人)"
)
_INFORMED: Final = re.compile(r"(?:据|告诉|接受|向) ?$")


def _parties(draft: Draft) -> Draft:
    """保守党 and 工党 are parties; 政党, 执政党 and 两党 are kinds and numbers of them."""
    found = list(draft.mentions)
    for word in draft.words:
        name = draft.of(word)
        if (
            name[-1] == "党"
            and 2 <= len(name) <= 8
            and word.tag in _PARTY_TAGS
            and name not in _no_parties()
            and not draft.covered.intersection(range(word.start, word.end))
        ):
            found.append(Mention(word.start, word.end, "ORG", word.confidence, "parties"))
    return draft.with_mentions(found)


_PARTY_TAGS: Final = frozenset({"n", "nz", "nt", "nw", "j"})


@cache
def _no_parties() -> frozenset[str]:
    return read_list("common_parties.txt")


PRESS_RULES: Final = {
    "acronyms": Rule("acronyms", "bodies known by their letters overlooked", _acronyms),
    "bylines": Rule("bylines", "names in a byline overlooked (（记者…）)", _bylines),
    "heads": Rule("heads", "the agency that a report begins with overlooked", _heads),
    "papers": Rule("papers", "a paper that acts taken for a work", _papers),
    "parties": Rule("parties", "parties overlooked (保守党)", _parties),
}
