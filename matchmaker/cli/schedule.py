"""`match schedule`."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import typer

from matchmaker import clash
from matchmaker.cli.asked import blocks
from matchmaker.cli.console import WRITING, Screen, print_json, run_interruptibly, say_all
from matchmaker.cli.said import about_event, about_print
from matchmaker.outcome import Impossible, Solved, Undecided
from matchmaker.output import write_all
from matchmaker.pipeline import SCHEDULE, Project
from matchmaker.summary import Summary

IMPOSSIBLE, UNDECIDED = 3, 4
NOTHING: Mapping[str, Any] = MappingProxyType({})


def schedule(
    file: Annotated[Path, typer.Argument(help="The event: a YAML file of profiles, sessions and halls.")],
    *,
    out: Annotated[Path | None, typer.Option(help="Folder to write into. [default: <name of FILE>-plan]")] = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0, help="Seconds after which the best schedule is taken.")
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, max=2**31 - 1, help="Another seed may give another schedule as good.")
    ] = 0,
    workers: Annotated[
        int, typer.Option(min=1, max=256, help="How many may work at once; the result is the same.")
    ] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="Print machine-readable results on standard output.")] = False,
) -> None:
    """Choose the meetings, place them, prove how good the plan is, and print the agendas."""
    screen = Screen(time_limit, quiet=as_json)
    folder = out if out is not None else file.parent / f"{file.stem}-plan"
    try:
        run_interruptibly(lambda: _run(file, folder, seed, workers, screen, as_json=as_json), screen)
    finally:
        screen.close()


def _run(file: Path, folder: Path, seed: int, workers: int, screen: Screen, *, as_json: bool) -> None:
    project = Project.read(file, screen, workers)
    if not as_json:
        say_all(screen, about_event(project))
    match project.solve(seed):
        case Impossible(reasons):
            found, verdict = project.clash(seed), "no schedule can keep the hard rules"
            languages = [project.words(code) for code in project.event.event.languages]
            told = tuple(blocks(list(clash.said(words, found)) for words in languages))
            if not found.members:
                told = (*reasons, *told)
            more = clash.plain(found, languages)
            _refuse(screen, "impossible", verdict, reasons if as_json else told, IMPOSSIBLE, as_json=as_json, more=more)
        case Undecided(reason):
            _refuse(screen, "undecided", "no schedule was found in time", (reason,), UNDECIDED, as_json=as_json)
        case Solved() as solved:
            plan = project.checked(solved, seed)
            files = project.files(plan)
            screen.report(WRITING, plan.objective, plan.bound)
            write_all(folder, files)
            screen.close()
            summary = Summary.of(project.event, plan)
            if as_json:
                written = [str(folder / name) for name in files]
                more = {
                    "cut": solved.cut,
                    "seconds": round(screen.seconds(), 2),
                    "files": written,
                    "defaults": project.defaults,
                }
                print_json({**summary.as_json(), **more})
                return
            say_all(screen, (*summary.lines(), *about_print(project.book(plan), project.style())))
            if solved.cut is not None:
                screen.say(f"{solved.cut}; this is the best schedule found until then")
            screen.say(f"{screen.seconds():.1f} s; written to {folder}: {', '.join(files)}")
            ask = shlex.join(("match", "scarce", str(file), str(folder / SCHEDULE)))
            screen.say(f"what one more table, slot, interpreter or hour would add: {ask}")


def _refuse(
    screen: Screen,
    status: str,
    verdict: str,
    reasons: tuple[str, ...],
    code: int,
    *,
    as_json: bool,
    more: Mapping[str, Any] = NOTHING,
) -> None:
    screen.close()
    if as_json:
        print_json({"status": status, "reasons": list(reasons), **more})
    else:
        screen.say(f"{verdict}; nothing was written")
        say_all(screen, (f"  {reason}" for reason in reasons))
    raise typer.Exit(code)
