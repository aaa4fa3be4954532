"""Articles and corpora are values whose parts always fit their text."""

import pickle

import attrs
import pytest

import corpus
from corpus import (
    Alignment,
    AnnotationError,
    Article,
    Corpus,
    Decision,
    Entity,
    Layer,
    LayerError,
    Paragraph,
    Quotation,
    Section,
    Sentence,
    Span,
    SpanError,
    UnknownNameError,
)

TEXT = "标题\n新华社北京电：甲说，“好。”"


def article(**fields):
    entities = Layer.of(
        TEXT,
        Entity,
        [
            {"start": 3, "end": 6, "label": "ORG", "id": "xinhua-she"},
            {"start": 6, "end": 8, "label": "GPE", "id": "beijing"},
            {"start": 10, "end": 11, "label": "PERSON", "id": "jia"},
        ],
        source="test",
    )
    quotations = Layer.of(
        TEXT,
        Quotation,
        [{"start": 13, "end": 17, "speaker": Span(10, 11), "cue": Span(11, 12)}],
    )
    sections = Layer.of(
        TEXT,
        Section,
        [{"start": 0, "end": 2, "kind": "title"}, {"start": 3, "end": 17, "kind": "body"}],
    )
    paragraphs = Layer(TEXT, Paragraph, [3], [17])
    layers = {
        "sections": sections,
        "paragraphs": paragraphs,
        "entities": entities,
        "quotations": quotations,
    }
    return Article(**{"id": "a", "text": TEXT, "layers": layers, "script": "Hans", **fields})


def test_the_outline_is_read_from_the_sections():
    """Title and subtitle are sections; an article without one has None."""
    one = article()
    assert (one.title, one.subtitle, one.byline, one.dateline) == ("标题", None, None, None)
    assert one.questions == ()
    assert Article(id="b", text="甲").title is None


def test_a_layer_of_another_text_is_refused():
    """Offsets are of one text only."""
    with pytest.raises(AnnotationError, match="another text"):
        article(text="别的")


def test_a_layer_of_the_wrong_items_is_refused():
    """The entities layer holds entities."""
    with pytest.raises(AnnotationError, match="holds Sentence, not Entity"):
        article().with_layer("entities", Layer(TEXT, Sentence, [0], [2]))


def test_an_alignment_to_another_text_is_refused():
    """The way back to the raw file ends in this text."""
    with pytest.raises(AnnotationError, match="raw_alignment"):
        article(raw_alignment=Alignment.identity(3))


def test_an_unknown_label_is_refused_at_construction():
    """In an item and in a layer alike."""
    with pytest.raises(AnnotationError, match=r"'PER'.*valid: PERSON"):
        Entity(start=0, end=1, text="甲", label="PER")
    with pytest.raises(AnnotationError, match=r"row 0.*'PER'"):
        Layer("甲", Entity, [0], [1], {"label": ["PER"]})


def test_a_speaker_outside_the_text_is_refused():
    """Spans in columns are checked too."""
    with pytest.raises(SpanError):
        Layer("甲", Quotation, [0], [1], {"speaker": [Span(3, 5)]})


def test_a_span_of_a_class_of_ones_own_that_leaves_the_text_is_refused():
    """Alone or in a tuple, when the layer is made."""

    @attrs.frozen(kw_only=True)
    class Claim(corpus.Annotation):
        number: object

    for value in (Span(0, 99), (Span(0, 1), Span(0, 99))):
        with pytest.raises(SpanError, match="leaves its text"):
            Layer.of(TEXT, Claim, [{"start": 0, "end": 2, "number": value}])


def test_an_item_is_as_long_as_its_text_and_always_true():
    """As its span is; an empty item is not a missing one."""
    assert [len(entity) for entity in article().entities] == [3, 2, 1]
    assert len(Sentence(start=1, end=1, text="")) == 0
    assert Sentence(start=1, end=1, text="")


def test_items_know_their_article():
    """From a sentence to its entities, from a quotation to its speaker's entity."""
    one = article()
    assert [e.text for e in one.sentences[1].entities] == ["新华社", "北京", "甲"]
    quotation = one.quotations[0]
    assert (quotation.speaker, quotation.cue) == ("甲", "说")
    assert quotation.speaker_entity == one.entities[2]
    assert quotation.speaker_entity.source == "test"
    assert one.sections[1].paragraphs[0].text == one.paragraphs[0].text


def test_a_sentence_of_a_plain_string_says_where_to_go():
    """It has no entities, and does not pretend that there are none."""
    with pytest.raises(LayerError, match="find_entities"):
        _ = corpus.split_sentences("走了。")[0].entities


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("entities", r"article\.annotate\(\['entities'\]\)"),
        ("roles", r"article\.annotate\(\['roles'\]\)"),
        ("paragraphs", r"corpus\.parse"),
        ("sections", r"corpus\.parse"),
    ],
)
def test_a_missing_layer_names_the_remedy(name, remedy):
    """An article without entities is not one with no entities."""
    with pytest.raises(LayerError, match=remedy):
        getattr(Article(id="b", text="甲"), name)


def test_layers_of_a_parsed_article_are_made_when_they_are_asked_for():
    """Once each; an article that was asked and one that was not are the same value."""
    (one,) = corpus.parse("要闻一则\n\n　　新华社北京1月5日电　会议今天开幕。\n")
    (other,) = corpus.parse("要闻一则\n\n　　新华社北京1月5日电　会议今天开幕。\n")
    assert list(one.layers) == ["sections", "paragraphs", "dateline"]
    assert one.layers["sections"] is one.layers["sections"]
    assert "entities" not in one.layers
    assert one == other == pickle.loads(pickle.dumps(other))
    assert attrs.evolve(other, id="b").paragraphs[0].text == one.paragraphs[0].text


def test_layers_that_are_not_made_yet_are_of_one_text_too():
    """Another text is refused as it is where they are made."""
    (one,) = corpus.parse("要闻一则\n\n　　新华社北京1月5日电　会议今天开幕。\n")
    with pytest.raises(AnnotationError, match="'sections' is of another text"):
        attrs.evolve(one, text="别的", raw_alignment=None)


def test_sections_know_their_children_in_any_layer():
    """By place, in a second maker's layer and in a chosen part of one."""
    rows = [
        {"start": 0, "end": 17, "kind": "body", "parent": -1},
        {"start": 0, "end": 2, "kind": "item", "parent": 0},
        {"start": 3, "end": 17, "kind": "item", "parent": 0},
    ]
    one = article().with_layer("sections:mine", Layer.of(TEXT, Section, rows))
    (body,) = one.layers["sections:mine"].filter(kind="body")
    assert [child.text for child in body.children] == ["标题", TEXT[3:]]
    assert len(body.children[0].children) == 0


@pytest.mark.parametrize("parent", [0, 7, -2])
def test_a_parent_comes_before_its_child_and_holds_it(parent):
    """Anything else is no tree."""
    with pytest.raises(AnnotationError, match="is no section before this one"):
        Layer("甲乙", Section, [0], [2], {"kind": ["body"], "parent": [parent]})


@pytest.mark.parametrize(
    ("start", "end", "text"), [(5, 2, "字"), (-1, 0, "字"), (0, 3, "字")], ids=["swap", "-", "text"]
)
def test_an_item_made_by_hand_is_checked(start, end, text):
    """Offsets make a span that the text fills."""
    with pytest.raises(SpanError):
        Sentence(start=start, end=end, text=text)


@pytest.mark.parametrize(
    "change", [{"start": 4}, {"end": 9}, {"start": 6, "end": 9}, {"text": "新华网"}, {"start": -14}]
)
def test_an_item_changed_by_hand_still_has_the_text_of_its_place(change):
    """Though the layer that it came from had checked it."""
    with pytest.raises(SpanError, match="is not what stands there"):
        attrs.evolve(article().entities[0], **change)


def test_the_last_item_can_not_be_made_to_leave_the_text():
    """Where a slice would be cut short and look right."""
    last = Layer(TEXT, Sentence, [3], [len(TEXT)])[0]
    with pytest.raises(SpanError):
        attrs.evolve(last, end=len(TEXT) + 1)


def test_a_changed_item_still_knows_its_layer():
    """Its source and its article are those of the one that it was made from."""
    changed = attrs.evolve(article().entities[0], label="GPE")
    assert (changed.label, changed.source) == ("GPE", "test")


@pytest.mark.parametrize(
    ("field", "value"), [("value", "2013"), ("id", ["x"]), ("confidence", "high")]
)
def test_fields_have_their_types(field, value):
    """A value is a DateValue or a Quantity, an id a string."""
    with pytest.raises(AnnotationError, match=f"row 0: {field} can't be"):
        Layer("甲", Entity, [0], [1], {"label": ["ORG"], field: [value]})


def test_a_conversion_of_another_text_is_refused():
    """Even where the lengths fit."""
    with pytest.raises(AnnotationError, match="another text"):
        article().converted(corpus.Converter("s2t").convert("字" * len(TEXT)))


def test_articles_are_values():
    """They compare, hash and pickle by value, and can't be changed."""
    one, other = article(), article()
    assert one == other
    assert hash(one) == hash(other)
    assert len(one.sentences) == 2  # made on first use, no part of the value
    assert pickle.loads(pickle.dumps(one)) == other
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.text = "别的"
    with pytest.raises(TypeError):
        one.layers["entities"] = None
    assert one != article(id="b")
    assert one != one.without_layer("quotations")


def test_an_article_without_raw_file_says_so():
    """There is no place to point at."""
    with pytest.raises(LayerError, match="no raw file"):
        article().raw_spans(Span(0, 1))


def test_two_articles_of_one_id_are_refused():
    """Ids are unique in a corpus."""
    with pytest.raises(AnnotationError, match="'a'"):
        Corpus([article(), article()])


def test_a_corpus_is_a_sequence_and_a_lookup():
    """By place, by slice and by id; an unknown id names the valid ones."""
    one = Corpus([article(), article(id="b")])
    assert one["b"] is one[1]
    assert one[-1].id == "b"
    assert [a.id for a in one[:1]] == ["a"]
    assert isinstance(one[:1], Corpus)
    assert "a" in one
    assert one[0] in one
    assert "c" not in one
    with pytest.raises(UnknownNameError, match="valid: a, b") as caught:
        _ = one["c"]
    assert isinstance(caught.value, LookupError)
    with pytest.raises(LayerError, match="no attribute 'colour'"):
        one.filter(colour="red")
    decided = Corpus(one, decisions=[corpus.Decision("noise.page", Span(0, 1), "3", 1.0)])
    assert Corpus(decided) == decided
    with pytest.raises(IndexError):
        _ = one[2]


def test_a_corpus_filters_by_attribute_and_predicate():
    """What is left is a corpus."""
    one = Corpus([article(), article(id="b", script="Hant")])
    assert one.filter(script="Hant").ids == ("b",)
    assert one.filter(lambda a: a.id == "a", script="Hans").ids == ("a",)
    assert [e.text for e in one.entities(id="jia")] == ["甲", "甲"]
    assert len(list(one.sentences())) == 4


def test_reprs_are_short():
    """One line, with what tells articles apart; of a long item's text its beginning."""
    assert repr(article()) == "<Article 'a' '标题', 17 characters>"
    assert repr(Corpus([article()])) == "<Corpus of 1 article>"
    assert repr(Sentence(start=0, end=40, text="字" * 40)).count("字") == 40
    assert repr(Sentence(start=0, end=41, text="字" * 41)).endswith(f"text='{'字' * 39}…')")


def test_a_corpus_with_articles_does_not_say_why_it_has_none():
    """Though one of the files that it was read from may have had none."""
    empty = Decision("empty.blank", Span(0, 0), "nothing but white space", 1.0)
    news = Corpus([article(), article(id="b")], decisions=[empty])
    assert repr(news) == "<Corpus of 2 articles>"
    assert repr(Corpus(decisions=[empty])) == "<Corpus of 0 articles: nothing but white space>"


def test_text_that_no_file_can_hold_is_refused():
    """A lone surrogate is named with its offset; bytes are no text."""
    with pytest.raises(corpus.TextError, match="offset 1"):
        Article(id="a", text="甲\ud800")
    with pytest.raises(AnnotationError, match="decode bytes"):
        Article(id="a", text="甲".encode())


def test_what_is_no_layer_is_refused():
    """A list of entities is not taken for one."""
    with pytest.raises(AnnotationError, match="'mine' is no Layer but list"):
        article().with_layer("mine", [])


def test_a_layer_that_is_not_there_is_told_with_those_that_are():
    """It is a `KeyError` and a `LookupError`; `get` and `in` ask without one."""
    article = corpus.load()[0]
    with pytest.raises(corpus.UnknownNameError, match="did you mean 'entities'") as caught:
        article.layers["entitys"]
    assert isinstance(caught.value, KeyError)
    assert not str(caught.value).startswith(("'", '"'))
    assert article.layers.get("entitys") is None
    assert article.layers.get("entities") is article.entities
    assert "entitys" not in article.layers
    assert list(article.layers) == list(dict(article.layers))
    assert len(article.layers) == len(list(article.layers))


@pytest.mark.parametrize(
    ("name", "hint"),
    [("tokens", "article.tokens makes them"), ("entities", r"article\.annotate\(\['entities'\]\)")],
)
def test_a_layer_that_can_be_made_is_told_with_what_makes_it(name, hint):
    """Sentences and tokens on first use, others by annotation."""
    with pytest.raises(KeyError, match=hint):
        corpus.Article(id="a", text="甲。").layers[name]


def test_items_of_an_iteration_are_those_of_single_places():
    """Making many at once leaves out no field, and no item's own text or article."""
    for article in corpus.load():
        for layer in article.layers.values():
            items = list(layer)
            assert items == [layer[row] for row in range(len(layer))]
            assert all(item.text == article.text[item.start : item.end] for item in items)
            assert all(item._layer is layer for item in items)


def test_a_class_with_code_of_its_own_has_it_run_for_every_item():
    """A converter, a constructor or a check of a user's own class is never passed over."""

    @attrs.frozen(kw_only=True)
    class Loud(corpus.Token):
        tag: str = attrs.field(converter=str.upper)

    class Counted(corpus.Token):
        made = 0

        def __init__(self, **fields):
            type(self).made += 1
            super().__init__(**fields)

    @attrs.frozen(kw_only=True)
    class Checked(corpus.Token):
        def __attrs_post_init__(self):
            Counted.made += 10

    text = "好的"
    loud = corpus.Layer(text, Loud, [0, 1], [1, 2], {"tag": ["a", "b"]})
    assert [item.tag for item in loud] == ["A", "B"]
    assert [type(item) for item in corpus.Layer(text, Counted, [0, 1], [1, 2])] == [Counted] * 2
    assert Counted.made == 2
    assert len(list(corpus.Layer(text, Checked, [0, 1], [1, 2]))) == 2
    assert Counted.made == 22


def test_a_longer_layer_than_is_made_at_a_time_has_all_its_items():
    """Every item comes once, in order."""
    layer = corpus.Layer("好" * 1000, corpus.Token, range(1000), range(1, 1001))
    assert [item.start for item in layer] == list(range(1000))


def test_conversions_are_names():
    """What shows an article, shows them."""
    with pytest.raises(TypeError, match="conversions= takes names of conversions, not 5"):
        Article(id="a", text="甲", conversions=["s2t", 5])
