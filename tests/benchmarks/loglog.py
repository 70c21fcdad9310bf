"""Curves over logarithmic axes as an SVG that is readable on light and on dark backgrounds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 400, 260
LEFT, TOP, GAP = 64, 56, 84
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-size: 16px; font-weight: 600 }
  .grid { stroke: #d0d7de } .frame { stroke: #59636e; fill: none }
  .curve { fill: none; stroke-width: 2.5 } .c0 { stroke: #0550ae } .c1 { stroke: #bc4c00; stroke-dasharray: 7 4 }
  .p0 { fill: #0550ae } .p1 { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .grid { stroke: #3d444d } .frame { stroke: #9198a1 }
    .c0 { stroke: #79c0ff } .c1 { stroke: #ffa657 } .p0 { fill: #79c0ff } .p1 { fill: #ffa657 }
  }
"""


@dataclass(frozen=True, slots=True)
class Curve:
    """A name and points, all above 0."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high`, both powers of ten, over a length from `start` to `end` of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where the value is drawn."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> Iterator[float]:
        """Every power of ten, and twice and five times it where few decades are shown."""
        decades = round(math.log10(self.high / self.low))
        for decade in range(decades + 1):
            for step in (1, 2, 5) if decades < 3 else (1,):
                if (value := self.low * 10**decade * step) <= self.high * 1.001:
                    yield value


def axis(values: Sequence[float], start: float, end: float) -> Axis:
    """The powers of ten around the values."""
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
    return Axis(low, high if high > low else 10 * low, start, end)


def drawing(title: str, across: str, panels: Sequence[tuple[str, Sequence[Curve]]]) -> str:
    """Panels side by side, each with its own upright axis."""
    width, height = len(panels) * (WIDTH + GAP) + LEFT - GAP + 24, TOP + HEIGHT + 56
    body = [line for place, (up, curves) in enumerate(panels) for line in _panel(place, across, up, curves)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            f'<text class="title" x="{LEFT}" y="24">{escape(title)}</text>',
            *body,
            "</svg>",
            "",
        ]
    )


def _panel(place: int, across: str, up: str, curves: Sequence[Curve]) -> Iterator[str]:
    left = LEFT + place * (WIDTH + GAP)
    xs = axis([x for curve in curves for x, _ in curve.points], left, left + WIDTH)
    ys = axis([y for curve in curves for _, y in curve.points], TOP + HEIGHT, TOP)
    for value in xs.ticks():
        x = xs.at(value)
        yield f'<line class="grid" x1="{x}" y1="{TOP}" x2="{x}" y2="{TOP + HEIGHT}"/>'
        yield f'<text x="{x}" y="{TOP + HEIGHT + 20}" text-anchor="middle">{value:,g}</text>'
    for value in ys.ticks():
        y = ys.at(value)
        yield f'<line class="grid" x1="{left}" y1="{y}" x2="{left + WIDTH}" y2="{y}"/>'
        yield f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{value:,g}</text>'
    yield f'<rect class="frame" x="{left}" y="{TOP}" width="{WIDTH}" height="{HEIGHT}"/>'
    yield f'<text x="{left}" y="{TOP - 10}">{escape(up)}</text>'
    yield f'<text x="{left + WIDTH / 2}" y="{TOP + HEIGHT + 42}" text-anchor="middle">{escape(across)}</text>'
    for number, curve in enumerate(curves):
        points = [(xs.at(x), ys.at(y)) for x, y in curve.points]
        yield f'<polyline class="curve c{number}" points="{" ".join(f"{x},{y}" for x, y in points)}"/>'
        yield from (f'<circle class="p{number}" cx="{x}" cy="{y}" r="3.5"/>' for x, y in points)
        key = TOP + 20 + 20 * number
        yield f'<line class="curve c{number}" x1="{left + 12}" y1="{key - 4}" x2="{left + 44}" y2="{key - 4}"/>'
        yield f'<text x="{left + 52}" y="{key}">{escape(curve.name)}</text>'
