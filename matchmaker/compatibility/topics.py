"""How well a meeting suits a session: by what the two have to talk about and the session's topics."""

from __future__ import annotations

from collections.abc import Callable

from matchmaker.compatibility.evidence import Evidence
from matchmaker.compatibility.likeness import Phrases
from matchmaker.event import Event

SAME_TOPIC = 100
# A session without topics takes any meeting, and suits it better than one on something else.
NO_TOPICS = 40


def topic_fits(event: Event, phrases: Phrases) -> Callable[[tuple[Evidence, ...]], dict[str, int]]:
    """A function from a pair's evidence to its fit (0 to 100) with every session that hosts meetings."""
    sessions = [session for session in event.sessions if session.hosts_meetings]
    topics = sorted({topic for session in sessions for topic in session.topics})
    spoken = sorted({phrase for c in event.profiles for phrase in (*event.offers(c), *event.seeks(c))})
    like = phrases.likenesses(spoken, topics).tocoo()
    place = {topic: number for number, topic in enumerate(topics)}
    of_session = [{place[topic] for topic in session.topics} for session in sessions]
    fit: dict[str, list[int]] = {}
    for topic, column, value in zip(like.row.tolist(), like.col.tolist(), like.data.tolist(), strict=True):
        best = fit.setdefault(spoken[column], [0] * len(sessions))
        for number, own in enumerate(of_session):
            if topic in own:
                best[number] = max(best[number], round(SAME_TOPIC * value))
    least = [0 if session.topics else NO_TOPICS for session in sessions]
    names = [session.id for session in sessions]

    def fits(evidence: tuple[Evidence, ...]) -> dict[str, int]:
        found = [fit[phrase] for item in evidence for phrase in item.phrases if phrase in fit]
        return dict(zip(names, map(max, zip(least, *found, strict=True)) if found else least, strict=True))

    return fits
