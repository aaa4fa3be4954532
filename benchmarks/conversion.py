"""Time script conversion beside its peers.

Usage:
    python benchmarks/conversion.py --data conversion_gsd_pairs.jsonl [--rounds N] [--peers …]

Each peer runs in an environment of its own, made on first use, and converts the same texts
in turn; a row is the median of the rounds, in megabytes of UTF-8 a second of CPU time, on
one core. Ours makes the alignment too, the peers only the text (sts-lib knows pieces).

The texts: all sentences of the data, each once (about 0.5 MB a script); 1 and 10 MB of the
clauses of these sentences, drawn in another order every round, so that no round repeats a
text; the sentences one at a time, and given at once (`convert_all`; the peers get them one
at a time); the seeds. Then, in fresh processes, the time from
import to the first result, and memory; and our own time for 1, 10 and 100 MB.
"""

import argparse
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from peers_conversion.environments import python_with

HERE = Path(__file__).parent
PEERS = {
    "corpus": None,
    "OpenCC": "OpenCC==1.4.2",
    "opencc-pyo3": "opencc-pyo3==0.12.0",
    "zhconv-rs-opencc": "zhconv-rs-opencc==0.4.2",
    "zhconv-rs": "zhconv-rs==0.4.2",
    "opencc-py": "opencc-py==1.4.2",
    "opencc-python-reimplemented": "opencc-python-reimplemented==0.1.7",
    "sts-lib": "sts-lib==0.41.0",
}
SLOW = ("opencc-py", "opencc-python-reimplemented", "sts-lib")
CONFIGS = ("s2t", "s2tw", "s2hk", "s2twp", "t2s", "tw2s", "tw2sp")
FIRST = """
import time; wall, cpu = time.perf_counter(), time.process_time()
{code}
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
peak = 0
with open("/proc/self/status") as status:  # the process's own peak; Linux only
    for line in status:
        if line.startswith("VmHWM"):
            peak = int(line.split()[1]) / 1024
print(cpu, wall, peak)
"""
FIRST_CODE = {
    "corpus": "import corpus; c = corpus.convert({text!r}, {config!r}); c.text; c.alignment",
    "OpenCC": "import opencc; opencc.OpenCC({config!r}).convert({text!r})",
    "NumPy alone": "import numpy",
    "corpus, with NumPy": (
        "import corpus; c = corpus.convert({text!r} * 200, {config!r}); c.text; c.alignment"
    ),
}


class Peer:
    """A peer's process."""

    def __init__(self, name, python):
        self.name = name
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "src")}
        self.process = subprocess.Popen(
            [str(python), str(HERE / "peers_conversion" / "serve.py"), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment if name == "corpus" else None,
        )

    def seconds(self, config, path, how):
        """Return the CPU seconds of one conversion, or `None` if the peer can't do it."""
        self.process.stdin.write(json.dumps([config, str(path), how]) + "\n")
        self.process.stdin.flush()
        found = json.loads(self.process.stdout.readline())
        return found.get("seconds")

    def stop(self):
        """Let the process end."""
        self.process.stdin.close()
        self.process.wait()


def sentences(data, side):
    """Return the sentences of one script, each once."""
    rows = (json.loads(line) for line in data.read_text(encoding="utf-8").splitlines())
    return list(dict.fromkeys(row[side] for row in rows))


def shuffled(lines, megabytes, seed):
    """Return about `megabytes` of the lines' clauses in a random order."""
    draw = random.Random(seed)
    clauses = [
        clause for line in lines for clause in re.findall(r"[^，。；！？]+[，。；！？]*", line)
    ]
    size = sum(len(clause.encode()) for clause in clauses) / 1e6
    parts = []
    for _ in range(max(1, round(megabytes / size))):
        draw.shuffle(clauses)
        parts += clauses
    return "".join(part + ("\n" if number % 5 == 4 else "") for number, part in enumerate(parts))


def table(head, rows):
    """Print a Markdown table."""
    print("\n| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def throughput(peers, folder, options):
    """Print the tables of speed, one a kind of text."""
    data, configs, seeds = options.data, options.configs, options.seeds
    sides = {"s": sentences(data, "simp"), "t": sentences(data, "trad")}
    kinds = [("all sentences, each once", "whole", lambda lines, _: "\n".join(lines))]
    kinds += [
        (f"{size} MB", "whole", lambda lines, number, size=size: shuffled(lines, size, number))
        for size in options.sizes
    ]
    kinds += [("sentences, one at a time", "lines", lambda lines, _: "\n".join(lines))]
    kinds += [("sentences, all given at once", "together", lambda lines, _: "\n".join(lines))]
    kinds += [("the seeds", "whole", lambda _, __: seeds.read_text(encoding="utf-8"))]
    for kind, how, make in kinds:
        speeds = {(peer.name, config): [] for peer in peers for config in configs}
        skip = set()
        for number in range(options.rounds):
            for config in configs:
                if kind == "the seeds" and config[0] != "s":
                    continue
                text = make(sides[config[0]], number)
                path = folder / "text.txt"
                path.write_text(text, encoding="utf-8")
                megabytes = len(text.encode()) / 1e6
                for peer in peers:
                    slow = peer.name in SLOW and (megabytes > 2 or number > 0)
                    if (peer.name, config) in skip or slow:
                        continue
                    seconds = peer.seconds(config, path, how)
                    if seconds is None:
                        skip.add((peer.name, config))
                    else:
                        speeds[peer.name, config].append(megabytes / max(seconds, 1e-9))
        print(f"\n## {kind} (MB/s; in brackets: how many times OpenCC)")
        shown = [c for c in configs if kind != "the seeds" or c[0] == "s"]
        table(["", *shown], [[p.name, *(cell(speeds, p.name, c) for c in shown)] for p in peers])


def cell(speeds, name, config):
    """Return a speed and its ratio to OpenCC's."""
    found = speeds[name, config]
    if not found:
        return "–"
    speed = statistics.median(found)
    base = speeds.get(("OpenCC", config))
    return f"{speed:.3g}" + (f" ({speed / statistics.median(base):.2g})" if base else "")


def first_results(pythons, configs, rounds):
    """Print the time from import to the first result in fresh processes, and the memory."""
    text = "汉字转换，头发太后"
    rows = []
    for name, code in FIRST_CODE.items():
        python = pythons.get(name, sys.executable)
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "src")}
        cells = []
        for config in configs:
            script = FIRST.format(code=code.format(text=text, config=config))
            runs = []
            for _ in range(rounds + 1):
                done = subprocess.run(
                    [str(python), "-c", script],
                    capture_output=True,
                    text=True,
                    check=True,
                    env=None if name == "OpenCC" else environment,
                )
                runs.append([float(number) for number in done.stdout.split()])
            cpu, _, peak = (statistics.median(column) for column in zip(*runs[1:], strict=True))
            cells.append(f"{cpu * 1e3:.0f} ms, {peak:.0f} MiB")
        rows.append([name, *cells])
    print("\n## From import to the first result in a fresh process (CPU time, peak memory)")
    table(["", *configs], rows)


def linearity(peer, folder, data, configs):
    """Print our time for texts of growing size."""
    lines = sentences(data, "simp")
    rows = []
    for config in configs:
        cells = []
        for size in (1, 10, 100):
            path = folder / "text.txt"
            text = shuffled(lines, size, 0)
            path.write_text(text, encoding="utf-8")
            seconds = peer.seconds(config, path, "whole")
            cells.append(f"{seconds:.3f} s, {len(text.encode()) / 1e6 / seconds:.0f} MB/s")
        rows.append([config, *cells])
    print("\n## Growth (ours)")
    table(["", "1 MB", "10 MB", "100 MB"], rows)


def main():
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, default=HERE.parent / "seeds" / "news.txt")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 10])
    parser.add_argument("--peers", nargs="*", default=list(PEERS))
    parser.add_argument("--configs", nargs="*", default=CONFIGS)
    options = parser.parse_args()
    pythons = {"corpus": Path(sys.executable)}
    for name in options.peers:
        if PEERS[name] is not None and (python := python_with(PEERS[name])):
            pythons[name] = python
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        peers = [Peer(name, pythons[name]) for name in options.peers if name in pythons]
        throughput(peers, Path(folder), options)
        linearity(peers[0], Path(folder), options.data, ("s2t", "s2twp"))
        for peer in peers:
            peer.stop()
    first_results(pythons, options.configs[:5], options.rounds)


if __name__ == "__main__":
    main()
