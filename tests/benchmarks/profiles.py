"""Synthetic profiles by the thousand: free text in four scripts' worth of made-up words, some common, most rare."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from matchmaker.event import Company, Event, Settings

WORDS = 4000
SYLLABLES = [
    "la",
    "ser",
    "cut",
    "ting",
    "fi",
    "ber",
    "op",
    "tic",
    "ma",
    "chine",
    "weld",
    "ro",
    "bot",
    "sen",
    "sor",
    "me",
    "tal",
    "print",
    "er",
    "ing",
    "tion",
    "com",
    "po",
    "nent",
    "sys",
    "so",
    "bat",
]
CYRILLIC = "абвгдеийклмнопрстуы"
HAN = [chr(0x4E00 + 7 * number) for number in range(1500)]
PHRASES = 3


class Language:
    """Words of one language: the first ones are common, as in Zipf's law."""

    def __init__(self, parts: list[str] | str, least: int, most: int, space: str, rng: Random) -> None:
        self.space = space
        self.words = ["".join(rng.choice(parts) for _ in range(rng.randint(least, most))) for _ in range(WORDS)]
        self.weights = [1 / (rank + 10) for rank in range(WORDS)]

    def phrase(self, rng: Random) -> str:
        """Two to four words."""
        return self.space.join(rng.choices(self.words, weights=self.weights, k=rng.randint(2, 4)))


def profiles(count: int, seed: int = 1) -> Iterator[Company]:
    """Companies with three capabilities and three interests each, nearly all of them different texts."""
    rng = Random(seed)  # noqa: S311 — reproducible profiles
    languages = [
        Language(SYLLABLES, 2, 4, " ", rng),
        Language(HAN, 2, 3, "", rng),
        Language(CYRILLIC, 4, 9, " ", rng),
        Language(SYLLABLES, 2, 4, " ", rng),
    ]
    for number in range(count):
        own = rng.choices(languages, weights=(40, 30, 15, 15), k=2 * PHRASES)
        said = [language.phrase(rng) for language in own]
        yield Company.model_validate(
            {
                "id": f"c{number}",
                "name": f"Company {number}",
                "country": rng.choice(["CN", "DE", "GB", "RU"]),
                "capabilities": said[:PHRASES],
                "interests": said[PHRASES:],
                "languages": [rng.choice(["zh", "en", "de", "ru"])],
                "purposes": ["trade"],
            }
        )


def event(count: int, seed: int = 1) -> Event:
    """An event of such companies, without a vocabulary."""
    return Event(event=Settings(vocabularies=()), profiles=tuple(profiles(count, seed)))
