"""Whatever the bytes, every reader ends in a value or in mistakes; the event file is fuzzed in tests/inputs."""

from __future__ import annotations

import contextlib
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.errors import InputError
from matchmaker.inputs import load_schedule
from matchmaker.inputs.vocabulary_files import PARSERS
from matchmaker.schedule import Schedule
from tests.attack.effort import thorough
from tests.build import meeting, schedule

MUTANTS = [
    b"",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"9" * 400,
    b"-1",
    b"null",
    b"[",
    b"{",
    b'"',
    b"\\ud800",
    b"NaN",
    b"1e999",
]
PLAN = schedule(meeting("a b"), meeting("a c", "09:30"), promises_broken=()).to_json().encode()
SAMPLES = {
    ".csv": "id,en,zh,broader\nlaser,laser,激光,\ncutting,laser cutting,,laser\n".encode(),
    ".yaml": "- {id: laser, labels: {en: laser, zh: 激光}}\n- {id: cut, broader: [laser]}\n".encode(),
    ".ttl": b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://example.org/> .
x:laser a skos:Concept ; skos:prefLabel "laser"@en . x:cut a skos:Concept ; skos:broader x:laser .""",
    ".rdf": b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="http://example.org/laser">
<skos:prefLabel xml:lang="en">laser</skos:prefLabel></skos:Concept></rdf:RDF>""",
}


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with a few pieces cut out or put in."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(whole)))
        patch = draw(st.sampled_from(MUTANTS) | st.binary(max_size=4))
        whole = whole[:start] + patch + whole[start + draw(st.integers(0, 12)) :]
    return whole


@thorough
@given(damaged(PLAN) | st.binary(max_size=200))
def test_any_schedule_file_is_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schedule.json"
        path.write_bytes(data)
        with contextlib.suppress(InputError):
            assert isinstance(load_schedule(path), Schedule)


@pytest.mark.parametrize("form", SAMPLES)
def test_the_samples_are_read(form: str) -> None:
    assert PARSERS[form](SAMPLES[form], f"sample{form}")[1] == []


@pytest.mark.parametrize("form", SAMPLES)
@thorough
@given(data=st.data())
def test_any_vocabulary_file_is_read_or_refused(form: str, data: st.DataObject) -> None:
    with contextlib.suppress(InputError):
        PARSERS[form](data.draw(damaged(SAMPLES[form]) | st.binary(max_size=200)), f"sample{form}")


BOMB = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">%s]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://example.org/x"><skos:prefLabel>&j;</skos:prefLabel></skos:Concept></rdf:RDF>"""


def test_entities_within_entities_are_refused() -> None:
    names = "abcdefghij"
    layers = "".join(f'<!ENTITY {name} "{10 * f"&{below};"}">' for below, name in pairwise(names))
    with pytest.raises(InputError):
        PARSERS[".rdf"](BOMB % layers.encode(), "bomb.rdf")


def test_an_entity_that_abbreviates_an_address_is_read() -> None:
    plain = PARSERS[".rdf"](BOMB % b'<!ENTITY j "laser">', "abbreviated.rdf")[0]
    assert "laser" in str(plain.plain())


def test_no_other_file_is_read_into_a_vocabulary(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    outside = f'<!ENTITY j SYSTEM "{secret.as_uri()}">'
    with pytest.raises(InputError, match="entities may only abbreviate"):
        PARSERS[".rdf"](BOMB % outside.encode(), "outside.rdf")
