"""The graph in each format, and the map: what other tools read, and what people can use."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import typst

from matchmaker.compatibility import Scoring, graph_of, unknown_phrases
from matchmaker.errors import InternalError
from matchmaker.event import Company, Event, Term
from matchmaker.graphs import FORMATS, GraphBook, picture
from matchmaker.graphs.drawing import WIDTH, svg
from tests.build import event
from tests.compatibility.known import mute
from tests.render.browser import Browser, driver, in_browser

CUTTER = Term(id="cutter", labels={"en": "laser cutter", "zh": "激光切割机"})


def book_of(held: Event) -> GraphBook:
    """The book of an event."""
    scoring = Scoring(held)
    return GraphBook(held, scoring, graph_of(scoring), unknown_phrases(scoring))


def two_circles(size: int) -> list[Company]:
    """Two communities of this size, about lasers and drones, and one company that belongs to both."""
    found = []
    for topic, country in (("激光切割机", "CN"), ("drones", "DE")):
        for number in range(size):
            both = {"capabilities": [topic], "interests": [topic]}
            found.append(mute(f"{country}{number}", country=country, names={"en": f"{country} firm {number}"}, **both))
    return [
        *found,
        mute("bridge", country="GB", capabilities=["laser cutter", "drones"], interests=["drones", "laser cutter"]),
    ]


def small() -> GraphBook:
    """Nine companies in two communities, one of them <named> to test escaping."""
    held = two_circles(4)
    held[0] = held[0].model_copy(update={"name": '=<b>&"A"', "names": {}, "group": "g"})
    held[1] = held[1].model_copy(update={"group": "g"})
    return book_of(event(held, vocabulary=[CUTTER], name="Fair <1>"))


def test_communities_are_found_named_and_counted() -> None:
    book = small()
    assert sorted(len(it.members) for it in book.communities) == [4, 5]
    by_country = {it.members[-1].country: it for it in book.communities}
    assert by_country["CN"].themes == ("laser cutter",)
    assert by_country["DE"].themes == ("drones",)
    assert dict(by_country["CN"].countries)["China"] == 4
    assert set(book.home) == {company.id for company in book.event.profiles}


def test_the_bridge_is_the_company_that_belongs_to_both() -> None:
    book = small()
    assert book.bridges[0].company.id == "bridge"
    assert book.bridges[0].participation == pytest.approx(0.5, abs=0.05)
    assert len(book.bridges[0].reaches) == 1
    assert book.between == {(0, 1): book.bridges[0].outside}


def test_the_strongest_pairs_across_borders_have_reasons() -> None:
    book = small()
    assert len(book.cross_border) == 8
    assert {it.one.id for it in book.cross_border} | {it.other.id for it in book.cross_border} >= {"bridge"}
    assert all(it.one.country != it.other.country and it.reason for it in book.cross_border)
    assert [one.weight >= other.weight for one, other in pairwise(book.cross_border)] == [True] * 7


def test_graphml_and_gexf_are_read_by_networkx() -> None:
    book = small()
    for suffix, read in ((".graphml", nx.read_graphml), (".gexf", nx.read_gexf)):
        found = read(io.BytesIO(FORMATS[suffix](book)))
        assert set(found) == set(book.graph)
        assert found.nodes["bridge"]["country"] == "GB"
        assert found.nodes["CN0"]["name"] == '=<b>&"A"'
        edge = found.edges["bridge", "DE0"]
        assert edge["weight"] == book.graph.edges["bridge", "DE0"]["weight"]
        assert edge["both_sides"] == edge["capability_meets_interest"] == 200
        assert "offers “drones”" in edge["reasons"]
        assert found.number_of_edges() == book.graph.number_of_edges()


def test_gexf_does_not_say_when_it_was_made() -> None:
    assert b"lastmodifieddate" not in FORMATS[".gexf"](small())


def test_csv_has_a_row_for_each_edge_and_no_formulas() -> None:
    book = small()
    content = FORMATS[".csv"](book)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == book.graph.number_of_edges()
    weights = [int(row["weight"]) for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert {row["name_1"] for row in rows if row["company_1"] == "CN0"} == {'\'=<b>&"A"'}
    for row in rows:
        points = [
            int(value)
            for key, value in row.items()
            if key in {"both_sides", "capability_meets_interest", "cross_border"}
        ]
        assert sum(points) == int(row["weight"])


def test_json_has_everything() -> None:
    book = small()
    found = json.loads(FORMATS[".json"](book))
    assert found["format"] == "matchmaker.graph/1"
    assert len(found["companies"]) == 9
    assert all(sum(item["points"] for item in edge["evidence"]) == edge["weight"] for edge in found["edges"])
    assert found["removed"] == [
        {"rule": "same_group_apart", "participants": ["CN0", "CN1"], "reason": "both belong to g"}
    ]
    assert {it["phrase"] for it in found["unknown_phrases"]} == {"drones"}
    assert [len(it["members"]) for it in found["communities"]] == [5, 4]


def test_the_page_is_whole_and_harmless() -> None:
    page = FORMATS[".html"](small()).decode()
    assert "<b>&" not in page
    assert "&lt;b&gt;" in page
    assert "Fair &lt;1&gt;: who suits whom" in page
    assert not re.search(r"(src|href)=", page)
    for text in (
        "Communities",
        "Who bridges them",
        "The strongest pairs across borders",
        "same_group_apart: 1 pairs",
        "laser cutter",
    ):
        assert text in page
    assert page.count("<tr data-id=") == 9


def boxes(drawing: str) -> list[tuple[float, float, float]]:
    """The discs of a drawing: x, y, radius."""
    found = re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)" fill="[^"]+" fill-opacity', drawing)
    return [(float(x), float(y), float(r)) for x, y, r in found]


@pytest.mark.parametrize("size", [2, 10, 100])
def test_the_map_has_room_for_everybody(size: int) -> None:
    """Discs do not overlap, every dot lies within one, and no two texts cover each other."""
    book = book_of(event(two_circles(size), vocabulary=[CUTTER]))
    drawing = svg(book, "serif")
    ET.fromstring(drawing)  # noqa: S314 — our own drawing
    discs = boxes(drawing)
    assert len(discs) == len(book.communities)
    for number, (x, y, radius) in enumerate(discs):
        assert radius <= x <= WIDTH - radius
        for other_x, other_y, other_radius in discs[:number]:
            assert hypot(x - other_x, y - other_y) > radius + other_radius
    dots = re.findall(r'<circle class="company" data-id="[^"]+" cx="([\d.-]+)" cy="([\d.-]+)"', drawing)
    assert len(dots) == len(book.event.profiles)
    for x, y in dots:
        assert any(hypot(float(x) - disc_x, float(y) - disc_y) <= radius for disc_x, disc_y, radius in discs)
    texts = re.findall(r'<text x="([\d.-]+)" y="([\d.-]+)" font-size="12"[^>]*stroke="#ffffff"[^>]*>([^<]+)<', drawing)
    assert len(texts) >= min(2 * size, 12)
    placed = [(float(x), float(y), 0.58 * 12 * len(text)) for x, y, text in texts]
    for number, (x, y, width) in enumerate(placed):
        for other_x, other_y, other_width in placed[:number]:
            assert x + width <= other_x + 0.2 or other_x + other_width <= x + 0.2 or abs(y - other_y) >= 14.8


def test_lines_are_drawn_for_few_companies_and_bands_for_many() -> None:
    assert svg(small(), "serif").count("<line") > 5
    assert svg(book_of(event(two_circles(40), vocabulary=[CUTTER])), "serif").count("<line") == 1


def test_an_event_without_any_pair_can_be_drawn_and_written() -> None:
    book = book_of(event([mute("a"), mute("b", country="CN")]))
    assert book.bridges == ()
    for suffix, form in FORMATS.items():
        assert form(book), suffix


def test_the_picture_is_a_picture() -> None:
    found = FORMATS[".png"](small())
    assert found.startswith(b"\x89PNG")
    width, height = int.from_bytes(found[16:20]), int.from_bytes(found[20:24])
    assert width == 2 * WIDTH
    assert height > 1000


def odd(name: str) -> GraphBook:
    """Two companies, one of this name."""
    both = {"capabilities": ["激光切割机"], "interests": ["激光切割机"]}
    return book_of(event([mute("a", country="CN", names={"en": name}, **both), mute("b", **both)], name="测试 Fair"))


def test_a_character_without_a_glyph_is_shown_by_its_number_in_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the map and below it; what the fonts have is shown as it is."""
    drawn: list[str] = []

    def compiler(_template: bytes, *, sys_inputs: dict[str, str], **_others: object) -> object:
        drawn.append(sys_inputs["data"])
        return SimpleNamespace(compile=lambda **_more: b"")

    monkeypatch.setattr(typst, "Compiler", compiler)
    picture.as_png(odd("激光 Лазер \U00013000 ក្រុម Donaudampfschifffahrtsgesellschaft"))
    data = json.loads(drawn[0])
    assert ">激光 Лазер [U+13000] ក្រុម Don…</text>" in data["drawing"]
    assert "\u200b" not in re.sub(r"<title>.*?</title>", "", data["drawing"])
    assert data["pairs"][0].replace("\u200b", "").partition(": ")[2].startswith("激光 Лазер [U+13000] ក្រុម Donaudampf")
    assert data["title"] == "测试 Fair"


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    """A browser's window that must have logged no error when it closes."""
    for port in driver():
        browser = Browser(port, 1400, 900, "en")
        yield browser
        errors = browser.console()
        browser.close()
        assert errors == []


@in_browser
def test_the_page_brings_the_glyphs_that_a_device_may_lack(window: Browser, tmp_path: Path) -> None:
    """Every Chinese character that is drawn comes from a font of the page."""
    path = tmp_path / "graph.html"
    path.write_bytes(FORMATS[".html"](odd("激光 laser")))
    assert path.stat().st_size < 40_000
    window.open(path)
    window.run("return document.fonts.ready.then(() => true)")
    window.devtools("DOM.enable", {})
    window.devtools("CSS.enable", {})
    root = window.devtools("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    for selector, chinese in (("h1", "测试"), ("#partners tr:nth-child(2) td", "激光"), ("svg text", "激光切割机")):
        node = window.devtools("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used = window.devtools("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        brought = sum(font["glyphCount"] for font in used if font["isCustomFont"])
        assert brought == len(chinese), (selector, used)


@in_browser
def test_companies_are_found_on_the_page(window: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_bytes(FORMATS[".html"](small()))
    window.open(path).type("#search", "DE firm 2")
    assert window.texts("#found") == ["1"]
    assert window.run("return [...document.querySelectorAll('.company.lit')].map((dot) => dot.dataset.id)") == ["DE2"]
    assert window.texts("#partners tr[data-id]:not(.hidden) td:first-child") == ["DE firm 2"]


@pytest.mark.parametrize(
    ("template", "told"), [("#nonsense", "could not be set"), ("a #pagebreak() b", "one picture was expected")]
)
def test_a_picture_that_cannot_be_set_is_a_bug_of_ours(
    template: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "TEMPLATE", template)
    with pytest.raises(InternalError, match=told):
        FORMATS[".png"](small())


def test_themes_and_names_that_are_long_are_cut() -> None:
    long = "x" * 100
    said = {"capabilities": [f"{long} word"], "interests": [f"{long} word"]}
    named = [mute(name, names={"zh": f"{name} {long}"}, **said) for name in "abc"]
    book = book_of(event(named, languages=["zh"]))
    assert book.language == "zh"
    assert [len(theme) for theme in book.communities[0].themes] == [41]
    assert long not in re.sub(r"<title>.*?</title>", "", svg(book, "serif"))


CODE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.graphs.test_graphs import FORMATS, small
for suffix, form in FORMATS.items():
    print(suffix, __import__("hashlib").sha256(form(small())).hexdigest())
"""


def test_the_same_graph_gives_the_same_bytes_in_every_process() -> None:
    root = str(Path(__file__).parents[2])
    found = {
        subprocess.run(
            [sys.executable, "-c", CODE, root], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert next(iter(found)).count("\n") == len(FORMATS)
