"""What criteria know of phrases, said in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matchmaker.compatibility.criteria import Known
from matchmaker.event import Company
from tests.build import company, event


def mute(name: str, **fields: object) -> Company:
    """A company that offers and seeks nothing unless told otherwise."""
    return company(name, **{"capabilities": [], "interests": [], **fields})


def knowing(
    alike: Mapping[str, float] | None = None, settings: Mapping[str, Any] | None = None, **meets: float
) -> Known:
    """Strengths by "offer_sought" and, of two offers, "one_other"; nothing else meets or is alike."""
    return Known(event("a", **{"reciprocity": 30, **(settings or {})}), _rows(meets), _rows(alike or {}))


def _rows(strengths: Mapping[str, float]) -> Any:
    def row(text: str) -> dict[str, float]:
        return {pair.split("_")[0]: value for pair, value in strengths.items() if pair.split("_")[1] == text}

    return row
