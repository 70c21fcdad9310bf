"""Every schedule that can be thought of at a tiny event, legal or not, and which rules it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain, combinations, permutations, product

import numpy as np

from matchmaker.event import Company, Delegation, Event, SessionKind
from matchmaker.outcome import Solved
from matchmaker.pipeline import Project
from matchmaker.plan import schedule_of
from matchmaker.problem import Consultation, Other, Problem, Visit
from matchmaker.rules import Known, violations
from matchmaker.schedule import GoalValue, Meeting, Schedule
from matchmaker.timetable import Slot, slots_of_session
from tests.build import attend, company, event, plenary, session, window


def welders(name: str) -> Company:
    """Who has to do with welding, too."""
    return company(name, capabilities=["laser", "welding"], interests=["laser", "welding"])


EVENTS = {
    "two companies": event("a b", slots=2),
    "one table, many seats": event("a b c d", session(slots=1, capacity=8)),
    "two tables, three seats": event("a b c d", session(slots=1, tables=2, capacity=3)),
    "two delegates": event([company("a", delegates=2), "b", "c"], tables=2),
    "slots that overlap": event("a b c", session(slots=2), session("long", "09:15", 1, slot=45)),
    "delegates in slots that overlap": event(
        [company("a", delegates=2), "b", "c"],
        session(slots=2),
        session("long", "09:15", 1, slot=45),
        session("late", "09:45", 1),
    ),
    "a maximum": event([company("a", max_meetings=1), "b", "c"], tables=2),
    "the event's maximum": event([company("a", max_meetings=2), "b", "c"], slots=3, max_meetings=1),
    "musts": event("a b c", slots=3, wishes="a must b, c must b"),
    "a must that cannot be": event([company("a", max_meetings=0), "b", "c"], wishes="a must b"),
    "pairs kept apart": event("a b c", slots=3, wishes="a avoid b, c want b declined"),
    "one group": event([company("a", group="g"), company("b", group="g"), "c"], slots=3),
    "competitors": event([company("a", competitors=["b"]), "b", "c"], slots=3),
    "an embargo": event(
        [company("a", country="JP"), "b", company("c", country="JP")],
        slots=3,
        embargoes=[{"between": "Germany", "and": "Japan"}],
    ),
    "exclusions": event([company("a", excludes={"kinds": ["park"]}), company("b", kind="park"), "c"], slots=3),
    "a delegation": event(
        [company("a", delegation="d"), company("b", delegation="d"), company("c", delegation="d")],
        slots=3,
        wishes="a want c",
    ).model_copy(update={"delegations": (Delegation(id="d", name="D"),)}),
    "open wishes": event("a b c", slots=3, wishes="a want b, c want b accepted", book_open=False),
    "hours": event(
        [company("a", available=[window("09:00", "10:00")]), company("b", unavailable=[window("09:20", "09:40")]), "c"],
        slots=4,
    ),
    "plenary and dialogue": event(
        "a b c", session(slots=2), plenary("09:20", "09:30"), session("talk", "10:00", 1, kind=SessionKind.DIALOGUE)
    ),
    "time to walk": event(
        "a b c",
        session(slots=1, tables=2),
        session("far", "09:30", 1, hall="annex", tables=2),
        walk={"hall": {"annex": 15}},
    ),
    "guests": event("a b c", session(slots=1, kept_out=["b"]), session("late", "10:00", 1, invited=["a", "b"])),
    "a salon": event(
        [welders("a"), welders("b"), "c"],
        session(slots=1, kind=SessionKind.SALON, topics=["welding"]),
        session("late", "10:00", 1),
    ),
    "booths": event(
        ["a", "b", company("x", delegates=2), "y"],
        session(
            kind=SessionKind.EXHIBITION,
            booths=[{"exhibitor": "x"}, {"exhibitor": "y", "visitors": 2, "hours": [window("09:00", "09:30")]}],
        ),
        max_visits=1,
    ),
    "an adviser": event(
        [company("a", needs=["contracts"]), company("b", needs=["contracts"]), company("c", needs=["customs"])],
        session(kind=SessionKind.CONSULTATION, advisers=[{"id": "ann", "name": "Ann", "expertise": ["contracts"]}]),
    ),
    "a delegate asked for twice": event(
        [
            company("a", delegates=[{"name": "x", "unavailable": [window("09:30", "10:00")]}, "y"]),
            company("b", wishes=[{"company": "a", "delegate": "x"}]),
            company("c", wishes=[{"company": "a", "delegate": "x"}]),
        ],
        tables=2,
    ),
    "one interpreter": event(
        [company(name, languages=[own]) for name, own in zip("abcd", ("zh", "zh", "de", "de"), strict=True)],
        tables=2,
        interpreters=[{"id": "ivy", "languages": ["zh", "de"]}],
    ),
    "an interpreter who tires": event(
        [company("a", languages=["zh"]), company("b", languages=["de"]), company("c", languages=["de"])],
        slots=3,
        interpreters=[{"id": "ivy", "languages": ["zh", "de"], "longest": 30, "rest": 60}],
    ),
    "a language that nobody interprets": event(
        [company("a", languages=["zh"]), company("b", languages=["de"]), company("c", languages=["ru"])],
        interpreters=[{"id": "ivy", "languages": ["zh", "de"]}],
    ),
    "a delegation's quota": event(
        [company("a", delegation="d"), company("b", delegation="d"), "c"],
        delegations=[{"id": "d", "max_meetings": 1, "fair_shares": False}],
    ),
    "a delegation's shares": event(
        [company("a", delegation="d"), company("b", delegation="d"), "c", "e"],
        delegations=[{"id": "d", "max_meetings": 2}],
    ),
    "a leader who comes along": event(
        [
            company("a", delegation="d"),
            company("b", wishes=[{"company": "a", "leader": True}]),
            company("l", unavailable=[window("09:30", "10:00")]),
        ],
        tables=2,
        delegations=[{"id": "d", "leader": "l"}],
    ),
}

# One conceivable booking: two ids and a slot. A visitor comes first, or who seeks advice.
Combination = tuple[str, str, Slot]
Choice = frozenset[Combination]

# What a schedule breaks for lack of persons alone: with the right ones it may be valid.
OF_PERSONS = {"attendees_named", "asked_delegates_attend", "common_language"}


def conceivable(event: Event) -> tuple[Combination, ...]:
    """Everybody with everybody in every slot.

    Two companies in a session that hosts none are thought of too; of two companies in all, one with itself and one
    with a stranger.
    """
    ids, zone = list(event.company), event.event.zone
    slots = sorted(chain.from_iterable(slots_of_session(one, zone) for one in event.sessions), key=lambda s: s.span)
    found: list[Combination] = []
    pairs = list(combinations(ids, 2))
    if len(ids) == 2:
        pairs += [(ids[0], ids[0]), (ids[1], "stranger")]
    for kind in SessionKind:
        own = [slot for slot in slots if event.session[slot.session].kind is kind]
        if kind is SessionKind.EXHIBITION:
            found += [(*pair, t) for pair in permutations(ids, 2) for t in own if _has_booth(event, pair[1], t)]
        elif kind is SessionKind.CONSULTATION:
            found += [(one, who.id, t) for one in ids for t in own for who in event.session[t.session].advisers]
        else:
            found += [(*pair, slot) for pair in pairs for slot in own]
    return tuple(found)


def _has_booth(event: Event, exhibitor: str, slot: Slot) -> bool:
    return any(booth.exhibitor == exhibitor for booth in event.session[slot.session].booths)


def _other(event: Event, one: str, other: str, slot: Slot) -> Other | None:
    """What a combination is, if no meeting."""
    match event.session[slot.session].kind:
        case SessionKind.EXHIBITION:
            return Visit(one, other, slot.session)
        case SessionKind.CONSULTATION:
            return Consultation(one, event.company[one].needs[0], other)
    return None


def _leaders(event: Event, one: str, other: str) -> tuple[str, ...]:
    """Who has to come along to a meeting."""
    ends = [event.company[name] for name in (one, other) if name in event.company]
    asked = any(wish.leader and wish.company in {one, other} for end in ends for wish in end.wishes)
    return tuple(leader for end in ends if asked for leader in event.leaders_beside(end) if leader not in {one, other})


def written(event: Event, choice: tuple[Combination, ...]) -> Schedule:
    """The schedule of these bookings, as if all were allowed; nobody attends or interprets."""
    slots = tuple(dict.fromkeys(slot for _, _, slot in conceivable(event)))
    others = [_other(event, *one) for one in choice]
    advisers = {other.adviser for other in others if isinstance(other, Consultation)}
    companies = (*event.company, "stranger", *sorted(advisers))
    place = {name: number for number, name in enumerate(companies)}
    pairs, number = len(choice), len(slots)
    along = [tuple(place[one] for one in _leaders(event, one, other)) for one, other, _ in choice]
    as_if_all_were_allowed = Problem(
        companies=companies,
        slots=slots,
        left=np.array([place[one] for one, _, _ in choice], dtype=np.int64),
        right=np.array([place[other] for _, other, _ in choice], dtype=np.int64),
        weight=np.ones(pairs, dtype=np.int64),
        must=frozenset(),
        fit=np.zeros((pairs, number), dtype=np.int64),
        present=np.ones((len(companies), number), dtype=np.bool_),
        maximum=np.full(len(companies), 99, dtype=np.int64),
        delegates=np.full(len(companies), 99, dtype=np.int64),
        tables=np.full(number, 99, dtype=np.int64),
        seats=np.full(number, 999, dtype=np.int64),
        hall=(0,) * number,
        day=(0,) * number,
        overlaps=(),
        promised=np.zeros(len(companies), dtype=np.int64),
        floor=0,
        goals=("total_compatibility",),
        others={pair: other for pair, other in enumerate(others) if other is not None},
        along=dict(enumerate(along)),
    )
    edges = {(one, other): {"weight": 1, "evidence": ()} for one, other, _ in choice}
    total = GoalValue(name="total_compatibility", value=pairs, bound=pairs, proven=True)
    solved = Solved({pair: slots.index(slot) for pair, (_, _, slot) in enumerate(choice)}, (total,))
    return schedule_of(event, as_if_all_were_allowed, edges, solved, seed=0)


def staffed(event: Event, schedule: Schedule) -> Iterator[Schedule]:
    """The same with every choice of who attends and who interprets."""
    for meetings in product(*(_with_persons(event, meeting) for meeting in schedule.meetings)):
        yield schedule.model_copy(update={"meetings": meetings})


def _with_persons(event: Event, meeting: Meeting) -> list[Meeting]:
    named = [one for one in meeting.participants if one in event.company and event.company[one].people]
    people = product(*([person.id for person in event.company[one].people] for one in named))
    come = [attend(**dict(zip(named, chosen, strict=True))) for chosen in people]
    interpreters = [None, *(one.id for one in event.interpreters)]
    return [
        Meeting.model_validate({**dict(meeting), "attendees": attendees, "interpreter": interpreter})
        for attendees, interpreter in product(come, interpreters)
    ]


def breaks(event: Event, choice: tuple[Combination, ...], known: Known) -> frozenset[str]:
    """The rules that a schedule of these bookings breaks, whoever comes; none, if some persons can come."""
    bare = written(event, choice)
    found = {one.rule for one in violations(event, bare, known)}
    if found and found <= OF_PERSONS:
        for schedule in staffed(event, bare):
            broken = {one.rule for one in violations(event, schedule, known)}
            if not broken:
                return frozenset()
            found |= broken
    return frozenset(found)


@cache
def judged(name: str) -> dict[Choice, frozenset[str]]:
    """Every set of conceivable bookings of an event, with the rules that it breaks."""
    event = EVENTS[name]
    project, every = Project(event), conceivable(event)
    assert 6 <= len(every) <= 12
    known = Known(project.edges, project.needs)
    choices = chain.from_iterable(combinations(every, size) for size in range(len(every) + 1))
    return {frozenset(choice): breaks(event, choice, known) for choice in choices}
