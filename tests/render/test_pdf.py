"""The PDF files: complete, in order, page numbers right, the same bytes every time."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from matchmaker.agenda.values import Named
from matchmaker.errors import InternalError, UsageError
from matchmaker.render import FORMATS, Paper, Part, Sort, Style
from matchmaker.render.pdf import booklet, documents, places, typesetting, typst_process
from matchmaker.render.pdf.agendas import PAGE_HEIGHTS, Agendas, likely_height
from matchmaker.render.pdf.booklet import render_pdf
from matchmaker.render.style import Speech
from tests.render import sample

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.agenda import AgendaBook

EVERY = (
    *("agendas.pdf", "delegates.pdf", "delegations.pdf", "interpreters.pdf", "advisers.pdf", "moderators.pdf"),
    *("signs.pdf", "plates.pdf", "doors.pdf", "master.pdf"),
)
COMPANIES = Style(parts=frozenset({Part.COMPANY}), printed=sample.DATE)


def pages_of(content: bytes) -> list[str]:
    with pdfium.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def squeezed(text: str) -> str:
    """The text without white space and breaks, which a PDF need not keep."""
    return re.sub(r"[\s\u200b\ufffe\u0002]", "", text)


def text_of(content: bytes) -> str:
    return squeezed("".join(pages_of(content)))


def printed(book: AgendaBook, part: Part, name: str = "", **fields: object) -> bytes:
    """The one file of a part."""
    files = render_pdf(book, replace(COMPANIES, parts=frozenset({part}), **fields))  # type: ignore[arg-type]
    return files[name] if name else next(iter(files.values()))


def numbers_are_right(pages: list[str]) -> bool:
    """Whether each page but the cover has its number at its foot."""
    # An extractor puts the number before a name that is read from right to left, wherever that stands.
    last = "\n".join
    return all(
        re.search(rf"(?<!\d){number}(?!\d)", last(text.splitlines()[-3:])) for number, text in enumerate(pages[1:], 2)
    )


@pytest.fixture(scope="module")
def files(book: AgendaBook) -> dict[str, bytes]:
    return render_pdf(book, Style(printed=sample.DATE))


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> list[str]:
    return pages_of(files["agendas.pdf"])


def test_every_kind_of_sheet_has_its_file(files: dict[str, bytes]) -> None:
    assert tuple(files) == EVERY


def test_every_name_is_in_the_text(book: AgendaBook, pages: list[str]) -> None:
    everything = squeezed("".join(pages))
    for sheet in book.sheets:
        if sheet.id not in {"kh", "arabic"}:  # drawn from glyphs that a text extractor puts back in another order
            assert squeezed(sheet.name.name) in everything


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_all_pages_have_the_size_of_the_paper(book: AgendaBook, paper: Paper, size: tuple[int, int]) -> None:
    for name, content in render_pdf(book, Style(paper=paper)).items():
        with pdfium.PdfDocument(content) as document:
            sizes = {tuple(map(round, page.get_size())) for page in document}
            assert sizes == ({size[::-1]} if name == "plates.pdf" else {size})
            assert document.get_metadata_value("Title") == book.event


def test_every_page_tells_plan_and_date_of_print(book: AgendaBook, files: dict[str, bytes]) -> None:
    for content in files.values():
        for text in pages_of(content):
            if "目录" not in text:
                assert book.plan in squeezed(text)
                assert "2024-10-10" in squeezed(text)


def test_without_a_date_none_is_printed(book: AgendaBook) -> None:
    assert "Printed" not in text_of(printed(book, Part.COMPANY, printed=None))


def test_the_cover_names_the_event_and_its_sessions(book: AgendaBook, pages: list[str]) -> None:
    for text in (book.event, "Wednesday, October 16, 2024 – Thursday, October 17, 2024", book.note):
        assert squeezed(text) in squeezed(pages[0])
    for grid in book.grids:
        assert squeezed(grid.place.name.name) in squeezed(pages[0])


def test_contents_lead_to_the_first_page_of_each_company(book: AgendaBook, pages: list[str]) -> None:
    listed = re.findall(r"(?m)^(.*?)\s*\n?(\d+)\s*$", pages[1])
    found = [int(number) for _, number in listed[:-1]]
    assert len([number for number in found if 2 < number <= len(pages)]) >= len(book.sheets)
    (dozen,) = [number for number, text in enumerate(pages, 1) if text.splitlines()[1].strip() == "Dozen Photonics Ltd"]
    assert re.search(rf"Dozen Photonics Ltd\s*{dozen}\b", pages[1])


def test_every_page_but_the_cover_bears_its_number(pages: list[str]) -> None:
    assert numbers_are_right(pages)


def test_a_full_day_goes_on_over_pages(pages: list[str]) -> None:
    assert sum("济南邦德激光股份有限公司" in text.splitlines()[0] and "续" in text for text in pages) >= 1


def test_a_page_that_goes_on_numbers_itself_in_a_file_of_its_own(book: AgendaBook) -> None:
    found = render_pdf(book, replace(COMPANIES, separate=True))
    assert sorted(found) == sorted(f"agendas/{name}.pdf" for name in _file_names(book))
    bond = pages_of(found["agendas/bond.pdf"])
    assert len(bond) > 1
    assert all(f"{number}/{len(bond)}" in text for number, text in enumerate(bond, 1))
    assert "1/" not in text_of(found["agendas/kh.pdf"])


def _file_names(book: AgendaBook) -> list[str]:
    return [sheet.id for sheet in book.sheets]


def test_an_empty_agenda_says_why(pages: list[str]) -> None:
    assert any("The profile names no capabilities" in text for text in pages)


def test_a_sheet_speaks_its_own_language_or_the_one_asked_for(book: AgendaBook) -> None:
    own = pages_of(printed(book, Part.COMPANY))
    (german,) = [text for text in own if text.splitlines()[1].startswith("Müller")]
    assert "Mittwoch, 16. Oktober 2024" in german
    chinese = text_of(printed(book, Part.COMPANY, languages=("zh",)))
    assert "2024年10月16日星期三" in chinese
    assert "Mittwoch" not in chinese
    both = text_of(printed(book, Part.COMPANY, languages=("zh", "de")))
    assert "2024年10月16日星期三·Mittwoch,16.Oktober2024" in both
    assert "桌号·Tisch" in both


def test_who_attends_interprets_advises_and_moderates_is_said(book: AgendaBook) -> None:
    (german,) = [text for text in pages_of(printed(book, Part.COMPANY)) if text.splitlines()[1].startswith("Müller")]
    for part in ("Es kommt: Dr. Jörg Müller", "Dolmetscher/in: 王译", "Moderation: 周敏", "Abgesagt: 16.10.24"):
        assert squeezed(part) in squeezed(german)
    russian = text_of(printed(book, Part.COMPANY, languages=("ru",)))
    assert "Консультант:Dr.NgoziOkafor" in russian
    assert "–00:30+1" in russian


def test_sheets_of_persons_and_delegations_tell_whose_they_are(files: dict[str, bytes]) -> None:
    assert "AdaAlpha" in text_of(files["delegates.pdf"])
    assert "Members" in text_of(files["delegations.pdf"])
    assert "王译" in text_of(files["interpreters.pdf"])
    assert "Dr.NgoziOkafor" in text_of(files["advisers.pdf"])
    assert "周敏" in text_of(files["moderators.pdf"])


def test_signs_plates_doors_and_master(book: AgendaBook, files: dict[str, bytes]) -> None:
    held = [one for one in book.bookings if not one.cancelled]
    tables = {(one.place.hall_id, one.place.spot, one.table) for one in held}
    signs = pages_of(files["signs.pdf"])
    assert len(signs) == len(tables) + 1
    booths = [page for page in signs if "Booth" in page]
    assert ["Dozen Photonics Ltd" in page or "Verband" in page for page in booths] == [True, True]
    assert any("Desk" in text for text in pages_of(files["signs.pdf"]))
    plates = pages_of(files["plates.pdf"])
    assert len(plates) == 5
    assert all(text.count("Spring City") >= 2 for text in plates)
    assert "23:30→30" in text_of(files["doors.pdf"])
    assert "23:30–00:30+1" in text_of(files["master.pdf"])


def test_with_a_link_signs_and_lists_lead_to_their_part_of_the_page(book: AgendaBook) -> None:
    linked = replace(book, link="https://example.org/index.html")
    speech = Speech(linked, Style(languages=("en",)))
    (sign, *_), (door, *_), (day, *_) = (
        list(make(linked, speech.main)) for make in (places.signs, places.door_lists, places.master)
    )
    assert sign["code"] == "https://example.org/index.html#hall=light"
    assert door["code"] == "https://example.org/index.html#session=tables"
    assert day["code"] == "https://example.org/index.html#hall=light"
    assert {part["code"] for part in places.signs(book, speech.main)} == {""}


@pytest.mark.parametrize(
    ("sort", "first"),
    [(Sort.COUNTRY, "Китайско-Белорусский"), (Sort.NAME, "</sc"), (Sort.DELEGATION, "</sc")],
)
def test_the_booklet_is_sorted_as_chosen(book: AgendaBook, sort: Sort, first: str) -> None:
    pages = pages_of(printed(book, Part.COMPANY, sort=sort, languages=("en",)))
    assert pages[2].splitlines()[1].startswith(first)


def test_same_book_same_bytes(book: AgendaBook, files: dict[str, bytes]) -> None:
    assert FORMATS["pdf"](book, Style(printed=sample.DATE)) == files


def test_a_missing_character_is_shown_by_its_number(book: AgendaBook) -> None:
    odd = replace(book, sheets=(replace(book.sheets[0], name=Named("Smile 😀 Ltd")),))
    assert any("Smile [U+1F600] Ltd" in text for text in pages_of(printed(odd, Part.COMPANY)))


def test_a_book_of_nothing_has_no_file(book: AgendaBook) -> None:
    assert render_pdf(replace(book, sheets=(), others=(), grids=(), bookings=()), Style()) == {}


def test_a_single_sheet_needs_no_cover(book: AgendaBook) -> None:
    assert len(pages_of(printed(book.only(["kh"]), Part.COMPANY))) == 1


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef9240000000a49444154789c63680000008200815c"
    "af2dcf0000000049454e44ae426082"
)


def test_a_logo_is_drawn_on_every_sheet(book: AgendaBook) -> None:
    plain, drawn = printed(book, Part.COMPANY), printed(book, Part.COMPANY, logo=LOGO)
    assert plain != drawn
    assert "data:image/png;base64," in documents.logo(PIXEL)
    with pytest.raises(UsageError, match="no PNG, JPEG or SVG"):
        documents.logo(b"GIF89a")


def test_a_template_of_the_organiser_s_replaces_ours(book: AgendaBook) -> None:
    ours = Style().template("booklet.typ")
    own = {"booklet.typ": ours + "\n#page(footer: none)[An advertisement]\n#[#heading(level: 1)[ad]<start-ad>]"}
    assert any("An advertisement" in text for text in pages_of(printed(book.only(["kh"]), Part.COMPANY, files=own)))
    with pytest.raises(UsageError, match=r"could not be set with your booklet\.typ"):
        printed(book.only(["kh"]), Part.COMPANY, files={"booklet.typ": "#unknown"})


def test_pieces_make_one_booklet(large_book: AgendaBook) -> None:
    content = printed(large_book, Part.COMPANY)
    pages = pages_of(content)
    assert numbers_are_right(pages)
    listed = dict(re.findall(r"(Company \d+ Ltd)\s*(\d+)", "\n".join(text for text in pages if "Contents" in text)))
    assert len(listed) == len(large_book.sheets)
    for name, page in listed.items():
        assert pages[int(page) - 1].splitlines()[1].strip() == name
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(printed, large_book, Part.COMPANY).result() == content


def test_a_wrong_guess_of_pages_is_mended(book: AgendaBook, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pages_of(printed(book, Part.COMPANY))
    monkeypatch.setattr(booklet, "_HEAVIEST_PIECE", 30)
    monkeypatch.setattr(booklet, "likely_height", lambda _part: 10)
    pages = pages_of(printed(book, Part.COMPANY))
    assert numbers_are_right(pages)
    assert [squeezed(text) for text in pages[2:]] == [squeezed(text) for text in whole[2:]]


def test_pieces_of_lists_number_themselves(large_book: AgendaBook, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pages_of(printed(large_book, Part.TABLE))
    monkeypatch.setattr(booklet, "_HEAVIEST_PIECE", 60)
    assert pages_of(printed(large_book, Part.TABLE)) == whole


def test_separate_files_are_the_same_from_one_process_and_from_many(
    book: AgendaBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = replace(COMPANIES, separate=True)
    whole = render_pdf(book, style)
    monkeypatch.setattr(booklet, "_FILES_AT_ONCE", 4)
    assert render_pdf(book, style) == whole


def test_the_guess_of_pages_is_mostly_right(book: AgendaBook) -> None:
    agendas = Agendas.of(book, Speech(book, COMPANIES), Paper.A4)
    right = 0
    for sheet in book.sheets:
        guess = likely_height(agendas.data(sheet)) / PAGE_HEIGHTS[Paper.A4]
        one = replace(book, sheets=(sheet,), others=())
        right += len(pages_of(printed(one, Part.COMPANY))) == 1 + int(guess)
    assert right >= len(book.sheets) - 1


def test_a_template_that_cannot_be_set_is_our_own_mistake(monkeypatch: pytest.MonkeyPatch, book: AgendaBook) -> None:
    monkeypatch.setattr(typesetting, "TEMPLATES", ("base.typ", "cover.typ"))
    monkeypatch.setattr(Style, "template", lambda _style, _name: "#unknown")
    with pytest.raises(InternalError, match="could not be set"):
        printed(book, Part.COMPANY)
    with pytest.raises(InternalError, match="could not be set"):
        typesetting.typeset([("{}",), ("{}",)], COMPANIES)


def test_a_process_that_says_nothing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typst_process, "__file__", f"{tmp_path}/silent.py")
    (tmp_path / "silent.py").write_text("raise SystemExit(3)", encoding="utf-8")
    with pytest.raises(InternalError, match="nothing was said"):
        typesetting.typeset([("{}",), ("{}",)], COMPANIES)
