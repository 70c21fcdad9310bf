"""Why a company has no meeting at all."""

from __future__ import annotations

from matchmaker.agenda.values import Remark
from matchmaker.event import Company, Event
from matchmaker.languages import language
from matchmaker.schedule import Schedule, Unscheduled


def why_no_meeting(event: Event, schedule: Schedule, company: Company) -> str:
    """Why a company has no meeting at all, in a sentence."""
    best = next((pair for pair in schedule.unscheduled if company.id in pair.participants), None)
    found = remark(event, company, best)
    return language("en").say(f"remark.{found.key}", **dict(found.fills))


def remark(event: Event, company: Company, best: Unscheduled | None) -> Remark:
    """The remark on an empty sheet; `best` is the heaviest pair of the company that does not meet, if any."""
    if best is not None:
        others = [other for other in best.participants if other != company.id]
        names = " and ".join(event.company[other].name for other in others if other in event.company)
        return Remark("best", (("names", names), ("reason", best.reason)))
    if not event.offers(company) and not event.seeks(company) and not company.wishes:
        return Remark("silent")
    return Remark("apart" if any(company.id in pair for pair in event.kept_apart) else "no-match")
