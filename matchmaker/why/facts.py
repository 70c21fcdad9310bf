"""What every answer is drawn from: an event, its problem, and a valid schedule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from matchmaker.booked import groups_of, placement_of, staffing_of
from matchmaker.compatibility import Scoring
from matchmaker.errors import UsageError
from matchmaker.event import Event, SessionKind
from matchmaker.plan import Edges, local, pair_ids
from matchmaker.problem import Consultation, Group, Placement, Problem, Visit, prepare
from matchmaker.problem.duties import seated
from matchmaker.problem.rota import Rota, Staffing
from matchmaker.rules import Known, kind_of, violations
from matchmaker.schedule import Meeting, Schedule
from matchmaker.why.values import Booking
from matchmaker.whynot import WhyNot

# What a company's need is worth to an adviser, by company, need and adviser.
Needs = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, eq=False)
class Facts:
    """An event, and a schedule of it that keeps every rule.

    `problem` is what remains of the `whole` beside the `groups` at round tables; `placement` and `staffing` are the
    rest of the schedule in its terms.
    """

    event: Event
    scoring: Scoring
    edges: Edges
    needs: Needs
    whole: Problem
    problem: Problem
    schedule: Schedule
    placement: Placement
    groups: tuple[Group, ...]
    staffing: Staffing

    @cached_property
    def board(self) -> WhyNot:
        """What the schedule uses."""
        rota = Rota.holding(self.problem, self.placement, self.groups, self.staffing)
        return WhyNot(self.problem, self.placement, rota)

    @cached_property
    def meeting(self) -> Mapping[frozenset[str], Meeting]:
        """The meetings of two companies, at a table or at a booth, by who takes part."""
        return {frozenset(one.participants): one for one in self.schedule.meetings if self.kind(one) not in BESIDE}

    def kind(self, meeting: Meeting) -> SessionKind | None:
        """The kind of a meeting's session."""
        return kind_of(self.event, meeting)

    def together(self, one: str, other: str) -> tuple[Booking, ...]:
        """The round tables that two companies share."""
        tables = (meeting for meeting in self.schedule.meetings if self.kind(meeting) is SessionKind.DIALOGUE)
        return tuple(self.booked(meeting) for meeting in tables if {one, other} <= {*meeting.participants})

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Positions of companies in the problem."""
        return {company: place for place, company in enumerate(self.problem.companies[: self.problem.size])}

    @cached_property
    def pair(self) -> Mapping[frozenset[str], int]:
        """Positions of the pairs in the problem that can meet at a table."""
        pairs = (pair for pair in range(len(self.problem.weight)) if pair not in self.problem.others)
        return {frozenset(pair_ids(self.problem, pair)): pair for pair in pairs}

    def ids(self, pair: int) -> tuple[str, str]:
        """Who is booked with whom: two companies, or a company and an adviser."""
        other = self.problem.others.get(pair)
        if isinstance(other, Visit):
            return other.visitor, other.exhibitor
        return (other.company, other.adviser) if isinstance(other, Consultation) else pair_ids(self.problem, pair)

    def booking(self, slot: int) -> Booking:
        """A slot in local time."""
        found = self.problem.slots[slot]
        return Booking(found.session, local(found.span.start, self.event), local(found.span.end, self.event))

    def booked(self, meeting: Meeting) -> Booking:
        """When and where a meeting of the schedule is."""
        return Booking(meeting.session, local(meeting.start, self.event), local(meeting.end, self.event))

    def with_edge(self, one: str, other: str, edge: Mapping[str, object]) -> Facts:
        """The facts as they would be if the graph had one more pair."""
        edges: Edges = {**self.edges, (one, other): edge}
        whole = prepare(self.event, [(*pair, data) for pair, data in edges.items()], self.needs)
        return replace(self, edges=edges, **in_terms_of(self.event, whole, self.schedule))


BESIDE = frozenset({SessionKind.DIALOGUE, SessionKind.CONSULTATION})


def facts_of(event: Event, scoring: Scoring, edges: Edges, needs: Needs, problem: Problem, schedule: Schedule) -> Facts:
    """The facts of a schedule.

    Raises:
        UsageError: if it breaks a rule.
    """
    broken = violations(event, schedule, Known(edges, needs))
    terms = {} if broken else in_terms_of(event, problem, schedule)
    if not terms:
        what = str(broken[0]) if broken else "a meeting is of a pair that the graph does not have"
        msg = f"the schedule breaks a rule, so nothing true can be said about it; see match verify. {what}"
        raise UsageError(msg)
    return Facts(event, scoring, edges, needs, schedule=schedule, **terms)


def in_terms_of(event: Event, whole: Problem, schedule: Schedule) -> dict[str, Any]:
    """The schedule in the problem's terms, as facts have it; nothing if a meeting has no pair."""
    groups, placement = groups_of(event, whole, schedule), placement_of(event, whole, schedule)
    if placement is None:
        return {}
    problem = seated(whole, groups) if groups else whole
    staffing = staffing_of(event, problem, schedule, placement)
    return {"whole": whole, "problem": problem, "placement": placement, "groups": groups, "staffing": staffing}
