"""The source as syntax trees, for the tests of the house's shape."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("workforce_assurance", "supervision", "debriefs", "boundaries", "governance")


@cache
def modules() -> dict[str, Path]:
    """Every module of ours by its dotted name, migrations excepted."""
    found = {}
    for place in PLACES:
        for file in sorted((ROOT / place).rglob("*.py")):
            if "migrations" not in file.parts:
                name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
                found[name.removesuffix(".__init__")] = file
    return found


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def app_of(name: str) -> str:
    """`workforce_assurance.people` for each module in it; `supervision` for the practice's."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "workforce_assurance" else parts[0]


def imports_of(name: str, *, at_start: bool = False) -> Iterator[str]:
    """The dotted names that a module imports; with `at_start`, only those outside functions and type checking."""
    file = modules()[name]
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in _nodes(tree(file), at_start=at_start):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _nodes(module: ast.Module, *, at_start: bool) -> Iterator[ast.AST]:
    if not at_start:
        yield from ast.walk(module)
        return
    waiting: list[ast.AST] = list(module.body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        waiting.extend(ast.iter_child_nodes(node))


KINDS = ("models", "querysets", "queries", "commands", "rules", "forms", "views", "tasks", "urls", "admin")


def kind_of(name: str) -> str:
    """What a module is, from its name or that of a package it lies in: `builder.option_commands` is commands."""
    for part in name.removeprefix(app_of(name)).strip(".").split("."):
        for kind in KINDS:
            if part == kind or part.endswith(f"_{kind}"):
                return kind
    return ""


def functions() -> Iterator[tuple[str, ast.ClassDef | None, ast.FunctionDef]]:
    """Every function of ours, with the module and the class (or None) that it stands in."""
    for name, file in modules().items():
        for node in ast.walk(tree(file)):
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.FunctionDef):
                    yield name, node if isinstance(node, ast.ClassDef) else None, child


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
