"""`match explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from matchmaker.cli.asked import blocks, company_named, told_apart
from matchmaker.cli.console import Screen, print_json, say_all
from matchmaker.compatibility import Evidence, Wording, explain, partners_of, said_of_best, said_of_pair
from matchmaker.pipeline import Project


def explain_pair(
    file: Annotated[Path, typer.Argument(help="The event: a YAML file of profiles, sessions and halls.")],
    company: Annotated[str, typer.Argument(metavar="A", help="A company, by id or name.")],
    other: Annotated[str | None, typer.Argument(metavar="B", help="Another one; without it, the best for A.")] = None,
    *,
    language: Annotated[
        str | None, typer.Option(help="Language code. [default: all of the event's; for the best of A, its first]")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print machine-readable results on standard output.")] = False,
) -> None:
    """Say why two companies should meet, or who suits a company best."""
    project = Project.read(file)
    event, scoring = project.event, project.scoring
    one = company_named(event, company)
    languages = (language,) if language is not None else event.event.languages
    wordings = [Wording.of(event, scoring.phrases.vocabulary, code) for code in languages]
    if other is None:
        listed = partners_of(scoring, one)
        if as_json:
            rows = [
                {
                    "company": it.company.id,
                    "rank": it.rank,
                    "weight": it.weight,
                    "evidence": _rows(it.evidence, wordings),
                }
                for it in listed
            ]
            print_json({"company": one.id, "partners": rows})
        else:
            say_all(Screen(), said_of_best(one, listed, wordings[0]))
        return
    two = company_named(event, other)
    told_apart(one, two)
    found = explain(scoring, one, two)
    if as_json:
        (rank_other, count_one), (rank_one, count_other) = found.rank_of_other, found.rank_of_one
        ranks = {one.id: {"rank": rank_other, "of": count_one}, two.id: {"rank": rank_one, "of": count_other}}
        head = {"participants": [one.id, two.id], "weight": found.weight, "apart": found.apart}
        rest = {"evidence": _rows(found.evidence, wordings), "silent": found.silent, "rank_of_the_other": ranks}
        print_json({**head, **rest})
    else:
        say_all(Screen(), blocks(list(said_of_pair(found, wording)) for wording in wordings))


def _rows(evidence: tuple[Evidence, ...], wordings: list[Wording]) -> list[dict[str, Any]]:
    return [
        {
            "criterion": item.criterion,
            "points": item.points,
            "profits": item.profits,
            "reasons": {wording.language: wording.say(item) for wording in wordings},
        }
        for item in evidence
    ]
