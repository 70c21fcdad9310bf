"""What a caller of the library sees: complete, in order, and explained."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import matchmaker

NAMES = [
    found.name
    for found in pkgutil.walk_packages(matchmaker.__path__, "matchmaker.")
    if not found.name.endswith("__main__")
]


def public(module: ModuleType) -> dict[str, object]:
    """The functions and classes that a module defines and does not hide."""
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
    }


def test_all_is_sorted() -> None:
    assert len(matchmaker.__all__) > 10
    assert matchmaker.__all__ == sorted(set(matchmaker.__all__))


def test_all_is_everything_that_the_package_imports_and_nothing_else() -> None:
    tree = ast.parse(Path(matchmaker.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert imported == set(matchmaker.__all__)
    assert all(hasattr(matchmaker, name) for name in matchmaker.__all__)


def test_every_error_of_ours_is_public() -> None:
    errors = public(importlib.import_module("matchmaker.errors"))
    assert len(errors) > 3
    assert errors.keys() <= set(matchmaker.__all__)


@pytest.mark.parametrize("name", NAMES)
def test_public_functions_and_classes_are_explained(name: str) -> None:
    for label, value in public(importlib.import_module(name)).items():
        assert inspect.getdoc(value), label
        own = inspect.isclass(value) and not issubclass(value, BaseException)
        for method, inside in vars(value).items() if own else ():
            explained = method.startswith("_") or not inspect.isfunction(inside) or inspect.getdoc(inside)
            assert explained, f"{label}.{method}"


def test_modules_are_seen() -> None:
    assert len(NAMES) > 30
    assert "solve" in public(importlib.import_module("matchmaker.solver.solve"))


def test_importing_prints_nothing_and_leaves_the_heavy_printing_for_later() -> None:
    code = "import sys, matchmaker; print([name for name in ('typst', 'pypdfium2', 'typer') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
