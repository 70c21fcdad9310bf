"""`match graph`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli.console import WRITING, Screen, print_json, run_interruptibly, say_all
from matchmaker.cli.said import about_event, about_phrases
from matchmaker.compatibility import unknown_phrases
from matchmaker.errors import UsageError
from matchmaker.graphs import FORMATS, GraphBook
from matchmaker.output import write_all
from matchmaker.pipeline import Project


def graph(
    file: Annotated[Path, typer.Argument(help="The event: a YAML file of profiles, sessions and halls.")],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help=f"File to write; its name ends in {', '.join(FORMATS)}.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print machine-readable results on standard output.")] = False,
) -> None:
    """Write the compatibility graph for other tools, or draw it."""
    if out.suffix.lower() not in FORMATS:
        msg = f"{out}: this is no kind of graph file. Known: {', '.join(FORMATS)}"
        raise UsageError(msg)
    screen = Screen(quiet=as_json)
    try:
        run_interruptibly(lambda: _run(file, out, screen, as_json=as_json), screen)
    finally:
        screen.close()


def _run(file: Path, out: Path, screen: Screen, *, as_json: bool) -> None:
    project = Project.read(file, screen)
    if not as_json:
        say_all(screen, about_event(project))
    unknown = unknown_phrases(project.scoring)
    book = GraphBook(project.event, project.scoring, project.graph, unknown)
    content = FORMATS[out.suffix.lower()](book)
    screen.report(WRITING)
    write_all(out.parent, {out.name: content})
    screen.close()
    removed = Counter(one.rule for one in book.removed)
    if as_json:
        print_json(
            {
                "companies": len(project.event.profiles),
                "edges": project.graph.number_of_edges(),
                "removed": dict(removed),
                "unknown_phrases": len(unknown),
                "file": str(out),
            }
        )
        return
    screen.say(f"{len(project.event.profiles):,} companies, {project.graph.number_of_edges():,} compatible pairs")
    say_all(screen, (f"taken away by {rule}: {count:,} pairs" for rule, count in removed.items()))
    say_all(screen, about_phrases(unknown))
    screen.say(f"written to {out}")
