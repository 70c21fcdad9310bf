"""Whatever the bytes, reading ends in an event or in mistakes; whatever the event, its schedule can be read back."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

from matchmaker.errors import InputError, Mistake
from matchmaker.event import Event, Settings, Window, Wish
from matchmaker.inputs import load_schedule
from matchmaker.inputs.event_file import SECTIONS, Loaded, parse_event
from tests.attack.effort import thorough
from tests.build import meeting, schedule

repeatable = thorough

VALID = """\
event: {name: Fair, timezone: Europe/Berlin, languages: [de, en], max_meetings: 4}
halls:
- {id: hall, name: Halle, names: {en: Hall}, tables: 3, walk: {annexe: 5}}
- {id: annexe, name: Anbau, tables: 4}
sessions:
- {id: one, name: Eins, kind: tables, hall: hall, day: 2024-09-20, start: 09:00, end: 11:00, slot: 20, gap: 5}
- {id: two, name: Zwei, kind: plenary, hall: hall, day: 2024-09-20, start: 11:00, end: 12:00, speakers: acme}
- {id: three, name: Drei, kind: salon, hall: annexe, day: 2024-09-20, start: 13:00, end: 14:00, tables: 1,
   topics: [laser], invited: [acme], signed_up: [beta], kept_out: []}
- {id: four, name: Vier, kind: dialogue, hall: annexe, day: 2024-09-20, start: 13:00, end: 14:00, moderators: [Wu],
   round_tables: [laser, {topic: Zoll, asked_by: acme}], group: {min: 2, max: 4, countries: 2, apart: [[acme, beta]]}}
- {id: five, name: Fünf, kind: consultation, hall: annexe, day: 2024-09-20, start: 13:00, end: 14:00,
   advisers: [{name: Chen, expertise: [Zoll], available: [{day: 2024-09-20, start: 13:00, end: 13:30}]}]}
- {id: six, name: Sechs, kind: exhibition, hall: hall, day: 2024-09-20, start: 13:00, end: 14:00,
   booths: [beta, {exhibitor: acme, visitors: 2, host: sun, hours: [{day: 2024-09-20, start: 13:00, end: 13:30}]}]}
vocabulary:
- {id: laser, labels: {zh: 激光, en: laser}, synonyms: [Laser], broader: []}
delegations:
- {id: north, name: North, leader: acme, max_meetings: 9, at_home: {members: 30, interests: [laser]}}
interpreters:
- {name: Li, languages: [zh, de], available: [{day: 2024-09-20, start: 09:00, end: 10:00}]}
profiles:
- id: acme
  name: Acme & Söhne
  country: NO
  capabilities: [laser, "Schweißen"]
  interests: 激光
  delegation: north
  delegates: [{id: sun, name: Sun, languages: zh}, Wu]
  purposes: {trade: 3, service: 1}
  minimums: {trade: 1}
  needs: [Zoll]
  wishes: [{company: beta, wish: want, rank: 1, answer: accepted}]
  unavailable: [{day: 2024-09-20, start: 10:00, end: 10:30}]
- {id: beta, name: 'Beta', country: Китай, delegates: 2, max_meetings: 0,
   wishes: [{company: acme, delegate: sun, leader: true}], note: "x\\ty"}
""".encode()

MUTANTS = [b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\t", b"\n", b"9" * 30]
MUTANTS += [text.encode() for text in ("&a ", "*a", "!!x ", "---\n", ": ", "- ", "[", "}", "'", '"', "|", "~", "▶")]
MUTANTS += [text.encode() for text in ("NO", "-1", "1e9", "name", "id: acme")]


def outcome(data: bytes) -> Loaded | tuple[Mistake, ...]:
    """The event, or its mistakes in reading order, each at a place in the file. Anything else is a bug."""
    try:
        return parse_event(data, "fuzz.yaml")
    except InputError as error:
        found = error.mistakes
    breaks = (b"\r", b"\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
    places = [(one.line, one.column) for one in found]
    assert places == sorted(places)
    assert places[-1][0] <= 1 + sum(map(data.count, breaks))
    return found


def test_the_file_that_is_mutated_is_valid() -> None:
    assert isinstance(outcome(VALID), Loaded)


@repeatable
@given(st.binary(max_size=200))
@example(b"\xff")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    outcome(data)


@repeatable
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    damaged = VALID
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(damaged)))
        end = start + data.draw(st.integers(0, 12))
        patch = data.draw(st.sampled_from(MUTANTS) | st.binary(max_size=3))
        damaged = damaged[:start] + patch + damaged[end:]
    outcome(damaged)


def places_in(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path to each value of a tree, the root's first."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for key, value in inner for found in places_in(value, (*path, key)))]


def part_of(tree: Any, path: tuple[str | int, ...]) -> Any:
    """The value at a path."""
    for key in path:
        tree = tree[key]
    return tree


def replaced(tree: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The tree with one value in place of another."""
    if not path:
        return value
    copy = tree.copy()
    copy[path[0]] = replaced(tree[path[0]], path[1:], value)
    return copy


READ = yaml.load(VALID, Loader=yaml.BaseLoader)  # noqa: S506 — every scalar a text, as matchmaker reads it
PLACES = places_in(READ)


MODELS: tuple[type[BaseModel], ...] = (Event, Settings, Window, Wish, *SECTIONS.values())
KEYS = st.sampled_from(sorted({key for model in MODELS for key in model.model_fields})) | st.text(max_size=3)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["A", "CN", "must", "avoid", "declined", "tables", "2024-09-20", "09:00", "08:00", "UTC", "zh"])
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)


@repeatable
@given(TREES)
def test_any_tree_is_read_or_refused(tree: Any) -> None:
    outcome(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass"))


@repeatable
@given(st.sampled_from(PLACES), TREES | st.sampled_from(PLACES).map(lambda path: part_of(READ, path)))
def test_whatever_stands_in_the_place_of_a_value_the_file_is_read_or_refused(
    path: tuple[str | int, ...], tree: Any
) -> None:
    assert len(PLACES) > 150
    text = json.dumps(replaced(READ, path, tree), ensure_ascii=True)
    outcome(text.encode())


@repeatable
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "name", "country", "wishes"), LEAVES))))
def test_any_list_of_entries_is_read_or_refused(entries: list[Any]) -> None:
    outcome(json.dumps(entries).encode())


@repeatable
@given(st.text(max_size=20))
@example("a\u2028b")
@example("a\ufeffb")
@example("a\nb\t c")
@example("\\ \" ' : # - 😀")
def test_a_name_that_is_read_survives_in_the_schedule(name: str) -> None:
    text = json.dumps([{"name": name, "country": "CN"}], ensure_ascii=True)
    found = outcome(text.encode())
    if not isinstance(found, Loaded):
        return
    (company,) = found.event.profiles
    written = schedule(meeting("a b", reasons=(company.name,)).model_copy(update={"participants": (company.id, "b")}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schedule.json"
        path.write_text(written.to_json(), encoding="utf-8", newline="")
        assert load_schedule(path) == written
