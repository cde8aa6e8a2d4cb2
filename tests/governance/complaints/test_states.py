"""The one table of states: what the document shows, and how a complaint can go."""

from pathlib import Path

import pytest

from governance.complaints.exceptions import NotInThisState
from governance.complaints.states import MOVES, after, can, diagram

DOCUMENT = Path(__file__).parents[3] / "docs" / "complaints.md"


def test_the_document_shows_the_table_that_holds():
    assert f"```mermaid\n{diagram()}\n```" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.before.value} {move.by}")
def test_each_arrow_leads_where_it_says(move):
    assert (after(move.before, move.by), can(move.before, move.by)) == (move.after, True)


@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_what_is_over_goes_nowhere(state):
    with pytest.raises(NotInThisState, match="Nothing was changed"):
        after(state, "answered")
