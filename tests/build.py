"""Small events, meetings and schedules in a few words, with a default for everything a test does not care about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from matchmaker.event import Company, Event, Hall, Session, SessionKind, Term, Window, Wish
from matchmaker.fields import minutes_between
from matchmaker.rules import Known, violations
from matchmaker.schedule import Meeting, Schedule

DAY = dt.date(2024, 9, 20)


def company(name: str, **fields: Any) -> Company:
    """A company with this id, its name in capitals; it offers and seeks lasers unless told otherwise."""
    usual = {"country": "DE", "capabilities": ["laser"], "interests": ["laser"]}
    return Company.model_validate({"id": name, "name": name.upper(), **usual, **fields})


def session(name: str = "main", start: str = "09:00", slots: int = 2, **fields: Any) -> Session:
    """A session of this many slots, 30 minutes each unless told otherwise, at one table in the hall."""
    minutes, gap = fields.get("slot", 30), fields.get("gap", 0)
    begin = dt.datetime.combine(DAY, dt.time.fromisoformat(start))
    end = begin + dt.timedelta(minutes=slots * minutes + (slots - 1) * gap)
    usual = {"name": name.title(), "kind": SessionKind.TABLES, "hall": "hall", "day": DAY, "tables": 1}
    return Session.model_validate({"id": name, "start": begin.time(), "end": end.time(), **usual, **fields})


def plenary(start: str, end: str) -> Session:
    """A plenary from one time to another."""
    minutes = minutes_between(dt.time.fromisoformat(start), dt.time.fromisoformat(end))
    return session("plenary", start, 1, kind=SessionKind.PLENARY, slot=minutes, tables=None)


def window(start: str, end: str, day: dt.date = DAY) -> Window:
    """Hours of one day."""
    return Window(day=day, start=dt.time.fromisoformat(start), end=dt.time.fromisoformat(end))


def event(
    companies: str | Iterable[str | Company],
    *sessions: Session,
    slots: int = 2,
    tables: int = 1,
    wishes: str = "",
    vocabulary: Iterable[Term] = (),
    walk: Mapping[str, Mapping[str, int]] | None = None,
    delegations: Iterable[Mapping[str, Any]] = (),
    interpreters: Iterable[Mapping[str, Any]] = (),
    **settings: Any,
) -> Event:
    """An event of companies ("a b c", or some spelled out) with one session unless told otherwise.

    Both sides count so much that two usual companies, which offer and seek the same, weigh 400.

    `walk` is minutes from hall to hall.

    `wishes` reads "a must b, a want c 1, b avoid c, c want a declined": a rank and an answer may follow.
    """
    listed = companies.split() if isinstance(companies, str) else companies
    profiles = [company(one) if isinstance(one, str) else one for one in listed]
    held = sessions or (session(slots=slots, tables=tables),)
    said: dict[str, list[Wish]] = {}
    for text in filter(None, (part.split() for part in wishes.split(","))):
        wisher, kind, named, *more = text
        fields: dict[str, Any] = {"rank" if word.isdigit() else "answer": word for word in more}
        said.setdefault(wisher, []).append(Wish.model_validate({"company": named, "wish": kind, **fields}))
    return Event.model_validate(
        {
            "event": {"timezone": "UTC", "reciprocity": 10, **settings},
            "halls": [
                Hall(id=name, name=name.title(), walk=dict((walk or {}).get(name, {})))
                for name in dict.fromkeys(one.hall for one in held)
            ],
            "sessions": held,
            "vocabulary": tuple(vocabulary),
            "delegations": [{"name": one["id"].title(), **one} for one in delegations],
            "interpreters": [{"name": one["id"].title(), **one} for one in interpreters],
            "profiles": [one.model_copy(update={"wishes": (*one.wishes, *said.get(one.id, ()))}) for one in profiles],
        }
    )


def meeting(who: str, start: str = "09:00", minutes: int = 30, **fields: Any) -> Meeting:
    """A meeting ("a b") of half an hour at table 1 of the main session; `start` may carry day and offset."""
    moment = dt.datetime.fromisoformat(start if "T" in start else f"{DAY}T{start}+00:00")
    usual = {"session": "main", "hall": "hall", "table": 1, "weight": 400}
    values = {"start": moment, "end": moment + dt.timedelta(minutes=minutes), **usual, **fields}
    return Meeting.model_validate({"id": "+".join(who.split()), "participants": tuple(who.split()), **values})


def schedule(*meetings: Meeting, **figures: Any) -> Schedule:
    """A schedule of these meetings that states what they weigh, without a proof."""
    weight = sum(one.weight for one in meetings)
    usual = {"status": "feasible", "objective": weight, "bound": weight, "gap": 0.0, "seed": 0}
    return Schedule.model_validate({**usual, "meetings": meetings, **figures})


def attend(**delegates: str) -> list[dict[str, str]]:
    """Who attends for which company."""
    return [{"company": one, "delegate": delegate} for one, delegate in delegates.items()]


Breaches = list[tuple[str, str, tuple[str, ...]]]


def breaches(event: Event, *meetings: Meeting, known: Known | None = None) -> Breaches:
    """What the rules have against a schedule of these meetings: rule, detail, participants."""
    return [(found.rule, found.detail, found.participants) for found in violations(event, schedule(*meetings), known)]


def details(event: Event, rule: str, *meetings: Meeting, known: Known | None = None) -> list[str]:
    """The details of all that is wrong, which one rule alone is expected to find."""
    found = breaches(event, *meetings, known=known)
    assert {name for name, *_ in found} <= {rule}
    return [detail for _, detail, _ in found]
