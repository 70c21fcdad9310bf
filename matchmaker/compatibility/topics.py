"""How well a meeting suits a session: by what the two have to talk about and the session's topics."""

from __future__ import annotations

from collections.abc import Callable

from matchmaker.compatibility.criteria import Evidence
from matchmaker.compatibility.text import likenesses
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.event import Event

SAME_TOPIC = 100
# A session without topics takes any meeting, and suits it better than one on something else.
NO_TOPICS = 40


def topic_fits(event: Event, vocabulary: Vocabulary) -> Callable[[tuple[Evidence, ...]], dict[str, int]]:
    """A function from a pair's evidence to its fit (0 to 100) with every session that hosts meetings."""
    sessions = [session for session in event.sessions if session.hosts_meetings]
    topics = sorted({topic for session in sessions for topic in session.topics})
    phrases = sorted({phrase for c in event.profiles for phrase in (*c.capabilities, *c.interests)})
    like = likenesses(phrases, topics, vocabulary).tocoo()
    fit: dict[tuple[str, str], float] = {
        (phrases[column], topics[row]): value
        for row, column, value in zip(like.row.tolist(), like.col.tolist(), like.data.tolist(), strict=True)
    }

    def fits(evidence: tuple[Evidence, ...]) -> dict[str, int]:
        spoken = {phrase for item in evidence for phrase in item.phrases}
        return {
            session.id: NO_TOPICS
            if not session.topics
            else round(SAME_TOPIC * max((fit.get((p, t), 0.0) for p in spoken for t in session.topics), default=0.0))
            for session in sessions
        }

    return fits
