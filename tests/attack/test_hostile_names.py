"""Whatever a company calls itself is data: in calendars, in file names, on the terminal, in markup of sheets."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path, PurePosixPath

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from icalendar import Calendar

from matchmaker.pipeline import Project
from matchmaker.render import FORMATS, Part, Style
from matchmaker.schedule import Schedule
from tests.build import company, event

IDS = ("../../up", "/etc/root", "C:\\x", "con", "nul.pdf", "a\u202egpj.exe", "..", " dots. ")
NAMES = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "X END:VEVENT\\nBEGIN:VEVENT",
    '#read("/etc/passwd")',
    "{{ 7*7 }}{% for %}",
    "javascript:alert(1)",
    "\u202eevil",
    "$x$ @ref <label> \\",
)
RESERVED = {"con", "nul", "prn", "aux"}


@cache
def project() -> tuple[Project, Schedule]:
    """Companies that mean harm, and their plan."""
    firms = [
        company("c" + str(number)).model_copy(update={"id": own, "name": name})
        for number, (own, name) in enumerate(zip(IDS, NAMES, strict=True))
    ]
    made = Project(event(firms, slots=4, tables=4))
    found = made.schedule()
    assert isinstance(found, Schedule)
    return made, found


@cache
def printed() -> dict[str, bytes]:
    """All formats, every sheet a file of its own."""
    made, found = project()
    style = Style(parts=frozenset({Part.COMPANY}), separate=True)
    return dict(made.printed(made.book(found), tuple(FORMATS), style))


def test_no_file_leaves_its_folder_or_bears_a_name_that_a_system_keeps_for_itself() -> None:
    paths = [PurePosixPath(name) for name in printed()]
    assert len(paths) > 2 * len(IDS)
    for path in paths:
        assert not path.is_absolute()
        assert ".." not in path.parts
        for part in path.parts:
            assert part.isprintable()
            assert not set(part) & set('\\:*?"<>|')
            assert part == part.strip(" .")
            assert part.split(".")[0].lower() not in RESERVED


def test_a_name_cannot_add_to_a_calendar() -> None:
    _, found = project()
    mine = {one for name, content in printed().items() if name.endswith(".ics") for one in [content]}
    assert mine
    most = len(found.meetings)
    for content in mine:
        events = Calendar.from_ical(content.decode()).walk("VEVENT")
        assert 0 < len(events) <= most
        assert content.count(b"\r\nBEGIN:VEVENT") == len(events)


def test_sheets_print_markup_as_it_is_written() -> None:
    files = [content for name, content in printed().items() if name.endswith(".pdf")]
    texts = ["".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(one)) for one in files]
    assert len(texts) == len(IDS)
    texts = [re.sub(r"[\s\u200b\ufffe\u0002]", "", text) for text in texts]  # lines may be broken anywhere
    for written in ('#read("/etc/passwd")', "{{7*7}}", "<script>", "@ref<label>"):
        assert any(written in text for text in texts), written


@pytest.mark.parametrize("value", ["\\e[31mred", "\\e]0;title\\a", "\\u009b2J", "\\u202egpj"])
def test_what_is_wrong_with_a_file_is_told_without_its_control_characters(tmp_path: Path, value: str) -> None:
    file = tmp_path / "profiles.yaml"
    lines = (f'{{name: "A", country: "{value}"}}', f'{{name: "{value}", country: DE, colour: "{value}"}}')
    file.write_text("profiles:\n" + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")
    told = subprocess.run([sys.executable, "-m", "matchmaker", "validate", file], capture_output=True, check=False)
    assert told.returncode == 2
    said = (told.stdout + told.stderr).decode()
    assert "profiles.yaml" in said
    assert not set(said) & set("\x1b\x07\x9b\u202e")
