"""The generated parts of the documentation, and the check that all of it is current.

`python -m tests.docs` writes them; `python -m tests.docs --check` only tells what is stale or broken.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from matchmaker import Event, Schedule
from matchmaker.check import FIGURES, SENTENCE
from matchmaker.goals import GOALS
from matchmaker.rules import RULES
from matchmaker.solver.constraints import BY_CONSTRUCTION, BY_LIMITS
from tests.rule_pages import rule_pages

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def pages() -> tuple[Path, ...]:
    """Every page of Markdown in the project."""
    top = [path for path in ROOT.glob("*.md") if path.is_file()]
    return (*sorted(top), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").rglob("README.md")))


def generated() -> dict[Path, str]:
    """What each generated file should hold."""
    reference = ROOT / "docs" / "reference"
    return {
        reference / "rules-and-goals.md": _rules_and_goals(),
        reference / "event.schema.json": _schema(Event.model_json_schema()),
        reference / "schedule.schema.json": _schema(Schedule.model_json_schema(mode="serialization")),
        **{reference / "rules" / f"{name}.md": page for name, page in rule_pages().items()},
    }


def _schema(schema: dict[str, object]) -> str:
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1) + "\n"


def _rules_and_goals() -> str:
    lines = ["# Rules and goals", "", "Generated from the code by `python -m tests.docs`.", "", "## Rules", ""]
    lines += ["Every schedule keeps all of these, or is not written.", "", "| rule | what it means | in the solver |"]
    lines += ["|---|---|---|"]
    for rule in RULES.values():
        side = "as limits" if rule.name in BY_LIMITS else "as rows"
        side = "by construction" if rule.name in BY_CONSTRUCTION else side
        lines.append(f"| [`{rule.name}`](rules/{rule.name}.md) | {rule.sentence} | {side} |")
    lines += [f"| `{FIGURES}` | {SENTENCE} | recomputed by the checker |", "", "## Goals", ""]
    lines += ["In this order, unless the event gives another: each is kept before the next is pursued.", ""]
    lines += ["| goal | what it counts | better |", "|---|---|---|"]
    better = {"max": "more", "min": "less"}
    lines += [f"| `{goal.name}` | {goal.sentence} | {better[goal.sense]} |" for goal in GOALS.values()]
    return "\n".join(lines) + "\n"


def faults() -> Iterator[str]:
    """Stale generated files and links that lead nowhere."""
    for path, text in generated().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield f"{path.relative_to(ROOT)} is stale: run python -m tests.docs"
    for page in sorted((ROOT / "docs" / "reference" / "rules").glob("*.md")):
        if page.stem not in RULES:
            yield f"{page.relative_to(ROOT)} is the page of no rule"
    for page in pages():
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" not in link and not (page.parent / link).exists():
                yield f"{page.relative_to(ROOT)}: no such file: {link}"


def main() -> int:
    """Write or check; the exit code."""
    if "--check" not in sys.argv:
        for path, text in generated().items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    found = list(faults())
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
