"""A company's whole day: what was wished, what was given, what was not, and how far that is from its best."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.event import HOSTING, Company, SessionKind, Wish
from matchmaker.plan import pair_ids, unmet_needs
from matchmaker.schedule import Meeting
from matchmaker.solver import Control, best_alone
from matchmaker.why.facts import Facts
from matchmaker.why.pair import why_pair
from matchmaker.why.values import Also, Day, Given, Meets, Missed, PairWeight, Role, Unmet

# What counts beside meetings when a day is compared with the best.
COUNTED = frozenset({"visit", "consultation"})
# Partners, beyond wishes, that are told one by one.
SHOWN = 10


def why_day(facts: Facts, company: Company, control: Control) -> Day:
    """The answer for a company of the event."""
    problem, place = facts.problem, facts.position[company.id]
    own = {wish.company: wish for wish in company.wishes}
    others = {one.id: wish for one in facts.event.profiles for wish in one.wishes if wish.company == company.id}
    given = tuple(_given(facts, company, own, others))
    also = tuple(_also(facts, company))
    met = {one.partner for one in given} | {name for one in also if one.role == "visit" for name in one.who}
    met |= {name for one in also if one.role == "visited" for name in one.who}
    wished = [name for name in dict.fromkeys((*own, *others)) if name not in met]
    passed = [name for name in _suitable(facts, company) if name not in met and name not in own and name not in others]
    best = best_alone(problem, place, control, [group for group in facts.groups if place in group.members])
    counted = [one.weight for one in also if one.role in COUNTED]
    return Day(
        company=company.id,
        given=given,
        also=also,
        unmet=tuple(_unmet(facts, company)),
        wished=tuple(_missed(facts, company, wished, own, others, control)),
        passed_over=tuple(_missed(facts, company, passed[:SHOWN], own, others, control)),
        others=max(0, len(passed) - SHOWN),
        weight=sum(one.weight for one in given) + sum(counted),
        best=best.bound,
        best_meetings=tuple(PairWeight(facts.ids(pair), int(problem.weight[pair])) for pair in best.pairs),
        proven=best.weight == best.bound,
        promised=company.min_meetings,
        maximum=facts.event.maximum(company),
    )


def _given(facts: Facts, company: Company, own: dict[str, Wish], others: dict[str, Wish]) -> Iterator[Given]:
    for meeting in facts.schedule.of(company.id):
        if facts.kind(meeting) not in HOSTING:
            continue
        partner = next(one for one in meeting.participants if one != company.id)
        first, second = sorted((company.id, partner), key=facts.position.__getitem__)
        evidence = facts.scoring.weigh(facts.event.company[first], facts.event.company[second])
        booking = facts.booked(meeting)
        wish, theirs = _said(own.get(partner)), _said(others.get(partner))
        yield Given(partner, meeting.weight, booking, meeting.hall, meeting.table, wish, theirs, evidence)


def _also(facts: Facts, company: Company) -> Iterator[Also]:
    """What else the company is booked for, by time, and where it comes along."""
    for meeting in sorted(facts.schedule.meetings, key=lambda one: (one.start, one.id)):
        role = _role(facts, company, meeting)
        if role is None:
            continue
        others = tuple(name for name in meeting.participants if name != company.id)
        who = (meeting.adviser,) if meeting.adviser is not None else others
        about = meeting.need if role == "consultation" else meeting.topic
        yield Also(role, who, meeting.weight, facts.booked(meeting), meeting.hall, meeting.table, about)


def _role(facts: Facts, company: Company, meeting: Meeting) -> Role | None:
    """What the company is in a booking that is no meeting of its own at a table."""
    if company.id not in meeting.participants:
        return "comes_along" if company.id in meeting.leaders else None
    match facts.kind(meeting):
        case SessionKind.EXHIBITION:
            return "visit" if meeting.participants[0] == company.id else "visited"
        case SessionKind.CONSULTATION:
            return "consultation"
        case SessionKind.DIALOGUE:
            return "round_table"
        case _:
            return None


def _unmet(facts: Facts, company: Company) -> Iterator[Unmet]:
    for one in unmet_needs(facts.event, facts.problem, facts.placement, facts.board):
        if one.company == company.id:
            yield Unmet(one.need, one.reason)


def _suitable(facts: Facts, company: Company) -> list[str]:
    """The company's partners in the graph, heaviest first."""
    pairs = [pair for pair in facts.problem.pairs_of[facts.position[company.id]] if pair not in facts.problem.others]
    return [next(one for one in pair_ids(facts.problem, pair) if one != company.id) for pair in pairs]


def _missed(
    facts: Facts, company: Company, names: list[str], own: dict[str, Wish], others: dict[str, Wish], control: Control
) -> Iterator[Missed]:
    for name in names:
        answer = why_pair(facts, company, facts.event.company[name], control, exchange=False)
        if not isinstance(answer, Meets):
            weight = getattr(answer, "weight", 0)
            yield Missed(name, weight, _said(own.get(name)), _said(others.get(name)), answer)


def _said(wish: Wish | None) -> str | None:
    """A wish in a word: must, want (with its rank), avoid."""
    if wish is None:
        return None
    return f"{wish.wish.value} {wish.rank}" if wish.rank is not None else wish.wish.value
