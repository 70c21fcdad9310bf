"""Rules of a company's day: as many meetings at once as it has delegates, and time to walk between halls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from matchmaker.rules.case import Case
from matchmaker.rules.engagements import (
    Engagement,
    by_time,
    concerned,
    engagements,
    fewest_people,
    hindrance,
)
from matchmaker.rules.rule import Breach, rule


@rule("Nobody is in more meetings at once than it has delegates.")
def one_meeting_at_a_time(case: Case) -> Iterator[Breach]:
    """At the start of each of its engagements, a company has a delegate for every one that is going on."""
    for company, held in engagements(case).items():
        for start, busy in _crowded(case, company, held):
            meetings = sum(one.meeting is not None for one in busy)
            beside = f" and {len(busy) - meetings} on a stage or at a booth" if meetings < len(busy) else ""
            delegates = _delegates(case, company)
            detail = f"{meetings} meetings{beside} at {start}, and {delegates} delegate(s)"
            yield f"{case.name(company)} has {detail}", (company,)


@rule("Between two meetings in different halls there is time to walk.")
def time_to_walk(case: Case) -> Iterator[Breach]:
    """A company's delegates can be at all its engagements, each of them walking from one to the next."""
    if not case.ways.minutes:
        return
    for company, held in engagements(case).items():
        delegates = _delegates(case, company)
        if len(held) <= delegates or _crowded(case, company, held):
            continue
        # Where stages and booths alone take more than there are, that is not the schedule's doing.
        most = max(delegates, fewest_people([one for one in held if one.meeting is None], case.ways))
        needed = fewest_people(held, case.ways)
        if needed > most:
            yield from _too_far(case, company, held) if delegates == 1 else _too_few(case, company, held, needed)


def _too_far(case: Case, company: str, held: Sequence[Engagement]) -> Iterator[Breach]:
    """One after the other, where a single delegate has no time to walk."""
    for one, other in pairwise(by_time(held)):
        if case.ways.clash(one.span, one.hall, other.span, other.hall):
            detail = f"{hindrance(one, other)}: {one.told(case)}, and {other.told(case)}"
            yield f"{case.name(company)} {detail}", concerned(one, other)


def _too_few(case: Case, company: str, held: Sequence[Engagement], needed: int) -> Iterator[Breach]:
    """More delegates than there are, so that each has time to walk."""
    halls = " and ".join(dict.fromkeys(one.hall for one in by_time(held)))
    detail = f"to walk between its meetings in {halls}, {case.name(company)} would need {needed} delegates"
    yield f"{detail}, and has {_delegates(case, company)}", (company,)


def _delegates(case: Case, company: str) -> int:
    return case.event.company[company].delegates if company in case.event.company else 1


def _crowded(case: Case, company: str, held: Sequence[Engagement]) -> list[tuple[str, list[Engagement]]]:
    """The moments at which a company has more meetings and duties than delegates; duties alone are no meeting."""
    found = []
    for start in sorted({one.span.start for one in held}):
        busy = [one for one in held if one.span.start <= start < one.span.end]
        if len(busy) > _delegates(case, company) and any(one.meeting is not None for one in busy):
            begun = next(one for one in busy if one.span.start == start)
            local = start if begun.meeting is not None else start.astimezone(case.event.event.zone)
            found.append((f"{local:%Y-%m-%d %H:%M}", busy))
    return found
