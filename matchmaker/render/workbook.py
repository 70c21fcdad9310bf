"""`agendas.xlsx`: a sheet for each table, with typed cells, a frozen header, filters and fitting columns.

Home of xlsxwriter. Texts are written as texts, whatever they look like, so that none becomes a formula or a link.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import xlsxwriter

from matchmaker.render.tables import tables
from matchmaker.render.text import width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from matchmaker.agenda import AgendaBook
    from matchmaker.render.style import Style
    from matchmaker.render.tables import Cell, Table

_NARROWEST, _WIDEST = 7, 60
# Rows that are looked at to find a column's width.
_LOOKED_AT = 2000
# Excel's limits: letters in a cell, letters in the name of a sheet.
_LONGEST, _LONGEST_TITLE = 32_767, 31
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def render_xlsx(book: AgendaBook, style: Style) -> dict[str, bytes]:
    """The workbook."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as workbook:
        created = dt.datetime.combine(style.printed or book.days[0], dt.time())
        workbook.set_properties({"title": book.event, "comments": book.plan, "created": created})
        head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {
            dt.date: workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
            dt.time: workbook.add_format({"num_format": "hh:mm", "align": "left", "valign": "top"}),
            str: workbook.add_format({"valign": "top"}),
            int: workbook.add_format({"valign": "top"}),
        }
        for table in tables(book, style):
            sheet = workbook.add_worksheet("".join(c for c in table.title if c not in "[]:*?/\\")[:_LONGEST_TITLE])
            _fill(sheet, table, head, formats)
    return {"agendas.xlsx": written.getvalue()}


def _fill(sheet: Worksheet, table: Table, head: Format, formats: dict[type, Format]) -> None:
    sheet.write_row(0, 0, table.columns, head)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell, formats[type(cell)])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for column, title in enumerate(table.columns):
        texts = [title, *(_shown(row[column]) for row in table.rows[:_LOOKED_AT])]
        sheet.set_column(column, column, min(max(map(width, texts)) + 2, _WIDEST) if table.rows else _NARROWEST)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, form: Format) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell.encode(errors="replace").decode()[:_LONGEST], form)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, form)
    else:
        sheet.write_datetime(row, column, cell, form)


def _shown(cell: Cell) -> str:
    return f"{cell:%H:%M}" if isinstance(cell, dt.time) else str(cell)
