"""The form of a file: what is no YAML, no text, no file at all, and what YAML has that an event file must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.errors import InputError, Mistake
from matchmaker.inputs import load_event
from matchmaker.inputs.located import MAX_BYTES, MAX_DEPTH
from tests.inputs.marks import mistakes, places, read, without_marks


def refused(path: Path) -> Mistake:
    """The one mistake for which a file is refused."""
    with pytest.raises(InputError) as raised:
        load_event(path)
    (found,) = raised.value.mistakes
    return found


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing.yaml"
    assert str(refused(path)) == f"{path}: there is no such file."


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert str(refused(tmp_path)) == f"{tmp_path}: this is a folder, not a file."


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 300)).code == "no-file"


def test_a_file_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    assert refused(tmp_path / "plain" / "fair.yaml").code == "no-file"


def test_a_very_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    found = refused(path)
    assert (found.code, found.remedy) == ("too-large", f"At most {MAX_BYTES // 1024**2} MB are read.")


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a remark\n", "\ufeff"])
def test_an_empty_file_is_told(text: str) -> None:
    (found,) = mistakes(text)
    assert (found.code, found.line) == ("empty", 0)


@pytest.mark.parametrize("text", ["▶Acme", "\n  ▶'Acme'", "▶~", "---\n▶12"])
def test_a_single_value_is_no_event(text: str) -> None:
    plain, expected = without_marks(text)
    found = mistakes(plain)
    assert places(found) == expected
    assert found[0].code == "wrong-type"


@pytest.mark.parametrize("text", ["▶[]", "event: {name: Fair}", "profiles: ▶[]", "profiles:▶", "▶{}"])
def test_an_event_needs_profiles(text: str) -> None:
    plain, expected = without_marks(text)
    (found,) = mistakes(plain)
    assert found.message == "there are no profiles"
    assert places((found,)) == (expected or [(1, 1)])


NOT_UTF8 = [
    (b"- name: Stra\xdfe\n", (1, 13), "byte 0xdf"),
    (b"- name: A\n  country: \xff", (2, 12), "byte 0xff"),
    (b"\xff\xfe-\x00", (1, 1), "byte 0xff"),
]


@pytest.mark.parametrize(("data", "place", "value"), NOT_UTF8)
def test_a_file_in_another_encoding_is_told_with_the_byte(data: bytes, place: tuple[int, int], value: str) -> None:
    (found,) = mistakes(data)
    assert (found.code, (found.line, found.column), found.value) == ("not-utf8", place, value)


NOT_YAML = {
    "an open list": "- {name: A, languages: [zh\n▶",
    "an open quote": "- name: 'A\n▶",
    "an open list at the very end": "- [激▶",
    "a tab that indents": "- name: A\n▶\tcountry: CN",
    "a key out of line": "- name: A\n ▶country: CN",
    "a raw control character": "- name: 激光▶\x07",
    "an escape that is none": '- name: "a▶\\q"',
    "half of a surrogate pair": '- name: "▶\\ud800"',
}


@pytest.mark.parametrize("text", NOT_YAML.values(), ids=NOT_YAML.keys())
def test_what_is_no_yaml_is_told_with_its_place(text: str) -> None:
    plain, expected = without_marks(text)
    found = mistakes(plain)
    assert [one.code for one in found] == ["not-yaml"]
    line, column = places(found)[0]
    assert line == expected[0][0]
    assert abs(column - expected[0][1]) <= 2  # within the escape


FORM = {
    "a key that stands twice": ("- {name: A, country: CN, ▶name: B}", ["duplicate-key"]),
    "a section that stands twice": ("profiles: [{name: A, country: CN}]\n▶profiles: []", ["duplicate-key"]),
    "a key that stands thrice": ("- {name: A, country: CN, ▶name: B, ▶name: C}", ["duplicate-key"] * 2),
    "an anchor": ("- ▶&a {name: A, country: CN}", ["anchor"]),
    "an alias": ("- {name: A, country: ▶*a}", ["alias"]),
    "an alias for an entry": ("- {name: A, country: CN}\n- ▶*a", ["alias"]),
    "a merge": ("- ▶&a {name: A, country: CN}\n- {▶<<: ▶*a, name: B, country: CN}", ["anchor", "unknown-key", "alias"]),
    "a tag": ("- {name: ▶!!str A, country: CN}", ["tag"]),
    "a tag that would run code": ("- ▶!!python/object/apply:os.system [ls]", ["tag", "wrong-type"]),
    "a list as a key": ("- {name: A, country: CN, ▶[x]: y}", ["key"]),
    "nothing as a key": ("- {name: A, country: CN, ▶~: y}", ["key"]),
    "two keys that are no texts": ("- {name: A, country: CN, ▶[x]: y, ▶{a: b}: c}", ["key"] * 2),
    "a second document": ("- {name: A, country: CN}\n▶---\n- {name: B, country: CN}", ["documents"]),
    "an escaped control character": ('- {name: ▶"a\\u0007b", country: CN}', ["control-character"]),
    "an escaped line separator": ('- {name: ▶"a\\u2028b", country: CN}', ["control-character"]),
}


@pytest.mark.parametrize(("text", "codes"), FORM.values(), ids=FORM.keys())
def test_what_an_event_file_never_needs_is_refused(text: str, codes: list[str]) -> None:
    plain, expected = without_marks(text)
    found = mistakes(plain)
    assert [one.code for one in found] == codes
    if len(codes) == len(expected):
        assert places(found) == expected


def test_an_alias_bomb_is_refused_and_not_expanded() -> None:
    bomb = ["a0: &a0 [x]"]
    bomb += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    found = mistakes("\n".join(bomb))
    assert sum(one.code == "anchor" for one in found) == 30
    assert sum(one.code == "alias" for one in found) == 29 * 9


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_a_depth_bomb_is_refused_at_the_level_that_is_too_deep(opening: str) -> None:
    (found,) = mistakes(opening * 100_000)
    assert found.code == "too-deep"
    assert (found.line, found.column) == (1, MAX_DEPTH * len(opening) + 1)


def test_control_characters_never_reach_the_reader_of_a_message_raw() -> None:
    (_, found) = mistakes('- {name: "A\\u001b[31m", country: "\\u001b[2J"}')[0:2]
    assert "\x1b" not in str(found)


@pytest.mark.parametrize("name", ["😀 Laser", "شركة الليزر", "חברת לייזר", "ក្រុមហ៊ុន", "济南激光", "Ünïcode\u0301"])
def test_names_in_any_script_are_kept(name: str) -> None:
    assert read(f"- {{name: {name}, country: CN}}").event.profiles[0].name == name


def test_json_is_yaml() -> None:
    loaded = read('{"profiles": [{"name": "A", "country": "NO", "capabilities": ["laser"], "delegates": 2}]}')
    (company,) = loaded.event.profiles
    assert (company.capabilities, company.delegates) == (("laser",), 2)
