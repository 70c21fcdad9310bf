"""The page: self-contained, inert towards hostile names, and it works in a real browser."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from matchmaker.errors import UsageError
from matchmaker.render import FORMATS, Style
from matchmaker.render.html import render_html
from tests.render import sample
from tests.render.browser import ENTER, ESCAPE, TAB, Browser, driver, in_browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matchmaker.agenda import AgendaBook

STYLE = Style(printed=sample.DATE)


@pytest.fixture(scope="module")
def page(book: AgendaBook) -> str:
    return render_html(book, STYLE)["index.html"].decode()


@pytest.fixture(scope="module")
def file(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    yield from driver()


def window(port: int, width: int, height: int, language: str = "en") -> Iterator[Browser]:
    """A window that must have logged no error when it closes."""
    browser = Browser(port, width, height, language)
    yield browser
    errors = browser.console()
    browser.close()
    assert errors == []


@pytest.fixture(scope="module")
def desktop(port: int) -> Iterator[Browser]:
    yield from window(port, 1200, 900)


@pytest.fixture(scope="module")
def phone(port: int) -> Iterator[Browser]:
    yield from window(port, 360, 740, "de")


def data_of(page: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def test_same_book_same_bytes(book: AgendaBook, page: str) -> None:
    assert FORMATS["html"](book, STYLE) == {"index.html": page.encode()}


def test_nothing_comes_from_elsewhere(page: str) -> None:
    assert not re.search(r"""(src|href)=["'](?!#)""", page)
    assert "http:" not in page
    assert "https:" not in page


def test_the_policy_allows_exactly_our_style_and_script(page: str) -> None:
    policy = re.findall(r'Content-Security-Policy" content="(.*?)"', page)[0]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in html.unescape(policy)


def test_names_survive_and_cannot_end_the_data(book: AgendaBook, page: str) -> None:
    names = [name if isinstance(name, str) else name[0] for _, name, *_ in data_of(page)["companies"]]
    assert all(name.startswith(party.name.name) for name, party in zip(names, book.parties, strict=True))
    assert page.count("</script>") == 2


def test_every_meeting_is_stored_once(book: AgendaBook, page: str) -> None:
    assert len(data_of(page)["bookings"]) == len(book.bookings)


def test_the_page_offers_the_languages_asked_for(book: AgendaBook) -> None:
    found = data_of(render_html(book, Style(languages=("zh",)))["index.html"].decode())
    assert [one["code"] for one in found["languages"]] == ["zh"]


def test_a_template_of_the_organiser_s_replaces_ours(book: AgendaBook) -> None:
    own = {"index.css": "body { color: teal }"}
    assert "color: teal" in render_html(book, Style(files=own))["index.html"].decode()
    with pytest.raises(UsageError, match=r"your index\.html\.j2"):
        render_html(book, Style(files={"index.html.j2": "{{ unknown }}"}))


@in_browser
def test_hostile_names_are_shown_as_text(desktop: Browser, file: Path) -> None:
    desktop.open(file)
    assert "</script><b>#strong[x] *y* @z $1$ \\" in desktop.texts("#companies strong")
    assert desktop.run("return document.title") == "World Laser Industry Conference 2024"
    assert desktop.run("return document.scripts.length") == 2


@in_browser
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("邦德", "济南邦德激光股份有限公司"),
        ("КИТАЙСКО", "Великий камень"),
        ("muller", "Müller"),
        ("сёд", ""),
        ("សេដ្ឋកិច្ច", "ម៉ាន់ហាតាន់"),
        ("شركة", "شركة"),
        ("Manhattan", "ម៉ាន់ហាតាន់"),
    ],
)
def test_search_in_any_script(desktop: Browser, file: Path, query: str, name: str) -> None:
    desktop.open(file)
    desktop.type("#search", query)
    rows = desktop.texts("#companies li")
    assert len(rows) == (1 if name else 0)
    assert name in "".join(rows)
    assert desktop.open(file, f"?{query}").texts("#companies li") == rows


@in_browser
@pytest.mark.parametrize(
    ("key", "value", "ids"),
    [
        ("country", "Germany", {"de", "long"}),
        ("delegation", "British firms", {"run", "markup", "twelve"}),
        ("purpose", "trade", {"bond"}),
        ("session", "Legal", {"by", "arabic", "formula"}),
        ("session", "Exhibition", {"twelve", "de", "arabic", "long"}),
        ("session", "Dialogue", {"bond", "by", "de", "run", "twelve", "formula"}),
    ],
)
def test_filters_leave_what_they_say(desktop: Browser, file: Path, key: str, value: str, ids: set[str]) -> None:
    desktop.open(file)
    desktop.run(
        f"const s = document.getElementById('filter-{key}');"
        f"s.value = [...s.options].find((o) => o.text.startsWith('{value}')).value;"
        "s.dispatchEvent(new Event('change'));"
    )
    links = desktop.run("return [...document.querySelectorAll('#companies a')].map((a) => a.getAttribute('href'))")
    assert {link.removeprefix("#company=") for link in links} == ids
    assert desktop.texts("#count") == [f"Shown: {len(ids)}"]


@in_browser
def test_an_agenda_is_a_click_away_and_back(desktop: Browser, file: Path) -> None:
    desktop.open(file)
    desktop.click("#companies a[href='#company=bond']")
    assert desktop.texts("h2") == ["济南邦德激光股份有限公司 · Bond Laser Co., Ltd., Jinan"]
    assert len(desktop.texts(".meeting")) == 26
    assert "Attends: 张华" in desktop.texts(".meeting")[0]
    assert desktop.run("return document.querySelectorAll('.strip b').length") == 26
    desktop.click(".meeting a")
    assert desktop.texts("h2")[0].startswith("Китайско-Белорусский")
    desktop.press(ESCAPE)
    assert len(desktop.texts("#companies li")) == 10


@in_browser
@pytest.mark.parametrize(
    ("address", "heading", "part"),
    [
        ("#company=kh", "តំបន់", "The profile names no capabilities"),
        ("#company=de", "Müller", "Cancelled"),
        ("#company=by", "Китайско", "–00:30 +1"),
        ("#delegate=twelve%2FAda%20Alpha", "Ada Alpha", "Dozen Photonics Ltd"),
        ("#delegation=british", "British firms", "Dozen Photonics Ltd"),
        ("#interpreter=wang", "王译", "Table\n21"),
        ("#adviser=okafor", "Dr. Ngozi Okafor", "Desk\n3"),
        ("#moderator=zhou", "周敏", "Dozen Photonics Ltd"),
        ("#company=formula", "=HYPERLINK(1)", "Need: 出口合同 export contracts"),
        ("#company=formula", "=HYPERLINK(1)", "On stage"),
        ("#company=run", "WWW", "Comes along as leader"),
        ("#company=markup", "</script>", "Comes along as leader"),
        ("#company=long", "Verband", "At the booth"),
        ("#delegate=twelve%2FLou%20Lima", "Lou Lima", "At the booth"),
        ("#company=de", "Müller", "Moderator: 周敏 · Zhou Min"),
        ("#company=by", "Китайско", "Interpreter: 王译 · Wang Yi"),
        ("#session=salon", "前沿激光技术沙龙", "Müller"),
        ("#hall=spring%2F1", "泉城厅", "Müller"),
        ("#hall=light", "Hall of Light", "23:30–00:30"),
        ("#company=nobody%", "leads to nothing", ""),
    ],
)
def test_every_address_opens_what_it_names(desktop: Browser, file: Path, address: str, heading: str, part: str) -> None:
    desktop.open(file, address)
    assert heading in desktop.texts("h2")[0]
    assert part in desktop.texts("main")[0]


@in_browser
def test_the_grid_of_a_hall_has_times_across_and_tables_down(desktop: Browser, file: Path) -> None:
    desktop.open(file, "#session=salon")
    heads = desktop.texts("thead th")
    assert heads[:2] == ["Table", "09:00–09:30"]
    rows = desktop.texts("tbody th")
    assert rows == sorted(rows, key=int)


@in_browser
def test_a_booth_shows_its_exhibitor_and_all_who_visit_it_at_once(desktop: Browser, file: Path) -> None:
    desktop.open(file, "#session=show")
    assert desktop.texts("thead th")[0] == "Booth"
    cells = [cell for cell in desktop.texts("tbody td") if cell]
    assert len(cells) == 1
    names = cells[0].splitlines()
    assert [name[:2] for name in names] == ["Do", "Mü", "شر"]
    desktop.open(file, "#hall=light")
    assert {"Booth 1", "Desk 3", "Table 30"} <= set(desktop.texts("tbody th"))


@in_browser
def test_the_language_can_be_changed_and_follows_the_reader(desktop: Browser, phone: Browser, file: Path) -> None:
    desktop.open(file, "#company=de")
    desktop.run("const s = document.getElementById('language'); s.value = '1'; s.dispatchEvent(new Event('change'));")
    assert desktop.texts("h3")[0] == "2024年10月16日星期三"
    assert "提供“laser cutting heads”" in desktop.texts("main")[0]
    assert desktop.run("return document.documentElement.lang") == "zh"
    phone.open(file, "#company=de")
    assert phone.texts("h3")[0] == "Mittwoch, 16. Oktober 2024"


@in_browser
def test_keys_are_enough(desktop: Browser, file: Path) -> None:
    desktop.open(file)
    desktop.press(TAB)
    assert desktop.run("return document.activeElement.id") == "skip"
    desktop.press(ENTER)
    assert desktop.run("return document.activeElement.id") == "main"
    desktop.press("/")
    assert desktop.run("return document.activeElement.id") == "search"
    desktop.press(*"dozen", ENTER)
    desktop.until("return location.hash && document.querySelector('h2')")
    assert desktop.texts("h2") == ["Dozen Photonics Ltd"]
    assert desktop.run("return document.activeElement.tagName") == "H2"


@in_browser
def test_every_control_has_a_name_and_every_list_its_role(desktop: Browser, file: Path) -> None:
    for address in ("", "#company=bond", "#session=salon"):
        desktop.open(file, address)
        tree = desktop.devtools("Accessibility.getFullAXTree", {})["nodes"]
        asked = {"button", "link", "combobox", "searchbox", "heading", "region"}
        named = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in tree if n["role"]["value"] in asked]
        assert len(named) > 5
        assert [role for role, name in named if not name.strip()] == []


@in_browser
@pytest.mark.parametrize("address", ["", "#company=bond", "#company=run", "#delegation=british"])
def test_nothing_is_wider_than_a_phone(phone: Browser, file: Path, address: str) -> None:
    phone.open(file, address)
    assert phone.run("return document.documentElement.scrollWidth") <= 360


@in_browser
def test_a_printed_agenda_has_what_the_sheet_has(desktop: Browser, file: Path) -> None:
    desktop.open(file, "#company=de")
    with pdfium.PdfDocument(desktop.printed()) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) <= 2
    for part in (
        "Müller",
        "Wednesday, October 16, 2024",
        "Table",
        "Attends: Dr. Jörg Müller",
        "Plan 3-",
        "2024-10-10",
        "Notes",
    ):
        assert part in "".join(pages)
    assert "All companies" not in "".join(pages)


@in_browser
def test_print_puts_each_company_that_is_left_on_pages_of_its_own(desktop: Browser, file: Path) -> None:
    desktop.open(file)
    desktop.run("window.print = () => { window.atPrint = document.querySelectorAll('article.sheet').length; };")
    desktop.type("#search", "gmbh")
    desktop.click("#print-all")
    assert desktop.run("return window.atPrint") == 1
    assert desktop.texts("#companies li") != []


@in_browser
def test_it_looks_like_something(desktop: Browser, file: Path) -> None:
    desktop.open(file, "#company=bond")
    assert len(desktop.screenshot()) > 20_000


@in_browser
def test_many_companies_are_shown_a_few_hundred_at_a_time(desktop: Browser, book: AgendaBook, tmp_path: Path) -> None:
    parties = tuple(replace(book.parties[0], id=f"p{number}") for number in range(400))
    many = replace(book, parties=(*book.parties, *parties))
    path = tmp_path / "many.html"
    path.write_bytes(render_html(many, STYLE)["index.html"])
    desktop.open(path)
    assert len(desktop.run("return [...document.querySelectorAll('#companies li')].map(() => 1)")) == 300
    desktop.click("#more")
    assert desktop.run("return document.querySelectorAll('#companies li').length") == 410
