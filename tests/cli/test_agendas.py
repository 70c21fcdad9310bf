"""`match agendas`: what it writes, for whom, in which form, and what it refuses."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from matchmaker.cli import agendas as command
from tests.cli.conftest import FAIR, Match
from tests.render import sample

DATED = (
    "event: {timezone: Asia/Shanghai, languages: [zh, en]}\nhalls: [{name: Hall, tables: 5}]\n"
    "sessions: [{name: Main, kind: tables, hall: Hall, day: 2024-09-20, start: 09:00, end: 10:30}]\nprofiles:\n" + FAIR
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's schedule as a file."""
    path = tmp_path_factory.mktemp("plan") / "schedule.json"
    path.write_text(sample.schedule().to_json(), encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def test_everything_is_written_beside_the_schedule(match: Match, plan: Path) -> None:
    result = match("agendas", sample.EVENT_FILE, plan)
    assert (result.code, result.out) == (0, "")
    found = names(plan.parent / "agendas")
    for name in ("agendas.pdf", "signs.pdf", "index.html", "agendas.xlsx", "tables/master.csv"):
        assert name in found
    assert "calendars/companies/bond.ics" in found
    assert "calendars/companies/ (10 files)" in result.err


def test_the_same_date_gives_the_same_bytes(match: Match, plan: Path, tmp_path: Path) -> None:
    digests = []
    for number in (1, 2):
        out = tmp_path / str(number)
        match("agendas", sample.EVENT_FILE, plan, "--date", "2024-10-10", "--out", out)
        digests.append({name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names(out)})
    assert digests[0] == digests[1]
    assert len(digests[0]) > 30


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (["--format", "html"], ["index.html"]),
        (["--format", "pdf", "--for", "table"], ["signs.pdf"]),
        (["--format", "pdf", "--for", "session"], ["doors.pdf", "master.pdf", "plates.pdf"]),
        (["--format", "pdf", "--for", "interpreter,adviser"], ["advisers.pdf", "interpreters.pdf"]),
        (["--format", "pdf", "--for", "company", "--only", "kh", "--separate"], ["agendas/kh.pdf"]),
        (
            ["--format", "ics", "--only", "kh", "--only", "de"],
            ["calendars/companies/de.ics", "calendars/companies/kh.ics"],
        ),
        (["--format", "pdf", "--for", "session", "--only", "law"], ["doors.pdf", "master.pdf"]),
        (["--format", "xlsx,csv", "--only", "bond"], None),
    ],
    ids=lambda value: " ".join(value) if value else "",
)
def test_what_is_asked_for_is_written(
    match: Match, plan: Path, tmp_path: Path, options: list[str], files: list[str] | None
) -> None:
    result = match("agendas", sample.EVENT_FILE, plan, "--out", tmp_path / "out", "--json", *options)
    assert result.code == 0
    written = [str(Path(one).relative_to(tmp_path / "out")) for one in result.json()["files"]]
    assert sorted(written) == names(tmp_path / "out")
    assert files is None or sorted(written) == files


def test_language_paper_and_order_are_heeded(match: Match, plan: Path, tmp_path: Path) -> None:
    common = ("agendas", sample.EVENT_FILE, plan, "--format", "pdf", "--for", "company", "--date", "2024-10-10")
    contents = set()
    for number, more in enumerate(
        [(), ("--lang", "zh"), ("--lang", "zh,en"), ("--paper", "letter"), ("--sort", "name"), ("--date", "2024-10-11")]
    ):
        match(*common, "--out", tmp_path / str(number), *more)
        contents.add((tmp_path / str(number) / "agendas.pdf").read_bytes())
    assert len(contents) == 6


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "docx"], "--format: “docx” is none of pdf, html, ics, xlsx, csv"),
        (["--for", "visitors"], "--for: “visitors” is none of company, delegate"),
        (["--paper", "a3"], "--paper: “a3” is none of a4, letter"),
        (["--lang", "fr"], "there is no language “fr”"),
        (["--lang", "zh,en,de"], "two languages fit side by side, not 3"),
        (["--date", "soon"], "--date: “soon” is no date"),
        (["--only", "bont"], "--only: “bont” is not in the agendas. Did you mean “bond”?"),
        (["--only", "zzzzzz"], "It is no company, person, delegation, session or hall."),
        (["--format", "pdf", "--for", "interpreter", "--only", "kh"], "nothing to print"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_is_told_and_writes_nothing(
    match: Match, plan: Path, tmp_path: Path, options: list[str], message: str
) -> None:
    result = match("agendas", sample.EVENT_FILE, plan, "--out", tmp_path / "out", *options)
    assert result.code == 2
    assert message in result.err
    assert not (tmp_path / "out").exists()


def test_a_schedule_of_another_event_is_refused(match: Match, plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(FAIR, encoding="utf-8")
    result = match("agendas", other, plan)
    assert (result.code, "the schedule is not of this event, which has no company" in result.err) == (2, True)


def test_a_planned_event_prints_in_its_languages(match: Match, tmp_path: Path) -> None:
    path = tmp_path / "fair.yaml"
    path.write_text(DATED.replace("[zh, en]", "[fr, zh, km]").replace("Gamma", "Γάμμα 𓀀"), encoding="utf-8")
    match("schedule", path)
    result = match("agendas", path, tmp_path / "fair-plan" / "schedule.json", "--format", "pdf,ics")
    assert result.code == 0
    assert "no texts in fr, km: sheets in it speak another language of the event instead" in result.err
    assert "no font has 𓀀 (U+13000), in the texts of Γάμμα 𓀀" in result.err


def test_an_event_without_dates_has_no_calendars_and_says_so(match: Match, tmp_path: Path) -> None:
    path = tmp_path / "fair.yaml"
    path.write_text(FAIR, encoding="utf-8")
    match("schedule", path)
    result = match("agendas", path, tmp_path / "fair-plan" / "schedule.json", "--format", "ics")
    assert (result.code, "nothing to print" in result.err, "the event no dates" in result.err) == (2, True, True)


OWN = "event:\n  timezone: Asia/Shanghai\n  print: {LOOK}\nprofiles:\n" + FAIR


def test_logo_templates_and_languages_lie_beside_the_event_file(match: Match, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "km.toml").write_text('[label]\ntable = "តុ"\n', encoding="utf-8")
    (tmp_path / "own" / "index.css").write_text("body { color: teal }", encoding="utf-8")
    (tmp_path / "own" / "notes.txt").write_bytes(b"\xff")
    path = tmp_path / "fair.yaml"
    path.write_text(OWN.replace("LOOK", "logo: logo.svg, templates: own, colour: '#AA0000'"), encoding="utf-8")
    assert match("schedule", path).code == 0
    assert "color: teal" in (tmp_path / "fair-plan" / "index.html").read_text(encoding="utf-8")
    result = match("agendas", path, tmp_path / "fair-plan" / "schedule.json", "--lang", "km", "--format", "html")
    assert "km.toml leaves" in result.err
    assert "តុ" in (tmp_path / "fair-plan" / "agendas" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("look", "message"),
    [
        ("logo: no.png", "no.png cannot be read (No such file or directory)"),
        ("logo: big.png", "big.png is larger than 8 MB"),
        ("logo: fair.yaml", "event.print.logo: the file is no PNG, JPEG or SVG picture"),
        ("templates: nowhere", "nowhere is no folder"),
        ("templates: bad", "x.css is not in UTF-8; save it as UTF-8"),
        ("colour: red", "this is no colour (found “red”). Write it as “#1f3a5f”."),
        ("link: example.org", "this is no address of a page (found “example.org”)"),
        ("colur: red", "Did you mean “colour”?"),
    ],
)
def test_what_cannot_be_used_is_told(match: Match, tmp_path: Path, look: str, message: str) -> None:
    (tmp_path / "big.png").write_bytes(bytes(8_000_001))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.css").write_bytes(b"\xff\xfe")
    path = tmp_path / "fair.yaml"
    path.write_text(OWN.replace("LOOK", look), encoding="utf-8")
    result = match("schedule", path)
    assert result.code == 2
    assert message in result.err
    assert not (tmp_path / "fair-plan").exists()


def test_the_date_of_print_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1728518400")
    assert command._date("").isoformat() == "2024-10-10"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert command._date("").year >= 2024
    assert json.dumps(command.PARTS).startswith('["company"')
