"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import matchmaker

PACKAGE = Path(matchmaker.__file__).parent
MODULES = [
    ".".join(("matchmaker", *path.relative_to(PACKAGE).with_suffix("").parts))
    for path in sorted(PACKAGE.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8") and path.name != "__init__.py"
]


def test_there_are_examples() -> None:
    assert "matchmaker.compatibility.phrases" in MODULES


@pytest.mark.parametrize("module", MODULES)
def test_examples_are_true(module: str) -> None:
    found = doctest.testmod(importlib.import_module(module))
    assert found.attempted > 0
    assert found.failed == 0
