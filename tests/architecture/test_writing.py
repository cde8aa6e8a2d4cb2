"""How modules, commands and templates are written, where a program can tell."""

from __future__ import annotations

import ast
import re

from .source import ROOT, functions, kind_of, modules, tree

UNWANTED_NAMES = {"utils", "helpers", "services", "managers", "signals", "misc"}
# Where the clock may be read. A predicate is asked by Django with a person and a record, so it reads the clock itself;
# `kept` and `pages` answer requests.
EDGES = {"views", "tasks", "rules", "admin"}
EDGE_PARTS = {"management", "middleware", "adapters", "backends", "pages", "kept", "healthz", "demo", "bench", "local"}
CLOCK = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|utcnow\(|localdate\(\)|localtime\(\)|time\.time\(")
# Called by the vault as what a purpose of templates offers, so its arguments are those of the offer.
OFFERED = {"supervision.commands.adjustments.agree_adjustments"}
INLINE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style\b|\sstyle=[\"']|\son[a-z]+=[\"']|hx-on|javascript:",
    re.IGNORECASE,
)


def templates(*, mails: bool) -> list[str]:
    found = sorted((ROOT / "templates").rglob("*.html"))
    return [str(file.relative_to(ROOT)) for file in found if mails or "emails" not in file.parts]


def test_no_module_is_called_nothing() -> None:
    assert [name for name in modules() if UNWANTED_NAMES & set(name.split("."))] == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        name for name, file in modules().items() if file.read_text().strip() and not ast.get_docstring(tree(file))
    ]
    assert silent == []


def test_the_clock_is_read_at_the_edge_only() -> None:
    readers = [name for name, file in modules().items() if CLOCK.search(file.read_text())]
    assert [name for name in readers if kind_of(name) not in EDGES and not EDGE_PARTS & set(name.split("."))] == []


def test_commands_take_keywords_only() -> None:
    taking = [
        f"{name}.{function.name}"
        for name, owner, function in functions()
        if kind_of(name) == "commands"
        and "management" not in name
        and owner is None
        and not function.name.startswith("_")
        and any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)
        and (function.args.args or function.args.posonlyargs)
    ]
    assert sorted(set(taking) - OFFERED) == []


def test_no_view_starts_from_every_row() -> None:
    views = [name for name in modules() if kind_of(name) == "views"]
    every_row = re.compile(r"\.objects\.all\(\)(?!\.visible_to)")
    assert [name for name in views if every_row.search(modules()[name].read_text())] == []


def test_no_page_holds_inline_script_or_style() -> None:
    # Mails have no content security policy, and their readers know no style sheets.
    assert [page for page in templates(mails=False) if INLINE.search((ROOT / page).read_text())] == []


def test_fragments_say_what_they_take() -> None:
    fragments = [page for page in templates(mails=True) if page.rpartition("/")[2].startswith("_")]
    opening = {page: (ROOT / page).read_text().lstrip() for page in fragments}
    assert [page for page, text in opening.items() if not text.startswith(("{#", "{% comment"))] == []


def test_nothing_is_mocked() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    mocking = re.compile(r"unittest\.mock|unittest import mock|\bmocker\b")
    own = [str(file.relative_to(ROOT)) for file in tests if mocking.search(file.read_text())]
    assert [file for file in own if "architecture" not in file] == []
