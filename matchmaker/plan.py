"""A placement back into a schedule that people can read: tables, persons, reasons, and what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from matchmaker.event import Event
from matchmaker.outcome import Solved
from matchmaker.problem import Consultation, Group, Placement, Problem, Visit
from matchmaker.problem.duties import seated
from matchmaker.problem.rota import Rota
from matchmaker.promises import promises_broken
from matchmaker.schedule import Attendee, Meeting, Schedule, UnmetNeed, Unscheduled
from matchmaker.timetable import Slot, table_numbers
from matchmaker.whynot import WhyNot

# What a pair's edge in the compatibility graph says: `weight`, `evidence`, `must`.
Edges = Mapping[tuple[str, str], Mapping[str, Any]]
# Why a company takes a need to an adviser, by company, need and adviser.
Advice = Mapping[tuple[str, str, str], str]


def schedule_of(
    event: Event, problem: Problem, edges: Edges, solved: Solved, seed: int, advice: Advice | None = None
) -> Schedule:
    """The schedule of a solution. Pair ids in `edges` are in the order of the problem's companies."""
    total = solved.goal("total_compatibility")
    beside = seated(problem, solved.groups) if solved.groups else problem
    writer = _Writer(event, beside, edges, solved, advice or {})
    why = WhyNot(beside, solved.placement, Rota.holding(beside, solved.placement, solved.groups, solved.staffing))
    return Schedule(
        status="optimal" if all(goal.proven for goal in solved.goals) else "feasible",
        objective=total.value,
        bound=total.bound,
        gap=relative_gap(total.value, total.bound),
        seed=seed,
        goals=solved.goals,
        meetings=tuple(writer.meetings()),
        unscheduled=tuple(_unscheduled(beside, solved.placement, why)),
        promises_broken=tuple(promises_broken(beside, solved.placement)),
        needs_unmet=tuple(unmet_needs(event, beside, solved.placement, why)),
    )


def relative_gap(value: int, bound: int) -> float:
    """The part of the bound that is missing, 0 to 1, rounded to six digits."""
    return round((bound - value) / bound, 6) if bound > 0 else 0.0


def pair_ids(problem: Problem, pair: int) -> tuple[str, str]:
    """The two companies of a pair."""
    return problem.companies[problem.left[pair]], problem.companies[problem.right[pair]]


class _Writer:
    """What meetings need to be written down."""

    def __init__(self, event: Event, problem: Problem, edges: Edges, solved: Solved, advice: Advice) -> None:
        self.event = event
        self.problem = problem
        self.edges = edges
        self.solved = solved
        self.advice = advice
        self.numbers = table_numbers(event.sessions, event.event.zone)
        self.people: dict[int, dict[int, int]] = defaultdict(dict)
        for (pair, company), delegate in solved.staffing.attends.items():
            self.people[pair][company] = delegate
        self.tables = assign_tables(problem, solved.placement, self.numbers)

    def meetings(self) -> list[Meeting]:
        """All bookings, by time, session and table."""
        found = [self._pair(pair, problem_slot) for pair, problem_slot in self.solved.placement.items()]
        found += [self._group(number, group) for number, group in enumerate(self.solved.groups)]
        return sorted(found, key=lambda meeting: (meeting.start, meeting.session, meeting.table, meeting.id))

    def _pair(self, pair: int, place: int) -> Meeting:
        problem, staffing = self.problem, self.solved.staffing
        slot = problem.slots[place]
        people = self.people.get(pair, {})
        interpreter = staffing.interprets.get(pair)
        common = {
            "weight": int(problem.weight[pair]),
            "interpreter": None if interpreter is None else problem.crew.interpreters[interpreter].id,
            **self._where(slot),
        }
        attendees = self._attendees(people)
        other = problem.others.get(pair)
        if isinstance(other, Consultation):
            reason = self.advice.get((other.company, other.need, other.adviser))
            return Meeting(
                id=joined("need", other.company, other.need),
                participants=(other.company,),
                table=self.tables[pair],
                adviser=other.adviser,
                need=other.need,
                reasons=() if reason is None else (reason,),
                attendees=attendees,
                **common,
            )
        one, two = pair_ids(problem, pair)
        if isinstance(other, Visit):
            return Meeting(
                id=joined("visit", one, two),
                participants=(one, two),
                table=self.numbers[slot.session].start + self._booth(other),
                reasons=self._reasons(one, two),
                attendees=(*attendees, *self._host(other)),
                **common,
            )
        return Meeting(
            id=meeting_id(one, two),
            participants=(one, two),
            table=self.tables[pair],
            reasons=self._reasons(one, two),
            attendees=attendees,
            leaders=tuple(problem.companies[leader] for leader in problem.along.get(pair, ())),
            **common,
        )

    def _group(self, number: int, group: Group) -> Meeting:
        problem = self.problem
        dialogue = problem.dialogues[group.dialogue]
        slot = problem.rounds[dialogue.rounds[group.round]]
        session = self.event.session[slot.session]
        members = tuple(problem.companies[one] for one in group.members)
        seats = self.solved.staffing.seats
        people = {one: seats[number, one] for one in group.members if (number, one) in seats}
        table = self.numbers[session.id].start + group.table
        topics = [one.topic for one in session.round_tables] or list(session.topics)
        pairs = sorted(
            (self.edges[one, two]["weight"], one, two)
            for place, one in enumerate(members)
            for two in members[place + 1 :]
            if (one, two) in self.edges
        )
        start = local(slot.span.start, self.event)
        return Meeting(
            id=joined(session.id, f"{start:%Y%m%dT%H%M}", str(table)),
            participants=members,
            table=table,
            weight=group.weight,
            moderator=group.moderator,
            topic=topics[group.table % len(topics)] if topics else None,
            reasons=self._reasons(*pairs[-1][1:])[:1] if pairs else (),
            attendees=self._attendees(people),
            **self._where(slot),
        )

    def _where(self, slot: Slot) -> dict[str, Any]:
        return {
            "session": slot.session,
            "start": local(slot.span.start, self.event),
            "end": local(slot.span.end, self.event),
            "hall": self.event.session[slot.session].hall,
        }

    def _reasons(self, one: str, other: str) -> tuple[str, ...]:
        edge = self.edges.get((one, other)) or self.edges[other, one]
        return tuple(evidence.reason for evidence in edge["evidence"])

    def _attendees(self, people: Mapping[int, int]) -> tuple[Attendee, ...]:
        crew, names = self.problem.crew, self.problem.companies
        return tuple(
            Attendee(company=names[company], delegate=crew.delegates[company][delegate].id)
            for company, delegate in people.items()
        )

    def _booth(self, visit: Visit) -> int:
        return [booth.exhibitor for booth in self.event.session[visit.session].booths].index(visit.exhibitor)

    def _host(self, visit: Visit) -> Iterator[Attendee]:
        """Who stays at the booth, where the exhibitor names its delegates."""
        people = self.event.company[visit.exhibitor].people
        if people:
            host = self.event.session[visit.session].booths[self._booth(visit)].host
            yield Attendee(company=visit.exhibitor, delegate=host or people[-1].id)


def joined(*parts: str) -> str:
    """An identity of several parts: a “+” within them is written %2B."""
    return "+".join(part.replace("%", "%25").replace("+", "%2B") for part in parts)


def meeting_id(one: str, other: str) -> str:
    """The identity of a pair's meeting, whatever its time and place: both ids, a “+” within them written %2B."""
    return joined(one, other)


def local(moment: datetime, event: Event) -> datetime:
    """The event's wall time with its offset at that moment: what the file says, and comparable everywhere."""
    local = moment.astimezone(event.event.zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))


def assign_tables(problem: Problem, placement: Placement, numbers: Mapping[str, range]) -> dict[int, int]:
    """A table of its session for every meeting; where possible the one a company sat at before."""
    by_slot: dict[int, list[int]] = defaultdict(list)
    for pair, place in placement.items():
        if not isinstance(problem.others.get(pair), Visit):
            by_slot[place].append(pair)
    tables: dict[int, int] = {}
    seat: dict[tuple[str, int], int] = {}
    for place in sorted(by_slot, key=lambda place: problem.slots[place].span):
        slot: Slot = problem.slots[place]
        own = numbers.get(slot.session, range(1, 1))
        # Should there be more meetings than tables, they get numbers that do not exist, for the checker to see.
        free = list(range(own.start, max(own.stop, own.start + len(by_slot[place]))))
        waiting = []
        for pair in sorted(by_slot[place]):
            ends = [(slot.session, int(end[pair])) for end in (problem.left, problem.right)]
            table = next((seat[end] for end in ends if seat.get(end) in free), None)
            if table is None:
                waiting.append(pair)
            else:
                free.remove(table)
                tables[pair] = table
        tables |= dict(zip(waiting, free, strict=False))
        for pair in by_slot[place]:
            for end in (problem.left, problem.right):
                seat[slot.session, int(end[pair])] = tables[pair]
    return tables


def _unscheduled(problem: Problem, placement: Placement, why: WhyNot) -> list[Unscheduled]:
    """Every compatible pair that does not meet, heaviest first, with the reason."""
    left_out = [pair for pair in range(len(problem.weight)) if pair not in placement and pair not in problem.others]
    left_out.sort(key=lambda pair: (-int(problem.weight[pair]), pair))
    return [
        Unscheduled(participants=pair_ids(problem, pair), weight=int(problem.weight[pair]), reason=why.reason(pair))
        for pair in left_out
    ]


def unmet_needs(event: Event, problem: Problem, placement: Placement, why: WhyNot) -> Iterator[UnmetNeed]:
    """Every need that no adviser looks after, with the reason: that of the adviser who knows most about it."""
    desks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pair, other in problem.others.items():
        if isinstance(other, Consultation):
            desks[other.company, other.need].append(pair)
    for company in event.profiles:
        for need in company.needs:
            pairs: Collection[int] = desks.get((company.id, need), ())
            if placement.keys().isdisjoint(pairs):
                best = max(pairs, key=lambda pair: (int(problem.weight[pair]), -pair), default=None)
                reason = "no adviser knows about it" if best is None else why.reason(best)
                yield UnmetNeed(company=company.id, need=need, reason=reason)
