"""The pipeline: steps folded, layers by name, makers named, processes."""

import functools

import attrs
import pytest

import corpus
from corpus.annotation import annotate, annotate_article, annotate_articles, find_values
from corpus.annotation.lac import TaggedSentence, Tagger
from corpus.annotation.options import LAYERS, Options
from corpus.annotation.workers import _Chunks, _work
from corpus.errors import AnnotationError, TextError, UnknownNameError
from corpus.model import Article, Dateline, Entity
from corpus.model.steps import AnnotateOptions
from corpus.spans import Span

TEXT = "镇江市科技局局长毛健说：“试验很成功。”他5月29日来京。"


def article(text=TEXT, **fields):
    return Article(id="a", text=text, **fields)


def upper(text):
    """A recogniser of the tests' own: it finds nothing."""
    return corpus.Layer(text, Entity, [], [], source="upper")


def test_steps_are_folded_in_order():
    """Each step gets what the one before returned."""
    seen = []

    def first(one):
        seen.append("first")
        return one.with_layer("sentences", corpus.split_sentences(one.text))

    def second(one):
        seen.append(sorted(one.layers))
        return one

    done = annotate(article(), first, second)
    assert seen == ["first", ["sentences"]]
    assert "sentences" in done.layers


def test_no_step_is_refused():
    """An article given back as it was looks like one that has nothing in it."""
    with pytest.raises(TypeError, match=r"article\.annotate\(\) makes all layers"):
        annotate(article())


def test_a_step_that_returns_no_article_is_refused_by_name():
    """The error names the step and the article."""
    with pytest.raises(AnnotationError, match="returns NoneType"):
        annotate(article(), lambda _: None)


def test_the_usual_layers_are_made_and_name_their_makers():
    """Sentences, tokens, entities and quotations, each with its source."""
    done = annotate_article(article())
    assert set(done.layers) == {"sentences", "tokens", "entities", "quotations"}
    assert "lac-small" in done.layers["entities"].source
    assert "jieba" in done.layers["tokens"].source
    assert all(layer.source for layer in done.layers.values())


def test_names_are_whole_tokens():
    """No token cuts a person's name."""
    assert "毛健" in [token.text for token in annotate_article(article()).tokens]


def test_layers_can_be_chosen():
    """Only what is asked for is stored."""
    assert set(annotate_article(article(), ("quotations",)).layers) == {"quotations"}
    assert set(annotate_article(article(), ("roles",)).layers) == {"roles"}


def test_an_unknown_layer_is_refused():
    """The error knows the layers there are."""
    with pytest.raises(UnknownNameError, match="no_layer"):
        annotate_article(article(), ("no_layer",))


@pytest.mark.parametrize(
    ("opening", "papers"),
    [
        ("【明報專訊】", ["明報"]),
        ("【本報台北訊】", []),
        ("本报讯　", []),
        ("【中央社台北三日電】", ["中央社"]),
    ],
)
def test_the_paper_in_a_dateline_is_a_name_unless_it_says_our(opening, papers):
    """In either script; what kind of report it is, is no part of the name."""
    parsed = corpus.parse(f"天文台改發信號\n\n　　{opening}天文台昨日宣布改發信號。")[0]
    found = parsed.annotate(("entities",)).entities.within(parsed.dateline)
    assert [e.text for e in found if e.label == "ORG"] == papers


@pytest.mark.parametrize("recognizer", ["rules", "lac", "values"])
def test_a_plain_yuan_is_of_the_currency_that_is_named(recognizer):
    """Whoever finds the sums; unless told, it is the mainland's."""
    one = article("每人三萬元。")
    layers, makers = ("entities",), (recognizer,)
    found = one.annotate(layers, recognizers=makers, currency="TWD").entities[0]
    assert (found.text, str(found.value)) == ("三萬元", "30000 TWD")
    assert str(one.annotate(layers, recognizers=makers).entities[0].value) == "30000 CNY"


@pytest.mark.parametrize("currency", ["新台币", "twd", "", None])
def test_a_currency_that_is_no_code_is_refused(currency):
    """The error gives an example."""
    with pytest.raises(AnnotationError, match=r"ISO 4217 code, such as 'TWD'"):
        article().annotate(("entities",), currency=currency)


def test_the_types_of_the_options_are_those_of_all_options():
    """What a type checker knows is what is taken."""
    known = {field.name for field in attrs.fields(Options)} - {"layers"}
    assert set(AnnotateOptions.__annotations__) == known


def test_an_unknown_option_is_refused_by_name():
    """The error knows the options of the function that was called."""
    with pytest.raises(UnknownNameError, match=r"recogniser.*recognizers.*tagger"):
        annotate_article(article(), recogniser=("lac",))
    with pytest.raises(UnknownNameError, match="workers"):
        annotate_articles([article()], worker=2)


def test_an_unknown_tokenizer_is_refused_before_any_work():
    """No article is annotated for nothing."""
    with pytest.raises(UnknownNameError, match="jieba, rjieba"):
        annotate_articles([article()], tokenizer="jeiba")


def test_articles_annotated_together_are_as_those_annotated_alone():
    """What stands in the same chunk changes nothing, and an empty article is no exception."""
    texts = [TEXT, "", "鎮江市科技局局長毛健說：「試驗很成功。」", "好" * 3000, "A-320客机", TEXT]
    articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
    together = list(annotate_articles(articles, LAYERS))
    assert together == [annotate_article(one, LAYERS) for one in articles]


def test_the_network_reads_every_sentence_once(monkeypatch):
    """Entities, parts of speech, quotations and roles share one reading."""
    read = []
    scores = Tagger.scores
    monkeypatch.setattr(Tagger, "scores", lambda self, own: read.extend(own) or scores(self, own))
    articles = [article(), article("他来了。毛健走了。")]
    list(annotate_articles(articles, LAYERS, recognizers=("rules", "lac")))
    sentences = [s.text for one in articles for s in one.sentences]
    assert sorted(read) == sorted(sentences)


def test_a_tagger_that_is_given_tags_words_too():
    """A network in 8-bit integers is not joined by another in 32 bits."""

    class Named(Tagger):
        source = "named"

    assert "named" in annotate_article(article(), ("tokens",), tagger=Named()).tokens.source


def test_a_tagger_of_names_alone_leaves_parts_of_speech_to_the_network():
    """A user's own recogniser need not know parts of speech."""

    class Nothing:
        def tag(self, sentences, *, confidence=False):
            assert confidence
            return [TaggedSentence(s, (), (), (), ()) for s in sentences]

    done = annotate_article(article("毛健来了。"), tagger=Nothing())
    assert not done.entities
    assert [token.upos for token in done.tokens][-1] == "PUNCT"


def test_no_layer_at_all_is_refused():
    """Nothing asked for is a mistake, and not work done."""
    with pytest.raises(AnnotationError, match="name some out of sentences"):
        article().annotate(())


def test_no_articles_give_no_articles():
    """An empty corpus is annotated to an empty one, with any number of workers."""
    assert not corpus.Corpus().annotate()
    assert not corpus.Corpus().annotate(workers=2)


def test_what_was_made_of_replaced_entities_stays():
    """Only the layers that are named are made anew; what is quoted is still there."""
    gold = corpus.load()[1]
    done = gold.annotate(("entities",), existing="replace", recognizers=(upper,))
    assert done.quotations == gold.quotations
    assert [q.speaker for q in done.quotations] == [q.speaker for q in gold.quotations]
    assert {q.speaker_entity for q in done.quotations} == {None}
    anew = gold.annotate(("entities", "quotations"), existing="replace")
    assert any(q.speaker_entity for q in anew.quotations)


def test_names_found_for_quotations_alone_are_not_stored():
    """Quotations have their speakers, and the article no layer that nobody asked for."""
    done = annotate_article(article(), ("tokens", "quotations", "roles"))
    assert set(done.layers) == {"tokens", "quotations", "roles"}
    assert done.quotations[0].speaker == "毛健"


def test_an_annotated_article_is_refused_replaced_or_kept():
    """`existing` says what happens to a layer that is there."""
    gold = corpus.load()[1]
    with pytest.raises(AnnotationError, match="entities"):
        annotate_article(gold, ("entities",))
    assert annotate_article(gold, ("entities",), existing="keep").entities == gold.entities
    replaced = annotate_article(gold, ("entities",), existing="replace")
    assert replaced.entities.source != "gold"


def test_layers_of_several_makers_stand_side_by_side():
    """The first recogniser makes `entities`, the others layers named after them."""
    done = annotate_article(article(), ("entities",), recognizers=("rules", "lac", "values", upper))
    names = {"entities", "entities:lac", "entities:values", "entities:upper"}
    assert set(done.layers) == names
    assert done.layers["entities:upper"].source == "upper"
    assert [e.text for e in done.layers["entities:values"]] == [e.text for e in find_values(TEXT)]


def with_further():
    """An article whose `entities:upper` a recogniser has made."""
    old = corpus.Layer(TEXT, Entity, [], [], source="old")
    return article().with_layer("entities:upper", old)


def test_a_further_recognizers_layer_is_refused_replaced_or_kept():
    """`existing` holds for every layer that is made, not for the first alone."""
    options = {"recognizers": ("values", upper)}
    with pytest.raises(AnnotationError, match="'entities:upper' already"):
        annotate_article(with_further(), ("entities",), **options)
    replaced = annotate_article(with_further(), ("entities",), existing="replace", **options)
    assert replaced.layers["entities:upper"].source == "upper"
    kept = annotate_article(with_further(), ("entities",), existing="keep", **options)
    assert kept.layers["entities:upper"].source == "old"
    assert list(kept.entities) == list(find_values(TEXT))


def test_a_missing_layer_is_made_beside_one_that_is_kept():
    """Keeping `entities` does not keep a further recogniser from its work."""
    gold = corpus.load()[1]
    done = annotate_article(gold, ("entities",), recognizers=("lac", upper), existing="keep")
    assert done.entities == gold.entities
    assert done.layers["entities:upper"].source == "upper"


def test_recognizers_of_one_name_make_a_layer_each():
    """The second gets a number; what has no name of its own is called by its type."""

    def again(text):
        return corpus.Layer(text, Entity, [], [], source="again")

    again.__name__ = "upper"
    partials = (functools.partial(upper), functools.partial(again))
    recognizers = ("values", upper, again, *partials)
    done = annotate_article(article(), ("entities",), recognizers=recognizers)
    made = {name: layer.source for name, layer in done.layers.items() if ":" in name}
    assert made == {
        "entities:upper": "upper",
        "entities:upper-2": "again",
        "entities:partial": "upper",
        "entities:partial-2": "again",
    }


def test_a_string_is_no_sequence_of_names():
    """The error shows what to give."""
    with pytest.raises(AnnotationError, match=r"sequence of names: \('entities',\)"):
        article().annotate("entities")
    with pytest.raises(AnnotationError, match="sequence of names"):
        corpus.Corpus([article()]).annotate("entities")
    for option in ("recognizers", "rules"):
        with pytest.raises(AnnotationError, match="sequence of names"):
            annotate_article(article(), ("entities",), **{option: "rules"})


def test_a_dateline_gives_names_and_a_year():
    """Reporters are persons, and 今年 is the dateline's year."""
    text = "新华社南京5月29日电（记者路遥）今年，毛健来了。"
    dateline = Dateline(
        start=0,
        end=17,
        text=text[:17],
        agency=Span(0, 3),
        places=(Span(3, 5),),
        date=Span(5, 10),
        date_value=corpus.DateValue("2014-05-29"),
        reporters=((Span(14, 16), "记者"),),
    )
    fields = ("agency", "places", "date", "date_value", "kind", "reporters")
    values = (dateline.agency_span, dateline.place_spans, dateline.date_span)
    columns = dict(
        zip(
            fields,
            [[v] for v in (*values, dateline.date_value, None, dateline._reporters)],
            strict=True,
        )
    )
    layer = corpus.Layer(text, Dateline, [0], [17], columns, source="test")
    done = annotate_article(article(text, layers={"dateline": layer}), ("entities",))
    found = {e.text: e for e in done.entities}
    assert found["路遥"].label == "PERSON"
    assert str(found["今年"].value) == "2014"


def test_many_articles_come_back_in_order_with_progress():
    """Progress counts articles up to all of them."""
    articles = [Article(id=str(i), text=TEXT) for i in range(5)]
    steps = []
    done = list(annotate_articles(articles, ("entities",), progress=lambda *a: steps.append(a)))
    assert [one.id for one in done] == list("01234")
    assert steps[-1] == (5, 5)


def test_processes_give_what_one_process_gives():
    """The result does not depend on the number of workers."""
    articles = [Article(id=str(i), text=TEXT * (i + 1)) for i in range(4)]
    layers = ("entities", "quotations")
    alone = list(annotate_articles(articles, layers))
    together = list(annotate_articles(articles, layers, workers=2))
    assert [dict(one.layers) for one in together] == [dict(one.layers) for one in alone]


def refusing(text):
    """A recogniser that refuses long texts by an error of the package's own."""
    if len(text) > 100:
        raise TextError("too long", offset=100)
    return upper(text)


def failing(text):
    """A recogniser that fails with an error that can't be sent."""
    if len(text) > 100:
        error = ValueError("too long")
        error.why = lambda: None
        raise error
    return upper(text)


@pytest.mark.parametrize(
    ("recognizer", "kind", "message"),
    [
        (refusing, TextError, "^offset 100: too long$"),
        (failing, (ValueError, AnnotationError), "too long$"),
    ],
)
def test_an_error_of_a_process_is_the_error_it_was(recognizer, kind, message):
    """Whoever's turn it is, the caller sees one error, whose message is told once."""
    articles = [Article(id=str(i), text="好" * (1 + 7000 * (i % 2))) for i in range(6)]
    options = {"recognizers": (recognizer,), "workers": 2}
    with pytest.raises(kind, match=message):
        list(annotate_articles(articles, ("entities",), **options))


def test_what_cannot_be_sent_travels_as_an_error_of_ours():
    """An error whose parts can't be pickled would look like a process that died."""
    with pytest.raises(AnnotationError, match=r"^ValueError: too long$"):
        _work([article("好" * 101)], Options(layers=("entities",), recognizers=(failing,)), None)


def test_chunks_hold_every_article_once_and_shrink_towards_the_end():
    """Whoever takes them, all articles are taken, in their order."""
    articles = [Article(id=str(i), text="好" * (i % 7) * 300) for i in range(200)]
    todo, taken = _Chunks(articles, 2), []
    while todo:
        taken.append(todo.take())
    assert [one for chunk in taken for one in chunk] == articles
    sizes = [sum(len(one.text) for one in chunk) for chunk in taken]
    assert max(sizes) == max(sizes[:2]) > 2 * sizes[-2]


def test_a_function_that_cannot_be_sent_to_a_process_is_refused():
    """The error says what to do."""
    articles = [Article(id=str(i), text=TEXT) for i in range(2)]
    options = {"recognizers": (lambda text: upper(text),), "workers": 2}  # noqa: PLW0108
    with pytest.raises(AnnotationError, match="process"):
        list(annotate_articles(articles, ("entities",), **options))


def test_no_workers_are_refused():
    """At least one process does the work."""
    with pytest.raises(AnnotationError):
        annotate_articles([], workers=0)


def test_an_annotated_corpus_is_written_and_read_back(tmp_path):
    """JSON Lines hold every layer that annotation makes."""
    made = corpus.Corpus([article()]).annotate(("entities", "quotations", "roles"))
    made.write_jsonl(tmp_path / "out.jsonl")
    assert corpus.read_jsonl(tmp_path / "out.jsonl") == made
