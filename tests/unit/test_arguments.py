"""A wrong type is told at the door, with what to do, in every public function."""

import pathlib

import pytest

import corpus

TEXT = "新华社北京1月5日电　他说：“好。”"
NEWS = corpus.load()
NO_TEXT = [
    (TEXT.encode(), "decode them first"),
    (pathlib.Path("a.txt"), "corpus.read reads files"),
    (NEWS[0], "its words are in .text"),
    ([TEXT], "take them one by one"),
    (None, "None"),
    (5, "5"),
]


@pytest.mark.parametrize(("wrong", "said"), NO_TEXT, ids=[type(w).__name__ for w, _ in NO_TEXT])
@pytest.mark.parametrize(
    "call",
    [
        corpus.split_sentences,
        corpus.tokenize,
        corpus.find_entities,
        corpus.find_values,
        corpus.find_quotations,
        corpus.find_roles,
        corpus.parse_dateline,
        corpus.Converter("s2t").find_ambiguities,
        lambda text: list(corpus.parse_stream([text])),
        lambda text: list(corpus.explain(corpus.parse(TEXT), text)),
        lambda text: corpus.coverage(corpus.parse(TEXT), text),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(call, wrong, said):
    with pytest.raises(TypeError, match=f"a text is a string, not .*{said}"):
        call(wrong)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: corpus.convert_all(TEXT, "s2t"), "convert_all takes several, not one str"),
        (lambda: corpus.convert_all(None, "s2t"), "convert_all takes several, not None"),
        (lambda: corpus.parse_stream(None), "parse_stream takes several, not None"),
        (lambda: corpus.parse_stream(TEXT), "parse_stream takes several, not one str"),
        (lambda: corpus.tokenize(TEXT, words="北京"), r"words= takes several.*\['北京'\]"),
        (lambda: corpus.tokenize(TEXT, keep=None), "keep= takes several, not None"),
        (lambda: corpus.tokenize(TEXT, keep=[(0, 3)]), "a span has a start and an end"),
        (lambda: corpus.tokenize(TEXT, converter="s2t"), "converter= takes a Converter"),
        (lambda: corpus.find_entities(TEXT, known="北京"), "known= takes several"),
        (lambda: corpus.find_entities(TEXT, rules="names"), r"rules= .*\['names'\]"),
        (lambda: corpus.find_entities(TEXT, known=["北京"]), "known= takes pairs"),
        (lambda: corpus.find_entities(TEXT, known=[(0, "GPE")]), "a span has a start"),
        (lambda: corpus.find_entities(TEXT, tagger="lac"), r"takes what has tag\(\)"),
        (lambda: corpus.find_entities(TEXT, shadow="s2t"), "shadow= takes a function"),
        (lambda: corpus.annotate(NEWS[0], "entities"), r"a step is a function.*annotate\("),
        (lambda: corpus.annotate(TEXT), "an article is annotated, not '新华社"),
        (lambda: NEWS.annotate(progress=True), "progress= takes a function, not True"),
        (lambda: corpus.evaluate.flat(None), "flat takes several"),
        (lambda: corpus.evaluate.spans([(0, 1)], [(0, 1)], text=5), "a text is a string"),
        (lambda: corpus.parse_stream([TEXT], window=0), "window= takes a number"),
        (lambda: corpus.parse_stream([TEXT], window=None), "window= takes a number"),
        (lambda: corpus.coverage(NEWS[0], TEXT), "is a Corpus, not Article"),
        (lambda: corpus.explain(TEXT, TEXT), "is a Corpus, not"),
        (lambda: corpus.Corpus(None), r"made of articles: \[article\], not None"),
        (lambda: corpus.Corpus(NEWS[0]), r"made of articles: \[article\], not Article"),
        (lambda: corpus.Corpus("ab"), "made of articles"),
        (lambda: corpus.Corpus(decisions=None), "decisions= takes several, not None"),
        (
            lambda: corpus.Article(id="a", text="甲", decisions="why"),
            "decisions= takes several, not one str",
        ),
        (
            lambda: corpus.Article(id="a", text="甲", decisions=["why"]),
            "takes Decisions, not 'why'",
        ),
        (lambda: corpus.Article(id="a", text="甲", conversions="s2t"), r"not one str: \['s2t'\]"),
        (lambda: corpus.Corpus([1]), "made of articles, not 1"),
        (lambda: NEWS[None], "by place or by id, not None"),
        (lambda: NEWS[1.5], "by place or by id, not 1.5"),
        (lambda: NEWS.filter(0), "filter takes a function, not 0"),
        (lambda: NEWS.convert(None), "or a Converter converts, not None"),
        (lambda: NEWS[0].convert(5), "or a Converter converts, not 5"),
        (lambda: NEWS[0].convert(corpus.Converter), "or a Converter converts"),
        (lambda: NEWS[0].converted("s2t"), r"what convert\(text, config\) returns, not 's2t'"),
        (lambda: NEWS[0].raw_spans(None), "a span has a start and an end"),
        (lambda: NEWS[0].to_original((0, 2)), "a span has a start and an end"),
        (lambda: NEWS[0].with_layer(5, NEWS[0].entities), "name is a string, not 5"),
        (lambda: corpus.Article(id="a", text="甲", layers=None), "layers by name, not None"),
        (
            lambda: corpus.Article(id="a", text="甲", raw_alignment=5),
            "raw_alignment= takes an Alignment, not 5",
        ),
        (lambda: corpus.Sentence(start=0, end=1, text=None), "an item's text is a string"),
    ],
)
def test_a_wrong_argument_is_told_by_what_it_should_be(call, said):
    with pytest.raises((TypeError, corpus.ParseError), match=said):
        list(call())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"layers": None}, "a sequence of names is taken, not None"),
        ({"layers": "entities"}, r"give a sequence of names: \('entities',\)"),
        ({"workers": 0}, "workers is 0; at least one"),
        ({"workers": "2"}, "workers is '2'; at least one"),
        ({"layer": ["entities"]}, "unknown option 'layer'"),
    ],
)
def test_a_wrong_option_of_annotation_is_told(options, said):
    with pytest.raises(corpus.CorpusError, match=said):
        NEWS.annotate(**options)


@pytest.mark.parametrize(
    "wrong", [{"id": 5}, {"value": "2014"}, {"confidence": "high"}, {"source": None}]
)
def test_a_field_of_the_wrong_type_is_refused_in_an_item_as_in_a_layer(wrong):
    with pytest.raises(corpus.AnnotationError, match=f"{next(iter(wrong))} can't be"):
        corpus.Entity(**{"start": 0, "end": 1, "text": "甲", "label": "PERSON", **wrong})


def test_text_given_for_a_path_is_told_with_what_takes_text(tmp_path):
    for text in (corpus.raw_text(), "新华社北京电" * 50):
        with pytest.raises(FileNotFoundError, match=r"no path but text; corpus\.parse"):
            corpus.read(text)
        with pytest.raises(FileNotFoundError, match=r"no path but text; corpus\.from_jsonl"):
            corpus.read_jsonl(text)
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    with path.open(encoding="utf-8") as file:
        with pytest.raises(TypeError, match="not an open file; give its name"):
            corpus.read(file)
        with pytest.raises(TypeError, match=r"give what its read\(\) returns"):
            corpus.parse(file)


def test_an_empty_corpus_says_in_a_session_why_it_is_empty():
    """As where a path was parsed in place of a text."""
    assert repr(corpus.parse("dump.txt")) == (
        "<Corpus of 0 articles: 0 Chinese characters among 8; "
        "corpus.read reads the file of that name>"
    )
    assert repr(corpus.Corpus()) == "<Corpus of 0 articles>"


def test_prose_is_taken_for_no_file_name():
    assert "corpus.read" not in repr(corpus.parse("No Chinese here."))


@pytest.mark.parametrize("wrong", ["r.toml", {}, 5])
def test_rules_are_rules(wrong, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for call in (
        lambda: corpus.parse(TEXT, rules=wrong),
        lambda: list(corpus.parse_stream([TEXT], rules=wrong)),
        lambda: corpus.read(tmp_path, rules=wrong),
        lambda: list(corpus.iter_articles(tmp_path, rules=wrong)),
    ):
        with pytest.raises(TypeError, match=r"rules= takes Rules, .*Rules\.from_toml"):
            call()


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"progress": 5}, TypeError),
        ({"year": "2014"}, corpus.ParseError),
        ({"published": "2014-05-29"}, corpus.ParseError),
        ({"errors": "ignore"}, corpus.UnknownNameError),
        ({"encoding": "klingon"}, corpus.UnknownNameError),
    ],
)
def test_an_option_of_reading_is_checked_before_any_file(options, error, tmp_path):
    """So that it is no file's fault."""
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    for call in (corpus.read, lambda *a, **b: list(corpus.iter_articles(*a, **b))):
        with pytest.raises(error):
            call(tmp_path, **options)
