from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from matchmaker.graphs import FORMATS
from tests.cli.conftest import FAIR, WRONG, Match

RULES = """\
event: {languages: [de]}
profiles:
- {name: Acme, country: CN, capabilities: laser cutting, interests: automation, group: g}
- {name: Beta, country: DE, capabilities: automation, interests: laser cutting, group: g}
"""


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_graph_is_written_in_each_format(
    match: Match, write: Callable[[str], Path], tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"graph{suffix}"
    found = match("graph", write(FAIR), "-o", out)
    assert (found.code, found.out) == (0, "")
    assert out.stat().st_size > 100
    assert "3 companies, 2 compatible pairs" in found.err
    assert f"written to {out}" in found.err


def test_what_rules_took_away_and_unknown_phrases_are_told(
    match: Match, write: Callable[[str], Path], tmp_path: Path
) -> None:
    found = match("graph", write(RULES), "-o", tmp_path / "x.json")
    assert "taken away by same_group_apart: 1 pairs" in found.err
    assert "no terms of the vocabulary, compared by text: 2 phrases, for instance" in found.err
    assert "“laser cutting” (2)" in found.err


def test_machines_read_the_same(match: Match, write: Callable[[str], Path], tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    found = match("graph", write(RULES), "-o", out, "--json")
    assert found.json() == {
        "companies": 2,
        "edges": 0,
        "removed": {"same_group_apart": 1},
        "unknown_phrases": 2,
        "file": str(out),
    }
    assert found.err == ""


def test_another_kind_of_file_is_refused(match: Match, write: Callable[[str], Path], tmp_path: Path) -> None:
    found = match("graph", write(FAIR), "-o", tmp_path / "x.docx")
    assert found.code == 2
    assert "this is no kind of graph file. Known: .graphml, .gexf, .csv, .json, .html, .png" in found.err
    assert not (tmp_path / "x.docx").exists()


def test_mistakes_leave_nothing_behind(match: Match, write: Callable[[str], Path], tmp_path: Path) -> None:
    assert match("graph", write(WRONG), "-o", tmp_path / "x.json").code == 2
    assert not (tmp_path / "x.json").exists()


def test_validate_lists_unknown_phrases_of_an_event_with_terms_of_its_own(
    match: Match, write: Callable[[str], Path]
) -> None:
    profiles = "profiles: [{name: A, country: CN, capabilities: [laser cutters, drones]}]\n"
    file = write(f"vocabulary: [{{id: laser cutter}}]\n{profiles}")
    assert "  “laser cutters” (1); the nearest term: “laser cutter”" in match("validate", file).err.splitlines()
    assert match("validate", file, "--json").json()["unknown_phrases"] == [
        {"phrase": "drones", "companies": 1, "nearest_label": None},
        {"phrase": "laser cutters", "companies": 1, "nearest_label": "laser cutter"},
    ]
    assert "no terms of the vocabulary" not in match("validate", write(profiles)).err


def test_a_vocabulary_with_shared_labels_is_told(match: Match, write: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,en\na,x\nb,X\n", encoding="utf-8")
    found = match("validate", write("event: {vocabularies: [v.csv]}\nprofiles: [{name: A, country: CN}]\n"))
    assert found.code == 0
    assert "labels of two terms, which the first one has: “X” (a, not b)" in found.err


def test_a_plug_in_that_is_not_installed_is_told(match: Match, write: Callable[[str], Path], tmp_path: Path) -> None:
    found = match(
        "graph", write("event: {vectors: mine}\nprofiles: [{name: A, country: CN}]\n"), "-o", tmp_path / "x.csv"
    )
    assert found.code == 2
    assert "the event asks for the vectors “mine”" in found.err


def test_an_explanation_is_printed_in_the_events_languages(match: Match, write: Callable[[str], Path]) -> None:
    file = write(FAIR.replace("- {name: Acme", "event: {languages: [en, ru]}\nprofiles:\n- {name: Acme", 1))
    found = match("explain", file, "Acme", "beta")
    assert found.code == 0
    lines = found.err.splitlines()
    assert lines[0] == "Acme (China) and Beta (Germany): 820 points"
    assert "Acme (Китай) и Beta (Германия): 820 баллов" in lines
    assert "" in lines
    assert len(match("explain", file, "Acme", "Beta", "--language", "ru").err.splitlines()) == len(lines) // 2


def test_the_best_of_a_company_are_listed(match: Match, write: Callable[[str], Path]) -> None:
    found = match("explain", write(FAIR), "Acme")
    assert found.err.splitlines() == [
        "Acme: the best 2 of 2",
        "  1.   820  Beta (Germany): Acme offers “laser cutting”",
        "  2.   120  Gamma (United Kingdom): Acme offers “laser cutting”",
    ]


def test_explanations_for_machines(match: Match, write: Callable[[str], Path]) -> None:
    file = write(FAIR)
    pair = match("explain", file, "Beta", "Acme", "--json").json()
    assert (pair["participants"], pair["weight"], pair["apart"]) == (["Beta", "Acme"], 820, None)
    assert sum(item["points"] for item in pair["evidence"]) == 820
    assert pair["rank_of_the_other"] == {"Beta": {"rank": 1, "of": 1}, "Acme": {"rank": 1, "of": 2}}
    best = match("explain", file, "Acme", "--json").json()
    assert [it["company"] for it in best["partners"]] == ["Beta", "Gamma"]
    assert (
        json.dumps(best["partners"][0]["evidence"][0]["reasons"]) == '{"en": "Acme offers \\u201claser cutting\\u201d"}'
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Acne"], "there is no company “Acne”. Did you mean “Acme”?"),
        (["Acme", "Xyzzy"], "there is no company “Xyzzy”."),
        (["Acme", "ACME"], "Acme and Acme are the same company"),
        (["Twin"], "several companies are called “Twin”; name one by its id: t1, t2"),
    ],
)
def test_a_company_that_cannot_be_told_is_refused(
    match: Match, write: Callable[[str], Path], names: list[str], told: str
) -> None:
    twins = "- {id: t1, name: Twin, country: CN}\n- {id: t2, name: twin, country: CN}\n"
    found = match("explain", write(FAIR + twins), *names)
    assert (found.code, found.err) == (2, told + "\n")
