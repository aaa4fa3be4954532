"""An article as HTML."""

from html.parser import HTMLParser

import pytest

import corpus
from corpus.explore.html import article_html
from corpus.explore.palette import colours

VOID = {"br", "img", "meta", "hr"}


class Reader(HTMLParser):
    """Reads what `article_html` writes, and refuses tags that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.legend = ""
        self.marks: list[tuple[str, int]] = []
        self.tags: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def _inside(self, name: str) -> bool:
        return any(attributes.get("class") == name for _, attributes in self.open)

    def handle_starttag(self, tag, attrs):  # noqa: D102  named by HTMLParser
        assert tag not in VOID
        self.open.append((tag, dict(attrs)))
        if self._inside("zhnc-text"):
            self.tags.append((tag, dict(attrs).get("class") or ""))
            if tag == "mark":
                depth = sum(name == "mark" for name, _ in self.open)
                self.marks.append((dict(attrs).get("title") or "", depth))

    def handle_endtag(self, tag):  # noqa: D102  named by HTMLParser
        assert self.open.pop()[0] == tag

    def handle_data(self, data):  # noqa: D102  named by HTMLParser
        if self._inside("zhnc-text"):
            self.text += data
        if self._inside("zhnc-legend"):
            self.legend += data


@pytest.mark.parametrize("layer", ["entities", "sections", "sentences", "quotations", "roles"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_text_stands_in_it_character_for_character(place, layer):
    article = corpus.load()[place]
    assert Reader(article_html(article, layer=layer)).text == article.text


def test_text_and_attributes_are_escaped():
    text = '<script>alert("&amp;")</script>\n甲'
    article = corpus.Article(id='"><b>', text=text)
    entities = corpus.Layer(
        text, corpus.Entity, [0], [3], {"label": ["PERSON"], "id": ['"><img src=x>']}
    )
    html = article.with_layer("entities", entities)._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    reader = Reader(html)
    assert reader.text == text
    assert reader.marks[0][0] == 'PERSON · "><img src=x>'


def test_a_nested_entity_lies_inside_the_one_around_it():
    html = article_html(corpus.load()[2])
    titles = [(title.split(" ")[0], depth) for title, depth in Reader(html).marks]
    assert ("GPE", 2) in titles
    assert ("GPE", 3) in titles


def test_headings_are_headings_and_questions_stand_out():
    tags = Reader(article_html(corpus.load()[0])).tags
    assert tags.count(("h3", "")) == 1
    assert tags.count(("p", "zhnc-subtitle")) == 1
    assert tags.count(("p", "zhnc-question")) == 8


def test_a_sections_heading_is_a_heading():
    text = "大\n文"
    sections = corpus.Layer.of(
        text,
        corpus.Section,
        [{"start": 0, "end": 3, "kind": "section", "heading": corpus.Span(0, 1)}],
    )
    article = corpus.Article(id="a", text=text, layers={"sections": sections})
    assert ("h4", "") in Reader(article_html(article)).tags


def test_the_legend_has_the_labels_that_are_there_and_no_other():
    article = corpus.load()[1]
    legend = Reader(article_html(article)).legend.split()
    assert {word for word in legend if word in colours()} == set(article.entities.column("label"))


def test_quotations_are_marked_with_speaker_and_cue():
    html = article_html(corpus.load()[2])
    assert 'title="庄义庆 · 说 · direct"' in html


def test_an_article_without_entities_is_shown_without():
    html = corpus.Article(id="a", text="走了。")._repr_html_()
    assert Reader(html).text == "走了。"
    assert "<mark" not in html


def test_a_layer_that_is_not_there_is_refused():
    with pytest.raises(corpus.UnknownNameError):
        article_html(corpus.Article(id="a", text="走了。"), layer="quotations")


def test_the_script_of_the_text_is_its_language():
    article = corpus.load()[1]
    assert 'lang="zh-Hans"' in article_html(article)
    assert 'lang="zh-Hant"' in article_html(article.convert("s2tw"))
    assert 'lang="zh"' in article_html(corpus.Article(id="a", text="甲"))


def test_nothing_is_fetched_and_nothing_runs():
    html = corpus.load()._repr_html_()
    assert not any(word in html for word in ("http", "url(", "@import", "<script", "src=", "href"))


def test_a_small_corpus_shows_every_article():
    html = corpus.load()._repr_html_()
    assert html.count('<article class="zhnc"') == 3
    assert "more" not in html


def test_of_a_large_corpus_the_first_articles_are_shown_and_the_rest_counted():
    """A notebook is not filled with thousands of articles."""
    articles = [corpus.Article(id=str(n), text="走了。") for n in range(1000)]
    html = corpus.Corpus(articles)._repr_html_()
    assert html.count('<article class="zhnc"') == 5
    assert html.endswith("<p>… 995 more</p>")


def test_an_empty_corpus_says_why():
    assert corpus.parse("abc")._repr_html_() == (
        "<p>&lt;Corpus of 0 articles: 0 Chinese characters among 3&gt;</p>"
    )
