"""The command, called in this process or in one of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from matchmaker.cli.app import run

FAIR = """\
- {name: Acme, country: CN, capabilities: laser cutting, interests: automation}
- {name: Beta, country: DE, capabilities: automation, interests: laser cutting}
- {name: Gamma, country: GB, interests: laser cutting}
"""

WRONG = "- {name: Acme, country: Germny}\n- {name: Beta, countri: DE}\n"

IMPOSSIBLE = """\
halls: [{name: Hall, tables: 5}]
sessions: [{name: Main, kind: tables, hall: Hall, day: 2024-09-20, start: 09:00, end: 09:30}]
profiles:
- {name: Acme, country: CN, wishes: [{company: Beta, wish: must}, {company: Gamma, wish: must}]}
- {name: Beta, country: DE}
- {name: Gamma, country: GB}
"""


@dataclass(frozen=True)
class Result:
    """What a call of the command came to."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        """Standard output, which holds one JSON value and nothing else."""
        value: dict[str, Any] = json.loads(self.out)
        return value


Match = Callable[..., Result]


@pytest.fixture
def match(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Match:
    """Call `match` with these arguments. Whatever happens, nobody sees a traceback."""

    def call(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["match", *map(str, arguments)])
        capsys.readouterr()
        code = run()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Write an event file, and say where."""

    def to_file(text: str) -> Path:
        path = tmp_path / "fair.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file
