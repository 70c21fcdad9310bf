"""Whether our text score agrees with people's own judgement of what they can judge.

    python -m tests.benchmarks.expertise FOLDER [--split]

FOLDER has `people.jsonl` (`{"person", "wrote": [paper ids], "judged": [{"paper", "expertise"}]}`) and `papers.jsonl`
(`{"id", "title", "abstract"}`). Prints `{"loss": …}`: over all pairs of papers judged by one person with different
expertise, a wrong order costs the difference and a tie half of it, divided by the sum of all differences (Stelmakh et
al. 2023). What a person wrote is their capability, a paper an interest; the score is the product's own: vectors of
`TextSpace`, joined over a person's texts by `affinity`. With `--split`, the losses of halves of the people, by lot.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from matchmaker.compatibility.text import TextSpace, affinity

SPLITS = 10


def read(folder: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """People, and the text of each paper."""
    people, papers = (
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines() if line.strip()]
        for name in ("people.jsonl", "papers.jsonl")
    )
    return people, {paper["id"]: f"{paper['title'] or ''}. {paper['abstract'] or ''}" for paper in papers}


def scores(people: Sequence[dict[str, Any]], papers: dict[str, str]) -> list[list[float]]:
    """For each person the score of each paper judged."""
    place = {paper: number for number, paper in enumerate(papers)}
    texts = list(papers.values())
    vectors = TextSpace.of(texts).vectors(texts)
    found = []
    for person in people:
        wrote = vectors[[place[paper] for paper in person["wrote"]]]
        judged = vectors[[place[one["paper"]] for one in person["judged"]]]
        found.append(affinity(np.asarray((judged @ wrote.T).toarray())).tolist())
    return found


def loss(people: Sequence[dict[str, Any]], found: Sequence[Sequence[float]]) -> float:
    """The part of all differences in expertise that the scores put in the wrong order."""
    wrong = whole = 0.0
    for person, own in zip(people, found, strict=True):
        judged = [(one["expertise"], score) for one, score in zip(person["judged"], own, strict=True)]
        for (expertise, score), (other, other_score) in combinations(judged, 2):
            difference = abs(expertise - other)
            whole += difference
            if score == other_score:
                wrong += difference / 2
            elif (score < other_score) == (expertise > other):
                wrong += difference
    return wrong / whole if whole else 0.0


def main() -> None:
    """Print the loss."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.folder / "people.jsonl").is_file():
        sys.stdout.write(json.dumps({"skipped": f"there is no people.jsonl in {arguments.folder}"}) + "\n")
        return
    people, papers = read(arguments.folder)
    found = scores(people, papers)
    line: dict[str, object] = {"loss": round(loss(people, found), 4)}
    if arguments.split:
        halves = []
        for seed in range(SPLITS):
            lots = Random(seed)  # noqa: S311 — a reproducible split
            chosen = lots.sample(range(len(people)), len(people) // 2)
            halves.append(round(loss([people[k] for k in chosen], [found[k] for k in chosen]), 4))
        line["halves"] = halves
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
