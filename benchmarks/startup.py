"""What starting costs: `import corpus` and `corpus.load()`, each in a fresh process.

    python benchmarks/startup.py [--runs N]

CPU time in milliseconds, medians; NumPy's own import and an empty interpreter's are
measured in turn beside them, so that a slow machine shows.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys

CASES = {
    "import numpy (for comparison)": ("", "import numpy"),
    "import attrs (for comparison)": ("", "import attrs"),
    "import corpus": ("", "import corpus"),
    "corpus.load(), after import": ("import corpus", "corpus.load()"),
}


def once(before: str, measured: str) -> float:
    code = (
        f"import time\n{before}\nstart = time.process_time()\n{measured}\n"
        "print((time.process_time() - start) * 1000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(runs):
        for name, (before, measured) in CASES.items():
            times[name].append(once(before, measured))
    print(f"| what | CPU ms, median of {runs} | least |\n|---|---:|---:|")
    for name, measured in times.items():
        print(f"| {name} | {statistics.median(measured):.1f} | {min(measured):.1f} |")


if __name__ == "__main__":
    main()
