"""Dependencies run one way, and each heavy one has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import matchmaker

PACKAGE = Path(matchmaker.__file__).parent
LONGEST = 400

# From the top: a unit imports only from units further down. Those of one line know nothing of each other.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("__init__",),
    ("pipeline", "summary", "output"),
    ("graphs", "scarce", "clash"),
    ("why",),
    ("render", "solver", "check", "inputs", "compatibility"),
    ("booked",),
    ("agenda", "plan"),
    ("promises", "whynot"),
    ("outcome", "goals", "rules"),
    ("satisfaction",),
    ("problem",),
    ("apart",),
    ("timetable", "schedule"),
    ("event",),
    ("matching", "aims", "people", "programme"),
    ("values",),
    ("regions", "languages", "fields"),
    ("countries",),
    ("errors",),
)

# Where each package of others may be imported: modules, or packages with all that is in them.
HOMES = {
    "babel": {"countries", "languages"},
    "fontTools": {"render"},
    "icalendar": {"render.calendar"},
    "jinja2": {"render", "graphs"},
    "markupsafe": {"render", "graphs"},
    "networkx": {"compatibility.graph", "graphs"},
    "numpy": {"problem", "satisfaction", "compatibility", "solver", "whynot", "clash.absences"},
    "ortools": {"solver"},
    "pydantic": {
        "aims",
        "event",
        "fields",
        "matching",
        "people",
        "programme",
        "regions",
        "schedule",
        "values",
        "countries",
        "inputs",
    },
    "pydantic_core": {"aims", "event", "fields", "matching", "people", "programme", "regions", "countries", "inputs"},
    "pypdfium2": {"render"},
    "rdflib": {"inputs.vocabulary_files.skos"},
    "rich": {"cli"},
    "scipy": {"compatibility", "solver"},
    "sklearn": {"compatibility.text"},
    "sparse_dot_topn": {"compatibility.text"},
    "typer": {"cli"},
    "typst": {"render", "graphs"},
    "xlsxwriter": {"render.workbook"},
    "yaml": {"inputs.located"},
    "zxingcpp": {"render.pdf.typst_process"},
}


@cache
def modules() -> dict[str, Path]:
    """Every module of the package, by its name below it."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


@cache
def imported(module: str) -> frozenset[str]:
    """The full names of all that a module imports, whether at its top, in a function or for types alone."""
    return frozenset(_imported(ast.parse(modules()[module].read_text(encoding="utf-8"))))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and node.value in {f"matchmaker.{name}" for name in modules()}:
            yield str(node.value)  # imported by its name when it is first used


def ours(module: str) -> set[str]:
    """The modules of the package that a module imports."""
    found = set()
    for name in imported(module):
        top, *rest = name.split(".")
        if top != "matchmaker":
            continue
        while rest and ".".join(rest) not in modules():
            rest.pop()
        found.add(".".join(rest) or "__init__")
    return found - {module}


def others(module: str) -> set[str]:
    """The packages of others that a module imports."""
    tops = {name.split(".")[0] for name in imported(module)}
    return tops - set(sys.stdlib_module_names) - {"matchmaker"}


def reached(module: str) -> set[str]:
    """All modules of the package that a module imports, and those that they import."""
    found, todo = set[str](), [module]
    while todo:
        fresh = ours(todo.pop()) - found
        found |= fresh
        todo += fresh
    return found


def unit(module: str) -> str:
    """The part of the package that a module belongs to."""
    return module.split(".", maxsplit=1)[0]


def test_the_package_is_seen() -> None:
    assert len(modules()) > 30
    assert {"__init__", "rules", "solver", "solver.solve", "cli.app", "render.html"} <= modules().keys()
    assert "matchmaker.event.Event" in imported("rules")
    assert {"rules.meetings", "rules.delegations"} <= modules().keys()
    assert others("compatibility.graph") == {"networkx"}
    assert ours("goals") == {"problem", "satisfaction"}
    assert {"problem", "event", "timetable", "countries"} <= reached("goals")
    assert "render.html" in ours("render")


def test_every_part_has_its_layer() -> None:
    placed = [name for layer in LAYERS for name in layer]
    assert len(placed) == len(set(placed))
    assert {unit(module) for module in modules()} == set(placed)


@pytest.mark.parametrize("module", modules())
def test_imports_run_downwards(module: str) -> None:
    layer = {name: depth for depth, names in enumerate(LAYERS) for name in names}
    upwards = {name for name in ours(module) if unit(name) != unit(module) and layer[unit(name)] <= layer[unit(module)]}
    assert upwards == set()


@pytest.mark.parametrize("module", modules())
def test_packages_of_others_stay_at_home(module: str) -> None:
    astray = {name for name in others(module) if not HOMES.get(name, set()) & {module, unit(module)}}
    assert astray == set()


@pytest.mark.parametrize("package", HOMES)
def test_every_home_is_lived_in(package: str) -> None:
    homes = {module for module in modules() if package in others(module)}
    assert homes
    assert HOMES[package] <= homes | {unit(module) for module in homes}


@pytest.mark.parametrize("module", ["rules", "goals", "check"])
def test_judges_know_no_solver(module: str) -> None:
    assert "solver" not in {unit(name) for name in reached(module)}
    assert not any("ortools" in others(name) for name in reached(module))


@pytest.mark.parametrize("module", [name for name in modules() if unit(name) in {"rules", "goals"}])
def test_what_is_valid_and_good_is_said_in_plain_python(module: str) -> None:
    assert others(module) == set()


@pytest.mark.parametrize("module", modules())
def test_no_module_is_too_long_to_read(module: str) -> None:
    assert len(modules()[module].read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", modules())
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(ast.parse(modules()[module].read_text(encoding="utf-8")))
