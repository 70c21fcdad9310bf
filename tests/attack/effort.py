"""How much is tried: little in every run, much at night.

`MATCHMAKER_EXAMPLES=10000` tries as many random events and inputs in each test of `tests/attack`,
`tests/solver/test_properties.py` and `tests/inputs/test_fuzz.py`, new ones each time; and the first so many events of
`tests/solver/test_whole_events.py`, which have everything that an event can have.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

USUAL = 300
EXAMPLES = int(os.environ.get("MATCHMAKER_EXAMPLES", str(USUAL)))


def tried(part: int = 1) -> settings:
    """Settings of a test that tries the usual number, or a part of it where each takes long."""
    return settings(
        max_examples=max(1, EXAMPLES // part),
        derandomize=EXAMPLES == USUAL,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


thorough = tried()
