"""What a schedule amounts to, as values: for the screen and for `--json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from matchmaker.agenda import why_no_meeting
from matchmaker.event import Answer, Event, WishKind
from matchmaker.goals import GOALS
from matchmaker.rules import is_of_two
from matchmaker.schedule import GoalValue, Schedule


@dataclass(frozen=True, slots=True)
class Empty:
    """A company without a meeting, and why."""

    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """How many wishes of a kind have an answer, and in how many of them the two meet at a table."""

    wish: WishKind
    answer: Answer
    count: int
    kept: int

    def __str__(self) -> str:
        return f"{self.wish} and {self.answer}: {self.kept} of {self.count}"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts and figures of a schedule."""

    schedule: Schedule
    companies: int
    sessions: int
    wishes: tuple[Wishes, ...]
    empty: tuple[Empty, ...]
    names: Mapping[str, str]

    @classmethod
    def of(cls, event: Event, schedule: Schedule) -> Summary:
        """Sum up."""
        busy = {company for meeting in schedule.meetings for company in meeting.participants}
        empty = (
            Empty(company.id, company.name, why_no_meeting(event, schedule, company))
            for company in event.profiles
            if company.id not in busy
        )
        sessions = {meeting.session for meeting in schedule.meetings}
        names = {company.id: company.name for company in event.profiles}
        return cls(schedule, len(event.profiles), len(sessions), tuple(_wishes(event, schedule)), tuple(empty), names)

    @property
    def wants(self) -> int:
        """How many wishes there are that are no musts."""
        return sum(one.count for one in self.wishes if one.wish is WishKind.WANT)

    @property
    def wants_kept(self) -> int:
        """How many of those have their meeting."""
        return sum(one.kept for one in self.wishes if one.wish is WishKind.WANT)

    def lines(self) -> Iterator[str]:
        """The summary in words."""
        schedule = self.schedule
        verdict = "proven optimal in every goal" if schedule.status == "optimal" else "every rule kept"
        counts = f"{len(schedule.meetings):,} meetings of {self.companies:,} companies"
        yield f"{counts} in {self.sessions} session{'' if self.sessions == 1 else 's'}; {verdict}"
        for goal in schedule.goals:
            if goal.name != "minimums_kept" or goal.bound:
                yield f"{_told(goal)}. {GOALS[goal.name].sentence}"
        for promise in schedule.promises_broken:
            could = f"{promise.possible} would be possible if it came first"
            purpose = "" if promise.purpose is None else f" for {promise.purpose}"
            has = f"{self.names[promise.company]}: promised {promise.promised}{purpose}, has {promise.held}"
            yield f"  {has} ({could}): {promise.reason}"
        if self.wants:
            yield f"wishes kept: {self.wants_kept} of {self.wants}"
        if any(one.answer is not Answer.OPEN for one in self.wishes):
            yield from (f"wishes kept, {one}" for one in self.wishes)
        yield f"companies without a meeting: {len(self.empty)}"
        for one in self.empty:
            yield f"  {one.name}: {one.reason}"

    def as_json(self) -> dict[str, Any]:
        """The summary for machines."""
        schedule = self.schedule
        return {
            "status": schedule.status,
            "objective": schedule.objective,
            "bound": schedule.bound,
            "gap": schedule.gap,
            "seed": schedule.seed,
            "goals": [goal.model_dump() for goal in schedule.goals],
            "promises_broken": [promise.model_dump() for promise in schedule.promises_broken],
            "companies": self.companies,
            "meetings": len(schedule.meetings),
            "wants": self.wants,
            "wants_kept": self.wants_kept,
            "wishes": [
                {"wish": one.wish.value, "answer": one.answer.value, "count": one.count, "kept": one.kept}
                for one in self.wishes
            ],
            "without_meeting": [{"id": one.id, "reason": one.reason} for one in self.empty],
        }


def _wishes(event: Event, schedule: Schedule) -> Iterator[Wishes]:
    """Musts and wants by what the other side said, counted by wisher; only those that there are."""
    held = {frozenset(meeting.participants) for meeting in schedule.meetings if is_of_two(event, meeting)}
    said = [(wish, frozenset((company.id, wish.company))) for company in event.profiles for wish in company.wishes]
    for kind, answer in product((WishKind.MUST, WishKind.WANT), Answer):
        pairs = [pair for wish, pair in said if wish.wish is kind and wish.answer is answer]
        if pairs:
            yield Wishes(kind, answer, len(pairs), sum(pair in held for pair in pairs))


def _told(goal: GoalValue) -> str:
    """A goal's value against its bound."""
    if goal.sense == "max":
        gap = f"gap {percent(goal.value, goal.bound)}" if goal.value < goal.bound else "proven optimal"
        return f"{goal.name}: {goal.value:,} of at most {goal.bound:,} ({gap})"
    gap = f"gap {goal.value - goal.bound:,}" if goal.value > goal.bound else "proven optimal"
    return f"{goal.name}: {goal.value:,} of at least {goal.bound:,} ({gap})"


def percent(value: int, bound: int) -> str:
    """How far a value is from its bound."""
    gap = 100 * (bound - value) / bound if bound > 0 else 0.0
    return f"{gap:.4f} %" if 0 < gap < 0.01 else f"{gap:.2f} %"  # noqa: PLR2004 — small gaps need more digits
