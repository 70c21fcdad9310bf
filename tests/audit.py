"""Whether known weaknesses are on record against what matchmaker is installed, tested and built with.

    python -m tests.audit PIP_AUDIT [--must-answer]

PIP_AUDIT is the command `pip-audit`, in an environment of its own (`requirements-audit.lock`): it asks the advisory
service of the package index about every requirement of `requirements-dev.lock`, which holds those of the other locks.
Exit code 1 if there is a weakness. Where no service answers, or it knows a requirement not, that is said, and with
`--must-answer` it is a failure too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements-dev.lock"


def asked(command: str, lock: Path = LOCK) -> dict[str, Any]:
    """What the service said, as pip-audit reports it; without dependencies if it said nothing."""
    arguments = ["--requirement", str(lock), "--require-hashes", "--disable-pip", "--format", "json"]
    done = subprocess.run(
        [command, *arguments, "--progress-spinner", "off"], capture_output=True, text=True, check=False
    )
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"dependencies": [], "error": (done.stderr.strip().splitlines() or ["no answer"])[-1]}
    return found


def told(report: dict[str, Any]) -> Iterator[str]:
    """Each weakness, then how many requirements were looked up."""
    for one in report["dependencies"]:
        for weakness in one.get("vulns", ()):
            mended = ", ".join(weakness["fix_versions"]) or "none"
            yield f"{one['name']} {one['version']}: {weakness['id']}, mended in {mended}"
    count, unknown = len(report["dependencies"]), len(unaudited(report))
    yield f"{count - unknown} of {count} requirements looked up, {weaknesses(report)} known weaknesses"
    if "error" in report:
        yield f"no advisory service answered: {report['error']}"
    elif unknown:
        yield f"the advisory service does not know: {', '.join(unaudited(report))}"


def weaknesses(report: dict[str, Any]) -> int:
    """How many are on record."""
    return sum(len(one.get("vulns", ())) for one in report["dependencies"])


def unaudited(report: dict[str, Any]) -> list[str]:
    """Requirements that the service does not know."""
    return [one["name"] for one in report["dependencies"] if "skip_reason" in one]


def failed(report: dict[str, Any], *, must_answer: bool) -> bool:
    """Whether the audit failed."""
    is_silent = not report["dependencies"] or bool(unaudited(report))
    return weaknesses(report) > 0 or (must_answer and is_silent)


def main() -> None:
    """Ask, tell, judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", metavar="PIP_AUDIT")
    parser.add_argument("--must-answer", action="store_true")
    given = parser.parse_args()
    report = asked(given.command)
    sys.stdout.write("".join(f"{line}\n" for line in told(report)))
    sys.exit(int(failed(report, must_answer=given.must_answer)))


if __name__ == "__main__":
    main()
