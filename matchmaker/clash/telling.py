"""What the solver found of an impossible event, as sentences about companies, sessions and times."""

from __future__ import annotations

from collections.abc import Callable

from matchmaker.clash.values import Named, Sentence, Times, Told, sentence
from matchmaker.event import Event, Window, WishKind
from matchmaker.plan import local, pair_ids
from matchmaker.problem import Problem
from matchmaker.problem.limits import Limit
from matchmaker.solver import Change, Demand
from matchmaker.timetable import Span


def company(*ids: str) -> Named:
    """Companies by id."""
    return Named("company", ids)


def times(event: Event, *spans: Span) -> Times:
    """Stretches of real time in the event's local time, those that touch as one; an end at midnight is 23:59."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return Times(tuple(window(event, span) for span in joined))


def window(event: Event, span: Span) -> Window:
    """A stretch of real time as local hours; what goes beyond midnight ends there."""
    start, end = local(span.start, event), local(span.end, event)
    is_same_day = end.date() == start.date()
    return Window.model_validate(
        {"day": start.date(), "start": start.time(), "end": end.time() if is_same_day else "23:59"}
    )


class Teller:
    """Demands and changes in sentences. The pairs of the problem that must meet are counted from 0."""

    def __init__(self, event: Event, problem: Problem) -> None:
        self.event, self.problem, self.pairs = event, problem, sorted(problem.must)
        self.sessions = list(dict.fromkeys(slot.session for slot in problem.slots))

    def demand(self, demand: Demand) -> Sentence:
        """What is demanded."""
        subject = demand.subject
        match demand.fixed:
            case "duty":
                return sentence("duty", company=self.company(subject))
            case "barred":
                return sentence(f"barred_{demand.rule}", both=self.both(subject))
            case "limit":
                return self.limit(demand.rule, self.problem.limits[subject])
        said: dict[str, Callable[[int], Sentence]] = {
            "musts_kept": self.must,
            "within_hours": self.hours,
            "plenaries_are_free": self.plenary,
            "one_meeting_at_a_time": self.at_a_time,
            "company_maximum": self.maximum,
            "one_meeting_per_table": self.tables,
            "session_capacity": self.seats,
        }
        return said[demand.rule](subject)

    def change(self, change: Change) -> Sentence:
        """What would be changed."""
        subject, amount, slots = change.demand.subject, change.amount, change.slots
        match change.demand.rule:
            case "musts_kept":
                return sentence("drop", **self.must(subject).values)
            case "within_hours":
                return sentence("stay", company=self.company(subject), times=self.times(*slots))
            case "one_meeting_per_table":
                key = "one_table" if amount == 1 else "more_tables"
                return sentence(key, count=amount, session=self.session(subject), since=self.since(slots))
            case "session_capacity":
                return sentence("more_seats", count=2 * amount, session=self.session(subject), since=self.since(slots))
            case "one_meeting_at_a_time":
                key = "one_delegate" if amount == 1 else "more_delegates"
                return sentence(key, count=amount, company=self.company(subject))
            case _:
                most = int(self.problem.maximum[subject]) + amount
                return sentence("more_meetings", count=most, company=self.company(subject))

    def company(self, place: int) -> Named:
        """A company."""
        return company(self.problem.companies[place])

    def session(self, number: int) -> Named:
        """A session, by its number among those with slots."""
        return Named("session", (self.sessions[number],))

    def both(self, place: int) -> Named:
        """The two of a must."""
        return company(*pair_ids(self.problem, self.pairs[place]))

    def must(self, place: int) -> Sentence:
        """A must, and whose wish it is."""
        one, other = ids = pair_ids(self.problem, self.pairs[place])
        wishers = [
            wisher
            for wisher, named in ((one, other), (other, one))
            if any(wish.company == named and wish.wish is WishKind.MUST for wish in self.event.company[wisher].wishes)
        ]
        return sentence("musts_kept", both=company(*ids), wishers=company(*wishers))

    def hours(self, place: int) -> Sentence:
        """When a company is there, or is not."""
        found = self.event.profiles[place]
        is_away = {"gone": Times(found.unavailable)} if found.unavailable else {}
        if found.available is None:
            return sentence("hours_away", company=company(found.id), **is_away)
        if not found.available:
            return sentence("hours_never", company=company(found.id))
        key = "hours_only_and_away" if is_away else "hours_only"
        return sentence(key, company=company(found.id), times=Times(found.available), **is_away)

    def plenary(self, number: int) -> Sentence:
        """A plenary, and when."""
        session = self.event.sessions[number]
        when = Times((Window(day=session.day, start=session.start, end=session.end),))
        return sentence("plenary", session=Named("session", (session.id,)), times=when)

    def at_a_time(self, place: int) -> Sentence:
        """How many meetings a company can hold at once."""
        return sentence("at_a_time", company=self.company(place), count=int(self.problem.delegates[place]))

    def maximum(self, place: int) -> Sentence:
        """How many meetings a company may have, and whether that is its share of a delegation's."""
        said: dict[str, Told] = {"company": self.company(place), "count": int(self.problem.maximum[place])}
        if not has_share(self.event, self.problem, place):
            return sentence("maximum", **said)
        return sentence("share", delegation=Named("delegation", (str(self.event.profiles[place].delegation),)), **said)

    def tables(self, number: int) -> Sentence:
        """How many tables a session has, in how many slots."""
        own = [slot for slot, it in enumerate(self.problem.slots) if it.session == self.sessions[number]]
        count = int(self.problem.tables[own[0]])
        return sentence("tables", session=self.session(number), count=count, slots=len(own))

    def seats(self, number: int) -> Sentence:
        """How many people a session has room for."""
        capacity = self.event.session[self.sessions[number]].capacity
        return sentence("seats", session=self.session(number), count=capacity or 0)

    def limit(self, rule: str, limit: Limit) -> Sentence:
        """What persons or a quota allow."""
        slots = sorted({slot for _, slots in limit.parts for slot in slots})
        match rule:
            case "delegation_quota":
                shut = {one.id for one in self.event.delegations if one.max_meetings == limit.most}
                ids = [{self.delegation(end) for end in self.ends(pair)} & shut for pair in limit.pairs.tolist()]
                found = sorted(set[str | None].intersection(*ids), key=str)
                return sentence("quota", delegation=Named("delegation", (str(found[0]),)), count=limit.most)
            case "attendees_free":
                held = [set(self.ends(pair)) & self.problem.crew.delegates.keys() for pair in limit.pairs.tolist()]
                whose = min(set[int].intersection(*held))
                return sentence("attendees", company=self.company(whose), count=limit.most, times=self.times(*slots))
            case "interpreters_rest":
                return sentence("rests", count=limit.most, times=self.times(*slots))
            case _:
                return sentence("interpreters", count=limit.most, times=self.times(*slots))

    def ends(self, pair: int) -> tuple[int, ...]:
        """Whose time a pair takes."""
        return self.problem.holders[pair]

    def delegation(self, place: int) -> str | None:
        """The delegation of a company, if it has one."""
        return self.event.profiles[place].delegation

    def times(self, *slots: int) -> Times:
        """When some slots are."""
        return times(self.event, *(self.problem.slots[slot].span for slot in slots))

    def since(self, slots: tuple[int, ...]) -> str:
        """When the first of some slots begins."""
        return f"{local(self.problem.slots[slots[0]].span.start, self.event):%Y-%m-%d %H:%M}"


def has_share(event: Event, problem: Problem, place: int) -> bool:
    """Whether what limits a company's meetings is its share of its delegation's, not a maximum of its own."""
    own = event.maximum(event.profiles[place])
    return own is None or own > problem.maximum[place]
