"""`match schedule`: what it writes, what it says, and when it writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import matchmaker.pipeline
from matchmaker.clash import Clash
from matchmaker.outcome import Undecided
from matchmaker.pipeline import Project
from matchmaker.rules import Violation
from tests.cli.conftest import FAIR, IMPOSSIBLE, Match

Write = Callable[[str], Path]
FILES = ["agendas.pdf", "index.html", "schedule.json"]


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(one.name for one in folder.iterdir())


def session(day: str, start: str, end: str, zone: str = "UTC", kind: str = "tables") -> str:
    """An event of one session."""
    return (
        f"event: {{timezone: {zone}}}\nhalls: [{{name: Hall, tables: 2}}]\n"
        f"sessions: [{{name: Main, kind: {kind}, hall: Hall, day: {day}, start: {start}, end: {end}}}]\n"
        f"profiles:\n{FAIR}"
    )


def test_a_plan_is_three_files_beside_the_event_file(match: Match, write: Write) -> None:
    path = write(FAIR)
    result = match("schedule", path)
    assert (result.code, result.out) == (0, "")
    assert names(path.parent) == ["fair-plan", "fair.yaml"]
    assert names(path.parent / "fair-plan") == FILES
    *_, written, scarce = result.err.rstrip().splitlines()
    plan = path.parent / "fair-plan"
    assert written.endswith(f"written to {plan}: schedule.json, agendas.pdf, index.html")
    assert scarce.endswith(f"match scarce {path} {plan / 'schedule.json'}")


def test_the_schedule_holds_every_pair_that_suits(match: Match, write: Write, tmp_path: Path) -> None:
    match("schedule", write(FAIR), "--out", tmp_path / "plan")
    plan = json.loads((tmp_path / "plan" / "schedule.json").read_text())
    assert {one["id"]: one["weight"] for one in plan["meetings"]} == {"Acme+Beta": 820, "Acme+Gamma": 120}
    assert (plan["status"], plan["objective"], plan["bound"], plan["gap"]) == ("optimal", 940, 940, 0.0)
    assert plan["meetings"][0]["start"].startswith("2001-01-01T09:00:00")


def test_the_screen_says_defaults_stages_result_and_place(match: Match, write: Write) -> None:
    said = match("schedule", write(FAIR)).err
    for part in ("reading", "defaults used: time zone: UTC", "scoring", "proven optimal in every goal", "written to"):
        assert part in said


def test_characters_without_a_font_are_named_with_their_owner(match: Match, write: Write) -> None:
    said = match("schedule", write(FAIR.replace("Gamma", "Γάμμα 𓀀"))).err
    assert "no font has 𓀀 (U+13000), in the texts of Γάμμα 𓀀: agendas.pdf shows [U+13000] instead" in said


def test_json_is_all_there_is_on_standard_output(match: Match, write: Write, tmp_path: Path) -> None:
    result = match("schedule", write(FAIR), "--json", "--out", tmp_path / "plan")
    assert (result.code, result.err) == (0, "")
    found = result.json()
    assert (found["status"], found["objective"], found["meetings"], found["cut"]) == ("optimal", 940, 2, None)
    assert found["files"] == [str(tmp_path / "plan" / name) for name in ("schedule.json", "agendas.pdf", "index.html")]


# Fourteen companies, each of whom suits four others, at two tables: more than can meet.
TOPICS = ("laser cutting", "welding robots", "optical crystals", "phased radar", "drones", "exports", "training")
CROWD = "halls: [{name: Hall, tables: 2}]\nprofiles:\n" + "".join(
    f"- {{name: C{i}, country: CN, capabilities: {TOPICS[i % 7]}, interests: [{TOPICS[(i + 2) % 7]}]}}\n"
    for i in range(14)
)


def test_the_same_input_gives_the_same_bytes_whatever_the_workers(match: Match, write: Write, tmp_path: Path) -> None:
    path = write(CROWD)
    sums = set()
    for number, workers in enumerate((1, 1, 4)):
        folder = tmp_path / f"plan-{number}"
        assert match("schedule", path, "--out", folder, "--workers", workers, "--seed", 5).code == 0
        sums.add(tuple(hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES))
    assert len(sums) == 1


def test_the_seed_is_written_down(match: Match, write: Write, tmp_path: Path) -> None:
    match("schedule", write(FAIR), "--seed", 2**31 - 1, "--out", tmp_path / "plan")
    assert json.loads((tmp_path / "plan" / "schedule.json").read_text())["seed"] == 2**31 - 1


MUST = FAIR.replace("interests: automation", "interests: automation, wishes: [{company: Gamma, wish: must}]")


@pytest.mark.parametrize("text", [FAIR, MUST], ids=["free", "with a must"])
def test_no_time_at_all_still_gives_a_schedule_and_says_what_cut_in(
    match: Match, write: Write, tmp_path: Path, text: str
) -> None:
    result = match("schedule", write(text), "--time-limit", 0, "--out", tmp_path / "plan")
    assert result.code == 0
    assert "the time limit of 0 s cut in; this is the best schedule found until then" in result.err
    assert names(tmp_path / "plan") == FILES


def test_machines_are_told_what_cut_in(match: Match, write: Write) -> None:
    result = match("schedule", write(FAIR), "--time-limit", 0, "--json")
    assert result.json()["cut"] == "the time limit of 0 s cut in"


def test_two_musts_in_the_only_slot_end_with_3_and_nothing_is_written(match: Match, write: Write) -> None:
    path = write(IMPOSSIBLE)
    result = match("schedule", path)
    assert result.code == 3
    assert "no schedule can keep the hard rules; nothing was written" in result.err
    assert "these 3 cannot all be kept (drop any one, and the rest can be):" in result.err
    assert names(path.parent) == ["fair.yaml"]


def test_machines_are_told_that_it_is_impossible_and_why(match: Match, write: Write) -> None:
    result = match("schedule", write(IMPOSSIBLE), "--json")
    assert (result.code, result.json()["status"]) == (3, "impossible")
    assert result.json()["reasons"]
    assert result.json()["members"][0]["sentences"]["en"] == "Acme and Beta must meet (a wish of Acme)"


def test_people_are_told_in_every_language_of_the_event(match: Match, write: Write) -> None:
    told = match("schedule", write("event: {languages: [de, zh]}\n" + IMPOSSIBLE)).err
    assert "Acme und Beta müssen sich treffen" in told
    assert "Acme与Beta必须会面" in told
    assert "must meet" not in told


def test_what_clashes_may_stay_unknown_and_the_reasons_are_told(
    match: Match, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Project, "clash", lambda *_: Clash((), irreducible=False, ways=()))
    told = match("schedule", write(IMPOSSIBLE)).err
    assert "has 2 meetings that must be, and its slots and delegates allow 1" in told
    assert "what clashes was not found" in told


def test_an_impossible_event_leaves_the_old_plan_alone(match: Match, write: Write) -> None:
    path = write(FAIR)
    match("schedule", path)
    folder = path.parent / "fair-plan"
    before = {name: (folder / name).read_bytes() for name in FILES}
    assert match("schedule", write(IMPOSSIBLE)).code == 3
    assert {name: (folder / name).read_bytes() for name in FILES} == before


def test_time_that_ran_out_before_a_schedule_ends_with_4(
    match: Match, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Project, "solve", lambda *_: Undecided("the musts were not placed"))
    path = write(FAIR)
    result = match("schedule", path)
    assert result.code == 4
    assert "no schedule was found in time; nothing was written\n  the musts were not placed" in result.err
    assert names(path.parent) == ["fair.yaml"]


def test_a_schedule_that_the_checker_refuses_is_never_written(
    match: Match, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Violation("once_per_pair", "Two companies meet once at the most.", "Acme and Beta meet 2 times")
    monkeypatch.setattr(matchmaker.pipeline, "check", lambda *_: (broken,))
    path = write(FAIR)
    result = match("schedule", path)
    assert result.code == 70
    assert "This is a bug in matchmaker" in result.err
    assert "Acme and Beta meet 2 times" in result.err
    assert names(path.parent) == ["fair.yaml"]


@pytest.mark.parametrize("below", ["", "plan"])
def test_a_file_in_the_place_of_the_folder_ends_with_2(match: Match, write: Write, below: str) -> None:
    path = write(FAIR)
    result = match("schedule", path, "--out", path / below)
    assert result.code == 2
    assert "the folder cannot be made" in result.err
    assert path.read_text() == FAIR


def test_a_folder_in_the_place_of_a_file_ends_with_2(match: Match, write: Write, tmp_path: Path) -> None:
    (tmp_path / "plan" / "index.html").mkdir(parents=True)
    result = match("schedule", write(FAIR), "--out", tmp_path / "plan")
    assert result.code == 2
    assert "cannot be written" in result.err
    assert names(tmp_path / "plan") == ["index.html"]


@pytest.mark.parametrize(
    "text", ["- {name: Acme, country: CN}\n", "- {name: Acme, country: CN}\n- {name: Beta, country: DE}\n"]
)
def test_an_event_without_a_possible_meeting_has_an_empty_plan_that_says_why(
    match: Match, write: Write, tmp_path: Path, text: str
) -> None:
    result = match("schedule", write(text), "--out", tmp_path / "plan")
    assert result.code == 0
    assert "The profile names no capabilities and no interests" in result.err
    assert names(tmp_path / "plan") == FILES


DAYLIGHT = {
    "across the hour that is lost": (session("2024-03-31", "01:00", "04:00", "Europe/Berlin"), ["01:00:00+01:00"]),
    "on the day after it": (session("2024-03-31", "09:00", "12:00", "Europe/Berlin"), ["09:00:00+02:00"]),
    "before the hour that comes twice": (session("2024-10-27", "00:00", "02:00", "Europe/Berlin"), ["00:00:00+02:00"]),
}


@pytest.mark.parametrize(("text", "starts"), DAYLIGHT.values(), ids=DAYLIGHT.keys())
def test_meetings_around_a_change_of_clocks_have_their_offset(
    match: Match, write: Write, tmp_path: Path, text: str, starts: list[str]
) -> None:
    assert match("schedule", write(text), "--out", tmp_path / "plan").code == 0
    plan = json.loads((tmp_path / "plan" / "schedule.json").read_text())
    assert [one["start"].partition("T")[2] for one in plan["meetings"]][: len(starts)] == starts


def test_meetings_can_be_in_the_hour_that_comes_twice(match: Match, write: Write) -> None:
    assert match("schedule", write(session("2024-10-27", "02:00", "03:00", "Europe/Berlin"))).code == 0


@pytest.mark.parametrize(
    "text",
    [session("2024-09-20", "09:00", "10:00", kind="plenary")],
    ids=["nothing but a plenary"],
)
def test_an_event_without_slots_has_an_empty_plan(match: Match, write: Write, text: str) -> None:
    assert match("schedule", write(text)).code == 0


def test_hours_that_the_clocks_skip_are_a_mistake(match: Match, write: Write) -> None:
    result = match("schedule", write(session("2024-03-31", "02:00", "03:00", "Europe/Berlin")))
    assert result.code == 2
    assert "the clocks in Europe/Berlin skip these hours on 2024-03-31" in result.err


def test_a_sold_minimum_that_cannot_be_kept_is_told_with_its_reason_and_what_is_possible(
    match: Match, write: Write
) -> None:
    path = write(FAIR.replace("name: Acme,", "name: Acme, min_meetings: 5,"))
    said = match("schedule", path).err
    assert "minimums_kept: 2 of at most 2 (proven optimal)" in said
    assert "Acme: promised 5, has 2 (2 would be possible if it came first): only 2 compatible companies" in said
    assert match("verify", path, path.parent / "fair-plan" / "schedule.json").code == 0
    assert match("schedule", path, "--json").json()["promises_broken"][0]["possible"] == 2
