"""The rules of `matchmaker.apart`, looked for in every schedule: of any two who take part in a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from matchmaker.apart import PAIR_RULES, PairRule
from matchmaker.rules.case import Case
from matchmaker.rules.rule import Breach, Rule


def apart(kept: PairRule) -> Rule:
    """The rule of a schedule that a rule between two companies makes."""

    def breaches(case: Case) -> Iterator[Breach]:
        for meeting in case.meetings:
            companies = [case.event.company[one] for one in meeting.participants if one in case.event.company]
            for one, other in combinations(companies, 2):
                reason = kept.reason(case.event, one, other)
                if reason is not None:
                    detail = f"{case.who((one.id, other.id))}: {reason} ({case.where(meeting)})"
                    yield detail, meeting.participants

    return Rule(kept.name, kept.sentence, breaches)


APART = tuple(map(apart, PAIR_RULES.values()))
