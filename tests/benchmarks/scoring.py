"""Scoring n profiles against n: which pairs are worth weighing, and the same size of a bare sparse_dot_topn product.

    python -m tests.benchmarks.scoring [--companies N ...] [--plot FILE.svg]

One JSON line for each size, CPU seconds on one thread, each part in a fresh process. `candidates` is the way from
vectors of phrases to each company's best partners in both directions; `vectors` the way from profiles to vectors.
`bare` is one call of `sp_matmul_topn` on vectors of whole profiles (all interests of a company times all capabilities),
with the same features and the same number of partners; `bare_ngrams` the same with letter groups of 2 to 4, the usual
choice. `whole_ratio` compares the ways from profiles to partners, `ratio` and `ngrams_ratio` those from vectors on.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

from matchmaker.compatibility.scoring import PARTNERS, Scoring
from matchmaker.compatibility.text import TextSpace
from tests.benchmarks.loglog import Curve, drawing
from tests.benchmarks.profiles import event

USUAL = (1000, 10_000)


def candidates(count: int) -> dict[str, float]:
    """Ours."""
    held = event(count)
    scoring = Scoring(held)
    start = time.process_time()
    for texts in (scoring.sought, scoring.offered):
        scoring.phrases.rows(texts)
    vectors = time.process_time()
    found = len(scoring.candidates({}))
    done = time.process_time()
    return {"vectors": vectors - start, "candidates": done - vectors, "pairs": found}


def _bare(count: int, vectors_of: Callable[[list[str], list[str]], tuple[csr_matrix, csr_matrix]]) -> dict[str, float]:
    held = event(count)
    sought = ["; ".join(company.interests) for company in held.profiles]
    offered = ["; ".join(company.capabilities) for company in held.profiles]
    start = time.process_time()
    rows, columns = vectors_of(sought, offered)
    vectors = time.process_time()
    sp_matmul_topn(rows, columns.T.tocsr(), top_n=PARTNERS)
    return {"vectors": vectors - start, "product": time.process_time() - vectors}


def bare(count: int) -> dict[str, float]:
    """A bare product with our features."""

    def vectors(sought: list[str], offered: list[str]) -> tuple[csr_matrix, csr_matrix]:
        space = TextSpace.of([*sought, *offered])
        return csr_matrix(space.vectors(sought)), csr_matrix(space.vectors(offered))

    return _bare(count, vectors)


def bare_ngrams(count: int) -> dict[str, float]:
    """A bare product with letter groups of 2 to 4."""

    def vectors(sought: list[str], offered: list[str]) -> tuple[csr_matrix, csr_matrix]:
        space = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True).fit([*sought, *offered])
        return csr_matrix(space.transform(sought)), csr_matrix(space.transform(offered))

    return _bare(count, vectors)


PARTS = {part.__name__: part for part in (candidates, bare, bare_ngrams)}


def in_fresh_process(part: str, count: int) -> dict[str, float]:
    """One part, with the peak memory of its process in MB."""
    command = [sys.executable, "-m", "tests.benchmarks.scoring", "--part", part, "--companies", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(count: int, *, rivals: bool) -> dict[str, object]:
    """One line."""
    ours = in_fresh_process("candidates", count)
    line: dict[str, object] = {"companies": count, **ours}
    if rivals:
        found = {part: in_fresh_process(part, count) for part in ("bare", "bare_ngrams")}
        line |= {part: row["product"] for part, row in found.items()}
        line["bare_vectors"] = found["bare"]["vectors"]
        line["ratio"] = _ratio(ours["candidates"], found["bare"]["product"])
        whole = found["bare"]["product"] + found["bare"]["vectors"]
        line["whole_ratio"] = _ratio(ours["candidates"] + ours["vectors"], whole)
        line["ngrams_ratio"] = _ratio(ours["candidates"], found["bare_ngrams"]["product"])
    return line


def _ratio(seconds: float, others: float) -> float:
    return round(seconds / max(others, 0.01), 2)


def plot(lines: Sequence[dict[str, object]]) -> str:
    """Seconds and memory by size, as SVG."""

    def curve(name: str, *keys: str) -> Curve:
        points = [(float(str(line["companies"])), sum(float(str(line[key])) for key in keys)) for line in lines]
        return Curve(name, tuple(points))

    seconds = [curve("from profiles to best partners", "vectors", "candidates"), curve("of that, vectors", "vectors")]
    memory = [curve("peak of the process", "peak_mb")]
    return drawing("Scoring, by number of companies", "companies", [("CPU seconds", seconds), ("MB", memory)])


def main() -> None:
    """Print the lines, and draw them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--companies", type=int, nargs="+", default=list(USUAL))
    parser.add_argument("--without-rivals", action="store_true")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--part", choices=PARTS)
    arguments = parser.parse_args()
    if arguments.part:
        found = PARTS[arguments.part](arguments.companies[0])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(json.dumps({**{key: round(value, 2) for key, value in found.items()}, "peak_mb": peak}) + "\n")
        return
    lines = []
    for count in arguments.companies:
        lines.append(measure(count, rivals=not arguments.without_rivals))
        sys.stdout.write(json.dumps(lines[-1]) + "\n")
        sys.stdout.flush()
    if arguments.plot:
        arguments.plot.write_text(plot(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
