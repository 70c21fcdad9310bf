"""Whether phrases in Chinese, German and Russian find their English partner: by text, by vocabulary, by both.

    python -m tests.benchmarks.cross_language

`cross_language.csv` has phrases with a right and a wrong partner in English; two thirds are labels of the vocabulary,
the others are not (inflected, with a word more, or worded otherwise). Found is a pair whose right partner has a
strength above that of the wrong one and above 0. The vocabularies are those of the example and of the package. By
vocabulary alone means that a phrase counts only if it is a label. One JSON line for each language and for all.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

from matchmaker.compatibility.likeness import Phrases
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.inputs import load_event

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "jinan-2024" / "profiles.yaml"

Row = dict[str, str]
# How well a phrase is met by a right or wrong partner.
Strength = Callable[[str, str], float]


def rows() -> list[Row]:
    """The table."""
    with (HERE / "cross_language.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ways(table: list[Row]) -> dict[str, Strength]:
    """The three ways."""
    vocabulary = Vocabulary.of(load_event(EXAMPLE).event.vocabulary)
    texts = tuple(sorted({row[key] for row in table for key in ("phrase", "right", "wrong")}))

    def by_labels(phrase: str, partner: str) -> float:
        have, want = vocabulary.term(phrase), vocabulary.term(partner)
        return vocabulary.likeness(have, want) if have is not None and want is not None else 0.0

    by_text, by_both = (_of(Phrases(known, texts)) for known in (Vocabulary.of(()), vocabulary))
    return {"text": by_text, "vocabulary": by_labels, "both": by_both}


def _of(phrases: Phrases) -> Strength:
    texts = phrases.texts
    place = {text: number for number, text in enumerate(texts)}
    like = phrases.likenesses(texts, texts).toarray()
    return lambda phrase, partner: float(like[place[partner], place[phrase]])


def found(row: Row, strength: Strength) -> bool:
    """Whether the right partner is found, and the wrong one is not before it."""
    right, wrong = (strength(row["phrase"], row[key]) for key in ("right", "wrong"))
    return right > 0 and right > wrong


def main() -> None:
    """Print the lines."""
    table = rows()
    known = ways(table)
    for language in ("zh", "de", "ru", "all"):
        own = [row for row in table if language in {"all", row["language"]}]
        rates = {way: round(sum(found(row, by) for row in own) / len(own), 3) for way, by in known.items()}
        sys.stdout.write(json.dumps({"language": language, "pairs": len(own), **rates}) + "\n")


if __name__ == "__main__":
    main()
