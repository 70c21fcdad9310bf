"""Spreadsheets: typed cells, a frozen header, filters, widths; and nothing in them that is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from matchmaker.agenda import agenda_book
from matchmaker.fields import UNDATED
from matchmaker.render import FORMATS, Style
from matchmaker.render.tables import render_csv, tables
from matchmaker.render.workbook import render_xlsx
from matchmaker.schedule import Unscheduled
from tests.build import company, event, meeting, schedule, session
from tests.render import sample

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook

STYLE = Style(printed=sample.DATE)
ENGLISH = ["Master schedule", "Companies", "Tables", "Not scheduled"]


@pytest.fixture(scope="module")
def workbook(book: AgendaBook) -> Any:
    return load_workbook(io.BytesIO(render_xlsx(book, STYLE)["agendas.xlsx"]))


def rows(content: bytes) -> list[list[str]]:
    """A CSV file's rows."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_there_is_a_sheet_for_each_table(workbook: Any) -> None:
    assert workbook.sheetnames == ENGLISH


def test_cells_are_typed(book: AgendaBook, workbook: Any) -> None:
    sheet = workbook["Master schedule"]
    assert sheet.max_row == 1 + len(book.bookings)
    first = [cell.value for cell in sheet[2]]
    assert first[:6] == [dt.datetime(2024, 10, 16), dt.time(8, 0), dt.time(8, 30), "Hall of Light", 1, "1:1 tables"]  # noqa: DTZ001 - Excel has none
    assert first[6:] == [
        "Meeting tables",
        "济南邦德激光股份有限公司 · Bond Laser Co., Ltd., Jinan; Китайско-Белорусский индустриальный парк «Великий камень» · Great Stone Industrial Park",  # noqa: E501
        "China; Belarus",
        "济南邦德激光股份有限公司 · Bond Laser Co., Ltd., Jinan: 张华 · Zhang Hua; Китайско-Белорусский индустриальный парк «Великий камень» · Great Stone Industrial Park: Анна Иванова",  # noqa: E501
        *[""] * 6,
        "济南邦德激光股份有限公司 offers “laser cutting heads”, Müller & Söhne Lasertechnik GmbH seeks “laser cutting”",
        *(100, "m0", 0, ""),
    ]
    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("yyyy-mm-dd", "hh:mm")
    assert [row[20].value for row in sheet.iter_rows(min_row=2) if row[20].value] == ["Cancelled"]


def test_headers_are_frozen_filtered_and_columns_fit(workbook: Any) -> None:
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet["A1"].font.bold
        assert all(7 <= sheet.column_dimensions[letter].width <= 62 for letter in ("A", "B"))


def test_each_company_s_meetings_are_listed(book: AgendaBook, workbook: Any) -> None:
    sheet = workbook["Companies"]
    listed = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert {one: listed.count(one) for one in set(listed)} == {s.id: s.meetings for s in book.sheets if s.meetings}
    bond = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "bond"]
    assert bond[0][13] == "张华 · Zhang Hua"


def test_each_table_s_meetings_are_listed_by_hall_table_and_time(workbook: Any) -> None:
    found = [
        (row[0], row[1], row[2], row[3], row[4]) for row in workbook["Tables"].iter_rows(min_row=2, values_only=True)
    ]
    kinds = {kind: place for place, kind in enumerate(dict.fromkeys(row[1] for row in found))}
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert all(a[0] != b[0] or kinds[a[1]] < kinds[b[1]] or a[2:] <= b[2:] for a, b in pairwise(found))
    assert len(found) == 46


def test_roles_topics_needs_and_leaders_have_columns(workbook: Any) -> None:
    head, *found = workbook["Master schedule"].iter_rows(values_only=True)
    by_id = {row[head.index("Id")]: dict(zip(head, row, strict=True)) for row in found}
    talk, asked, visit, led = (by_id[one] for one in ("m202", "m205", "m206", "m208"))
    assert (talk["Moderator"], talk["Topic"], talk["Kind"]) == (
        "周敏 · Zhou Min",
        "Laser cleaning 激光清洗",
        "Dialogue",
    )
    assert (asked["Adviser"], asked["Need"]) == ("Dr. Ngozi Okafor", "出口合同 export contracts")
    assert (visit["Kind"], visit["Table"]) == ("Exhibition", 1)
    assert led["Leaders who come along"].startswith("WWW")


def test_no_name_is_a_formula_or_a_link(workbook: Any) -> None:
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=HYPERLINK(1)" for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert all(cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@A1", "\tx"])
def test_csv_marks_what_would_be_a_formula(name: str) -> None:
    held = event([company("a").model_copy(update={"name": name}), company("b")])
    found = rows(render_csv(agenda_book(held, schedule(meeting("a b"))), STYLE)["tables/companies.csv"])
    assert len(found) == 3
    assert {row[0]: row[1] for row in found[1:]} == {"a": f"'{name}", "b": "B"}


def test_csv_opens_in_excel_in_every_language(book: AgendaBook) -> None:
    found = render_csv(book, Style(languages=("zh",)))
    assert list(found) == [f"tables/{name}.csv" for name in ("master", "companies", "tables", "unscheduled")]
    assert all(content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n") for content in found.values())
    head, first, *_ = rows(found["tables/master.csv"])
    assert head[:5] == ["日期", "开始", "结束", "场馆", "桌号"]
    assert first[:6] == ["2024-10-16", "08:00", "08:30", "Hall of Light · 光之厅", "1", "1:1 tables · 一对一洽谈"]


def test_pairs_that_do_not_meet_are_listed_with_the_reason() -> None:
    left = Unscheduled(participants=("a", "b"), weight=7, reason="a has its maximum of 6")
    unknown = Unscheduled(participants=("a", "gone"), weight=1, reason="x")
    found = agenda_book(event("a b"), schedule(unscheduled=(left, unknown)))
    table = tables(found, Style(languages=("de",)))[3]
    assert table.rows == (("A", "Deutschland", "B", "Deutschland", 7, "a hat das Höchstmaß von 6 Terminen"),)


def test_an_undated_day_is_a_text() -> None:
    held = event("a b", session(day=UNDATED))
    found = agenda_book(held, schedule(meeting("a b", f"{UNDATED}T09:00:00+00:00")))
    assert tables(found, STYLE)[0].rows[0][0] == "Day 1"
    assert render_xlsx(found, STYLE)


def test_same_book_same_bytes(book: AgendaBook) -> None:
    assert FORMATS["xlsx"](book, STYLE) == render_xlsx(book, STYLE)
    assert FORMATS["csv"](book, STYLE) == render_csv(book, STYLE)
