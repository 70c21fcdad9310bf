"""Answers in words: lines in one language, names as that language has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from matchmaker.compatibility import Evidence, Wording
from matchmaker.event import Event
from matchmaker.goals import GOALS
from matchmaker.why.sentences import LINES
from matchmaker.why.values import (
    Booking,
    Cause,
    Day,
    Exchange,
    Fault,
    Forbidden,
    GoalChange,
    Meets,
    Missed,
    NoExchange,
    NotCompatible,
    NotMet,
    PairAnswer,
    PairWeight,
    Stretch,
)


@dataclass(frozen=True)
class Words:
    """How the answers about an event are said in one language."""

    event: Event
    wording: Wording

    def line(self, key: str, **values: str | int) -> str:
        """A line of an answer."""
        return self.line_of(LINES, key, **values)

    def line_of(self, lines: Mapping[str, Mapping[str, str]], key: str, **values: str | int) -> str:
        """One of such lines by language; in English where the language has none."""
        template = lines[key].get(self.wording.language, lines[key]["en"])
        return template.format(**{name: self.wording.word(value) for name, value in values.items()})

    def company(self, name: str) -> str:
        """The name of a company, or of an adviser."""
        known = self.event.company.get(name)
        return self.wording.name(known) if known is not None else self.advisers.get(name, name)

    @cached_property
    def advisers(self) -> dict[str, str]:
        """The names of advisers by id."""
        return {one.id: one.name for session in self.event.sessions for one in session.advisers}

    def pair(self, participants: tuple[str, str]) -> dict[str, str]:
        """Both names, as lines want them."""
        one, other = map(self.company, participants)
        return {"one": one, "other": other}

    def when(self, booking: Booking) -> str:
        """The time, with the date where the event has several days, and the session."""
        days = {session.day for session in self.event.sessions}
        form = "%Y-%m-%d %H:%M" if len(days) > 1 else "%H:%M"
        return f"{booking.start.strftime(form)}–{booking.end:%H:%M} {self.session(booking.session)}"

    def session(self, name: str) -> str:
        """A session's name."""
        session = self.event.session[name]
        return session.names.get(self.wording.language, session.name)

    def place(self, booking: Booking, hall: str, table: int) -> dict[str, str | int]:
        """Time and place, as lines want them."""
        return {"when": self.when(booking), "hall": self.hall(hall), "table": table}

    def hall(self, name: str) -> str:
        """A hall's name."""
        hall = self.event.hall[name]
        return hall.names.get(self.wording.language, hall.name)

    def weighed(self, key: str, pairs: tuple[PairWeight, ...]) -> Iterator[str]:
        """A line for each pair."""
        for one in pairs:
            yield self.line(key, weight=one.weight, **self.pair(one.participants))

    def answer(self, answer: PairAnswer) -> Iterator[str]:
        """Everything about a pair."""
        both = self.pair(answer.participants)
        match answer:
            case Meets():
                place = self.place(answer.booking, answer.hall, answer.table)
                yield self.line("meets", weight=answer.weight, **place, **both)
                yield from self.evidence(answer.evidence)
            case Forbidden(_, rule, sentence, reason):
                yield self.line("forbidden", reason=reason, rule=rule, sentence=sentence, **both)
            case NotCompatible(_, criteria):
                yield self.line("not_compatible", criteria=", ".join(criteria), **both)
            case NotMet():
                yield self.line("not_met", weight=answer.weight, **both)
                yield from self.evidence(answer.evidence)
                yield from self.cause(answer)
                yield from self.takes(answer.exchange)

    def evidence(self, evidence: tuple[Evidence, ...]) -> Iterator[str]:
        """The reasons of a pair."""
        yield from (f"  {item.points:>5}  {self.wording.say(item)}" for item in evidence)

    def cause(self, answer: NotMet) -> Iterator[str]:
        """What stands in the way, and in each slot whose fault it is."""
        if answer.outside:
            ranks = (
                self.line("rank", company=self.company(r.company), rank=r.rank, count=r.count) for r in answer.outside
            )
            yield self.line("outside", ranks=", ".join(ranks))
        yield from (self.line("together", when=self.when(booking)) for booking in answer.together)
        if answer.cause is Cause.MAXIMUM:
            for company, count in answer.at_maximum:
                yield self.line("maximum", company=self.company(company), count=count)
            yield self.line("slots")
        else:
            yield self.line(answer.cause.value)
        yield from (f"  {self.stretch(one)}" for one in answer.stretches)

    def stretch(self, stretch: Stretch) -> str:
        """A stretch of slots and its faults."""
        told = "; ".join(map(self.fault, stretch.faults)) or self.line("free")
        return f"{self.when(stretch.booking)}: {told}"

    def fault(self, fault: Fault) -> str:
        """A fault, with whose it is."""
        whose = self.company(fault.company) if fault.company is not None else ""
        meets = ", ".join(map(self.company, fault.meets))
        return self.line(fault.hindrance.value, company=whose, meets=meets, count=fault.count)

    def takes(self, exchange: Exchange | NoExchange | None) -> Iterator[str]:
        """What it would take to let the pair meet."""
        if exchange is None:
            return
        if isinstance(exchange, NoExchange):
            yield self.line("no_exchange" if exchange.proven else "no_exchange_known")
            return
        yield self.line("exchange", when=self.when(exchange.booking))
        yield from self.weighed("displaced", exchange.displaced)
        for move in exchange.moved:
            before, after = self.when(move.before), self.when(move.after)
            yield self.line("moved", before=before, after=after, **self.pair(move.participants))
        yield from self.weighed("filled", exchange.filled)
        if exchange.cost < 0:
            yield self.line("gains", points=-exchange.cost)
        else:
            yield self.line(
                "costs" if exchange.proven else "costs_unproven", points=exchange.cost, least=exchange.least
            )
        yield from (self.goal(goal) for goal in exchange.goals if goal.before != goal.after)

    def goal(self, goal: GoalChange) -> str:
        """How a goal changes."""
        is_better = GOALS[goal.name].reaches(goal.after, goal.before)
        verdict = self.line("better" if is_better else "worse")
        return self.line("goal", name=goal.name, before=goal.before, after=goal.after, verdict=verdict)

    def day(self, day: Day) -> Iterator[str]:
        """A whole day."""
        share, meetings = f"{day.share:.0f}", len(day.given)
        yield self.line(
            "day", company=self.company(day.company), meetings=meetings, weight=day.weight, best=day.best, share=share
        )
        if day.proven:
            yield self.line("proven")
        if day.promised:
            yield self.line("promised", promised=day.promised, meetings=meetings)
        if day.best > day.weight:
            best = (f"{self.partner(day, one)} ({one.weight})" for one in day.best_meetings)
            yield self.line("best_day", meetings=", ".join(best))
        if day.given:
            yield self.line("given")
        for one in day.given:
            reason = self.wording.say(one.evidence[0]) if one.evidence else ""
            place = self.place(one.booking, one.hall, one.table)
            said = self.said(one.wish, one.wished_by_other)
            partner = self.company(one.partner)
            yield self.line("meeting", partner=partner, weight=one.weight, said=said, reason=reason, **place)
        yield from self.besides(day)
        for key, missed in (("wished", day.wished), ("passed_over", day.passed_over)):
            if missed:
                yield self.line(key)
            yield from map(self.missed, missed)
        if day.others:
            yield self.line("others", count=day.others)

    def besides(self, day: Day) -> Iterator[str]:
        """Bookings of other kinds, and needs that are not met."""
        if day.also:
            yield self.line("also")
        for one in day.also:
            place, who = self.place(one.booking, one.hall, one.table), ", ".join(map(self.company, one.who))
            yield self.line(one.role, who=who, about=one.about or "", weight=one.weight, **place)
        if any(one.role not in {"visit", "consultation"} for one in day.also):
            yield self.line("round_tables_stay")
        if day.unmet:
            yield self.line("unmet")
        yield from (self.line("need", need=one.need, reason=one.reason) for one in day.unmet)

    def partner(self, day: Day, pair: PairWeight) -> str:
        """The other side of a pair of the day's company."""
        return self.company(next(one for one in pair.participants if one != day.company))

    def said(self, wish: str | None, theirs: str | None) -> str:
        """Who wished for it."""
        own = self.line("own_wish", wish=wish) if wish is not None else ""
        return own + (self.line("their_wish", wish=theirs) if theirs is not None else "")

    def missed(self, missed: Missed) -> str:
        """A partner who is not met, and why, on one line."""
        answer = "; ".join(part.rstrip(".。:：") for part in self.brief(missed.answer))
        said = self.said(missed.wish, missed.wished_by_other)
        partner = self.company(missed.partner)
        return self.line("missed", partner=partner, weight=missed.weight, said=said, answer=answer)

    def brief(self, answer: Forbidden | NotCompatible | NotMet) -> Iterator[str]:
        """The cause without evidence; slot by slot only where it takes that to know whose fault it is."""
        if not isinstance(answer, NotMet):
            yield from self.answer(answer)
        elif answer.cause is Cause.MAXIMUM:
            yield from (self.line("maximum", company=self.company(c), count=count) for c, count in answer.at_maximum)
        else:
            yield self.line(answer.cause.value)
            yield from (self.stretch(one) for one in answer.stretches if answer.cause is Cause.NO_FREE_SLOT)
