"""The items of a layer as plain data."""

import json

import pytest

import corpus
from corpus.explore.listing import cells, item_to_dict, layer_names, layer_of, rows, title_of

STORED = ("sections", "paragraphs", "dateline", "sentences", "entities", "quotations", "roles")


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("config", [None, "s2twp"])
def test_every_row_says_where_its_words_stand(name, config):
    for original in corpus.load():
        article = original if config is None else original.convert(config)
        listed = list(rows(article, name))
        assert len(listed) == len(article.layers[name])
        for row in listed:
            assert article.text[row["start"] : row["end"]] == row["text"]
            for value in row.values():
                for part in value if isinstance(value, list) else [value]:
                    if isinstance(part, dict) and "start" in part:
                        assert article.text[part["start"] : part["end"]] == part["text"]


def test_a_row_leads_back_to_the_raw_file_and_to_the_text_before_conversion():
    article = corpus.load()[1]
    for row in rows(article.convert("s2twp"), "entities"):
        start, end = row["original"]
        raw = "".join(corpus.raw_text()[a:b] for a, b in row["raw"])
        assert raw == article.text[start:end]


@pytest.mark.parametrize("name", STORED)
def test_rows_are_json(name):
    listed = list(rows(corpus.load()[0], name))
    assert json.loads(json.dumps(listed, ensure_ascii=False)) == listed


def test_values_are_short_in_a_table():
    assert cells({"value": {"number": "82", "unit": "县", "approximate": True}}) == {
        "value": "~82 县"
    }
    assert cells({"value": {"low": None, "high": "5", "unit": "岁"}}) == {"value": "..5 岁"}
    assert cells({"places": [{"text": "北京"}, {"text": "南京"}]}) == {"places": "北京 南京"}
    assert cells({"reporters": [{"name": "孙彬", "text": "孙彬"}]}) == {"reporters": "孙彬"}


def test_a_dateline_names_its_reporters():
    plain = item_to_dict(corpus.load()[0].dateline)
    assert plain["agency"]["text"] == "新华社"
    assert [reporter["name"] for reporter in plain["reporters"]] == ["华春雨"]


def test_the_title_of_an_amount_has_label_and_value():
    amounts = corpus.load()[1].entities.filter(label="PERCENT")
    assert title_of(amounts.filter(lambda e: e.text == "28.2%")[0]) == "PERCENT · 28.2 %"


def test_sentences_are_a_layer_even_where_none_is_stored():
    article = corpus.Article(id="a", text="走了。来了。")
    assert layer_names(article) == ("sentences", "tokens")
    assert [sentence.text for sentence in layer_of(article, "sentences")] == ["走了。", "来了。"]


def test_an_unknown_layer_names_the_nearest():
    with pytest.raises(corpus.UnknownNameError) as caught:
        list(rows(corpus.load()[0], "quotation"))
    assert caught.value.nearest == "quotations"
