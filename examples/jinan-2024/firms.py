"""Makes up companies: what they do, where they come from, what they are called, what they offer and seek."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sources import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from sources import Country, Party, Presence, Record, Role, Sources, Stem, Term

MADE_UP = "Made up for this example."
USUAL_SIZE = 230

# How often a company has names in other languages at all, and then in each of them.
NAMED_ABROAD = 0.75
NAMED_IN = {"en": 0.95, "zh": 0.6, "de": 0.35, "ru": 0.4}

OWN_LABEL, ENGLISH_LABEL, SYNONYM = 76, 14, 10
# Kinds whose names end in a legal form and who travel in delegations.
FIRMS = frozenset({"company", "investor"})

OWN_WORDS = 0.5
LIMITED = 0.3


class Seat(NamedTuple):
    """What a company is to do and where it is to come from, before it is anything else."""

    role: Role
    country: Country


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A made-up company; `offers` and `seeks` are ids of terms."""

    id: str
    role: Role
    country: Country
    stem: Stem
    party: Party | None
    offers: list[str]
    seeks: list[str]
    languages: list[str]
    presence: Presence
    max_meetings: int | None


def invent(sources: Sources, count: int, total: int, rng: Random) -> list[Firm]:
    """`count` companies for an event of `total` profiles."""
    seats = _seats(sources, count, rng)
    parties = _parties(sources, seats, total, rng)
    stems = {family: rng.sample(every, len(every)) for family, every in sources.stems.items()}
    return [
        _firm(seat, stems[seat.country.stems].pop(), parties.get(index), sources.presences, rng)
        for index, seat in enumerate(seats)
    ]


def profile(firm: Firm, wishes: list[Record], sources: Sources, rng: Random) -> Record:
    """The company as the file has it."""
    chosen = set(firm.party.purposes) if firm.party else set()
    chosen = chosen or set(rng.choices(firm.role.purposes, k=2))
    kind = {} if firm.role.kind == "company" else {"kind": firm.role.kind}
    optional: Record = {
        "delegation": firm.party.id if firm.party else None,
        "max_meetings": firm.max_meetings,
        **firm.presence.windows,
        "wishes": wishes,
    }
    heard = f"Travels with {firm.party.word} in this example only." if firm.party else ""
    return {
        "id": firm.id,
        **_titles(firm, rng),
        "country": rng.choice(firm.country.spelt),
        **kind,
        "capabilities": _said(firm, "offers", sources.vocabulary, rng),
        "interests": _said(firm, "seeks", sources.vocabulary, rng),
        "purposes": [purpose for purpose in sources.frame["event"]["purposes"] if purpose in chosen],
        "languages": firm.languages,
        "delegates": rng.choices((1, 2, 3), weights=(60, 30, 10))[0],
        **{key: value for key, value in optional.items() if value},
        "note": " ".join(filter(None, (MADE_UP, firm.role.what, heard, firm.presence.word))),
    }


def scaled(number: int, total: int) -> int:
    """What there are `number` of in an event of the usual size, in one of `total` profiles."""
    return max(1, round(number * total / USUAL_SIZE))


def apportion(shares: list[int], total: int) -> list[int]:
    """`total` split in proportion to `shares`, by largest remainder."""
    whole = sum(shares)
    parts = [share * total // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda index: -(shares[index] * total % whole))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


def _seats(sources: Sources, count: int, rng: Random) -> list[Seat]:
    """A role and a country for each company; roles that are choosy about countries choose first."""
    numbers = apportion([country.share for country in sources.countries], count)
    countries = [country for country, number in zip(sources.countries, numbers, strict=True) for _ in range(number)]
    rng.shuffle(countries)
    numbers = apportion([role.share for role in sources.roles], count)
    seats = []
    for role, number in sorted(zip(sources.roles, numbers, strict=True), key=lambda pair: not pair[0].countries):
        for _ in range(number):
            fits = (index for index, it in enumerate(countries) if not role.countries or it.code in role.countries)
            seats.append(Seat(role, countries.pop(next(fits))))
    return seats


def _parties(sources: Sources, seats: list[Seat], total: int, rng: Random) -> dict[int, Party]:
    """Which seats travel in which delegation."""
    found = {}
    for party in sources.parties:
        could = [
            index for index, (role, country) in enumerate(seats) if country.code == party.country and role.kind in FIRMS
        ]
        size = min(len(could), scaled(party.size, total))
        found.update(dict.fromkeys(rng.sample(could, size), party))
    return found


def _firm(seat: Seat, stem: Stem, party: Party | None, presences: list[Presence], rng: Random) -> Firm:
    role, country = seat
    shared = rng.sample(party.seeks, min(2, len(party.seeks))) if party else []
    own = [term for term in role.seeks if term not in shared]
    return Firm(
        id=_ascii(stem.latin),
        role=role,
        country=country,
        stem=stem,
        party=party,
        offers=rng.sample(role.offers, min(len(role.offers), rng.randint(2, 4))),
        seeks=shared + rng.sample(own, rng.randint(2, 4 - len(shared))),
        languages=rng.choice(country.speaks),
        presence=rng.choices(presences, weights=[it.share for it in presences])[0],
        max_meetings=rng.randint(4, 10) if rng.random() < LIMITED else None,
    )


def _ascii(text: str) -> str:
    """Lower-case ASCII letters: ü becomes u."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def _titles(firm: Firm, rng: Random) -> Record:
    """The company's name, and perhaps its names in other languages."""
    khmer = firm.stem.khmer and firm.role.kind == "company"
    name = f"ក្រុមហ៊ុន {firm.stem.khmer}" if khmer else _title(firm, firm.country.writes)
    if rng.random() >= NAMED_ABROAD and not khmer:
        return {"name": name}
    names = {language: _title(firm, language) for language in _tongues(firm, rng)}
    return {"name": name, "names": names} if names else {"name": name}


def _tongues(firm: Firm, rng: Random) -> Iterator[str]:
    for language in LANGUAGES:
        lucky = rng.random() < NAMED_IN[language]
        if (lucky and language != firm.country.writes) or (language == "en" and firm.stem.khmer):
            yield language


def _title(firm: Firm, language: str) -> str:
    """The company's name in one language, with its legal form where it is a company."""
    stem = {"zh": firm.stem.han, "ru": firm.stem.cyrillic}.get(language, firm.stem.latin)
    bare = firm.role.names[language].format(stem)
    if firm.role.kind not in FIRMS:
        return bare
    home = language == firm.country.writes
    if language == "zh":
        return bare + ("有限公司" if home else "公司")
    if language == "ru":
        return f"{firm.country.legal} «{bare}»" if home else f"«{bare}»"
    return f"{bare} {firm.country.legal}" if firm.country.legal.isascii() else bare


def _said(firm: Firm, side: str, vocabulary: dict[str, Term], rng: Random) -> list[str]:
    """What the company offers or seeks, in its own language or English, and perhaps a phrase of its own."""
    language = firm.country.writes
    texts = [_worded(vocabulary[term], language, rng) for term in getattr(firm, side)]
    phrase = [firm.role.says[language][side]] if rng.random() < OWN_WORDS else []
    return texts + phrase


def _worded(term: Term, language: str, rng: Random) -> str:
    own, english = term.labels[language], term.labels["en"]
    synonym = rng.choice(term.synonyms.get(language, [own]))
    return rng.choices((own, english, synonym), weights=(OWN_LABEL, ENGLISH_LABEL, SYNONYM))[0]
