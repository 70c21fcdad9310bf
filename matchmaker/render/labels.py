"""Every fixed text of the printed and the clickable agenda, in one place: another language is another dict.

Counts stand beside their label ("Meetings 7"), never inside a sentence, so that no language needs plural forms here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGE = "en"

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "all-countries": "All countries",
        "back": "All companies",
        "booklet": "Meeting agendas",
        "companies": "Companies",
        "contents": "Contents",
        "continued": "continued",
        "countries": "Countries",
        "country": "Country",
        "day": "Day",
        "delegation": "Delegation",
        "found": "Shown",
        "hall": "Hall",
        "kind.association": "Association",
        "kind.company": "Company",
        "kind.consultation": "Consultation",
        "kind.dialogue": "Dialogue",
        "kind.exhibition": "Exhibition",
        "kind.institution": "Institution",
        "kind.park": "Park",
        "kind.plenary": "Plenary",
        "kind.salon": "Salon",
        "kind.tables": "Meeting tables",
        "meetings": "Meetings",
        "more": "more",
        "no-match": "No company matches. Try fewer letters, or another country.",
        "no-meetings": "No meeting takes place in this session.",
        "no-script": "This page needs JavaScript to show the agendas. Switch it on, or open agendas.pdf instead.",
        "not-found": "This address leads to nothing in this event.",
        "notes": "Notes",
        "partner": "You meet",
        "place": "Hall, session",
        "print": "Print",
        "programme": "Where meetings take place",
        "reasons": "Why you meet",
        "search": "Search a company by name",
        "session": "Session",
        "sessions": "Sessions",
        "table": "Table",
        "tables": "Tables",
        "time": "Time",
    }
)
