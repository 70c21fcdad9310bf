"""What the documentation shows is true: its blocks run, its links lead somewhere, its generated parts are current."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from matchmaker.inputs.event_file import parse_event
from matchmaker.rules import RULES
from tests import docs
from tests.rule_pages import SETTINGS

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = docs.pages()


def blocks(page: Path, language: str) -> list[str]:
    return [text for name, text in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


def every(language: str) -> list[tuple[str, str]]:
    return [(str(page.relative_to(docs.ROOT)), text) for page in PAGES for text in blocks(page, language)]


FIRST_EVENT = blocks(docs.ROOT / "docs" / "tutorial.md", "yaml")[0]


def test_the_documentation_is_seen() -> None:
    assert len(PAGES) > 10
    assert every("yaml")
    assert every("python")
    assert every("console")


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    written = {page.stem for page in (docs.ROOT / "docs" / "reference" / "rules").glob("*.md")}
    assert written == RULES.keys() == SETTINGS.keys()


def test_a_page_that_is_missing_or_of_no_rule_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "docs" / "reference" / "rules"
    rules.mkdir(parents=True)
    (rules / "no_such_rule.md").write_text("# nothing", encoding="utf-8")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    found = list(docs.faults())
    assert "docs/reference/rules/once_per_pair.md is stale: run python -m tests.docs" in found
    assert "docs/reference/rules/no_such_rule.md is the page of no rule" in found


def test_nothing_is_stale_and_every_link_leads_somewhere() -> None:
    assert list(docs.faults()) == []


@pytest.mark.parametrize(("page", "text"), every("yaml"))
def test_every_yaml_block_is_an_event(page: str, text: str) -> None:
    assert parse_event(text.encode(), page).event.profiles


@pytest.mark.parametrize(("page", "text"), every("python"))
def test_every_python_block_runs(page: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "profiles.yaml").write_text(FIRST_EVENT, encoding="utf-8")
    if "profiles-plan" in text:
        match(tmp_path, "schedule profiles.yaml")
    ran = subprocess.run(
        [sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stderr) == (0, ""), page


@pytest.mark.parametrize(("page", "text"), every("console"))
def test_every_console_block_prints_what_it_shows(page: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "profiles.yaml").write_text(FIRST_EVENT, encoding="utf-8")
    if "profiles-plan" in text:
        match(tmp_path, "schedule profiles.yaml")
    for command, shown in re.findall(r"^\$ match (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        printed = match(tmp_path, command)
        if shown:
            assert printed == shown, page


def match(folder: Path, arguments: str) -> str:
    """What a command prints for people."""
    ran = subprocess.run(
        [sys.executable, "-m", "matchmaker", *arguments.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return ran.stderr


def test_the_library_needs_at_most_ten_lines_in_the_readme() -> None:
    (example,) = blocks(docs.ROOT / "README.md", "python")
    assert 3 < len(example.splitlines()) <= 10


def test_every_command_and_option_is_in_the_reference() -> None:
    reference = (docs.ROOT / "docs" / "reference" / "command.md").read_text(encoding="utf-8")
    for command in ("validate", "schedule", "verify", "agendas", "graph", "explain", "why", "why-not"):
        shown = subprocess.run(
            [sys.executable, "-m", "matchmaker", command, "--help"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout
        options = set(re.findall(r"--[a-z-]+", shown)) - {"--help"}
        assert options
        assert all(option in reference for option in options)
        assert f"match {command}" in reference
