"""One book with everything that is hard to print, given to every renderer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from matchmaker.agenda import AgendaBook, Cell, Day, Entry, Grid, Partner, Sheet

DAYS = (dt.date(2024, 9, 24), dt.date(2024, 9, 25))
TITLES = ("Tuesday, 24 September 2024", "Wednesday, 25 September 2024")
REASONS = (
    "offers laser cutting heads; you seek laser cutting",
    "both speak German",
    "你们都寻求联合研发",
    "you asked for this meeting",
)
LONG = (
    "Verband für die Förderung der grenzüberschreitenden Zusammenarbeit "
    "mittelständischer Hersteller von Lasersystemen e. V. 120"
)
PARTNERS = (
    Partner("by", "Китайско-Белорусский индустриальный парк «Великий камень»", "Belarus"),
    Partner("kh", "តំបន់សេដ្ឋកិច្ចពិសេសម៉ាន់ហាតាន់", "Cambodia"),
    Partner("bond", "济南邦德激光股份有限公司", "China"),
    Partner("x", "<script>document.title='pwned'</script>", "China"),
    Partner("y", "</script><b>#strong[x] *y* @z $1$ \\ \u2028", "China"),
    Partner("de", "Müller & Söhne Lasertechnik GmbH", "Germany"),
    Partner("long", LONG, "Germany"),
    Partner("run", "W" * 120, "United Kingdom"),
)


def entry(day: int, minute: int, partners: tuple[Partner, ...], table: int, reasons: tuple[str, ...]) -> Entry:
    """A meeting of 20 minutes, `minute` minutes after half past eight."""
    start = dt.datetime.combine(DAYS[day], dt.time(8, 30), dt.UTC) + dt.timedelta(minutes=minute)
    return Entry(
        start,
        start + dt.timedelta(minutes=20),
        "Salon on frontier laser technology",
        "Hall B",
        table,
        partners,
        reasons,
    )


def sheet(me: Partner, number: int, *, count: int) -> Sheet:
    """A company with `count` meetings on the first day and two at the same time on the second."""
    others = [partner for partner in PARTNERS if partner != me]
    first = tuple(
        entry(0, 25 * place, (others[(place + number) % len(others)],), place + 1, REASONS[: place % 5])
        for place in range(count)
    )
    second = (entry(1, 60, (others[0],), 3, REASONS[:1]), entry(1, 70, tuple(others[1:4]), 123, ()))
    days = (Day(DAYS[0], TITLES[0], first), Day(DAYS[1], TITLES[1], second)) if count else ()
    remark = "" if count else "No meeting could be arranged: the company is not available during any session."
    delegation = "Delegation of the China-Britain Business Council" if number % 2 else ""
    return Sheet(
        me.id,
        me.name,
        me.country,
        "company",
        delegation,
        "Bring samples.\nStand 12." if number == 1 else "",
        days,
        remark,
    )


@pytest.fixture(scope="session")
def book() -> AgendaBook:
    """Eight companies: one with 25 meetings in a day, one with none."""
    counts = {"bond": 25, "kh": 0, "long": 12}
    sheets = tuple(sheet(partner, number, count=counts.get(partner.id, 5)) for number, partner in enumerate(PARTNERS))
    slots = tuple((e.start, e.end) for e in sheets[0].days[0].entries[:3])
    cells = (Cell(0, 1, PARTNERS[:2]), Cell(0, 4, PARTNERS[3:5]), Cell(2, 1, (PARTNERS[5], PARTNERS[2])))
    grids = (
        Grid("salon", "Salon on frontier laser technology", "salon", "Hall B", TITLES[0], slots, (1, 4), cells),
        Grid("empty", "Export alliance", "tables", "Hall C", TITLES[1], (), (), ()),
    )
    note = "Please be at your table two minutes early."
    return AgendaBook("World Laser Industry Conference 2024", "24\u201325 September 2024", note, sheets, grids, 3)


@pytest.fixture(scope="session")
def large_book(book: AgendaBook) -> AgendaBook:
    """Enough companies for several pieces, some of two pages."""
    by_id = {sheet.id: sheet for sheet in book.sheets}
    kinds = [by_id["bond"], *[by_id["long"]] * 4]
    sheets = tuple(replace(kinds[n % 5], id=f"c{n}", name=f"Company {n} Ltd", country="Norway") for n in range(300))
    return replace(book, sheets=sheets)
