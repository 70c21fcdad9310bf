"""The audit tells weaknesses, and what was not looked up, apart from a clean answer."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.audit import asked, failed, told

ROOT = Path(__file__).parents[1]
CLEAN = {"name": "rich", "version": "15.0", "vulns": []}
WEAK = {"name": "jinja2", "version": "3.0", "vulns": [{"id": "CVE-1", "fix_versions": ["3.1.6"]}]}
UNKNOWN = {"name": "ours", "skip_reason": "not found"}


def service(folder: Path, script: str) -> str:
    """A command that answers as pip-audit would."""
    command = folder / "pip-audit"
    command.write_text(f"#!{sys.executable}\nimport json, sys\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    return str(command)


@pytest.mark.parametrize(
    ("dependencies", "fails", "fails_strictly", "line"),
    [
        ([CLEAN], False, False, "1 of 1 requirements looked up, 0 known weaknesses"),
        ([CLEAN, WEAK], True, True, "jinja2 3.0: CVE-1, mended in 3.1.6"),
        ([CLEAN, UNKNOWN], False, True, "the advisory service does not know: ours"),
        ([], False, True, "0 of 0 requirements looked up, 0 known weaknesses"),
    ],
)
def test_a_report_is_judged(
    tmp_path: Path,
    dependencies: list[dict[str, Any]],
    fails: bool,  # noqa: FBT001
    fails_strictly: bool,  # noqa: FBT001
    line: str,
) -> None:
    answer = json.dumps({"dependencies": dependencies})
    report = asked(service(tmp_path, f"sys.stdout.write({answer!r})"))
    assert line in list(told(report))
    assert failed(report, must_answer=False) is fails
    assert failed(report, must_answer=True) is fails_strictly


def test_no_answer_is_told_and_is_no_clean_bill(tmp_path: Path) -> None:
    report = asked(service(tmp_path, "sys.exit('no route to host')"))
    assert list(told(report))[-1] == "no advisory service answered: no route to host"
    assert failed(report, must_answer=True)


def test_what_is_audited_holds_every_other_lock() -> None:
    def pinned(name: str) -> set[str]:
        return set(
            re.findall(r"^([a-z0-9._-]+(?:\[[a-z,]+\])?==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        )

    whole = pinned("requirements-dev.lock")
    assert len(whole) > 30
    assert pinned("requirements.lock") | pinned("requirements-test.lock") <= whole
