"""Rules of delegations: leaders who come along, and how many meetings a delegation and its members have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from matchmaker.rules.case import Case, span_of
from matchmaker.rules.meetings import meetings_of_each
from matchmaker.rules.rule import Breach, rule
from matchmaker.timetable import is_present


@rule("The leaders of the delegations come to the meetings that ask for them.")
def leaders_attend(case: Case) -> Iterator[Breach]:
    """If a side's wish asks for leaders, those of both sides, unless they are the sides; who comes is present."""
    for meeting in case.of_two:
        companies = [case.event.company[one] for one in meeting.participants if one in case.event.company]
        asked = any(
            wish.leader and wish.company == other.id for one, other in permutations(companies, 2) for wish in one.wishes
        )
        leaders = [leader for company in companies if asked for leader in case.event.leaders_beside(company)]
        for leader in dict.fromkeys(leaders):
            if leader not in (*meeting.participants, *meeting.leaders):
                detail = f"{case.name(leader)}, who leads a delegation, does not come along"
                yield f"{case.told(meeting)}: {detail}", (*meeting.participants, leader)
    for meeting in case.meetings:
        for leader in meeting.leaders:
            company = case.event.company.get(leader)
            if company is None:
                yield f"{case.told(meeting)}: {leader} is no company of the event", (*meeting.participants, leader)
            elif not is_present(company, span_of(meeting), case.event.event.zone):
                yield f"{case.told(meeting)}: {company.name} is not present", (*meeting.participants, leader)


@rule("A delegation has no more meetings than it may.")
def delegation_quota(case: Case) -> Iterator[Breach]:
    """1:1 meetings with at least one member."""
    for delegation in case.event.delegations:
        members = {company.id for company in case.event.members[delegation.id]}
        count = sum(not members.isdisjoint(meeting.participants) for meeting in case.of_two)
        if delegation.max_meetings is not None and count > delegation.max_meetings:
            yield f"{delegation.name} has {count} meetings, at most {delegation.max_meetings}", ()


@rule("No member has more than its share of its delegation's meetings.")
def delegation_shares(case: Case) -> Iterator[Breach]:
    """The delegation's maximum in equal parts, rounded up, where it is to be shared fairly."""
    held = meetings_of_each(case)
    for delegation in case.event.delegations:
        members = case.event.members[delegation.id]
        if delegation.max_meetings is None or not delegation.fair_shares:
            continue
        for company in members:
            share = -(-delegation.max_meetings // len(members))
            if held[company.id] > share:
                count = f"{held[company.id]} of the {delegation.max_meetings} meetings of {delegation.name}"
                yield f"{company.name} has {count}, at most {share}", (company.id,)
