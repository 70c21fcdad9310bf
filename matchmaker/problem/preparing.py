"""An event and its graph as a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from matchmaker.event import HOSTING, Company, Event, Kind, SessionKind
from matchmaker.problem.arrays import BoolArray, IntArray
from matchmaker.problem.bookings import Edge, Needs, Side, bookings
from matchmaker.problem.clock import Occupied, Walks, cliques
from matchmaker.problem.crew import Crew
from matchmaker.problem.duties import on_duty
from matchmaker.problem.limits import Limit
from matchmaker.problem.others import Consultation, Other, Pledge, Visit
from matchmaker.problem.persons import (
    bits,
    delegate_limits,
    delegates_of,
    hours,
    interpreted,
    interpreter_limits,
    interpreter_of,
)
from matchmaker.problem.rounds import Dialogue
from matchmaker.problem.seating import dialogues_of, kept_apart
from matchmaker.problem.value import Problem, minute
from matchmaker.programme import Adviser, Booth
from matchmaker.timetable import Slot, Span, Ways, duties, hours_of_booth, plenaries, slots_of_event

PAIRED = HOSTING | {SessionKind.CONSULTATION, SessionKind.EXHIBITION}
INVESTMENT = "investment"


def prepare(event: Event, edges: Collection[Edge], needs: Needs | None = None) -> Problem:
    """The problem of an event. `edges` are those of its graph, with `weight`, `must` and `fit`; `needs` as scored."""
    return _Preparation(event, edges, needs or {}).problem()


class _Preparation:
    """What the parts of a problem are made from. Mutable; lives within `prepare`."""

    def __init__(self, event: Event, edges: Collection[Edge], needs: Needs) -> None:
        self.event = event
        self.sides, self.bookings = bookings(event, edges, needs)
        self.slots = slots_of_event(event, PAIRED)
        self.rounds = slots_of_event(event, {SessionKind.DIALOGUE})
        self.times = (*self.slots, *self.rounds)
        names = dict.fromkeys(one.hall for one in event.sessions)
        self.hall_of = {name: place for place, name in enumerate(names)}
        ways = Ways.of(event.halls)
        minutes = tuple(tuple(int(ways.between(a, b).total_seconds()) // 60 for b in names) for a in names)
        self.walks = Walks(minutes) if any(map(any, minutes)) else Walks()
        self.places = [self.occupied(time.span, event.session[time.session].hall) for time in self.times]
        self.left = np.array([one.left for one in self.bookings], dtype=np.int64)
        self.right = np.array([one.right for one in self.bookings], dtype=np.int64)

    def problem(self) -> Problem:
        """All of it."""
        event, slots, bookings = self.event, self.slots, self.bookings
        people = self.crew()
        need_interpreter = interpreted(people, self.left, self.right)
        present, barred = self.present(people), self.barred(people, need_interpreter)
        along, busy = self.along(), self.duties()
        overlaps = cliques(self.walks.clashes(self.places[: len(slots)]))
        fit = [[one.fit.get(slot.session, 0) for slot in slots] for one in bookings]
        kinds = [event.session[slot.session].kind for slot in slots]
        plain = Problem(
            companies=self.sides.names,
            slots=slots,
            left=self.left,
            right=self.right,
            weight=np.array([one.weight for one in bookings], dtype=np.int64),
            must=frozenset(place for place, one in enumerate(bookings) if one.must),
            fit=np.array(fit, dtype=np.int64).reshape(len(bookings), len(slots)),
            present=present[:, : len(slots)],
            maximum=np.array([side.maximum for side in self.sides.all], dtype=np.int64),
            delegates=np.array([side.delegates for side in self.sides.all], dtype=np.int64),
            tables=np.array([self.tables(slot) for slot in slots], dtype=np.int64),
            seats=np.array([self.seats(slot) for slot in slots], dtype=np.int64),
            hall=tuple(place.hall for place in self.places[: len(slots)]),
            day=tuple(slot.span.start.astimezone(event.event.zone).toordinal() for slot in slots),
            overlaps=overlaps,
            promised=self.per_side([company.min_meetings for company in event.profiles]),
            floor=10 * event.event.fairness_floor,
            goals=tuple(event.event.goals),
            beside=len(self.sides.all) - len(event.profiles),
            owners=self.sides.owners,
            along=along,
            others={place: one.other for place, one in enumerate(bookings) if one.other is not None},
            instead={place: one.visited for place, one in enumerate(bookings) if one.visited is not None},
            barred=barred if barred.any() else None,
            aside=frozenset(place for place, kind in enumerate(kinds) if kind not in HOSTING),
            rounds=self.rounds,
            dialogues=self.dialogues(present, busy),
            apart=kept_apart(event) if self.rounds else frozenset(),
            walks=self.walks,
            halls_of_rounds=tuple(place.hall for place in self.places[len(slots) :]),
            crew=people,
            interpreted=need_interpreter,
            duties=busy,
            pledges=tuple(self.pledges()),
        )
        limits = (*self.quotas(), *self.persons(plain, overlaps))
        return on_duty(plain.under(limits)) if limits or busy else plain

    def per_side(self, values: Sequence[int]) -> IntArray:
        """A value for each company, and none for other sides."""
        found = np.zeros(len(self.sides.all), dtype=np.int64)
        found[: len(values)] = values
        return found

    def side(self, company: str) -> int:
        """A company's position."""
        return self.sides.company(company)

    def tables(self, slot: Slot) -> int:
        """Tables or desks; visits need none, so there are as many as visitors can be."""
        session = self.event.session[slot.session]
        if session.kind is SessionKind.EXHIBITION:
            return sum(booth.visitors for booth in session.booths)
        return session.places

    def seats(self, slot: Slot) -> int:
        """People that the session has room for."""
        session = self.event.session[slot.session]
        return 2 * self.tables(slot) if session.capacity is None else session.capacity

    def present(self, people: Crew) -> BoolArray:
        """Who can be booked when: slots, then rounds."""
        event, times = self.event, self.times
        blocked = plenaries(event)
        open_ = np.array([not any(t.span.overlaps(span) for span in blocked) for t in times], dtype=np.bool_)
        found = np.ones((len(self.sides.all), len(times)), dtype=np.bool_)
        for place, company in enumerate(event.profiles):
            found[place] = hours(event, company, times)
            if place in people.delegates:
                found[place] &= np.array([one.there for one in people.delegates[place]]).any(axis=0)
        for side, owner in self.sides.owners.items():
            found[side] = found[owner]
        for side, one in enumerate(self.sides.all):
            if one.place is not None:
                found[side] = [t.session in one.place and self.is_open(one, one.place[t.session], t) for t in times]
        return found & open_

    def is_open(self, side: Side, place: Adviser | Booth, time: Slot) -> bool:
        """Whether an adviser is at the desk, or a booth is shown, at a time of the session."""
        event = self.event
        if isinstance(place, Adviser):
            return bool(hours(event, place, [time])[0])
        shown = hours_of_booth(event.session[time.session], place, event.event.zone)
        is_shown = any(span.contains(time.span) for span in shown)
        return is_shown and bool(hours(event, event.company[side.name], [time])[0])

    def crew(self) -> Crew:
        """The persons, with what they speak and whom a wish asks for."""
        event, delegates = self.event, {}
        for place, company in enumerate(event.profiles):
            if company.people:
                busy = [(self.occupied(span, hall), name) for span, hall, name in duties(event, company.id)]
                found = delegates_of(event, company, self.times, self.places, self.walks, busy)
                delegates[place] = found
        interpreters = tuple(interpreter_of(event, one, self.times) for one in event.interpreters)
        speaks = tuple(side.languages for side in self.sides.all)
        return Crew(delegates, dict(self.asked(delegates)), interpreters, speaks)

    def asked(self, delegates: Mapping[int, tuple[object, ...]]) -> Iterator[tuple[tuple[int, int], int]]:
        """Delegates that wishes ask for, by pair and company."""
        wanted = {
            (self.side(company.id), self.side(wish.company)): wish.delegate
            for company in self.event.profiles
            for wish in company.wishes
            if wish.delegate is not None
        }
        for pair, one in enumerate(self.bookings if wanted else ()):
            if one.other is None:
                for wisher, wished in ((one.left, one.right), (one.right, one.left)):
                    name = wanted.get((wisher, wished))
                    if name is not None and wished in delegates:
                        people = [person.id for person in self.event.profiles[wished].people]
                        yield (pair, wished), people.index(name)

    def occupied(self, span: Span, hall: str) -> Occupied:
        """A span in a hall, in minutes."""
        return Occupied(minute(span.start), minute(span.end), self.hall_of[hall])

    def duties(self) -> dict[int, tuple[Occupied, ...]]:
        """What takes a delegate of each company away."""
        found = {}
        for place, company in enumerate(self.event.profiles):
            own = duties(self.event, company.id)
            if own:
                found[place] = tuple(self.occupied(span, hall) for span, hall, _ in own)
        return found

    def barred(self, people: Crew, need_interpreter: Mapping[int, int]) -> BoolArray:
        """Where a pair may not be booked, though both are there."""
        event = self.event
        found = np.zeros((len(self.bookings), len(self.slots)), dtype=np.bool_)
        meeting = np.array([one.other is None for one in self.bookings], dtype=np.bool_)
        there = bits(people.interpreters, len(self.slots))
        for t, slot in enumerate(self.slots):
            session = event.session[slot.session]
            admitted = np.array([one.place is not None or session.admits(one.name) for one in self.sides.all])
            found[:, t] = ~(admitted[self.left] & admitted[self.right]) | (meeting != session.hosts_meetings)
            if session.kind is SessionKind.SALON and session.topics:
                fits = np.array([one.fit.get(session.id, 0) > 0 for one in self.bookings], dtype=np.bool_)
                found[:, t] |= ~fits
        for pair, one in enumerate(self.bookings):
            if one.other is not None:
                found[pair] |= [not self.suits(one.other, slot) for slot in self.slots]
        for pair, mask in need_interpreter.items():
            found[pair] |= np.array([not mask & present for present in there], dtype=np.bool_)
        shut = {c.id for d in event.delegations if d.max_meetings == 0 for c in event.members[d.id]}
        for pair, one in enumerate(self.bookings if shut else ()):
            names = {event.profiles[end].id for end in (one.left, one.right)} if one.other is None else set()
            found[pair] |= bool(shut & names)
        for (pair, company), place in people.asked.items():
            found[pair] |= ~people.delegates[company][place].there[: len(self.slots)]
        return found

    def suits(self, other: Other, slot: Slot) -> bool:
        """Whether a visit or a consultation can be in a slot's session."""
        if isinstance(other, Visit):
            return slot.session == other.session
        return self.event.session[slot.session].kind is SessionKind.CONSULTATION

    def along(self) -> dict[int, tuple[int, ...]]:
        """The leaders who come along to pairs whose wishes ask for them."""
        asks = {
            frozenset((company.id, wish.company))
            for company in self.event.profiles
            for wish in company.wishes
            if wish.leader
        }
        found: dict[int, tuple[int, ...]] = {}
        for pair, one in enumerate(self.bookings if asks else ()):
            ends = [self.event.profiles[end] for end in (one.left, one.right)] if one.other is None else []
            if frozenset(company.id for company in ends) in asks:
                leaders = dict.fromkeys(self.side(name) for end in ends for name in self.event.leaders_beside(end))
                beside = tuple(leader for leader in leaders if leader not in {one.left, one.right})
                if beside:
                    found[pair] = beside
        return found

    def quotas(self) -> Iterator[Limit]:
        """What delegations may have in all."""
        everywhere = tuple(range(len(self.slots)))
        for delegation in self.event.delegations:
            if delegation.max_meetings is not None:
                members = {self.side(company.id) for company in self.event.members[delegation.id]}
                pairs = [
                    pair
                    for pair, one in enumerate(self.bookings)
                    if one.other is None and (one.left in members or one.right in members)
                ]
                if len(pairs) > delegation.max_meetings > 0:
                    part = (np.array(pairs, dtype=np.int64), everywhere)
                    yield Limit("delegation_quota", delegation.max_meetings, (part,), everywhere=True)

    def persons(self, problem: Problem, overlaps: Sequence[Sequence[int]]) -> Iterator[Limit]:
        """What interpreters and delegates can do."""
        crew, slots = problem.crew, len(self.slots)
        if problem.interpreted:
            times, kinds = self.places[:slots], tuple(self.kinds())
            yield from interpreter_limits(crew, problem.interpreted, kinds, times, self.walks, overlaps)
        pair, holder = problem.attending
        for company in crew.delegates:
            yield from delegate_limits(crew, company, pair[holder == company], slots, overlaps)

    def kinds(self) -> Iterator[tuple[list[int], list[int]]]:
        """Meetings, visits and consultations, and the slots that each can have."""
        hosts = [self.event.session[slot.session].kind for slot in self.slots]
        for kind, sessions in (
            (None, HOSTING),
            (Visit, {SessionKind.EXHIBITION}),
            (Consultation, {SessionKind.CONSULTATION}),
        ):
            pairs = [pair for pair, one in enumerate(self.bookings) if (type(one.other) if one.other else None) is kind]
            yield pairs, [slot for slot, held in enumerate(hosts) if held in sessions]

    def dialogues(self, present: BoolArray, busy: Mapping[int, Sequence[Occupied]]) -> tuple[Dialogue, ...]:
        """What each dialogue asks of its groups; who is there, and not on duty, is welcome."""
        here = present[: len(self.event.profiles), len(self.slots) :].copy()
        for place, own in busy.items():
            for k, time in enumerate(self.places[len(self.slots) :]):
                here[place, k] &= sum(self.walks.clash(time, duty) for duty in own) < self.sides.all[place].delegates
        return dialogues_of(self.event, self.rounds, here)

    def pledges(self) -> Iterator[Pledge]:
        """What is promised for a purpose."""
        profiles = self.event.profiles
        promised = {place for place, company in enumerate(profiles) if company.minimums}
        met: dict[int, list[tuple[int, Company]]] = {place: [] for place in sorted(promised)}
        for pair, one in enumerate(self.bookings if promised else ()):
            if one.other is None:
                for own, other in ((one.left, one.right), (one.right, one.left)):
                    if own in promised:
                        met[own].append((pair, profiles[other]))
        for place, others in met.items():
            for purpose, least in profiles[place].minimums.items():
                pairs = frozenset(pair for pair, other in others if serves(profiles[place], other, purpose))
                yield Pledge(place, purpose, least, pairs)


def serves(company: Company, other: Company, purpose: str) -> bool:
    """Whether a meeting with another serves a company's purpose: both have it; who raises money meets who gives it."""
    if purpose == INVESTMENT and company.investment is not None and company.investment.raises is not None:
        gives = other.kind is Kind.INVESTOR or (other.investment is not None and other.investment.gives)
        return gives and (purpose in other.purposes or not other.purposes)
    return purpose in company.purposes and purpose in other.purposes
