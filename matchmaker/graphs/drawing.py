"""The map of a graph as SVG: a disc for each community, a dot for each company, lines for what connects them.

Legible at any size because what is drawn is limited, not what is there: lines between single companies as long as
there are few, bands between communities otherwise; names for as many as find room, the best connected first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from math import cos, hypot, pi, sin, sqrt
from unicodedata import east_asian_width

from matchmaker.event import Company
from matchmaker.graphs.book import GraphBook

WIDTH, HIGHEST, MARGIN = 1400, 1000, 20
# Up to so many companies, single edges are drawn: the heaviest of each company.
FEW, EDGES_EACH = 60, 4
BANDS, NAMES = 40, 70
GOLDEN = pi * (3 - sqrt(5))
FONT, TITLE_FONT = 12, 15
LONGEST_NAME = 28
COLOURS = ("#1b6ca8", "#c1440e", "#2e7d32", "#7b3fa0", "#9a6b00", "#00838f", "#ad1457", "#455a64", "#5d4037", "#3949ab")
DISC, SPACE, TITLE_ROOM = 26.0, 34.0, 20
# So that few companies do not get discs without end.
MOST_SCALE = 4.0


@dataclass(frozen=True, slots=True)
class Disc:
    """Where a community lies."""

    x: float
    y: float
    radius: float


@dataclass
class _Labels:
    """Boxes of texts already placed: no two may overlap."""

    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether the box was free; it no longer is."""
        box = (x, y, x + width, y + height)
        free = all(box[0] >= b[2] or b[0] >= box[2] or box[1] >= b[3] or b[1] >= box[3] for b in self.boxes)
        if free:
            self.boxes.append(box)
        return free


def svg(book: GraphBook, families: str, shown: Callable[[str], str] = str) -> str:
    """The map, `WIDTH` wide; texts in the first of the font families that has their characters.

    `shown` turns texts into texts that these fonts can print.
    """
    discs, places = _layout(book)
    height = round(max(disc.y + disc.radius for disc in discs) + MARGIN)
    bridges = {bridge.company.id for bridge in book.bridges}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="{escape(families)}">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *_bands(book, discs),
        *(
            f'<circle cx="{d.x:.1f}" cy="{d.y:.1f}" r="{d.radius:.1f}" fill="{_colour(number)}" fill-opacity="0.10" '
            f'stroke="{_colour(number)}" stroke-opacity="0.5"/>'
            for number, d in enumerate(discs)
        ),
        *(_lines(book, places) if len(places) <= FEW else ()),
        *(_dot(book, company, places[company.id], bridges) for company in book.event.profiles),
        *_texts(book, discs, places, height, shown),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


def _layout(book: GraphBook) -> tuple[list[Disc], dict[str, tuple[float, float]]]:
    """Discs packed from the largest on, each as near as it can be to those it is most connected with."""
    packed: list[Disc] = []
    for community in book.communities:
        radius = DISC + 10 * sqrt(len(community.members))
        pull = [book.between.get((number, community.number), 0) for number in range(len(packed))]
        packed.append(_nearest_place(radius, packed, pull))
    left, right = (f(d.x + s * d.radius for d in packed) for f, s in ((min, -1), (max, 1)))
    top, bottom = min(d.y - d.radius for d in packed), max(d.y + d.radius for d in packed)
    # Titles stand above the discs.
    scale = min((WIDTH - 2 * MARGIN) / (right - left), (HIGHEST - 2 * MARGIN - TITLE_ROOM) / (bottom - top), MOST_SCALE)
    dx, dy = (WIDTH - scale * (left + right)) / 2, MARGIN + TITLE_ROOM - scale * top
    discs = [Disc(scale * d.x + dx, scale * d.y + dy, scale * d.radius) for d in packed]
    places = {}
    for disc, community in zip(discs, book.communities, strict=True):
        step = 0.86 * disc.radius / sqrt(len(community.members))
        for number, company in enumerate(community.members):
            away, angle = step * sqrt(number + 0.5 * (len(community.members) > 1)), number * GOLDEN
            places[company.id] = (disc.x + away * cos(angle), disc.y + away * sin(angle))
    return discs, places


def _nearest_place(radius: float, packed: list[Disc], pull: list[int]) -> Disc:
    if not packed:
        return Disc(0.0, 0.0, radius)
    total = sum(pull)
    spots = (
        Disc(
            d.x + (d.radius + radius + SPACE) * cos(k * pi / 24),
            d.y + (d.radius + radius + SPACE) * sin(k * pi / 24),
            radius,
        )
        for d in packed
        for k in range(48)
    )
    free = [spot for spot in spots if all(_apart(spot, d) for d in packed)]

    def cost(spot: Disc) -> tuple[float, float, float]:
        drawn = sum(weight * hypot(spot.x - d.x, spot.y - d.y) for weight, d in zip(pull, packed, strict=True))
        # Wider than high, as the page is; a little towards the middle whatever the pull.
        middle = hypot(spot.x / WIDTH, spot.y / HIGHEST) * WIDTH
        return (round(middle + (0.5 * drawn / total if total else 0.0), 6), round(spot.y, 6), round(spot.x, 6))

    return min(free, key=cost)


def _apart(one: Disc, other: Disc) -> bool:
    return hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius + SPACE - 1e-6


def _bands(book: GraphBook, discs: list[Disc]) -> Iterator[str]:
    """The strongest connections between communities, the thickest for the most weight."""
    if len(book.event.profiles) <= FEW:
        return
    heaviest = sorted(book.between.items(), key=lambda item: (-item[1], item[0]))[:BANDS]
    for (left, right), weight in heaviest:
        one, other = discs[left], discs[right]
        width = 1 + 15 * weight / heaviest[0][1]
        yield (
            f'<line x1="{one.x:.1f}" y1="{one.y:.1f}" x2="{other.x:.1f}" y2="{other.y:.1f}" stroke="#90a4ae" '
            f'stroke-width="{width:.1f}" stroke-opacity="0.35"/>'
        )


def _lines(book: GraphBook, places: dict[str, tuple[float, float]]) -> Iterator[str]:
    kept: dict[tuple[str, str], int] = {}
    for company in book.event.profiles:
        heaviest = sorted(book.graph[company.id].items(), key=lambda edge: -edge[1]["weight"])[:EDGES_EACH]
        for other, data in heaviest:
            one, two = sorted((company.id, other))
            kept[one, two] = data["weight"]
    most = max(kept.values(), default=1)
    for (one, other), weight in kept.items():
        (x1, y1), (x2, y2) = places[one], places[other]
        crossing = book.event.company[one].country != book.event.company[other].country
        colour = "#c1440e" if crossing else "#78909c"
        yield (
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
            f'stroke-width="{0.5 + 3 * weight / most:.1f}" stroke-opacity="0.4"/>'
        )


def _dot(book: GraphBook, company: Company, place: tuple[float, float], bridges: set[str]) -> str:
    most = max(book.strength.values()) or 1
    count = len(book.event.profiles)
    least = 2.0 if count > 500 else 3.5  # noqa: PLR2004 — room for dots
    radius = least + (3 if count > 500 else 6) * book.strength[company.id] / most  # noqa: PLR2004
    ring = ' stroke="#000000" stroke-width="1.8"' if company.id in bridges else ' stroke="#ffffff" stroke-width="0.6"'
    title = escape(f"{book.name(company)} ({book.country(company)})")
    return (
        f'<circle class="company" data-id="{escape(company.id)}" cx="{place[0]:.1f}" cy="{place[1]:.1f}" '
        f'r="{radius:.1f}" fill="{_colour(book.home[company.id])}"{ring}><title>{title}</title></circle>'
    )


def _texts(
    book: GraphBook,
    discs: list[Disc],
    places: dict[str, tuple[float, float]],
    height: int,
    shown: Callable[[str], str],
) -> Iterator[str]:
    """Titles of communities, then names: bridges first, then the best connected, where there is room."""
    labels = _Labels()
    bridges = {bridge.company.id for bridge in book.bridges}
    for community, disc in zip(book.communities, discs, strict=True):
        title = shown(f"{community.number + 1}: {', '.join(community.themes) or '–'}")
        width = _width(title, TITLE_FONT)
        x = min(max(disc.x - width / 2, 2), WIDTH - width - 2)
        y = disc.y - disc.radius - 6
        if len(community.members) > 1 and labels.take(x, y - TITLE_FONT, width, TITLE_FONT + 3):
            yield _text(x, y, title, TITLE_FONT, _colour(community.number), bold=True)
    ordered = sorted(book.event.profiles, key=lambda company: (company.id not in bridges, -book.strength[company.id]))
    placed = 0
    for company in ordered:
        name = shown(book.name(company))
        name = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
        x, y = places[company.id]
        width = _width(name, FONT)
        spots = ((x + 9, y + 4), (x - 9 - width, y + 4), (x - width / 2, y - 10), (x - width / 2, y + 20))
        inside = ((a, b) for a, b in spots if 0 <= a <= WIDTH - width and FONT <= b <= height - 4)
        spot = next(((a, b) for a, b in inside if labels.take(a, b - FONT, width, FONT + 3)), None)
        if spot is not None:
            yield _text(*spot, name, FONT, "#102027", bold=company.id in bridges)
            placed += 1
        if placed == NAMES:
            return


def _width(text: str, size: int) -> float:
    """About how wide a text is: wide characters of East Asia are as wide as high."""
    return sum(size if east_asian_width(character) in "WF" else 0.58 * size for character in text)


def _text(x: float, y: float, text: str, size: int, colour: str, *, bold: bool) -> str:
    style = f'font-size="{size}" font-weight="{700 if bold else 500}" fill="{colour}"'
    halo = 'stroke="#ffffff" stroke-width="3" stroke-linejoin="round"'
    said = escape(text)
    # Twice: a white edge first, so that the text can be read on lines and dots.
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" {style} {halo}>{said}</text><text x="{x:.1f}" y="{y:.1f}" {style}>{said}</text>'
    )
