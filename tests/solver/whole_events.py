"""Random small events that use everything an event file can hold, with little slack: what is booked is in dispute."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from matchmaker.event import Event

DAYS = ("2024-10-16", "2024-10-17")
LANGUAGES = ("zh", "en", "de", "ru")
TOPICS = ("laser", "cutting", "welding", "optics", "medical optics", "drones")
NEEDS = ("contracts", "arbitration", "patents", "customs")
HOURS = ("08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00", "13:00")
PURPOSES = ("investment", "trade", "cooperation", "service")


Said = dict[str, Any]


def whole_event(seed: int, companies: int = 8) -> Event:
    """An event of a few companies with sessions of every kind, persons, delegations, ways, wishes and promises."""
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    names = [f"c{number}" for number in range(companies)]
    people = {name: _people(rng, name) for name in names}
    delegations = _delegations(rng, names)
    profiles = [_company(rng, name, names, people, delegations) for name in names]
    return Event.model_validate(
        {
            "event": {
                "timezone": rng.choice(("UTC", "Asia/Shanghai", "Europe/Berlin")),
                "max_meetings": rng.choice((None, 2, 4)),
                "max_visits": rng.choice((0, 1, 3)),
                "book_open": rng.random() < 0.7,
                "fairness_floor": rng.choice((0, 30, 60)),
                "reciprocity": 10,
            },
            "halls": [
                {"id": "north", "name": "North", "tables": 6, "walk": {"south": rng.choice((0, 5, 20))}},
                {"id": "south", "name": "South", "tables": 6},
            ],
            "sessions": _sessions(rng, names, people),
            "delegations": delegations,
            "interpreters": _interpreters(rng),
            "profiles": profiles,
        }
    )


def _people(rng: random.Random, name: str) -> list[Said]:
    return [
        {
            "id": f"{name} person {number}",
            "name": f"{name} person {number}",
            "languages": rng.sample(LANGUAGES, rng.choice((0, 1, 2))),
            **_hours(rng, 0.3),
        }
        for number in range(rng.choice((0, 0, 1, 2, 3)))
    ]


def _hours(rng: random.Random, often: float) -> Said:
    if rng.random() > often:
        return {}
    start, end = sorted(rng.sample(HOURS, 2))
    windows = [{"day": day, "start": start, "end": end} for day in rng.sample(DAYS, rng.choice((1, 2)))]
    return {rng.choice(("available", "unavailable")): windows}


def _some(rng: random.Random, values: Sequence[str], most: int) -> list[str]:
    return rng.sample(values, rng.randint(0, min(most, len(values))))


def _delegations(rng: random.Random, names: Sequence[str]) -> list[Said]:
    return [
        {
            "id": f"d{number}",
            "name": f"Delegation {number}",
            "leader": rng.choice((None, rng.choice(names))),
            "max_meetings": rng.choice((None, None, 0, 2, 5)),
            "fair_shares": rng.random() < 0.5,
            "members_meet": rng.random() < 0.3,
            "at_home": rng.choice((None, {"members": 1000, "interests": ["drones"]})),
        }
        for number in range(rng.choice((0, 1, 2)))
    ]


def _interpreters(rng: random.Random) -> list[Said]:
    return [
        {
            "id": f"i{number}",
            "name": f"Interpreter {number}",
            "languages": rng.sample(LANGUAGES, 2),
            "longest": rng.choice((30, 60, 120)),
            "rest": rng.choice((0, 15, 45)),
            **_hours(rng, 0.3),
        }
        for number in range(rng.choice((0, 1, 2, 3)))
    ]


def _company(
    rng: random.Random,
    name: str,
    names: Sequence[str],
    people: dict[str, list[Said]],
    delegations: Sequence[Said],
) -> Said:
    most = rng.choice((None, None, 1, 3))
    purposes = _some(rng, PURPOSES, 3)
    return {
        "id": name,
        "name": name.upper(),
        "country": rng.choice(("CN", "DE", "GB")),
        "kind": rng.choice(("company", "company", "institution", "investor")),
        "capabilities": _some(rng, TOPICS, 3) or ["laser"],
        "interests": _some(rng, TOPICS, 3) or ["cutting"],
        "purposes": purposes,
        "minimums": {purpose: min(most or 2, rng.choice((1, 2))) for purpose in purposes if rng.random() < 0.2},
        "needs": _some(rng, NEEDS, 2),
        "languages": _some(rng, LANGUAGES, 2),
        "delegates": people[name] or rng.choice((1, 1, 2)),
        "delegation": rng.choice((None, *(one["id"] for one in delegations))),
        "max_meetings": most,
        "min_meetings": rng.choice((0, 0, 1)) if most != 0 else 0,
        "group": rng.choice((None, None, None, "holding")),
        "competitors": [one for one in names if one != name and rng.random() < 0.05],
        "wishes": list(_wishes(rng, name, names, people)),
        **_hours(rng, 0.3),
    }


def _wishes(rng: random.Random, name: str, names: Sequence[str], people: dict[str, list[Said]]) -> list[Said]:
    found = []
    for other in names:
        if other != name and rng.random() < 0.2:
            kind = rng.choice(("want", "want", "want", "avoid"))
            asked = rng.choice((None, *(one["id"] for one in people[other]))) if kind == "want" else None
            wish = {"company": other, "wish": kind, "delegate": asked, "leader": rng.random() < 0.3}
            answer = rng.choice(("open", "accepted", "declined")) if kind == "want" else "open"
            found.append({**wish, "answer": answer})
    return found


def _sessions(rng: random.Random, names: Sequence[str], people: dict[str, list[Said]]) -> list[Said]:
    return [
        _session(rng, number, kind, names, people)
        for number, kind in enumerate(
            ["tables", *rng.choices(("tables", "salon", "dialogue", "consultation", "exhibition", "plenary"), k=4)]
        )
    ]


def _session(rng: random.Random, number: int, kind: str, names: Sequence[str], people: dict[str, list[Said]]) -> Said:
    start, slot, slots = rng.choice(HOURS[:5]), rng.choice((20, 30, 45)), rng.randint(1, 3)
    end = dt.datetime.fromisoformat(f"2024-10-16T{start}") + dt.timedelta(minutes=slot * slots)
    found: Said = {
        "id": f"s{number}",
        "name": f"Session {number}",
        "kind": kind,
        "hall": rng.choice(("north", "south")),
        "day": rng.choice(DAYS),
        "start": start,
        "end": f"{end:%H:%M}",
        "slot": slot,
        "tables": rng.randint(1, 3),
        "capacity": rng.choice((None, None, 4, 6)),
        "topics": _some(rng, TOPICS, 3),
        "kept_out": _some(rng, names, 2) if rng.random() < 0.2 else [],
        "invited": rng.sample(names, 5) if rng.random() < 0.2 else [],
        "speakers": _some(rng, names, 2) if kind in {"salon", "plenary"} else [],
    }
    if kind == "dialogue":
        least = rng.choice((2, 3))
        found["group"] = {"min": least, "max": least + rng.choice((0, 1, 3)), "countries": rng.choice((1, 2))}
        found["group"]["apart"] = [rng.sample(names, 2)] if rng.random() < 0.3 else []
        found["moderators"] = [f"Moderator {place}" for place in range(rng.choice((0, 1, 2)))]
        if rng.random() < 0.5:
            tables = [{"topic": topic, "asked_by": rng.choice((None, *names))} for topic in TOPICS[: found["tables"]]]
            found["round_tables"] = tables
    elif kind == "consultation":
        found["advisers"] = [
            {
                "id": f"adviser {place}",
                "name": f"Adviser {place}",
                "expertise": rng.sample(NEEDS, 2),
                "languages": LANGUAGES[place : place + 2],
                **_hours(rng, 0.2),
            }
            for place in range(rng.choice((1, 2)))
        ]
    elif kind == "exhibition":
        found["booths"] = [
            {
                "exhibitor": name,
                "visitors": rng.choice((1, 2)),
                "host": rng.choice((None, *(one["id"] for one in people[name]))),
            }
            for name in rng.sample(names, 2)
        ]
    return found
