"""A vocabulary as a table: a row for each term.

Columns: `id`; one for each language, headed by its code, with the label; `synonyms`, `broader` and `narrower`, each
with any number of entries separated by “;” or “|”. A synonym may start with its language (`en:laser cutter`). Commas
or, as some spreadsheets write, semicolons or tabs separate the columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from matchmaker.errors import InputError, Mistake
from matchmaker.inputs.located import CONTROL, Node, control_character, decode
from matchmaker.inputs.sentences import shown

LISTS = ("synonyms", "broader", "narrower")
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")
PREFIX = re.compile(r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*:\s*")
SEPARATOR = re.compile(r"\s*[;|]\s*")


def parse_csv(data: bytes, file: str) -> tuple[Node, list[Mistake]]:
    """The table as the `vocabulary` section of an event. A term's column in messages is that of its table.

    Raises:
        InputError: if there is no table with an `id` column.
    """
    text = decode(data, file)
    head = text.split("\n", maxsplit=1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    mistakes: list[Mistake] = []
    terms: list[Node] = []
    columns: list[str] = []
    try:
        columns = [column.strip() for column in next(rows, [])]
        mistakes += _wrong_columns(columns, file)
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                if len(row) > len(columns):
                    message = f"this row has {len(row)} cells, and the table {len(columns)} columns"
                    mistakes.append(
                        Mistake("bad-form", message, file, line, len(columns) + 1, shown(row[len(columns)]))
                    )
                mistakes += [
                    control_character(cell, file, line, number)
                    for number, cell in enumerate(row, start=1)
                    if CONTROL.search(cell)
                ]
                terms.append(_term(columns, row, line))
            line = rows.line_num + 1
    except csv.Error as error:
        raise InputError((Mistake("bad-form", f"this is no CSV: {error}", file, rows.line_num, 1),)) from None
    if "id" not in columns:
        raise InputError((Mistake("missing", "this table has no column “id”", file, 1, 1, shown(head[:60])),))
    return Node({"vocabulary": Node(terms, 1, 1)}, 1, 1), mistakes


def _wrong_columns(columns: list[str], file: str) -> Iterator[Mistake]:
    for number, column in enumerate(columns, start=1):
        if column in columns[: number - 1]:
            yield Mistake("duplicate-key", "there are two columns of this name", file, 1, number, shown(column))
        elif column not in {"id", *LISTS} and not LANGUAGE.match(column):
            remedy = f"Known here: id, {', '.join(LISTS)}, and language codes (zh, en, pt-BR)."
            yield Mistake("unknown-key", "this column is not known", file, 1, number, shown(column), remedy)


def _term(columns: list[str], row: list[str], line: int) -> Node:
    found: dict[str, Node] = {}
    labels: dict[str, Node] = {}
    for number, (column, cell) in enumerate(zip(columns, row, strict=False), start=1):
        text = cell.strip()
        if not text:
            continue
        if column in LISTS:
            parts = [PREFIX.sub("", part) if column == "synonyms" else part for part in SEPARATOR.split(text)]
            found[column] = Node([Node(part, line, number) for part in parts if part], line, number)
        elif column == "id":
            found[column] = Node(text, line, number)
        elif LANGUAGE.match(column):
            labels[column] = Node(text, line, number)
    if labels:
        found["labels"] = Node(labels, line, 1)
    return Node(found, line, 1)
