"""Quotations: extent, kind, level, speaker and cue, in every style of marks."""

import pytest

import corpus
from corpus.annotation import find_quotations


def found(text):
    return [(q.text, q.kind, q.level, q.speaker, q.cue) for q in find_quotations(text)]


def test_a_speaker_stands_before_a_direct_quotation():
    """毛健说：“…” has its marks inside and its speaker and verb outside."""
    assert found("镇江市科技局局长毛健说：“试验很成功。”") == [
        ("“试验很成功。”", "direct", 0, "毛健", "说")
    ]


def test_a_speaker_stands_behind_a_direct_quotation():
    """The name behind the closing mark and before the verb is the speaker."""
    text = "“儿童的营养是人口素质的基础。”妇幼健康司司长张世琨说。"
    assert found(text) == [("“儿童的营养是人口素质的基础。”", "direct", 0, "张世琨", "说")]


def test_indirect_speech_goes_to_the_end_of_its_sentence():
    """What follows the verb and its comma is reported, up to the full stop and no further."""
    assert found("毛健认为，意义重大，影响深远。会议结束。") == [
        ("意义重大，影响深远。", "indirect", 0, "毛健", "认为")
    ]


def test_a_quotation_in_reported_speech_is_one_level_deeper():
    """Marks inside indirect speech make a quotation within a quotation."""
    text = "毛健认为，意义重大，群众都说“要致富，找亚夫”，这是肯定。"
    assert [(q[1], q[2], q[3]) for q in found(text)] == [
        ("indirect", 0, "毛健"),
        ("direct", 1, "群众"),
    ]


def test_single_marks_inside_double_marks_are_nested():
    """‘…’ inside “…” is level 1."""
    text = "庄义庆说：“他总是认为‘农民尊重你就是最好的报答’。我们都佩服。”"
    assert [(q[0][:3], q[2], q[3], q[4]) for q in found(text)] == [
        ("“他总", 0, "庄义庆", "说"),
        ("‘农民", 1, "他", "认为"),
    ]


@pytest.mark.parametrize("marks", ["“”", "「」", "『』", '""'])
def test_every_style_of_marks_is_read(marks):
    """Mainland, Taiwan and straight marks are equal."""
    text = f"毛健说：{marks[0]}试验很成功。{marks[1]}"
    assert found(text) == [(f"{marks[0]}试验很成功。{marks[1]}", "direct", 0, "毛健", "说")]


def test_traditional_text_keeps_its_characters():
    """The cue is the text's own, whatever the table is written in."""
    assert found("毛健說：「試驗很成功。」") == [("「試驗很成功。」", "direct", 0, "毛健", "說")]


def test_several_sentences_in_marks_are_one_quotation():
    """A quotation ends with its closing mark."""
    assert len(found("毛健说：“第一句。第二句！第三句？”")) == 1


def test_a_quotation_cut_by_its_attribution_is_two_with_one_speaker():
    """“…”，他说，“…” has the same speaker twice."""
    text = "“我们需要达成协议，”毛健说，“否则就晚了。”"
    assert [(q[0], q[3]) for q in found(text)] == [
        ("“我们需要达成协议，”", "毛健"),
        ("“否则就晚了。”", "毛健"),
    ]


def test_names_and_scare_quotes_are_no_quotations():
    """“营养包” names, “服务型” labels; nobody says them."""
    assert found("发放“营养包”，建设“服务型”党组织，是当代“活雷锋”。") == []


@pytest.mark.parametrize(
    "text",
    [
        "可以说，这是进步。",
        "据介绍，情况很好。",
        "换句话说，要改革。",
        "他说服了大家。",
        "引来网友的批评，很多。",
    ],
)
def test_set_phrases_bring_no_quotation(text):
    """A verb of saying in a set phrase or as a noun is none."""
    assert found(text) == []


def test_words_between_speaker_and_verb_do_not_matter():
    """Manner, place and addressee may stand between."""
    for text in (
        "毛健高兴地说，试验很成功。",
        "毛健在会上说，试验很成功。",
        "毛健向记者表示，试验很成功。",
        "毛健日前多次强调，试验很成功。",
    ):
        assert found(text)[0][3] == "毛健"


def test_a_document_can_speak():
    """《意见》提出，… has the document as its speaker."""
    assert found("《意见》提出，要加强基层建设。")[0][3] == "《意见》"


def test_entities_can_be_given():
    """With entities at hand the network is not needed."""

    class Name:
        start, end, label = 0, 2, "PERSON"

    assert find_quotations("甲乙说：“好的。”", [Name()])[0].speaker == "甲乙"


def test_a_speech_of_several_paragraphs_is_read_paragraph_by_paragraph():
    """Papers open the marks anew at each paragraph and close them once."""
    text = "毛健说：“第一段很长。\n“第二段也长。”"
    assert [q[0] for q in found(text)] == ["“第一段很长。", "“第二段也长。”"]


def test_the_packaged_articles_are_read_well():
    """At least nine in ten of the gold quotations are found with their speakers."""
    right = total = 0
    for article in corpus.load():
        made = find_quotations(article.text)
        gold = {(q.start, q.end, q.kind, q.speaker) for q in article.quotations}
        right += len(gold & {(q.start, q.end, q.kind, q.speaker) for q in made})
        total += len(gold)
    assert right / total >= 0.9


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“好”，王小明说。", "“好”"),
        ("「好，」他說。", "「好，」"),
        ("王小明说：＂你好。＂", "＂你好。＂"),
        ("他还表示，\u00a0去年十二月完成。", "去年十二月完成。"),
    ],
)
def test_short_wide_and_spaced_quotations_are_whole(text, quotation):
    """However short, in full-width marks, or behind a blank."""
    assert [q.text for q in find_quotations(text)] == [quotation]


def test_a_short_name_in_marks_is_no_speech_within_a_sentence():
    """Only where it opens the sentence may one word be what was said."""
    assert list(find_quotations("他被称为“英雄”，王小明说。")) == []


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("他告诉记者，这座桥最难的是主墩施工。", "他", "告诉"),
        ("台鐵則指出，部分列車慢速行駛。", "台鐵", "指出"),
        ("马骁回应称，停车楼年底投入使用。", "马骁", "回应称"),
        ("欧盟官员警告说，局势可能升级。", "官员", "警告说"),
        ("有市民反映，园区停车难。", "市民", "反映"),
        ("财政部有关负责人强调，债务风险可控。", "有关负责人", "强调"),
        ("据《江城晚报》报道，小学已开设课后服务。", "《江城晚报》", "报道"),
        ("据专家介绍，它相当于七十多岁。", "专家", "介绍"),
        ("在苏伟看来，关键在于分级诊疗。", "苏伟", "看来"),
        ("他表示将推动三级医院与社区结对。", "他", "表示"),
        ("驻村第一书记吐尔逊江表示，老人家是老师。", "吐尔逊江", "表示"),
        ("她在日内瓦对各国大使表示，保护主义没有赢家。", "她", "表示"),
        ("Doyle 說，他想為運動員發聲。", "Doyle", "說"),
        ("馬丁（Martin）說，他很高興。", "馬丁", "說"),
        ("林義夫答稱，「積極開放」是一體兩面。", "林義夫", "答稱"),
        ("主席图斯克8日访问北京时说，球在你们的半场。", "图斯克", "说"),
    ],
)
def test_indirect_speech_has_the_nearest_speaker(text, speaker, cue):
    """Addressees, places, brackets and manner are passed over, verbs in a row are one."""
    assert [(q.kind, q.speaker, q.cue) for q in find_quotations(text)] == [
        ("indirect", speaker, cue)
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“很难。”毛健说。“但是值得。”", ["毛健", "毛健"]),
        ("毛健说，试验很难。“但是值得。”", ["毛健", "毛健"]),
        ("“第一段。\n“第二段。”毛健说。", ["毛健", "毛健"]),
        ("毛健来到村里，并说：“试验很成功。”", ["毛健"]),
        ("毛健高兴得合不拢嘴：“试验很成功！”", ["毛健"]),
        ("“甜不甜？”毛健摘下一串葡萄。", ["毛健"]),
        ("“甜不甜？”毛健的妈妈算了一笔账。", ["妈妈"]),
        ("“很甜。”这时，记者问毛健：“真的吗？”", [None, "记者"]),
    ],
)
def test_speech_goes_on_and_people_act(text, speakers):
    """Speech without a verb of its own has the speaker of what it continues, or who acts."""
    assert [q.speaker for q in find_quotations(text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "大桥被当地人称为“连心桥”。",
        "车厢里“礼让斑马线，文明我先行”的标语格外醒目。",
        "坚持“预防为主、防治结合”的方针。",
        "毛健发出警告，但无人理会。",
        "半月山大佛又称资阳大佛，位于四川省。",
        "既有自身建设也有群众评价，既有内部运行也有外部保障。",
        "各方对此表示欢迎，并签署了文件。",
        "这部小说，写得很好。",
        "答：加强建设，离不开支持。",
        "毛健没有说，我们也没有问，大家都很高兴。",
        "群众、相信群众、依靠群众，是我们的路线。",
        "本报广州11月13日电　记者罗昌爱报道：铁路自去年投入运营以来，运送旅客逾百万。",
    ],
)
def test_names_slogans_and_nouns_are_no_quotations(text):
    """Nor are stances, denials and words that only look like verbs of saying."""
    assert list(find_quotations(text)) == []


def test_what_one_thinks_in_ones_own_speech_is_no_quotation_of_its_own():
    """“我认为，…” is said by whom the quotation has as its speaker."""
    assert len(find_quotations("毛健说：“我认为，试验很成功。”")) == 1


@pytest.mark.parametrize("text", ["“" * 9000, "“说，”" * 2000, "他说，" * 3000, '"' * 9001])
def test_marks_and_verbs_in_a_row_keep_offsets_exact(text):
    """Nothing raises, and every span lies in the text."""
    for quotation in find_quotations(text, []):
        assert 0 <= quotation.start < quotation.end <= len(text)
