"""Vocabularies from YAML, CSV and SKOS files, and the one in the package."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.errors import InputError
from matchmaker.event import GENERAL_TERMS, GENERAL_VOCABULARY, Term
from matchmaker.inputs import Loaded, load_event
from matchmaker.inputs.terms import merged, shared_labels
from matchmaker.inputs.vocabulary_files.csv_file import parse_csv
from matchmaker.inputs.vocabulary_files.skos import parse_skos

PROFILES = "profiles: [{name: A, country: CN}]\n"

AS_YAML = """\
- id: laser
  labels: {en: laser, zh: 激光}
- id: cutter
  labels: {en: laser cutter}
  synonyms: {de: [Laserschneider], ru: [лазерный резак]}
  broader: laser
"""
AS_CSV = """\
id,en,zh,synonyms,broader
laser,laser,激光,,
cutter,laser cutter,,de:Laserschneider; ru:лазерный резак,laser
"""
AS_TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<laser> a skos:Concept ; skos:prefLabel "laser"@en, "激光"@zh .
<cutter> a skos:Concept ; skos:prefLabel "laser cutter"@en ; skos:altLabel "Laserschneider"@de ;
  skos:hiddenLabel "лазерный резак"@ru ; skos:broader <laser>, <elsewhere> .
"""
AS_RDF = """\
<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="urn:laser">
    <skos:prefLabel xml:lang="en">laser</skos:prefLabel><skos:prefLabel xml:lang="zh">激光</skos:prefLabel>
    <skos:narrower rdf:resource="urn:cutter"/>
  </skos:Concept>
  <skos:Concept rdf:about="urn:cutter">
    <skos:prefLabel xml:lang="en">laser cutter</skos:prefLabel>
    <skos:altLabel xml:lang="de">Laserschneider</skos:altLabel>
    <skos:altLabel>лазерный резак</skos:altLabel>
  </skos:Concept>
</rdf:RDF>
"""
FILES = {
    "terms.yaml": AS_YAML,
    "wrapped.yml": "vocabulary:\n" + AS_YAML,
    "terms.json": '[{"id": "laser", "labels": {"en": "laser", "zh": "激光"}}, {"id": "cutter", "labels": {"en": "laser '
    'cutter"}, "synonyms": ["Laserschneider", "лазерный резак"], "broader": ["laser"]}]',
    "terms.csv": AS_CSV,
    "semicolons.csv": AS_CSV.replace("; ", "|").replace(",", ";"),
    "marked.csv": "\ufeff" + AS_CSV.replace("\n", "\r\n"),
    "terms.ttl": AS_TURTLE,
    "terms.rdf": AS_RDF,
}


def load(folder: Path, name: str, text: str, event: str = PROFILES) -> Loaded:
    """An event that names a vocabulary file."""
    (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / "fair.yaml").write_text(f"event: {{vocabularies: ['{name}']}}\n{event}", encoding="utf-8")
    return load_event(folder / "fair.yaml")


def told(folder: Path, name: str, text: str, event: str = PROFILES) -> list[tuple[str, int, int, str, str]]:
    """The mistakes in a vocabulary file: name of the file, line, column, code, value."""
    with pytest.raises(InputError) as raised:
        load(folder, name, text, event)
    return [(Path(it.file).name, it.line, it.column, it.code, it.value) for it in raised.value.mistakes]


@pytest.mark.parametrize("name", FILES)
def test_each_form_gives_the_same_vocabulary(name: str, tmp_path: Path) -> None:
    terms = load(tmp_path, name, FILES[name]).event.vocabulary
    assert len(terms) == 2
    by_label = {term.labels["en"]: term for term in terms}
    laser, cutter = by_label["laser"], by_label["laser cutter"]
    assert laser.labels == {"en": "laser", "zh": "激光"}
    assert set(cutter.synonyms) == {"Laserschneider", "лазерный резак"}
    assert cutter.broader == (laser.id,) or laser.narrower == (cutter.id,)


@pytest.mark.parametrize(
    ("name", "text", "mistakes"),
    [
        ("x.csv", "id,en\na,x\na,y\n", [("x.csv", 3, 1, "duplicate-id", "“a”")]),
        ("x.csv", "id,en,broader\na,x,b\n", [("x.csv", 2, 3, "unknown-reference", "“b”")]),
        ("x.csv", "id,broader,narrower\na,b,\nb,,\nc,,b\nb2,c,c\n", [
            ("x.csv", 5, 2, "circle", "“c”"), ("x.csv", 5, 3, "circle", "“c”")]),
        ("x.csv", "en,zh\nx,y\n", [("x.csv", 1, 1, "missing", "“en,zh”")]),
        ("x.csv", "id,hue!\na,x\n", [("x.csv", 1, 2, "unknown-key", "“hue!”")]),
        ("x.csv", "id,en,en\na,x,y\n", [("x.csv", 1, 3, "duplicate-key", "“en”")]),
        ("x.csv", "id,en\na,x,y\n", [("x.csv", 2, 3, "bad-form", "“y”")]),
        ("x.csv", 'id,en\n"a,x\n', [("x.csv", 2, 1, "bad-form", "")]),
        ("x.csv", "", [("x.csv", 1, 1, "missing", "“”")]),
        ("x.csv", "id,en\n,x\n", [("x.csv", 2, 1, "missing", "")]),
        ("x.csv", "id,en\na,x\x07\n", [("x.csv", 2, 2, "control-character", "U+0007")]),
        ("x.ttl", AS_TURTLE.replace("激光", "\\u0007"), [("x.ttl", 0, 0, "control-character", "U+0007")]),
        ("x.ttl", "0", [("x.ttl", 0, 0, "bad-form", "")]),
        ("x.yaml", "- {id: a, broader: a}\n", [("x.yaml", 1, 20, "circle", "“a”")]),
        ("x.yaml", "- {id: a, colour: red}\n", [("x.yaml", 1, 11, "unknown-key", "“colour”")]),
        ("x.yaml", "terms: []\n", [("x.yaml", 1, 1, "wrong-type", "a mapping (key: value)")]),
        ("x.yaml", "[", [("x.yaml", 1, 2, "not-yaml", "")]),
        ("x.ttl", "@prefix skos: <x> .\n<a> a [\n", [("x.ttl", 3, 1, "bad-form", "")]),
        ("x.ttl", "", [("x.ttl", 0, 0, "empty", "")]),
        ("x.rdf", "<rdf>\n<a>", [("x.rdf", 2, 1, "bad-form", "")]),
        ("x.xml", "<a/>", [("x.xml", 0, 0, "empty", "")]),
        ("x.docx", "x", [("x.docx", 0, 0, "bad-form", "")]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_vocabulary_file_is_told_with_its_place(
    name: str, text: str, mistakes: list[tuple[str, int, int, str, str]], tmp_path: Path
) -> None:
    found = told(tmp_path, name, text)
    assert [(one[0], one[1], one[3]) for one in found] == [(one[0], one[1], one[3]) for one in mistakes]
    for one, other in zip(found, mistakes, strict=True):
        assert not other[4] or one[4] == other[4]


def test_a_second_label_in_one_language_is_a_synonym(tmp_path: Path) -> None:
    (term,) = load(
        tmp_path, "x.ttl", PREFIX + '<a> a skos:Concept ; skos:prefLabel "one"@en, "two"@en .'
    ).event.vocabulary
    assert (term.labels, term.synonyms) == ({"en": "one"}, ("two",))


PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


@given(
    st.binary(max_size=60) | st.text('id,en;"\n\r|:äx\x00 ', max_size=80).map(lambda text: f"id,en\n{text}".encode())
)
def test_no_table_is_any_trouble(data: bytes) -> None:
    with contextlib.suppress(InputError):
        root, _ = parse_csv(data, "x.csv")
        assert isinstance(root.plain()["vocabulary"], list)


@settings(deadline=None)
@given(
    st.binary(max_size=40)
    | st.text('<a> skos:pefLbl"@.;[]()^\\\n_:{}=', max_size=40).map(lambda text: (PREFIX + text).encode()),
    st.sampled_from(["turtle", "xml"]),
)
def test_no_rdf_is_any_trouble(data: bytes, form: str) -> None:
    with contextlib.suppress(InputError):
        parse_skos(data, "x", form)


def test_a_term_both_broader_and_narrower_of_another_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        load(tmp_path, "x.csv", "id,broader,narrower\na,b,b\nb,,\n")
    assert {it.message for it in raised.value.mistakes} == {
        "“b” would be both broader and narrower than “a”",
        "“a” would be both broader and narrower than “b”",
    }


def test_a_file_that_is_not_there_is_told_beside_the_mistakes_of_the_event(tmp_path: Path) -> None:
    (tmp_path / "fair.yaml").write_text(f"event: {{vocabularies: [no.csv]}}\n{PROFILES}zzz: 1\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_event(tmp_path / "fair.yaml")
    assert [it.code for it in raised.value.mistakes] == ["unknown-key", "no-file"]


def test_terms_of_the_event_may_lie_below_terms_of_a_file(tmp_path: Path) -> None:
    event = PROFILES + "vocabulary: [{id: tube cutter, broader: cutter}]\n"
    terms = {term.id: term for term in load(tmp_path, "terms.csv", AS_CSV, event).event.vocabulary}
    assert terms["tube cutter"].broader == ("cutter",)
    assert set(terms) == {"tube cutter", "laser", "cutter"}


def test_labels_of_two_terms_are_the_first_ones_and_that_is_said(tmp_path: Path) -> None:
    loaded = load(tmp_path, "x.csv", "id,en\na,Laser\nb,laser\n")
    assert loaded.notes == ("labels of two terms, which the first one has: “laser” (a, not b)",)


def test_many_shared_labels_are_told_in_short() -> None:
    terms = [Term(id=str(n), synonyms=(f"x{n // 2}",)) for n in range(20)]
    (note,) = shared_labels(terms)
    assert note.endswith("“x4” (8, not 9) and 5 more")


def test_terms_of_two_sources_with_a_label_in_common_are_one() -> None:
    own = [Term(id="law", labels={"en": "legal services"}, broader=("services",)), Term(id="services")]
    theirs = [
        Term(id="b:legal", labels={"en": "Legal  Services", "de": "Recht", "zh": "法律"}, synonyms=("lawyers",)),
        Term(id="b:contracts", labels={"en": "contracts"}, broader=("b:legal",)),
        Term(id="law", labels={"en": "law"}, narrower=("b:contracts", "law")),
    ]
    found = {term.id: term for term in merged([own, theirs])}
    assert set(found) == {"law", "services", "b:contracts"}
    assert found["law"].labels == {"en": "legal services", "de": "Recht", "zh": "法律"}
    assert found["law"].synonyms == ("Legal Services", "lawyers", "law")
    assert found["law"].broader == ("services",)
    assert found["law"].narrower == ("b:contracts",)
    assert found["b:contracts"].broader == ("law",)


def test_the_general_vocabulary_comes_with_the_package(tmp_path: Path) -> None:
    (tmp_path / "fair.yaml").write_text(PROFILES, encoding="utf-8")
    loaded = load_event(tmp_path / "fair.yaml")
    assert loaded.event.event.vocabularies == (GENERAL_VOCABULARY,)
    assert len(loaded.event.vocabulary) >= 100
    assert loaded.notes == ()
    for term in loaded.event.vocabulary:
        assert set(term.labels) == {"en", "zh", "de", "ru"}, term.id
        assert term.id.startswith(GENERAL_TERMS)
    labels = Counter(label.casefold() for term in loaded.event.vocabulary for label in term.labels.values())
    shared = {label for label, count in labels.items() if count > 1}
    assert shared <= {"logistik", "marketing", "franchise", "compliance", "leasing", "factoring", "e-commerce"}


def test_the_laser_vocabulary_of_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    table = Path(__file__).parents[2] / "examples" / "jinan-2024" / "parts" / "vocabulary.csv"
    loaded = load(tmp_path, "laser.csv", table.read_text(encoding="utf-8"))
    assert len(loaded.event.vocabulary) >= 200
    assert all({"zh", "en", "de", "ru"} <= set(term.labels) for term in loaded.event.vocabulary)
