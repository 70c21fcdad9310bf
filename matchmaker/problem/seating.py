"""What dialogues ask of their round tables, and who may not share one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from matchmaker.apart import kept_apart_by, rules_concern, rules_used
from matchmaker.event import Company, Event, Kind, SessionKind
from matchmaker.problem.arrays import BoolArray
from matchmaker.problem.rounds import Dialogue
from matchmaker.programme import Session
from matchmaker.timetable import Slot


def kept_apart(event: Event) -> frozenset[tuple[int, int]]:
    """Companies, by position, of which two may not share a round table."""
    rules = rules_used(event)
    concerned = rules_concern(event) if rules else frozenset()
    return frozenset(
        (place, beside)
        for (place, one), (beside, other) in combinations(enumerate(event.profiles), 2)
        if (one.id in concerned or other.id in concerned) and kept_apart_by(rules, event, one, other)
    )


def dialogues_of(event: Event, rounds: Sequence[Slot], present: BoolArray) -> tuple[Dialogue, ...]:
    """Every dialogue that has a round. `present[c, k]` says whether company c is free in the k-th of all rounds."""
    return tuple(_dialogues(event, rounds, present))


def _dialogues(event: Event, rounds: Sequence[Slot], present: BoolArray) -> Iterator[Dialogue]:
    position = {company.id: place for place, company in enumerate(event.profiles)}
    codes = {code: place for place, code in enumerate(dict.fromkeys(c.country for c in event.profiles))}
    kinds = {kind: place for place, kind in enumerate(Kind)}
    country = np.array([codes[c.country] for c in event.profiles], dtype=np.int64)
    kind = np.array([kinds[c.kind] for c in event.profiles], dtype=np.int64)
    for session in event.sessions:
        own = tuple(place for place, slot in enumerate(rounds) if slot.session == session.id)
        if session.kind is not SessionKind.DIALOGUE or not own:
            continue
        group, tables = session.group, session.places
        moderators = tuple(dict.fromkeys(one.id for one in session.moderators))
        asked = enumerate(session.round_tables[:tables])
        welcome = np.array([_speaks(session, c) and session.admits(c.id) for c in event.profiles], dtype=np.bool_)
        yield Dialogue(
            session=session.id,
            rounds=own,
            tables=tables,
            at_once=min(tables, len(moderators)) if moderators else tables,
            moderators=moderators,
            welcome=present[:, list(own)] & welcome[:, None],
            least=group.min,
            most=group.max,
            countries=group.countries,
            kinds=group.kinds,
            country=country,
            kind=kind,
            apart=tuple(frozenset(position[name] for name in names) for names in group.apart),
            asked={place: position[table.asked_by] for place, table in asked if table.asked_by is not None},
            seats=group.max * tables if session.capacity is None else session.capacity,
        )


def _speaks(session: Session, company: Company) -> bool:
    return session.language is None or not company.languages or session.language in company.languages
