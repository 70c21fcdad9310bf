"""Reads what the example is made of: the files in `parts/`, as typed values."""

from __future__ import annotations

import csv
import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent / "parts"
LANGUAGES = ("zh", "en", "de", "ru")

Record: TypeAlias = dict[str, Any]


class Stem(NamedTuple):
    """The invented part of a name, in the writing systems it is needed in."""

    latin: str
    cyrillic: str
    han: str
    khmer: str = ""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term of the vocabulary."""

    id: str
    labels: dict[str, str]
    synonyms: dict[str, list[str]]
    broader: list[str]


@dataclass(frozen=True, kw_only=True)
class Role:
    """What a made-up company does."""

    id: str
    what: str
    share: int
    offers: list[str]
    seeks: list[str]
    purposes: list[str]
    names: dict[str, str]
    says: dict[str, dict[str, str]]
    kind: str = "company"
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Country:
    """Where made-up companies come from, and how they write and speak there."""

    code: str
    share: int
    writes: str
    stems: str
    legal: str
    spelt: list[str]
    speaks: list[list[str]]


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who of the made-up companies travels in a delegation, and what its members share."""

    id: str
    country: str
    size: int
    word: str
    seeks: list[str]
    purposes: list[str]


@dataclass(frozen=True, kw_only=True)
class Presence:
    """When a company is there: the windows of its profile, and the same in words."""

    share: int
    word: str
    windows: Record


@dataclass(frozen=True, kw_only=True)
class Sources:
    """All that the example is made of."""

    frame: Record
    vocabulary: dict[str, Term]
    roles: list[Role]
    countries: list[Country]
    parties: list[Party]
    presences: list[Presence]
    interpreters: list[Record]
    stems: dict[str, list[Stem]]
    ties: Record
    law: dict[str, Term]
    programme: Record
    people: Record


def read() -> Sources:
    """Everything in `parts/`."""
    crowd = _yaml("crowd.yaml")
    return Sources(
        frame=_yaml("frame.yaml"),
        vocabulary={term.id: term for term in _terms("vocabulary.csv")},
        roles=[Role(**{**row, "share": int(row["share"])}) for row in _yaml("roles.yaml")],
        countries=[
            Country(**{"stems": row["writes"], **row, "share": int(row["share"])}) for row in crowd["countries"]
        ],
        parties=[Party(**{"purposes": [], **row, "size": int(row["size"])}) for row in crowd["delegations"]],
        presences=[_presence(**row) for row in crowd["presence"]],
        interpreters=crowd["interpreters"],
        stems={family: list(_stems(**parts)) for family, parts in crowd["stems"].items()},
        ties=_yaml("ties.yaml"),
        law={term.id: term for term in _terms("law.csv")},
        programme=_yaml("programme.yaml"),
        people=_yaml("people.yaml"),
    )


def _yaml(name: str) -> Any:
    """A YAML file in which every scalar is text: `NO` is Norway."""
    return yaml.BaseLoader((HERE / name).read_text(encoding="utf-8")).get_single_data()


def _terms(name: str) -> Iterable[Term]:
    """The rows of a vocabulary. A cell of synonyms reads `en:laser cutter; de:Laserschneidmaschine`."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            synonyms: dict[str, list[str]] = {}
            for cell in filter(None, row["synonyms"].split("; ")):
                language, _, text = cell.partition(":")
                synonyms.setdefault(language, []).append(text)
            yield Term(
                id=row["id"],
                labels={language: row[language] for language in LANGUAGES},
                synonyms=synonyms,
                broader=row["broader"].split(),
            )


def _presence(*, share: str, word: str = "", **windows: Record) -> Presence:
    return Presence(share=int(share), word=word, windows=windows)


def _stems(*, head: list[list[str]], middle: list[list[str]], tail: list[list[str]]) -> Iterable[Stem]:
    """Every head with every middle with every tail, in each writing system, with a capital letter."""
    for parts in itertools.product(head, middle, tail):
        yield Stem(*("".join(forms).capitalize() for forms in zip(*parts, strict=True)))
