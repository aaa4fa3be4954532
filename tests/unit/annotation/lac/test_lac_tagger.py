"""The tagger as its users see it."""

import json
import pickle
import threading
from pathlib import Path

import numpy as np
import pytest

from corpus.annotation.lac import Tagger, blas
from corpus.annotation.lac.batches import pieces, pieces_at
from corpus.annotation.lac.reading import Reading
from corpus.errors import UnknownNameError

GOLDEN = Path(__file__).parents[3] / "golden" / "tokens" / "gsd_pairs.jsonl"
ROWS = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def tagger():
    return Tagger()


def words_of(sentence):
    return [(word.text, word.tag) for word in sentence]


def test_the_golden_file_is_not_empty():
    assert len(ROWS) == 60


def test_golden_sentences_are_tagged_as_before(tagger):
    for row, sentence in zip(ROWS, tagger.tag([r["simplified"] for r in ROWS]), strict=True):
        assert [[word.text, word.tag] for word in sentence] == row["lac"]


def test_names_of_a_news_sentence(tagger):
    [sentence] = tagger.tag(["新华社北京１月５日电，国家主席习近平会见法国总统马克龙。"])
    assert [(name.text, name.tag) for name in sentence.names] == [
        ("新华社", "ORG"),
        ("北京", "LOC"),
        ("１月５日", "TIME"),
        ("习近平", "PER"),
        ("法国", "LOC"),
        ("马克龙", "PER"),
    ]


def test_words_lie_where_they_say_and_leave_out_only_white_space(tagger):
    texts = ["他 说\n好\r\n。 ", "\u3000\u3000新华社  北京", " ", "a\u2028b", "😀𠀀北京\ud800"]
    for text, sentence in zip(texts, tagger.tag(texts), strict=True):
        left = list(text)
        end = 0
        for word in sentence:
            assert text[word.start : word.end] == word.text
            assert end <= word.start < word.end
            assert word.text == word.text.strip()
            assert "\n" not in word.text
            end = word.end
            left[word.start : word.end] = " " * len(word.text)
        assert not "".join(left).strip()


def test_results_stand_in_the_order_of_the_sentences(tagger):
    texts = ["", "好", "我爱北京。", "", "他在镇江市科技局工作。", "好"]
    assert [sentence.text for sentence in tagger.tag(texts)] == texts
    assert [words_of(s) for s in tagger.tag(texts)] == [words_of(tagger.tag([t])[0]) for t in texts]


def test_nothing_in_nothing_out(tagger):
    assert tagger.tag([]) == []
    assert tagger.tag_words([], []) == []
    assert tagger.scores([]) == []


def test_confidence_is_there_when_asked_for(tagger):
    plain, sure = tagger.tag(["我爱北京。"]), tagger.tag(["我爱北京。", ""], confidence=True)
    assert plain[0].confidences is None
    assert words_of(plain[0]) == words_of(sure[0])
    assert len(sure[0].confidences) == len(sure[0])
    assert all(0.5 < value <= 1 for value in sure[0].confidences)
    assert sure[1].confidences == ()


def test_a_long_text_is_tagged_as_its_sentences_are(tagger):
    """In windows and pieces the words are nearly all the same, and none is lost."""
    text = "".join(row["simplified"] for row in ROWS) * 2
    [whole] = tagger.tag([text])
    assert "".join("".join(word.text for word in whole).split()) == "".join(text.split())
    apart, offset = set(), 0
    for row, sentence in zip(
        ROWS * 2, tagger.tag([r["simplified"] for r in ROWS] * 2), strict=True
    ):
        apart |= {(w.start + offset, w.end + offset) for w in sentence}
        offset += len(row["simplified"])
    found = set(zip(whole.starts, whole.ends, strict=True))
    assert len(found & apart) / len(apart) > 0.98


def test_a_hundred_thousand_characters_without_punctuation_keep_their_offsets(tagger):
    text = ("镇江市科技局局长毛健在北京说试验很成功" * 6000)[:100_000]
    [sentence] = tagger.tag([text])
    assert sentence.starts[0] == 0
    assert sentence.ends[-1] == 100_000
    assert sentence.starts[1:] == sentence.ends[:-1]


def test_given_words_get_one_tag_each(tagger):
    tags = tagger.tag_words(["镇江市科技局局长毛健说", "", "好"], [[0, 6, 8, 10], [], [0]])
    assert tags[0] == ["ORG", "n", "PER", "v"]
    assert tags[1] == []
    assert len(tags[2]) == 1


def test_given_words_of_a_long_text_get_one_tag_each(tagger):
    text = "我爱北京" * 3000
    starts = [start + word for start in range(0, len(text), 4) for word in (0, 1, 2)]
    [tags] = tagger.tag_words([text], [starts])
    assert len(tags) == len(starts)
    assert tags.count("LOC") > 2900


def test_pieces_join_to_the_text_and_end_at_punctuation():
    text = ("好" * 99 + "。") * 100
    bounds = pieces(text)
    assert "".join(text[start:end] for start, end in bounds) == text
    assert all(text[end - 1] == "。" and end - start <= 2048 for start, end in bounds)
    assert pieces("") == [(0, 0)]


def test_pieces_between_words_cut_no_word():
    assert pieces_at([0, 10, 5000, 5001], 5002) == [(0, 10), (10, 5000), (5000, 5002)]
    assert pieces_at([], 0) == [(0, 0)]


def test_a_pickled_tagger_tags_alike(tagger):
    copy = pickle.loads(pickle.dumps(tagger))
    assert len(pickle.dumps(tagger)) < 1000
    assert copy.tag(["我爱北京。"]) == tagger.tag(["我爱北京。"])


def test_threads_share_a_tagger(tagger):
    texts = [row["simplified"] for row in ROWS]
    expected = tagger.tag(texts)
    results = [None] * 4

    def work(number):
        results[number] = tagger.tag(texts)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == expected for result in results)


def test_an_unknown_backend_is_named():
    with pytest.raises(UnknownNameError, match="numpy, onnx"):
        Tagger(backend="paddle")


def test_blas_has_its_threads_back_afterwards():
    def fail():
        with blas.one_thread(), blas.one_thread():
            assert not functions or functions[0]() == 1
            raise ZeroDivisionError

    functions = blas._thread_functions()
    before = functions[0]() if functions else 0
    with pytest.raises(ZeroDivisionError):
        fail()
    assert not functions or functions[0]() == before


def test_scores_have_a_row_for_every_code_point(tagger):
    scores = tagger.scores(["😀好", ""])
    assert [array.shape for array in scores] == [(2, 57), (0, 57)]
    assert np.isfinite(scores[0]).all()


def test_a_reading_reads_a_sentence_once(tagger, monkeypatch):
    sentence = "这句话网络只读一遍。"
    words, tags = tagger.tag([sentence]), tagger.tag_words([sentence], [[0, 1, 2, 3]])
    reading = Reading(tagger)
    reading.tag([sentence])
    monkeypatch.setattr("corpus.annotation.lac.network.Network.scores", None)
    assert reading.tag([sentence, sentence]) == words * 2
    assert reading.tag_words([sentence], [[0, 1, 2, 3]]) == tags
    assert reading.tag([sentence]) == words
    with pytest.raises(TypeError):
        tagger.tag([sentence])


def test_a_reading_reads_what_comes_later_too(tagger):
    reading = Reading(tagger)
    sentences = ["他在北京。", "", "好" * 3000]
    assert reading.tag_words(sentences[:1], [[0, 1, 2, 4]]) == [["r", "p", "LOC", "w"]]
    assert reading.tag(sentences, confidence=True) == tagger.tag(sentences, confidence=True)
    assert reading.source == tagger.source
