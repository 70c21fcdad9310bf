"""What is installed is what was locked: a version and hashes for every requirement, which pip then checks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LOCKS = sorted(Path(__file__).parents[1].glob("requirements*.lock"))


def test_there_is_a_lock_for_users_one_for_tests_one_for_builders_and_one_for_the_audit() -> None:
    assert [lock.name for lock in LOCKS] == [
        "requirements-audit.lock",
        "requirements-dev.lock",
        "requirements-test.lock",
        "requirements.lock",
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_has_one_version_and_its_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    requirements = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(requirements) > 20
    for line in requirements:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,_-]+\])?==\S+ ", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line
