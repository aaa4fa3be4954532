"""Annotating a corpus: speed by layer, what a second process gains, and memory.

    python benchmarks/annotating.py [--texts FILE.jsonl ...] [--mb 2.2] [--runs N] [--tables T ...]

Texts are the ``text`` or ``simplified`` of each row, sentences; articles of twenty-four of them are
drawn until there is as much text as asked for. By default the golden sentences are used, which come
again and again; a file with more makes for a fairer figure. The first table is CPU time of one
process that has everything loaded, the best of some short runs. The second is wall-clock time in
fresh processes, from the first article to the last, loading included, the best of the runs: run it
on a quiet machine, whose load is printed. "in CPU" is the gain that CPU time allows: that of one
process over half of that of both. Memory is the high-water mark of resident memory, which Linux
alone tells so.
"""

import argparse
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "tokens" / "gsd_pairs.jsonl"
ALL = ("sentences", "tokens", "entities", "quotations")
STEPS = {
    "sentences": (("sentences",), {}),
    "tokens": (("tokens",), {"tags": False}),
    "tokens with parts of speech": (("tokens",), {}),
    "values alone": (("entities",), {"recognizers": ("values",)}),
    "names of the bare network": (("entities",), {"recognizers": ("lac",)}),
    "entities": (("entities",), {}),
    "entities and quotations": (("entities", "quotations"), {}),
    "all four": (ALL, {}),
}


def articles_of(paths, megabytes):
    import corpus

    rows = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    sentences = [row.get("text") or row.get("simplified") or row["simp"] for row in rows]
    draw = random.Random(1)
    made, size = [], 0
    while size < megabytes * 1e6:
        chosen = draw.sample(sentences, min(24, len(sentences)))
        text = "\n".join("".join(chosen[at : at + 4]) for at in range(0, len(chosen), 4))
        made.append(corpus.Article(id=str(len(made)), text=text))
        size += len(text.encode())
    return corpus.Corpus(made), size / 1e6


def resident(process="self"):
    """The most memory that a process has held, in MB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def by_layer(paths, megabytes, runs):
    made, size = articles_of(paths, megabytes)
    made[:2].annotate()
    for name, (layers, options) in STEPS.items():
        best = float("inf")
        for _ in range(runs):
            started = time.process_time()
            made.annotate(layers, **options)
            best = min(best, time.process_time() - started)
        print(f"{name:30}{size / best:>10.3f}{best / size:>10.2f}")


def by_workers(paths, megabytes, workers):
    """Annotate in this fresh process and others: print seconds and memory as JSON."""
    made, size = articles_of(paths, megabytes)
    peaks = [0.0]

    def watch(_done, _all):
        peaks.extend(resident(child.pid) for child in multiprocessing.active_children())

    started, before = time.perf_counter(), time.process_time()
    made.annotate(ALL, workers=workers, progress=watch)
    seconds = time.perf_counter() - started
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = time.process_time() - before, children.ru_utime + children.ru_stime
    figures = {"size": size, "seconds": seconds, "own": resident(), "child": max(peaks)}
    figures["cpu"] = sum(cpu)
    print(json.dumps(figures))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", nargs="+", default=[str(GOLDEN)], help="JSON Lines with text")
    parser.add_argument("--mb", nargs="+", type=float, default=[1.0, 2.2])
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--tables", nargs="+", default=["layers", "workers"])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = [Path(path) for path in options.texts]
    if options.one:
        by_workers(paths, options.mb[0], options.one)
        return
    if "layers" in options.tables:
        print(f"{'':30}{'MB/s':>10}{'s/MB':>10}")
        by_layer(paths, 0.1, 3 * options.runs)
        print()
    if "workers" in options.tables:
        workers_table(paths, options.mb, options.runs)


def workers_table(paths, sizes, runs):
    titles = ("MB", "1 process", "2 workers", "gain", "in CPU", "own MB", "child MB", "load")
    print("".join(f"{title:>12}" for title in titles))
    for megabytes in sizes:
        best = {}
        for _ in range(runs):
            for workers in (1, 2):
                command = [sys.executable, __file__, "--texts", *map(str, paths)]
                command += ["--mb", str(megabytes), "--one", str(workers)]
                run = subprocess.run(command, capture_output=True, text=True, check=True)
                row = json.loads(run.stdout)
                if workers not in best or row["seconds"] < best[workers]["seconds"]:
                    best[workers] = row
        one, two = best[1], best[2]
        print(
            f"{one['size']:>12.2f}{one['seconds']:>12.1f}{two['seconds']:>12.1f}"
            f"{one['seconds'] / two['seconds']:>12.2f}{2 * one['cpu'] / two['cpu']:>12.2f}"
            f"{two['own']:>12.0f}{two['child']:>12.0f}"
            f"{os.getloadavg()[0]:>12.1f}"
        )


if __name__ == "__main__":
    main()
