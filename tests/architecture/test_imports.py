"""Who imports whom, where import-linter's contracts in pyproject.toml have no word for it.

Each was proved by breaking it for a moment (see docs/architecture.md, "How the shape is held").
"""

from __future__ import annotations

import re

import pytest

from .source import app_of, imports_of, kind_of, modules

# The demo and the bench write two years of history at once; what is local is no part of the product.
FREE = {"workforce_assurance.demo", "workforce_assurance.bench", "workforce_assurance.local"}
LIBRARIES_OF_THE_EDGES = {"celery", "crispy_forms", "weasyprint"}
LIBRARIES_THAT_COMPUTE = {"pandas", "numpy", "scipy", "statsmodels", "sklearn"}
MODELS = re.compile(r"^(workforce_assurance\.\w+|supervision|debriefs|boundaries)\.(models|querysets)($|\.)")


def watched() -> list[str]:
    return [name for name in modules() if app_of(name) not in FREE]


def test_no_app_imports_the_models_of_another() -> None:
    found = {
        f"{name} imports {imported}"
        for name in watched()
        for imported in imports_of(name, at_start=True)
        if MODELS.match(imported) and app_of(imported) != app_of(name)
    }
    assert sorted(found) == []


@pytest.mark.parametrize(
    ("kind", "forbidden"),
    [
        ("models", {"commands", "forms", "views", "tasks"}),
        ("querysets", {"commands", "forms", "views", "tasks"}),
        ("queries", {"commands", "forms", "views", "tasks"}),
        ("commands", {"forms", "views", "urls"}),
        ("forms", {"views", "urls"}),
        ("rules", {"commands", "forms", "views", "tasks"}),
    ],
)
def test_nothing_reaches_up_inside_an_app(kind: str, forbidden: set[str]) -> None:
    found = {
        f"{name} imports {imported}"
        for name in watched()
        if kind_of(name) == kind
        for imported in imports_of(name)
        if imported.startswith(("workforce_assurance", "supervision", "debriefs", "boundaries"))
        and kind_of(imported) in forbidden
    }
    assert sorted(found) == []


def test_rules_about_rows_know_no_library_of_the_edges() -> None:
    found = {
        f"{name} imports {imported}"
        for name in watched()
        if kind_of(name) in {"models", "querysets", "queries", "commands", "rules"}
        for imported in imports_of(name)
        if imported.split(".")[0] in LIBRARIES_OF_THE_EDGES
    }
    assert sorted(found) == []


def test_one_module_knows_what_makes_pdfs() -> None:
    found = {name for name in modules() for imported in imports_of(name) if imported.split(".")[0] == "weasyprint"}
    assert found == {"workforce_assurance.rendering.press"}


def test_libraries_that_compute_are_loaded_only_where_something_is_computed() -> None:
    at_start = {
        f"{name} imports {imported}"
        for name in modules()
        for imported in imports_of(name, at_start=True)
        if imported.split(".")[0] in LIBRARIES_THAT_COMPUTE
    }
    assert sorted(at_start) == []
    inside = {
        app_of(name)
        for name in modules()
        for imported in imports_of(name)
        if imported.split(".")[0] in LIBRARIES_THAT_COMPUTE
    }
    assert inside <= {"governance", "debriefs"}
