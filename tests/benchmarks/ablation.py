"""What each criterion adds: the example's graph with each left out in turn.

    python -m tests.benchmarks.ablation [EVENT]

One JSON line for each criterion: the part of all pairs that it has something to say about, and of all weight that comes
from it; and, without it, how many pairs remain, how many of each company's ten best partners stay the same, and how
many of the hidden wishes are among them. For that, half of the accepted wants, by lot, are hidden from the scorer: does
it find those whom companies asked for by itself?
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from matchmaker.compatibility import Graph, Scoring, graph_of
from matchmaker.compatibility.criteria import CRITERIA
from matchmaker.event import Answer, Event, WishKind
from matchmaker.inputs import load_event

EXAMPLE = Path(__file__).parents[2] / "examples" / "jinan-2024" / "profiles.yaml"
BEST, SEED = 10, 1

Pair = tuple[str, str]


def hide_wishes(event: Event) -> tuple[Event, list[Pair]]:
    """The event without half of its accepted wants, and those."""
    lots, hidden, profiles = Random(SEED), [], []  # noqa: S311 — reproducible
    for company in event.profiles:
        kept = []
        for wish in company.wishes:
            if wish.wish is WishKind.WANT and wish.answer is Answer.ACCEPTED and lots.random() < 0.5:
                hidden.append((company.id, wish.company))
            else:
                kept.append(wish)
        profiles.append(company.model_copy(update={"wishes": tuple(kept)}))
    return event.model_copy(update={"profiles": tuple(profiles)}), hidden


def without(event: Event, criterion: str | None) -> Event:
    """The event with one criterion at nothing."""
    weights = event.event.weights.model_copy(update={criterion: 0} if criterion else {})
    return event.model_copy(update={"event": event.event.model_copy(update={"weights": weights})})


def best(graph: Graph) -> dict[str, list[str]]:
    """The ten heaviest partners of each company."""
    return {
        company: [other for other, _ in sorted(graph[company].items(), key=lambda edge: -edge[1]["weight"])[:BEST]]
        for company in graph
    }


def lines(event: Event) -> Iterator[dict[str, object]]:
    """The line of the whole, then one for each criterion left out."""
    shown, hidden = hide_wishes(event)
    whole = graph_of(Scoring(shown))
    usual = best(whole)
    edges = [data for _, _, data in whole.edges(data=True)]
    total = sum(data["weight"] for data in edges)
    says = Counter(name for data in edges for name in {item.criterion for item in data["evidence"]})
    points = Counter[str]()
    for data in edges:
        for item in data["evidence"]:
            points[item.criterion] += item.points

    def line(criterion: str, graph: Graph) -> dict[str, object]:
        now = best(graph)
        same = sum(len(set(now[company]) & set(usual[company])) for company in usual)
        hits = sum(named in now[wisher] for wisher, named in hidden)
        return {
            "without": criterion,
            "says_something": round(says[criterion] / len(edges), 3),
            "of_all_weight": round(points[criterion] / total, 3),
            "pairs": graph.number_of_edges(),
            "same_of_ten_best": round(same / sum(map(len, usual.values())), 3),
            "hidden_wishes_among_ten_best": round(hits / len(hidden), 3),
        }

    yield line("", whole)
    for criterion in (one.__name__ for one in CRITERIA):
        yield line(criterion, graph_of(Scoring(without(shown, criterion))))
    plain = shown.model_copy(update={"event": shown.event.model_copy(update={"reciprocity": 0})})
    yield line("both_sides", graph_of(Scoring(plain)))


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("event", type=Path, nargs="?", default=EXAMPLE)
    for line in lines(load_event(parser.parse_args().event).event):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
