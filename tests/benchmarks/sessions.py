"""Sessions of all kinds in one solve: the Jinan event, its 1:1 part beside it, and a fair of 1,000 companies.

    python -m tests.benchmarks.sessions [--only jinan|plain|fair] [--companies N] [--time-limit S] [--workers N]
                                       [--seed S] [--event-seed S]

One JSON line each, from a process of its own: seconds by stage, peak memory, what each kind of booking adds to total
compatibility, the bound and how it was obtained, counts, and what the checker has against the schedule (nothing).
`--companies` makes all of them that large.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from matchmaker import InternalError, Project, Schedule, Solved
from matchmaker.event import Event, SessionKind
from matchmaker.schedule import Meeting

GENERATOR = Path(__file__).parents[2] / "examples" / "jinan-2024" / "make_profiles.py"
# Shapes of the event: the arguments of its generator, and how many companies there are.
SHAPES = {"jinan": ([], 230), "plain": (["--plain"], 230), "fair": (["--fair"], 1_000)}
BOOKINGS = {
    SessionKind.TABLES: "meetings",
    SessionKind.SALON: "meetings",
    SessionKind.EXHIBITION: "visits",
    SessionKind.CONSULTATION: "consultations",
    SessionKind.DIALOGUE: "round_tables",
}


class Stopwatch:
    """Seconds by stage; and the stage that lowered the bound last. Ends the work after a time, if there is a limit."""

    def __init__(self, time_limit: float | None) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.bound: int | None = None
        self.bound_from = ""
        self._limit = time_limit
        self._stage, self._since = "", time.perf_counter()
        self._start = self._since

    def report(self, stage: str, _best: int | None = None, bound: int | None = None) -> None:
        """A stage began, or went on."""
        now = time.perf_counter()
        if self._stage:
            self.seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now
        if bound is not None and (self.bound is None or bound < self.bound):
            self.bound, self.bound_from = bound, stage

    def stopped(self) -> str | None:
        """Why to end."""
        over = self._limit is not None and time.perf_counter() - self._start > self._limit
        return f"the time limit of {self._limit:g} s" if over else None


def generate(shape: str, companies: int, seed: int | None, out: Path) -> None:
    """Write the event file."""
    arguments = [*SHAPES[shape][0], "--companies", str(companies), "--out", str(out)]
    chosen = [] if seed is None else ["--seed", str(seed)]
    subprocess.run([sys.executable, "-B", str(GENERATOR), *arguments, *chosen], check=True)


def measure(file: Path, seed: int, workers: int, time_limit: float | None) -> dict[str, object]:
    """Schedule, judge, report."""
    watch = Stopwatch(time_limit)
    project = Project.read(file, watch, workers)
    _ = project.graph
    watch.report("preparing")
    _ = project.problem
    outcome = project.solve(seed)
    found: dict[str, object] = {"companies": len(project.event.profiles), "sessions": len(project.event.sessions)}
    if isinstance(outcome, Solved):
        how = "met" if outcome.goal("total_compatibility").proven else f"from: {watch.bound_from}"
        found |= {"bound_obtained": how, "cut": outcome.cut}
        try:
            schedule = project.checked(outcome, seed)
        except InternalError as error:
            found |= {"violations": str(error).splitlines()[1:]}
        else:
            found |= {"violations": [], **figures(project.event, schedule)}
        watch.report("done")
    else:
        watch.report("done")
        found |= {"status": type(outcome).__name__.lower(), "why": str(outcome)}
    return found | {
        "seconds": round(sum(watch.seconds.values()), 2),
        "seconds_by_stage": {stage: round(seconds, 2) for stage, seconds in watch.seconds.items()},
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def figures(event: Event, schedule: Schedule) -> dict[str, object]:
    """What there is in a schedule: weights and counts by kind of booking, bound and gap, what was left undone."""
    wanted = [need for company in event.profiles for need in company.needs]
    return {
        "status": schedule.status,
        "objective": schedule.objective,
        "bound": schedule.bound,
        "gap": schedule.gap,
        "objective_by_kind": by_kind(event, schedule.meetings, weigh=True),
        "counts": by_kind(event, schedule.meetings, weigh=False),
        "with_interpreter": sum(meeting.interpreter is not None for meeting in schedule.meetings),
        "with_leaders": sum(bool(meeting.leaders) for meeting in schedule.meetings),
        "at_round_tables": sum(
            len(one.participants) for one in schedule.meetings if kind(event, one) == "round_tables"
        ),
        "needs": len(wanted),
        "needs_met": sum(meeting.need is not None for meeting in schedule.meetings),
        "needs_unmet": len(schedule.needs_unmet),
        "promises_broken": len(schedule.promises_broken),
        "goals": {goal.name: [goal.value, goal.bound] for goal in schedule.goals},
    }


def kind(event: Event, meeting: Meeting) -> str:
    """What kind of booking it is."""
    return BOOKINGS[event.session[meeting.session].kind]


def by_kind(event: Event, meetings: Iterable[Meeting], *, weigh: bool) -> dict[str, int]:
    """The weights or the numbers of the bookings of each kind."""
    found = dict.fromkeys(BOOKINGS.values(), 0)
    for meeting in meetings:
        found[kind(event, meeting)] += meeting.weight if weigh else 1
    return found


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=SHAPES)
    parser.add_argument("--companies", type=int)
    parser.add_argument("--time-limit", type=float)
    parser.add_argument("--seed", type=int, default=0, help="of the solver")
    parser.add_argument("--event-seed", type=int, help="of the event: other companies")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    if given.only is None:
        for shape in SHAPES:
            # In a process of its own, since peak memory is a process's.
            module = [sys.executable, "-m", "tests.benchmarks.sessions", "--only", shape]
            subprocess.run([*module, *sys.argv[1:]], check=True)
        return
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "profiles.yaml"
        generate(given.only, given.companies or SHAPES[given.only][1], given.event_seed, file)
        found = measure(file, given.seed, given.workers, given.time_limit)
    sys.stdout.write(json.dumps({"event": given.only, **found}) + "\n")


if __name__ == "__main__":
    main()
