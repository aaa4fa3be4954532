"""The rules: each mends its kind of error, and does nothing when it is left out."""

import pytest

from corpus.annotation import RULES, find_entities
from corpus.annotation.entities.conflicts import PRIORITY
from corpus.annotation.entities.place_classes import place_class
from corpus.annotation.entities.works import is_document
from corpus.model import ENTITY_LABELS

CASES = [
    ("tagged_names", "老舍的作品", ("老舍", "PERSON")),
    ("known_bodies", "全国总工会、机关工委书记谭金生表示", ("机关工委", "ORG")),
    ("titles_off", "江主席会见外宾。", ("江", "PERSON")),
    ("surname_with_title", "赵大爷、钱大娘。", ("钱", "PERSON")),
    ("middle_dots", "苏热姆·吾布力卡斯木今年7岁。", ("苏热姆·吾布力卡斯木", "PERSON")),
    ("name_edges", "全国人大常委会副委员长田纪云、姜春云出席。", ("田纪云", "PERSON")),
    ("known_places", "也在模里西斯、盖亚那使用。", ("盖亚那", "GPE")),
    ("known_places", "桑佩尔昨天在波哥大会见了客人。", ("波哥大", "GPE")),
    ("known_places", "浙江温州、台州、义乌等地。", ("台州", "GPE")),
    ("pairs", "中美今天签署了文件。", ("美", "GPE")),
    ("pairs", "京津沪三地警方联合行动。", ("津", "GPE")),
    ("listed", "这次会晤涉及波、匈、捷三国", ("匈", "GPE")),
    ("listed", "中、美、俄、英、法五国外长会晤", ("法", "GPE")),
    ("abbreviated", "来华访问期间", ("华", "GPE")),
    ("related", "巴以和谈仍然荆棘满途。", ("巴", "GPE")),
    ("related", "以色列说谈判中断，以总理巴拉克不同意。", ("以", "GPE")),
    ("related", "伊拉克拒绝后，美英扬言对伊动武。", ("伊", "GPE")),
    ("titled", "洪绂曾、全国工商联主席经叔平出席了座谈会。", ("经叔平", "PERSON")),
    ("run_together", "会见了美国前总统布什和夫人芭芭拉。", ("芭芭拉", "PERSON")),
    ("last_words", "可能和义勇军开赴内地", ("义勇军", "ORG")),
    (
        "conjunctions",
        "美国国防部、俄罗斯外交部和法国国民议会分别发表声明。",
        ("法国国民议会", "ORG"),
    ),
    ("state_bodies", "中国驻南联盟使馆遭到轰炸。", ("中国驻南联盟使馆", "ORG")),
    ("state_bodies", "广东省委书记李长春到会。", ("广东省委", "ORG")),
    ("assemblies", "第九届全国人大常委会今天开会。", ("第九届全国人大常委会", "ORG")),
    (
        "assemblies",
        "中国致公党第十一次全国代表大会的贺词",
        ("中国致公党第十一次全国代表大会", "ORG"),
    ),
    ("armies", "美军和日军都参加了演习。", ("美军", "ORG")),
    ("place_tails", "长春以北的中东铁路仍在使用。", ("中东铁路", "FAC")),
    ("place_edges", "位于苏门答腊岛北部。", ("苏门答腊岛", "LOC")),
    ("place_edges", "天王镇戴庄村村官汪厚俊说。", ("戴庄村", "GPE")),
    ("mainland", "产品在中国大陆上市。", ("中国大陆", "LOC")),
    ("media_names", "在金山网镇江论坛上，有关讨论", ("金山网", "ORG")),
    ("in_brackets", "伊丽莎白·沃伦(Elizabeth Warren)表示。", ("Elizabeth Warren", "PERSON")),
    ("titles", "中央印发《关于加强党建的意见》。", ("《关于加强党建的意见》", "LAW")),
    ("titles", "他喜欢《红楼梦》。", ("《红楼梦》", "WORK_OF_ART")),
    ("basic_laws", "宪法和党章都有规定。", ("党章", "LAW")),
    ("norms", "“六有”目标和“五个服务”的关系", ("五个服务", "LAW")),
    ("events", "十八届三中全会提出新任务。", ("十八届三中全会", "EVENT")),
    ("programmes", "共同实施了消除婴幼儿贫血项目。", ("消除婴幼儿贫血项目", "EVENT")),
    ("named_in_quotes", "发放“营养包”，营养包很好。", ("营养包", "PRODUCT")),
    ("named_in_quotes", "网友“菩提树”写道。", ("菩提树", "PERSON")),
    ("peoples", "维吾尔族和藏族同胞", ("维吾尔族", "NORP")),
    ("inner_names", "镇江市科技局局长毛健说。", ("镇江市", "GPE")),
    ("chain_links", "很多情节在美国路易斯安那州拍摄。", ("路易斯安那州", "GPE")),
    ("chains", "云南省禄劝彝族苗族自治县", ("云南省禄劝彝族苗族自治县", "GPE")),
    ("hyphens", "换上乌拉圭老将鲁文-索萨。", ("鲁文-索萨", "PERSON")),
    ("heads", "新华网华盛顿7月20日电（记者杨晴川）", ("新华网", "ORG")),
    ("bylines", "新华网7月20日电（记者杨晴川 王薇）盖茨20日宣布，", ("王薇", "PERSON")),
    ("papers", "据《光明日报》报道，", ("光明日报", "ORG")),
    ("papers", "法国《世界报》和《纽约时报》报道。", ("世界报", "ORG")),
    ("acronyms", "国际红十字会印尼负责人盖尔芬德告诉CNN:“我们也不清楚。”", ("CNN", "ORG")),
    (
        "companies",
        "马云，阿里巴巴（中国）网络技术有限公司首席执行官。",
        ("阿里巴巴（中国）网络技术有限公司", "ORG"),
    ),
    ("parties", "杰里米的工党将考虑制定计划。", ("工党", "ORG")),
    ("latin_names", "市长为Giuliano Pisapia先生。", ("Giuliano Pisapia", "PERSON")),
    ("facilities", "在印度南部班加罗尔空军基地试飞。", ("班加罗尔空军基地", "FAC")),
    ("surnames_alone", "蔡智财从档口出来，青年猛力砸向蔡的头部。", ("蔡", "PERSON")),
    ("short_names", "全国妇联与卫生部合作，妇联干部参加。", ("妇联", "ORG")),
    ("given_names", "赵亚夫同志来了，要致富，找亚夫。", ("亚夫", "PERSON")),
]


@pytest.mark.parametrize(("rule", "text", "name"), CASES)
def test_a_rule_finds_its_name(rule, text, name):
    """With all rules the name is found with its label."""
    assert rule in RULES
    assert name in [(e.text, e.label) for e in find_entities(text)]


@pytest.mark.parametrize(("rule", "text", "name"), CASES)
def test_without_the_rule_the_name_is_not_found(rule, text, name):
    """It is that rule that finds it."""
    left = [other for other in RULES if other != rule]
    assert name not in [(e.text, e.label) for e in find_entities(text, rules=left)]


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("中东和平进程，中亚国家，中非合作论坛", "中"),
        ("加强民族地区工作", "民族地区"),
        ("邮政编码为012105。", "012105"),
        ("国家主席出席，总经理到会。", "国"),
        ("法国公司和美国大学", "法国公司"),
        ("回到罗马的路", "罗"),
        ("山东省委、省政府决定", "省政府"),
        ("欧洲司司长李瑞宇", "司"),
        ("英国女王伊丽莎白二世、戴安娜王妃", "白二世"),
        ("喝淡水湖的水", "淡水湖"),
        ("一架苏-27战机", "苏"),
        ("新老关系要处理好", "新"),
        ("英国脱欧之后，保守党退欧派议员说", "欧"),
        ("记者纽约·巴黎布拉格·琼斯说", "布拉格"),
        ("晨报讯（记者关宏）门卫屋里放着对讲机。", "晨报"),
        ("AI技术和GDP增长", "GDP"),
        ("对美洲四国五港进行友好访问", "港"),
        ("曾夺取过巴塞罗那奥运会银牌", "巴塞罗那奥运会"),
        ("以方便群众为先", "以"),
        ("西南边境的南美关系", "南"),
    ],
)
def test_rules_leave_alone_what_is_no_name(text, none):
    """Words that look like what a rule looks for are left."""
    assert none not in [e.text for e in find_entities(text) if e.label != "CARDINAL"]


@pytest.mark.parametrize("text", ["苏-27战机", "伊尔－76运输机", "F-16战机", "iPhone 5手机"])
def test_the_number_of_a_type_counts_nothing(text):
    """A noun behind it is not counted, as it is in 27名学生 and 5-10万农民."""
    assert not find_entities(f"看见{text}。").filter(label="CARDINAL")


@pytest.mark.parametrize(
    "text",
    ["This is an English sentence about the weather.", "hello world " * 20, "😀𠮷" * 50],
    ids=["English", "words", "symbols"],
)
def test_other_languages_and_symbols_are_no_names(text):
    """The network was trained on Chinese only, and takes what it does not know for a body."""
    assert [e.text for e in find_entities(text) if e.label not in {"CARDINAL", "DATE"}] == []
    left = [rule for rule in RULES if rule != "foreign_text"]
    assert list(find_entities(text, rules=left))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("当时北约两架战机试图接近。", ("北约", "ORG")),
        ("大连队在虹口足球场逼平申花队。", ("虹口足球场", "FAC")),
        ("大连队在虹口足球场逼平申花队。", ("申花队", "ORG")),
        ("在福建省福州市鼓楼区五四路。", ("鼓楼区", "GPE")),
        ("巴勒斯坦民族权力机构主席说。", ("巴勒斯坦民族权力机构", "ORG")),
        ("八一队的王涛", ("八一队", "ORG")),
        ("朱总理夫人劳安、曾培炎同机离京。", ("劳安", "PERSON")),
        ("在埃雷兹检查站会晤。", ("埃雷兹", "GPE")),
        ("白俄罗斯总统卢卡申科、乌克兰最高拉达。", ("卢卡申科", "PERSON")),
        ("中、老、缅、泰毗邻地区。", ("老", "GPE")),
        ("先后拜访了泰国广西总会和马来西亚前议长。", ("泰国广西总会", "ORG")),
        ("印尼《国际日报》、《星洲日报》等参与集体采访。", ("国际日报", "ORG")),
        ("目前是否有吴邦国委员长访问朝鲜的消息？", ("吴邦国", "PERSON")),
        ("在法国埃维昂举行的会议。", ("埃维昂", "GPE")),
        ("外交部欧洲司司长李瑞宇", ("外交部欧洲司", "ORG")),
        ("对阿、摩、喀三国进行正式访问。", ("摩", "GPE")),
        ("还就台湾、朝核的一些问题交换了看法。", ("朝", "GPE")),
        ("双方在埃及的沙姆沙伊赫签署协议。", ("沙姆沙伊赫", "GPE")),
        ("在约旦河西岸城市拉姆安拉出席集会。", ("拉姆安拉", "GPE")),
        ("阿拉法特在接受埃及《金字塔报》采访时说", ("金字塔报", "ORG")),
        ("应邀参加的有：中国京剧院院长吕瑞明。", ("中国京剧院", "ORG")),
        ("俄能源部长诺瓦克(Aleksandr Novak)说。", ("诺瓦克", "PERSON")),
    ],
)
def test_names_of_the_news_are_found(text, name):
    """What looks like a value, a common noun or another class to one rule is a name still."""
    assert name in [(e.text, e.label) for e in find_entities(text)]


def test_a_paper_that_does_not_act_is_a_work():
    """《光明日报》 on the table is what one reads."""
    found = [(e.text, e.label) for e in find_entities("桌上放着一份《光明日报》。")]
    assert ("《光明日报》", "WORK_OF_ART") in found
    assert not [label for _, label in found if label == "ORG"]


def test_a_man_whose_name_ends_like_an_army_is_a_man():
    """王建军 is a person, 义勇军 an army."""
    found = [(e.text, e.label) for e in find_entities("本报讯记者王建军报道")]
    assert ("王建军", "PERSON") in found


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("北京市", "GPE"),
        ("美国", "GPE"),
        ("镇江", "GPE"),
        ("青海", "GPE"),
        ("长江", "LOC"),
        ("青藏高原", "LOC"),
        ("亚洲", "LOC"),
        ("华北", "LOC"),
        ("中西部地区", "LOC"),
        ("首都机场", "FAC"),
        ("京九铁路", "FAC"),
    ],
)
def test_a_place_has_the_class_of_its_last_word(name, label):
    """GPE, LOC and FAC are told apart by what a place is called."""
    assert place_class(name) == label


@pytest.mark.parametrize(
    ("title", "document"),
    [
        ("《中华人民共和国刑法》", True),
        ("《关于整顿软弱涣散基层党组织的通知》", True),
        ("《国家中长期教育改革和发展规划纲要（2010—2020年）》", True),
        ("《论持久战》", False),
        ("《孙子兵法》", False),
        ("《好亚夫》", False),
    ],
)
def test_a_document_is_told_from_a_work_by_its_last_word(title, document):
    """意见, 通知 and 法 are documents; books and songs are works."""
    assert is_document(title) == document


def test_the_order_of_conflicts_names_every_label_once():
    """No label can be forgotten where conflicts are settled."""
    assert sorted(PRIORITY) == sorted(ENTITY_LABELS)


def test_rules_are_named_once():
    """A rule runs once."""
    assert len(set(RULES)) == len(RULES)
