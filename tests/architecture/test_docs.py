"""What a program can tell of the documents: decisions have numbers of their own, and links lead somewhere."""

from __future__ import annotations

import re

from .source import ROOT

DECISIONS = ROOT / "docs" / "adr"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def test_every_decision_stands_in_the_list_under_a_number_of_its_own() -> None:
    files = sorted(file.name for file in DECISIONS.glob("[0-9]*.md"))
    listed = re.findall(r"^(\d+)\. \[.+\]\((.+)\)$", (DECISIONS / "README.md").read_text(), re.MULTILINE)
    assert [name for _, name in listed] == files
    assert [int(number) for number, _ in listed] == [int(name[:4]) for name in files] == list(range(1, len(files) + 1))


def test_every_link_between_documents_leads_to_a_file() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in PAGES
        for link in LINK.findall(page.read_text())
        if not (page.parent / link).exists()
    ]
    assert dead == []


def test_no_document_holds_what_two_changes_left() -> None:
    assert [page.name for page in PAGES if re.search(r"^(<{7}|>{7}) ", page.read_text(), re.MULTILINE)] == []
