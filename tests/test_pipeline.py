from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker import pipeline
from matchmaker.agenda import AgendaBook
from matchmaker.errors import InputError, InternalError
from matchmaker.outcome import Impossible, Solved, Undecided
from matchmaker.pipeline import SCHEDULE, Project
from matchmaker.problem import Problem
from matchmaker.render import Part, Style
from matchmaker.schedule import GoalValue, Schedule
from matchmaker.solver import Quiet
from tests.build import event

PROFILES = """
profiles:
  - {name: Bond Laser, country: CN, capabilities: [laser cutting], interests: [optics]}
  - {name: Optik Jena, country: DE, capabilities: [optics], interests: [laser cutting]}
"""


class Listener(Quiet):
    """Notes the stages it is told of."""

    def __init__(self) -> None:
        self.stages: list[str] = []

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:  # noqa: ARG002
        self.stages.append(stage)


def solved(problem: Problem, placement: dict[int, int], value: int) -> Solved:
    """A solution that states this weight, and a fit of 40 for each meeting."""
    fit = int(sum(problem.fit[pair, slot] for pair, slot in placement.items()))
    return Solved(
        placement,
        (
            GoalValue(name="total_compatibility", value=value, bound=value, proven=True),
            GoalValue(name="topic_fit", value=fit, bound=fit, proven=False),
        ),
    )


def test_a_file_of_bare_profiles_becomes_a_schedule(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text(PROFILES, encoding="utf-8")
    project = Project.read(path)
    schedule = project.schedule(seed=5)
    assert isinstance(schedule, Schedule)
    assert (schedule.status, schedule.objective, schedule.bound, schedule.seed) == ("optimal", 820, 820, 5)
    assert [one.participants for one in schedule.meetings] == [("Bond Laser", "Optik Jena")]
    assert project.violations(schedule) == ()
    assert any("sessions" in said for said in project.defaults)


def test_a_path_may_be_a_text_and_mistakes_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text("profiles: [{name: A}]", encoding="utf-8")
    with pytest.raises(InputError):
        Project.read(str(path))


def test_every_stage_is_reported_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text(PROFILES, encoding="utf-8")
    listener = Listener()
    Project.read(path, listener).schedule()
    assert listener.stages[:3] == ["reading", "scoring", "placing the meetings that must be"]
    assert listener.stages[-1] == "checking"
    assert len(listener.stages) == len(set(listener.stages))


def test_each_stage_is_worked_out_once() -> None:
    listener = Listener()
    project = Project(event("a b"), control=listener)
    assert project.problem is project.problem
    assert project.schedule() == project.schedule()
    assert listener.stages.count("scoring") == 1


def test_edges_name_pairs_in_the_order_of_the_file() -> None:
    assert list(Project(event("c a b", wishes="b must c")).edges) == [("c", "a"), ("c", "b"), ("a", "b")]


def test_what_cannot_be_is_handed_on_as_it_is() -> None:
    outcome = Project(event("a b", tables=0, wishes="a must b")).schedule()
    assert outcome == Impossible(("a with b must meet, but are never both present in a slot with a table",))


def test_what_was_not_decided_is_handed_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    undecided = Undecided("no time")
    monkeypatch.setattr(pipeline, "solve", lambda *_arguments: undecided)
    assert Project(event("a b")).schedule() is undecided


def test_a_true_solution_passes_the_checker() -> None:
    project = Project(event("a b c"))
    schedule = project.checked(solved(project.problem, {0: 0, 1: 1}, 800), seed=3)
    assert (schedule.objective, schedule.seed, len(schedule.meetings)) == (800, 3, 2)


def test_a_solution_that_breaks_a_rule_is_our_own_mistake() -> None:
    project = Project(event("a b c", tables=2))
    with pytest.raises(InternalError, match=r"one_meeting_at_a_time: .* A has 2 meetings"):
        project.checked(solved(project.problem, {0: 0, 1: 0}, 800), seed=0)


def test_a_solution_that_states_too_much_is_our_own_mistake() -> None:
    project = Project(event("a b"))
    with pytest.raises(InternalError, match=r"stated_figures: .* the objective is stated as 401"):
        project.checked(solved(project.problem, {0: 0}, 401), seed=0)


def test_a_must_that_is_not_kept_is_found_before_anything_is_written() -> None:
    project = Project(event("a b", wishes="a must b"))
    with pytest.raises(InternalError, match="musts_kept"):
        project.checked(solved(project.problem, {}, 0), seed=0)


def test_files_are_the_schedule_and_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[AgendaBook] = []
    asked: list[Style] = []

    def render(book: AgendaBook, style: Style, /) -> dict[str, bytes]:
        seen.append(book)
        asked.append(style)
        return {"sheet.txt": b"printed"}

    project = Project(event("a b"))
    schedule = project.schedule()
    assert isinstance(schedule, Schedule)
    monkeypatch.setattr(pipeline, "FORMATS", {"pdf": render, "html": render})
    files = project.files(schedule)
    assert list(files) == [SCHEDULE, "sheet.txt"]
    assert Schedule.model_validate_json(files[SCHEDULE]) == schedule
    assert files["sheet.txt"] == b"printed"
    assert len(seen) == 2
    assert (asked[0].parts, asked[0].printed) == (frozenset({Part.COMPANY}), None)
