"""How time and memory grow with the number of companies.

    python -m tests.benchmarks.growth [--sizes N,N…] [--seed S] [--workers N] [--plot FILE.svg] [--lines FILE.jsonl]

One JSON line per size: that of `tests.benchmarks.fair`, each fair in a fresh process, with "made_seconds", what making
the fair took, which is no part of scheduling. With --plot, a drawing of seconds and memory over companies, both axes
logarithmic; with --lines, the lines are read from a file instead of being measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.loglog import Curve, drawing

SIZES = "100,200,500,1000,2000,5000,10000"


def measured(sizes: Sequence[int], seed: int, workers: int) -> Iterator[dict[str, float]]:
    """The line of each size."""
    for size in sizes:
        options = ["--companies", str(size), "--seed", str(seed), "--workers", str(workers)]
        start = time.perf_counter()
        ran = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.fair", *options], capture_output=True, encoding="utf-8", check=True
        )
        line: dict[str, float] = json.loads(ran.stdout)
        yield line | {"made_seconds": round(time.perf_counter() - start - line["seconds"], 2)}


def plot(lines: Sequence[dict[str, float]]) -> str:
    """The drawing: seconds to schedule, CPU seconds, and peak memory."""

    def curve(name: str, key: str) -> Curve:
        return Curve(name, tuple((line["companies"], max(line[key], 0.01)) for line in lines))

    return drawing(
        "Scheduling a fair: how time and memory grow",
        "companies",
        [
            ("seconds", [curve("wall time", "seconds"), curve("CPU time", "cpu_seconds")]),
            ("megabytes", [curve("peak memory", "peak_mb")]),
        ],
    )


def main() -> None:
    """Print the lines, draw the plot."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--lines", type=Path)
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    lines: list[dict[str, float]] = []
    if given.lines:
        lines = [json.loads(line) for line in given.lines.read_text(encoding="utf-8").splitlines()]
    else:
        for line in measured(sizes, given.seed, given.workers):
            lines.append(line)
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
    if given.plot:
        given.plot.write_text(plot(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
