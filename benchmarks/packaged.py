"""Score what the package finds in its own articles against their gold annotation.

    python benchmarks/packaged.py

The articles are annotated anew (`Article.annotate`, published 2014-05-30) and compared:
entities by label, exact offsets; values of the gold's dates and numbers; quotations with
their speakers; sentences with both settings of ``quotations``. Then the raw file is
parsed and its outline compared. The rules were written with these articles in view, so
this shows that nothing broke, not how good they are on other text.
"""

from __future__ import annotations

import datetime as dt

import corpus
from corpus.evaluate import entities

PUBLISHED = dt.date(2014, 5, 30)
MADE = ("sentences", "entities", "quotations", "roles")


def anew(article: corpus.Article) -> corpus.Article:
    for name in MADE:
        article = article.without_layer(name)
    return article.annotate(published=PUBLISHED)


def same(gold: object, found: object) -> bool:
    if isinstance(gold, corpus.DateValue) and isinstance(found, corpus.DateValue):
        return (gold.earliest, gold.latest) == (found.earliest, found.latest)
    return gold == found


def main() -> None:
    news = corpus.load()
    found = [anew(article) for article in news]
    values = right = quotations = spoken = 0
    for gold, made in zip(news, found, strict=True):
        print(f"\n{gold.id}\n{entities(gold.entities, made.entities)}")
        by_span = {entity.span: entity.value for entity in made.entities}
        for entity in gold.entities:
            if entity.value is not None:
                values += 1
                right += same(entity.value, by_span.get(entity.span))
        who = {(q.start, q.end, q.speaker) for q in made.quotations}
        quotations += len(gold.quotations)
        spoken += sum((q.start, q.end, q.speaker) in who for q in gold.quotations)
    print(f"\nvalues: {right} of {values} right ({right / values:.3f})")
    print(f"quotations with their speaker: {spoken} of {quotations} ({spoken / quotations:.3f})")
    for setting in ("short", "whole"):
        cut = [set(corpus.split_sentences(a.text, quotations=setting).spans()) for a in news]
        hits = sum(len(c & set(a.sentences.spans())) for c, a in zip(cut, news, strict=True))
        total = sum(len(a.sentences) for a in news)
        print(f"sentences, quotations={setting!r}: {hits} of {total}")
    parsed = corpus.parse(corpus.raw_text())
    equal = [
        p.text == a.text and p.questions == a.questions for p, a in zip(parsed, news, strict=True)
    ]
    outline = [
        [(s.kind, s.start, s.end, s.parent, s.marker) for s in article.layers["sections"]]
        for article in (*parsed, *news)
    ]
    print(f"parsed: {len(parsed)} articles; text and questions equal: {equal}")
    print(f"sections equal: {[outline[i] == outline[i + 3] for i in range(3)]}")


if __name__ == "__main__":
    main()
