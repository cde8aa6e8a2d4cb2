"""What import-linter cannot say about the shape of the house."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import settings

from .source import ROOT, app_of, imports_of, modules, tree

FLOORS = ["common", "audit", "people", "outbox", "structured_templates", "escalations"]
FREE = {"workforce_assurance.demo", "workforce_assurance.bench", "workforce_assurance.local", "bench"}
UNWANTED_NAMES = {"utils", "helpers", "services", "managers", "signals", "misc"}
HEAVY = ("pandas", "numpy", "scipy", "weasyprint", "celery", "crispy_forms")


def level(app: str) -> int:
    name = app.removeprefix("workforce_assurance.")
    return FLOORS.index(name) if name in FLOORS else len(FLOORS)


def layer_of(name: str) -> str:
    """The kind of module: its own name, or that of the package inside the app that it lies in."""
    inside = name.removeprefix(app_of(name)).strip(".")
    return inside.split(".")[0]


def foreign_models(name: str) -> list[str]:
    """The other apps' models that a module imports, types excepted."""
    own = app_of(name)
    wanted = re.compile(r"^(workforce_assurance\.\w+|supervision)\.models($|\.)")
    found = {imported for imported in imports_of(name, at_start=True) if wanted.match(imported)}
    return sorted(imported for imported in found if app_of(imported) != own)


def crossings(*, kind: str, forbidden: tuple[str, ...]) -> list[str]:
    """Modules of that kind that import, inside their own app, a module of a forbidden kind."""
    found = []
    for name in modules():
        if layer_of(name) != kind:
            continue
        inside = [imported for imported in imports_of(name) if app_of(imported) == app_of(name)]
        found += [f"{name} imports {imported}" for imported in inside if layer_of(imported) in forbidden]
    return sorted(set(found))


def test_no_app_imports_the_models_of_another() -> None:
    watched = [name for name in modules() if app_of(name) not in FREE]
    assert {name: foreign_models(name) for name in watched if foreign_models(name)} == {}


@pytest.mark.parametrize(
    ("kind", "forbidden"),
    [
        ("models", ("commands", "views", "forms", "tasks")),
        ("commands", ("forms", "views", "urls")),
        ("queries", ("views", "forms", "commands")),
        ("querysets", ("views", "forms", "commands")),
    ],
)
def test_inside_an_app_nothing_reaches_upwards(kind: str, forbidden: tuple[str, ...]) -> None:
    assert crossings(kind=kind, forbidden=forbidden) == []


def test_rules_know_no_library_of_the_edges() -> None:
    kinds = {"models", "queries", "querysets", "commands", "rules"}
    found = [
        f"{name} imports {imported}"
        for name in modules()
        if layer_of(name) in kinds and app_of(name) not in FREE
        for imported in imports_of(name, at_start=True)
        if imported.split(".")[0] in HEAVY
    ]
    assert found == []


def test_foreign_keys_never_point_up_the_house() -> None:
    found = []
    for model in apps.get_models():
        app = model._meta.app_config.name
        if not app.startswith(("workforce_assurance", "supervision")):
            continue
        for field in model._meta.get_fields():
            if field.many_to_one and field.concrete:
                target = field.related_model._meta.app_config.name
                ours = target.startswith(("workforce_assurance", "supervision"))
                if ours and level(target) > level(app) and app != "workforce_assurance.audit":
                    found.append(f"{model.__name__}.{field.name} points at {target}")
    assert found == []


def test_there_are_no_signal_receivers() -> None:
    receivers = [
        f"{name}:{node.lineno}"
        for name, file in modules().items()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Name | ast.Attribute)
        and (
            getattr(node, "id", "") == "receiver"
            or getattr(node, "attr", "") in {"post_save", "pre_save", "m2m_changed"}
        )
    ]
    assert receivers == []


def test_no_module_is_called_nothing() -> None:
    assert [name for name in modules() if name.rsplit(".", 1)[-1] in UNWANTED_NAMES] == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        name for name, file in modules().items() if file.read_text().strip() and not ast.get_docstring(tree(file))
    ]
    assert silent == []


def clock_readers() -> list[str]:
    """Modules below the edge that read the clock."""
    # A predicate is asked by Django with a person and a record, so it reads the clock for itself.
    edges = ("views", "tasks", "pages", "management", "middleware", "adapters", "backends", "rules", "healthz")
    reads = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|localdate\(|localtime\(\)")
    return sorted(
        name
        for name, file in modules().items()
        if reads.search(file.read_text())
        and app_of(name) not in FREE
        and not any(part in edges or part.endswith(("_views", "_pages")) for part in name.split("."))
    )


def test_the_clock_is_read_at_the_edge_only() -> None:
    assert clock_readers() == []


INLINE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style\b|\sstyle=\"|\son[a-z]+=\"|hx-on|javascript:",
    re.IGNORECASE,
)


def test_no_page_holds_inline_script_or_style() -> None:
    # Mails have no content security policy, and their readers know no style sheets.
    pages = [file for file in (ROOT / "templates").rglob("*.html") if "emails" not in file.parts]
    assert [str(file.relative_to(ROOT)) for file in pages if INLINE.search(file.read_text())] == []


def test_fragments_say_what_they_take() -> None:
    fragments = sorted((ROOT / "templates").rglob("_*.html"))
    assert [file.name for file in fragments if not file.read_text().lstrip().startswith(("{#", "{% comment"))] == []


BUDGETS: dict[str, tuple[int, Callable[[ast.Module, str], int]]] = {
    "lines of a module": (300, lambda _module, text: text.count("\n")),
    "lines of a function": (
        40,
        lambda module, _text: max(
            (node.end_lineno - node.lineno for node in ast.walk(module) if isinstance(node, ast.FunctionDef)), default=0
        ),
    ),
}


@pytest.mark.parametrize("budget", BUDGETS)
def test_what_is_over_budget_is_reported(budget: str, record_property: Callable[[str, object], None]) -> None:
    most, measure = BUDGETS[budget]
    over = {name: measure(tree(file), file.read_text()) for name, file in modules().items()}
    over = {name: size for name, size in over.items() if size > most}
    record_property(budget, over)
    # A budget to steer by; twice as much is no longer steering.
    assert {name: size for name, size in over.items() if size > 2 * most} == {}


def test_the_apps_of_the_house_are_installed_in_the_order_of_its_floors() -> None:
    ours = [app for app in settings.INSTALLED_APPS if app.startswith(("workforce_assurance", "supervision"))]
    assert ours == sorted(ours, key=level)
