"""Bookings of two sides that are no 1:1 meeting: a visit to a booth, a need that an adviser looks after."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """A company visits an exhibitor's booth in a session."""

    visitor: str
    exhibitor: str
    session: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """A company takes a need to an adviser."""

    company: str
    need: str
    adviser: str


Other = Visit | Consultation


@dataclass(frozen=True, slots=True)
class Pledge:
    """Meetings promised to a company for a purpose, and the pairs that would serve it."""

    company: int
    purpose: str
    promised: int
    pairs: frozenset[int]
