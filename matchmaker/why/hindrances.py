"""What stands in the way of two companies, slot by slot, and whose fault it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from matchmaker.timetable import Span, is_present, plenaries
from matchmaker.why.barring import ASKED, GUESTS, LANGUAGE, QUOTA, THEME, asked_away, barring, not_admitted
from matchmaker.why.facts import Facts
from matchmaker.why.values import Booking, Fault, Hindrance, Stretch

# Rules of which it takes no name to know whose fault it is.
PLAIN = {THEME: Hindrance.OFF_THEME, LANGUAGE: Hindrance.NO_LANGUAGE, QUOTA: Hindrance.QUOTA_FULL}


class Hindrances:
    """What stands in the way of pairs, slot by slot."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.board = facts, facts.board
        self.blocked = plenaries(facts.event)
        self.partners: dict[tuple[int, int], list[str]] = defaultdict(list)
        for pair, slot in facts.placement.items():
            ids, problem = facts.ids(pair), facts.problem
            for company in dict.fromkeys(problem.holders[pair]):
                others = [name for name in ids if name != problem.companies[company]]
                self.partners[company, slot] += others

    def stretches(self, pair: int) -> tuple[Stretch, ...]:
        """All slots of the event where companies meet, in time order; like faults in a row are joined by session."""
        problem, found = self.facts.problem, list[Stretch]()
        hosting = (slot for slot in range(len(problem.slots)) if slot not in problem.aside)
        for slot in sorted(hosting, key=lambda slot: (problem.slots[slot].session, slot)):
            booking, faults = self.facts.booking(slot), tuple(self.faults(pair, slot))
            last = found[-1] if found else None
            same_day = last is not None and last.booking.start.date() == booking.start.date()
            if last is not None and same_day and (last.booking.session, last.faults) == (booking.session, faults):
                joined = Booking(booking.session, last.booking.start, booking.end)
                found[-1] = Stretch(joined, last.slots + 1, faults)
            else:
                found.append(Stretch(booking, 1, faults))
        return tuple(sorted(found, key=lambda stretch: (stretch.booking.start, stretch.booking.session)))

    def faults(self, pair: int, slot: int) -> list[Fault]:
        """Everything that stands in the way in a slot; what is always so, or else what the schedule makes so."""
        span = self.facts.problem.slots[slot].span
        if any(span.overlaps(plenary) for plenary in self.blocked):
            return [Fault(Hindrance.PLENARY)]
        lasting = [*self._lasting(pair, slot, span)]
        return lasting or [*self._passing(pair, slot)]

    def _lasting(self, pair: int, slot: int, span: Span) -> Iterator[Fault]:
        event, whole = self.facts.event, self.facts.whole
        for company in whole.holders[pair]:
            if not self._present(company, span):
                yield Fault(Hindrance.AWAY, whole.companies[company])
            elif not whole.present[company, slot]:
                yield Fault(Hindrance.ENGAGED, whole.companies[company])
        for rule in barring(event, whole, pair, slot):
            if rule == GUESTS:
                yield from (Fault(Hindrance.NOT_ADMITTED, name) for name in not_admitted(event, whole, pair, slot))
            elif rule == ASKED:
                yield from (Fault(Hindrance.ASKED_AWAY, name) for name in asked_away(whole, pair, slot))
            else:
                yield Fault(PLAIN[rule])
        if whole.room[slot] <= 0:
            yield Fault(Hindrance.NO_TABLES)

    def _present(self, company: int, span: Span) -> bool:
        event = self.facts.event
        return is_present(event.company[self.facts.problem.companies[company]], span, event.event.zone)

    def _passing(self, pair: int, slot: int) -> Iterator[Fault]:
        """What the schedule makes so; persons are looked for only where nothing else is in the way."""
        problem, found = self.facts.problem, list[Fault]()
        for company in problem.holders[pair]:
            if not problem.present[company, slot]:
                found.append(Fault(Hindrance.AT_ROUND_TABLE, problem.companies[company]))
            else:
                found += self._busy(company, slot)
        found += self._full(slot)
        for limit in self.board.full_limits(pair, slot):
            over = problem.limits[limit]
            kind = Hindrance.QUOTA_FULL if over.rule == QUOTA else Hindrance.PERSONS_TAKEN
            found += [Fault(kind)] if Fault(kind) not in found else []
        if not found and not self.board.has_persons(pair, slot):
            found.append(Fault(Hindrance.PERSONS_TAKEN))
        yield from found

    def _busy(self, company: int, slot: int) -> list[Fault]:
        problem = self.facts.problem
        crowded = [q for q in problem.overlaps_of[slot] if self.board.busy[company, q] >= problem.delegates[company]]
        slots = {t: None for q in crowded for t in problem.overlaps[q]}
        meets = tuple(name for t in slots for name in self.partners.get((company, t), ()))
        return [Fault(Hindrance.BUSY, problem.companies[company], meets)] if crowded else []

    def _full(self, slot: int) -> list[Fault]:
        problem, held = self.facts.problem, self.board.in_slot[slot]
        if held >= problem.tables[slot]:
            return [Fault(Hindrance.TABLES_TAKEN, count=int(problem.tables[slot]))]
        if held >= problem.room[slot]:
            return [Fault(Hindrance.SEATS_TAKEN, count=int(problem.seats[slot]))]
        return []
