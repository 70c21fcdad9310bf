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
    ours = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and "matchmaker" in (node.module or "")]
    homes = {alias.name: str(node.module) for node in ours for alias in node.names}
    assert homes.keys() == set(matchmaker.__all__) == set(dir(matchmaker))
    for name, home in homes.items():
        assert getattr(matchmaker, name) is getattr(importlib.import_module(home), name)


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'solver_of_everything'"):
        matchmaker.solver_of_everything  # noqa: B018


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
