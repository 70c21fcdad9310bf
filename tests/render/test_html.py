"""The page: self-contained, inert towards hostile names, and its search works in a browser."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from matchmaker.render import RENDERERS
from matchmaker.render.html import render_html

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.agenda import AgendaBook

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found")


@pytest.fixture(scope="module")
def page(book: AgendaBook) -> str:
    return render_html(book).decode()


@pytest.fixture
def file(page: str, tmp_path: Path) -> Path:
    path = tmp_path / "index.html"
    path.write_text(page, encoding="utf-8")
    return path


def seen(file: Path, address: str = "") -> str:
    """The page's body as a browser shows it, after its script has run."""
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", file.as_uri() + address]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    dom = done.stdout.decode()
    return re.sub(r'<script type="application/json".*?</script>', "", dom, flags=re.DOTALL)


def data_of(page: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def test_same_book_same_bytes(book: AgendaBook) -> None:
    assert render_html(book) == render_html(book) == RENDERERS["index.html"](book)


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
    assert [company["name"] for company in data_of(page)["companies"]] == [sheet.name for sheet in book.sheets]
    assert page.count("</script>") == 2
    assert "\u2028" not in page


def test_every_meeting_is_there(book: AgendaBook, page: str) -> None:
    counts = [sum(len(meetings) for _, meetings in company["days"]) for company in data_of(page)["companies"]]
    assert counts == [sheet.meetings for sheet in book.sheets]


@in_browser
def test_hostile_names_are_shown_as_text(file: Path) -> None:
    dom = seen(file)
    assert "&lt;script&gt;document.title='pwned'&lt;/script&gt;" in dom
    assert "<title>World Laser Industry Conference 2024</title>" in dom
    assert dom.count("<script") == 1


@in_browser
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("邦德", "济南邦德激光股份有限公司"),
        ("КИТАЙСКО", "Великий камень"),
        ("muller", "Müller"),
        ("សេដ្ឋកិច្ច", "ម៉ាន់ហាតាន់"),
    ],
)
def test_search_in_any_script(file: Path, query: str, name: str) -> None:
    dom = seen(file, f"?{query}")
    assert name in dom
    assert dom.count('href="#company=') == 1


@in_browser
def test_an_address_opens_an_agenda_or_a_session_or_says_no(file: Path) -> None:
    agenda = seen(file, "#company=bond")
    assert agenda.count('class="meeting"') == 27
    assert "<td" in seen(file, "#session=salon")
    assert "No meeting could be arranged" in seen(file, "#company=kh")
    assert "leads to nothing" in seen(file, "#company=nobody%")
