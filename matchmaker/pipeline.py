"""The whole program on one screen: read, score, prepare, solve, check, agendas, render."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import permutations
from pathlib import Path

from matchmaker.agenda import AgendaBook, agenda_book
from matchmaker.check import check
from matchmaker.clash import Clash, clash
from matchmaker.compatibility import (
    Consultation,
    Evidence,
    Graph,
    Scoring,
    Wording,
    graph_of,
    need_evidence,
    need_weights,
    vectors_named,
)
from matchmaker.errors import InternalError
from matchmaker.event import Company, Event
from matchmaker.inputs import Materials, load_event, load_materials
from matchmaker.outcome import Impossible, Outcome, Solved, Undecided
from matchmaker.plan import Edges, schedule_of
from matchmaker.problem import Problem, prepare
from matchmaker.render import FORMATS, Part, Style
from matchmaker.rules import Violation
from matchmaker.scarce import Scarcity, weigh_changes
from matchmaker.schedule import Schedule
from matchmaker.solver import Control, Quiet, solve
from matchmaker.why import Day, Facts, PairAnswer, Words, facts_of, why_day, why_pair

SCHEDULE = "schedule.json"


@dataclass(frozen=True, eq=False)
class Project:
    """An event with its graph and its problem, each made when first needed."""

    event: Event
    defaults: tuple[str, ...] = ()
    control: Control = field(default_factory=Quiet)
    workers: int = 1
    notes: tuple[str, ...] = ()
    materials: Materials = field(default_factory=Materials)

    @classmethod
    def read(cls, path: Path | str, control: Control | None = None, workers: int = 1) -> Project:
        """Read an event file. `workers` is how many may work at once; no result depends on it.

        Raises:
            InputError: with every mistake in it.
        """
        control = control or Quiet()
        control.report("reading")
        loaded = load_event(Path(path))
        materials = load_materials(Path(path), loaded.event.event.print)
        return cls(loaded.event, loaded.defaults, control, workers, loaded.notes, materials)

    @cached_property
    def scoring(self) -> Scoring:
        """The event ready to be scored."""
        self.control.report("scoring")
        return Scoring(self.event, vectors_named(self.event.event.vectors))

    @cached_property
    def graph(self) -> Graph:
        """The compatibility graph."""
        return graph_of(self.scoring)

    @cached_property
    def edges(self) -> Edges:
        """The graph's edges by pair of ids, in file order."""
        place = {company.id: number for number, company in enumerate(self.event.profiles)}
        return {
            (one, other) if place[one] < place[other] else (other, one): data
            for one, other, data in self.graph.edges(data=True)
        }

    @cached_property
    def needs(self) -> dict[Consultation, int]:
        """What each consultation that may be held weighs, by company, need and adviser."""
        return need_weights(self.scoring)

    @cached_property
    def advice(self) -> dict[Consultation, Evidence]:
        """Why each of them may be held."""
        return need_evidence(self.scoring)

    @cached_property
    def problem(self) -> Problem:
        """What is left to decide."""
        return prepare(self.event, [(one, other, data) for (one, other), data in self.edges.items()], self.needs)

    def solve(self, seed: int = 0) -> Outcome:
        """Solved, Impossible or Undecided."""
        return solve(self.problem, seed, self.workers, self.control)

    def schedule(self, seed: int = 0) -> Schedule | Impossible | Undecided:
        """A schedule that has passed the checker, or why there is none."""
        outcome = self.solve(seed)
        return self.checked(outcome, seed) if isinstance(outcome, Solved) else outcome

    def checked(self, solved: Solved, seed: int) -> Schedule:
        """The schedule of a solution.

        Raises:
            InternalError: if the checker finds a violation, which would be a bug.
        """
        self.control.report("checking")
        advice = {one: evidence.reason for one, evidence in self.advice.items()}
        schedule = schedule_of(self.event, self.problem, self.edges, solved, seed, advice)
        found = self.violations(schedule)
        if found:
            msg = "a schedule of ours breaks a rule, and was not written:\n" + "\n".join(map(str, found))
            raise InternalError(msg)
        return schedule

    def violations(self, schedule: Schedule) -> tuple[Violation, ...]:
        """What the checker has against a schedule."""
        return check(self.event, self.problem, self.edges, schedule, self.needs)

    def why_pair(self, schedule: Schedule, one: Company, other: Company) -> PairAnswer:
        """Why two companies of the event meet in a schedule, or do not, and what it would take.

        Raises:
            UsageError: if the schedule breaks a rule.
        """
        return why_pair(self._facts(schedule), one, other, self.control)

    def why_day(self, schedule: Schedule, company: Company) -> Day:
        """What a company's day holds, what it lacks and why, and the best it could have had.

        Raises:
            UsageError: if the schedule breaks a rule.
        """
        return why_day(self._facts(schedule), company, self.control)

    def scarcity(self, schedule: Schedule, seed: int = 0) -> Scarcity:
        """What one more table, slot, interpreter, delegate, meeting or hour would add to a schedule.

        Raises:
            UsageError: if the schedule breaks a rule.
        """
        return weigh_changes(self._facts(schedule), self.control, seed)

    def clash(self, seed: int = 0) -> Clash:
        """What clashes in an impossible event, and the smallest changes that make it possible."""
        return clash(self.event, self.edges, seed, self.control)

    def words(self, code: str) -> Words:
        """How answers are said in a language."""
        return Words(self.event, Wording.of(self.event, self.scoring.phrases.vocabulary, code))

    def _facts(self, schedule: Schedule) -> Facts:
        return facts_of(self.event, self.scoring, self.edges, self.needs, self.problem, schedule)

    def files(self, schedule: Schedule) -> dict[str, bytes]:
        """The files of a plan, by name: the schedule, its booklet, its page. They bear no date of print."""
        self.control.report("printing", schedule.objective, schedule.bound)
        style = replace(self.style(), parts=frozenset({Part.COMPANY}))
        printed = self.printed(self.book(schedule), ("pdf", "html"), style)
        return {SCHEDULE: schedule.to_json().encode(), **printed}

    def style(self) -> Style:
        """How this event prints, unless told otherwise."""
        return Style(logo=self.materials.logo, files=self.materials.files)

    def printed(self, book: AgendaBook, formats: Iterable[str], style: Style) -> dict[str, bytes]:
        """The files of these formats, by name."""
        return {name: content for one in formats for name, content in FORMATS[one](book, style).items()}

    def book(self, schedule: Schedule, languages: Iterable[str] = ()) -> AgendaBook:
        """All sheets and grids of a schedule, for any renderer; reasons in the event's languages, and in these."""
        codes = dict.fromkeys((*self.event.event.languages, *languages))
        return agenda_book(self.event, schedule, {code: self._spoken(schedule, code) for code in codes})

    def _spoken(self, schedule: Schedule, code: str) -> dict[str, str]:
        """The reasons of a schedule that come from the graph, as they stand there and in a language."""
        wording = Wording.of(self.event, self.scoring.phrases.vocabulary, code)
        pairs = (pair for meeting in schedule.meetings for pair in permutations(meeting.participants, 2))
        evidence = [one for pair in pairs if pair in self.edges for one in self.edges[pair]["evidence"]]
        asked = ((m.participants[0], m.need, m.adviser) for m in schedule.meetings if m.need and m.adviser)
        evidence += (self.advice[one] for one in asked if one in self.advice)
        return {one.reason: wording.say(one) for one in evidence}
