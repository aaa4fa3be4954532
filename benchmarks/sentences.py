"""Sentence splitting beside its peers: speed, and agreement with annotated boundaries.

    python benchmarks/sentences.py [--documents FILE.jsonl] [--peers FOLDER] [--runs N]

Speed is MB of UTF-8 a second of CPU time on one core, over the packaged articles repeated, a
median, and its ratio to a bare regular expression measured in the same run. Agreement is F1 of
whole sentences over the documents (``text`` and ``sentences``, pairs of offsets), and the share of
our own hard cases that are split as expected. Each peer runs in a virtual environment of its own,
made under FOLDER the first time; without --peers only what is installed here is measured.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "sentences"
PEERS = {
    "pysbd": "pysbd==0.3.4",
    "sentencex": "sentencex==1.0.32",
    "spacy": "spacy==3.8.18",
}
MEGABYTES = {"regex": 8.0, "corpus": 8.0, "sentencex": 2.0, "spacy": 0.5, "pysbd": 0.05}


def by_regex():
    pattern = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）》]*|\n+|\Z)")
    return lambda text: [match.span() for match in pattern.finditer(text)]


def by_corpus():
    from corpus.annotation.sentences import sentence_offsets

    return lambda text: list(zip(*sentence_offsets(text), strict=True))


def by_pysbd():
    import pysbd

    segmenter = pysbd.Segmenter(language="zh", clean=False, char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def by_sentencex():
    import sentencex

    def split(text):
        position, spans = 0, []
        for sentence in sentencex.segment("zh", text):
            start = text.find(sentence, position)
            position = start + len(sentence)
            spans.append((start, position))
        return spans

    return split


def by_spacy():
    import spacy

    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**9
    return lambda text: [(s.start_char, s.end_char) for s in nlp(text).sents]


SPLITTERS = {
    "regex": by_regex,
    "corpus": by_corpus,
    "sentencex": by_sentencex,
    "spacy": by_spacy,
    "pysbd": by_pysbd,
}


def trimmed(text, spans):
    found = set()
    for start, end in spans:
        inside = text[start:end]
        if inside.strip():
            left = len(inside) - len(inside.lstrip())
            found.add((start + left, start + left + len(inside.strip())))
    return found


def hard_cases():
    defaults = True
    for line in (GOLDEN / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            defaults = line == "@"
        elif defaults and line and not line.startswith("#"):
            marked = line.replace("⏎", "\n")
            yield marked.replace("‖", ""), [p.strip() for p in marked.split("‖") if p.strip()]


def measure(name, documents, runs):
    """Print one peer's figures as JSON; runs inside that peer's environment."""
    split = SPLITTERS[name]()
    right = predicted = wanted = exact = 0
    for document in documents:
        text = document["text"]
        gold, found = trimmed(text, document["sentences"]), trimmed(text, split(text))
        right += len(gold & found)
        predicted += len(found)
        wanted += len(gold)
    cases = list(hard_cases())
    for text, expected in cases:
        exact += [text[s:e] for s, e in sorted(trimmed(text, split(text)))] == expected
    articles = (ROOT / "seeds" / "news.txt").read_text(encoding="utf-8")
    size = len(articles.encode())
    text = articles * max(1, round(MEGABYTES[name] * 1e6 / size))
    seconds = []
    for _ in range(runs):
        begin = time.process_time()
        split(text)
        seconds.append(time.process_time() - begin)
    speed = len(text.encode()) / 1e6 / statistics.median(seconds)
    print(json.dumps([2 * right / (predicted + wanted), exact / len(cases), speed]))


def python_of(name, folder):
    """The interpreter to run a peer with; its environment is made if it is not there."""
    if name not in PEERS:
        return sys.executable
    if folder is None:
        return None
    home = folder / name
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", PEERS[name]], check=True)
    return python


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=Path, default=GOLDEN / "ud_sample.jsonl")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--measure", choices=SPLITTERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    lines = options.documents.read_text(encoding="utf-8").splitlines()
    documents = [d for d in map(json.loads, lines) if d.get("all_terminated", True)]
    if options.measure:
        measure(options.measure, documents, options.runs)
        return
    rows = {}
    for name in SPLITTERS:
        python = python_of(name, options.peers)
        if python:
            command = [python, __file__, "--measure", name, "--documents", options.documents]
            done = subprocess.run(
                [*map(str, command), "--runs", str(options.runs)],
                stdout=subprocess.PIPE,
                text=True,
                check=True,
                cwd=tempfile.gettempdir(),
            )
            rows[name] = json.loads(done.stdout)
    print(f"| splitter | F1, {len(documents)} documents | hard cases | MB/s | of regex |")
    print("|---|---:|---:|---:|---:|")
    for name, (f1, cases, speed) in rows.items():
        ratio = speed / rows["regex"][2]
        print(f"| {name} | {f1:.4f} | {cases:.1%} | {speed:.2f} | {ratio:.3f} |")


if __name__ == "__main__":
    main()
