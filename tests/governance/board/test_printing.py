"""A board paper as a PDF: tagged, the same for everybody, and made by the worker as other PDFs are."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from governance.board.printing import KEY, paper_of
from tests.factories.board import drafted, issued
from tests.governance.measures.conftest import SUMMER
from workforce_assurance.people.models import Organisation
from workforce_assurance.rendering.commands import ask_for_file, make_waiting
from workforce_assurance.rendering.models import File

pytestmark = pytest.mark.django_db


def printed(who, paper, *, now=SUMMER):
    """As the worker makes it for them."""
    file = ask_for_file(key=KEY, asked={"paper": str(paper.pk)}, by=who, now=now)
    make_waiting(clock=lambda: now)
    made = File.objects.get(pk=file.pk)
    assert made.state == "ready", made.why
    return bytes(made.content)


def nodes(tree):
    """Every node of a tagged PDF, in the order in which it is read."""
    for node in tree if isinstance(tree, pikepdf.Array) else [tree]:
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from nodes(node["/K"])


def kinds(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [str(node["/S"]) for node in nodes(pdf.Root.StructTreeRoot["/K"])]


def test_everybody_gets_the_same_bytes_on_any_day(place):
    paper = issued(place.governance, place.peer, now=SUMMER)
    first = printed(place.governance, paper)
    Organisation.objects.update(name="Called otherwise", smallest_group=9)
    assert printed(place.peer, paper, now=SUMMER + timedelta(days=3)) == first


def test_it_is_tagged_with_language_title_and_headings_in_order(place):
    paper = issued(place.governance, now=SUMMER)
    content = printed(place.governance, paper)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo["/Title"] == f"Board paper {paper.reference}"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
    headings = [kind for kind in kinds(content) if kind.startswith("/H") and kind[2:].isdigit()]
    assert headings[0] == "/H1"
    assert set(headings[1:]) == {"/H2"}


def test_every_drawing_has_words_and_every_table_its_headers(place):
    content = printed(place.governance, issued(place.governance, now=SUMMER))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        figures = [node for node in nodes(pdf.Root.StructTreeRoot["/K"]) if node["/S"] == "/Figure"]
        assert figures
        assert all(str(node.get("/Alt", "")) for node in figures)
        tables = [node for node in nodes(pdf.Root.StructTreeRoot["/K"]) if node["/S"] == "/Table"]
        assert tables
        assert all(any(cell["/S"] == "/TH" for cell in nodes(table["/K"])) for table in tables)


def test_a_draft_is_never_printed(place):
    paper = drafted(place.governance, now=SUMMER)
    assert paper_of(place.governance, {"paper": str(paper.pk)}, SUMMER).context == {"paper": None}
    address = reverse("governance:board_paper", args=[paper.pk])
    assert "Make a PDF" not in place.client("governance").get(address).content.decode()


@pytest.mark.parametrize("asked", [{}, {"paper": "x"}, {"paper": "0" * 32}])
def test_what_is_no_paper_of_theirs_is_none(place, asked):
    issued(place.governance, now=SUMMER)
    assert paper_of(place.governance, asked, SUMMER).context == {"paper": None}


def test_whoever_it_is_not_for_gets_none_of_it(place):
    paper = issued(place.governance, now=SUMMER)
    assert paper_of(place.peer, {"paper": str(paper.pk)}, SUMMER).context == {"paper": None}


def test_a_paper_that_was_replaced_says_by_which(place):
    first = issued(place.governance, now=SUMMER)
    second = issued(place.governance, now=SUMMER + timedelta(days=1))
    shown = paper_of(place.governance, {"paper": str(first.pk)}, SUMMER).context
    assert shown["paper"].replaced_by == second
