"""Rules for documents, works, events and peoples: what 《》 and quotation marks hold, and 十八大.

What lives here: LAW and WORK_OF_ART told apart by the last word and the words around, named lists
of norms in quotation marks (“五个服务”), congresses, games, wars and campaigns, NORP and languages.
What does not: persons, places and organisations.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Mention, Pool, Rule
from corpus.annotation.entities.lexicon import famous, read_list, surnames, territories
from corpus.annotation.entities.lookup import find_names

__all__ = ["WORK_RULES"]

_TITLE: Final = re.compile(r"《[^《》\n]{1,60}+》|〈[^〈〉\n]{1,60}+〉")
_SHORT: Final = re.compile(r"(?:（[^（）]{1,14}）|\([^()]{1,14}\))$")
_NORMS: Final = re.compile(
    r"[“「『\"](?P<inside>(?:[两二三四五六七八九十]|\d{1,2})(?:个|项|条|大|种)?(?!个|级)[\u4e00-\u9fff]{1,5})[”」』\"]"
)
_CONGRESS: Final = re.compile(
    r"(?:(?:党的|中共)(?:[一二三四五六七八九]?十?[一二三四五六七八九十]大)|(?:党的|中共)?(?:[一二三四五六七八九]?十?[一二三四五六七八九十]大(?=[、，。；的报精以召和上]|$)"
    r"|[一二三四五六七八九]?十?[一二三四五六七八九十]届[一二三四五六七八九]中全会))"
)
_GAMES: Final = re.compile(
    r"(?:(?:第[一二三四五六七八九十\d]{1,4}届)?(?:[\u4e00-\u9fff]{0,6}?)(?:奥运会|残奥会|亚运会|世博会|冬奥会|全运会|世界杯|奥林匹克运动会))"
)
_LANGUAGE: Final = re.compile(
    r"(?:汉|英|法|德|俄|日|韩|朝鲜|阿拉伯|西班牙|葡萄牙|意大利|拉丁|希腊|藏|维吾尔|蒙古|粤|闽南|客家|普通|泰|越南|印尼|马来|土耳其|波斯|梵|满|壮)(?:语|文|话)(?![化学明章件])|国语|华语"
)


def _titles(draft: Draft) -> Draft:
    """What stands in 《》 is a document (LAW) or a work (WORK_OF_ART)."""
    found = Pool(draft.mentions)
    for match in _TITLE.finditer(draft.shadow):
        label = "LAW" if is_document(match[0]) else "WORK_OF_ART"
        title = Mention(*match.span(), label, None, "titles")
        found.remove(m for m in found.overlapping(*match.span()) if not title.contains(m))
        found.add(title)
    return draft.with_mentions(found)


def is_document(title: str) -> bool:
    """Whether a title, with its marks, is that of a law, a treaty or an official document.

    Example:
        >>> is_document("《关于加强党建的意见》"), is_document("《红楼梦》")
        (True, False)
    """
    inside = _SHORT.sub("", title[1:-1])
    return inside.endswith(tuple(read_list("document_ends.txt"))) and not inside.endswith(_NO_LAWS)


_NO_LAWS: Final = ("方法", "看法", "书法", "兵法", "魔法")


@cache
def _law_names() -> re.Pattern[str]:
    names = "|".join(sorted(read_list("basic_laws.txt"), key=len, reverse=True))
    return re.compile(rf"党章|(?:中华人民共和国)?(?:{names})(?![律学院官人])")


def _basic_laws(draft: Draft) -> Draft:
    """宪法, 党章 and the great codes are named without 《》 as well."""
    found = Pool(draft.mentions)
    for match in _law_names().finditer(draft.shadow):
        if all(m.label != "LAW" for m in found.overlapping(*match.span())):
            found.add(Mention(*match.span(), "LAW", None, "basic_laws"))
    return draft.with_mentions(found)


def _norms(draft: Draft) -> Draft:
    """“五个服务” and “六有” are named lists of norms."""
    found = Pool(draft.mentions)
    for match in _NORMS.finditer(draft.shadow):
        span = match.span("inside")
        if all(m.label not in {"PERSON", "LOC", "ORG"} for m in found.overlapping(*span)):
            found.add(Mention(*span, "LAW", None, "norms"))
    return draft.with_mentions(found)


def _events(draft: Draft) -> Draft:
    """Congresses, games and what the network calls a proper noun and ends like an event."""
    found = list(draft.mentions)
    for pattern in (_CONGRESS, _GAMES):
        for match in pattern.finditer(draft.shadow):
            start, end = match.span()
            row = draft.word_to.get(end)
            # A match begins where a word begins, or it reaches into something else.
            starts = [i for i in range(start, end) if i in draft.word_at]
            if pattern is _GAMES and starts:
                start = starts[0]
            if (row is None and pattern is _GAMES) or end - start < 2:
                continue
            found.append(Mention(start, end, "EVENT", None, "events"))
    ends = tuple(read_list("event_ends.txt"))
    named = (
        Mention(word.start, word.end, "EVENT", None, "events")
        for word in draft.words
        if word.tag in {"nz", "nw"} and word.end - word.start > 3 and draft.of(word).endswith(ends)
    )
    return draft.with_mentions([*found, *named])


_PROGRAMME: Final = re.compile(
    r"(?:(?:实施|启动|开展|发起|推出|参与|推进|组织)(?:了|的)?|在)"
    r"(?P<name>(?:第[一二三四五六七八九十]{1,2}批)?[\u4e00-\u9fff]{4,20}?(?:项目|工程|计划|行动|教育实践活动|主题活动|公益活动))(?![的之]?(?:组织|书|经理|部|建设者))"
)
_ATTRIBUTE: Final = re.compile(r"[的了在和与及对将把为是]")


def _programmes(draft: Draft) -> Draft:
    """实施了消除婴幼儿贫血项目: what is carried out under a long name is a programme."""
    names = {match[0] for match in _CAMPAIGN.finditer(draft.shadow)}
    for match in _PROGRAMME.finditer(draft.shadow):
        name = match["name"]
        named = not _ATTRIBUTE.search(name.replace("党的", "")) and not _VERB.match(name)
        if len(name) >= 6 and named and not _CAMPAIGN.search(name):
            names.add(name)
    return draft.with_mentions([*draft.mentions, *_repeats(draft, names, "EVENT", "programmes")])


_VERB: Final = re.compile(r"实施|启动|开展|发起|推出|参与|推进|组织|建设|加强")
_CAMPAIGN: Final = re.compile(
    r"(?:第[一二三四五六七八九十]{1,2}批)?(?:党的群众路线)?(?:教育实践活动|主题教育活动|教育整顿活动)"
)


def _repeats(draft: Draft, names: Iterable[str], label: str, rule: str) -> Iterator[Mention]:
    """Everywhere that names stand, the longer before the shorter."""
    for start, end in find_names(draft.shadow, names):
        yield Mention(start, end, label, None, rule)


_QUOTED: Final = re.compile(r"[“「『](?P<inside>[\u4e00-\u9fff·A-Za-z\d]{2,8})[”」』]")
_GOODS: Final = re.compile(
    r"(?:包|机|车|卡|药|片|剂|奶粉|饮料|酒|茶|烟|手机|软件|系统|平台|芯片|飞船|卫星|火箭|号|疫苗|食品|牌)$"
)
_ALIAS: Final = re.compile(r"(?:网友|网民|网名|笔名|艺名|化名|昵称|绰号|外号)(?:叫|为|是)?$")
_LIKE: Final = re.compile(r"[活小新][\u4e00-\u9fff]{2,3}")


def _named_in_quotes(draft: Draft) -> Draft:
    """Quoted products (“营养包”), pen names (网友“菩提树”) and titles of honour."""
    found = Pool(draft.mentions)
    starts = {m.start: m for m in draft.mentions if m.label == "PERSON"}
    goods: set[str] = set()
    honours: set[str] = set()
    for match in _QUOTED.finditer(draft.shadow):
        start, end = match.span("inside")
        name = match["inside"]
        inside = found.overlapping(start, end)
        if any(m.start <= start and end <= m.end and m.label != "PERSON" for m in inside):
            continue
        if _ALIAS.search(draft.before(match.start(), 4)):
            found.remove(inside)
            found.add(Mention(start, end, "PERSON", None, "named_in_quotes"))
        elif match.end() in starts and len(name) >= 4:
            honours.add(name)
        elif _LIKE.fullmatch(name) and name[1:] in famous():
            found.add(Mention(start + 1, end, "PERSON", None, "named_in_quotes"))
        elif _GOODS.search(name) and name not in _PLAIN:
            goods.add(name)
    products = _repeats(draft, goods, "PRODUCT", "named_in_quotes")
    titles = _repeats(draft, honours, "WORK_OF_ART", "named_in_quotes")
    return draft.with_mentions([*found, *products, *titles])


_PLAIN: Final = frozenset({"第三方平台", "口号", "信号"})


@cache
def _peoples() -> frozenset[str]:
    return read_list("peoples.txt")


def _norp(draft: Draft) -> Draft:
    """汉族, 维吾尔族, 穆斯林, 法国人: peoples and the faithful."""
    found = Pool(_people_of(draft, mention) for mention in draft.mentions)
    listed, lands = _peoples(), territories()
    for word in draft.words:
        name = draft.of(word)
        if name not in listed and not (name[-1] == "人" and name[:-1] in lands):
            continue
        inside = found.overlapping(word.start, word.end)
        if not any(m.start < word.start or m.end > word.end for m in inside):
            found.remove(m for m in inside if m.label != "LOC")
            found.add(Mention(word.start, word.end, "NORP", None, "peoples"))
    for match in _LANGUAGE.finditer(draft.shadow):
        if match.start() in draft.word_at and not any(
            i in draft.covered for i in range(*match.span())
        ):
            found.add(Mention(*match.span(), "LANGUAGE", None, "peoples"))
    return draft.with_mentions(found)


def _people_of(draft: Draft, mention: Mention) -> Mention:
    """佩切涅格人 is a people: a transliterated name with 人 is no person's."""
    name = draft.of(mention)
    if mention.label != "PERSON" or len(name) < 3 or name[0] in surnames():
        return mention
    if name[-1] == "人":
        return attrs.evolve(mention, label="NORP", rule="peoples")
    if draft.after(mention.end, 1) == "人" and draft.after(mention.end, 2) not in {
        "人士",
        "人员",
        "人民",
        "人生",
    }:
        return attrs.evolve(mention, end=mention.end + 1, label="NORP", rule="peoples")
    return mention


WORK_RULES: Final = {
    "titles": Rule("titles", "documents and works overlooked", _titles),
    "basic_laws": Rule("basic_laws", "laws named without 《》", _basic_laws),
    "norms": Rule("norms", "named lists of norms overlooked", _norms),
    "events": Rule("events", "congresses, games and wars overlooked", _events),
    "programmes": Rule("programmes", "programmes and campaigns overlooked", _programmes),
    "named_in_quotes": Rule("named_in_quotes", "quoted names overlooked", _named_in_quotes),
    "peoples": Rule("peoples", "peoples and languages overlooked", _norp),
}
