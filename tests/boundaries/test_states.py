"""The table of states: complete, drawn as it is, and kept by the database."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from boundaries.enums import DecisionState
from boundaries.models import Decision
from boundaries.states import BEGINS, ENDED, MOVES, CannotMove, after, diagram
from tests.factories.boundaries import draft

DOCUMENT = Path(__file__).parents[2] / "docs" / "decisions.md"
PAIRS = {(move.before, move.after) for move in MOVES}


def test_the_document_draws_the_table_as_it_is():
    assert f"```mermaid\n{diagram()}\n```" in DOCUMENT.read_text(encoding="utf-8")


def test_every_state_is_reached_and_only_what_is_over_leads_nowhere():
    assert {move.after for move in MOVES} | set(BEGINS) == set(DecisionState)
    assert {move.before for move in MOVES} == set(DecisionState) - set(ENDED)


@pytest.mark.parametrize("state", ENDED)
def test_what_is_over_stays_over(state):
    with pytest.raises(CannotMove):
        after(state, "approved")


def test_the_database_moves_along_the_table_alone(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    # The constraints say more about each state; here it is the moves that are looked at.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'boundaries_decision'::regclass AND contype = 'c'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE boundaries_decision DROP CONSTRAINT "{name}"')
    moved = set()
    for before in DecisionState:
        for to in set(DecisionState) - {before}:
            with transaction.atomic():
                _put(decision, before)
                try:
                    with transaction.atomic():
                        Decision.objects.filter(pk=decision.pk).update(state=to)
                    moved.add((before, to))
                except DatabaseError:
                    pass
    assert moved == PAIRS


def _put(decision, state):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Decision.objects.filter(pk=decision.pk).update(state=state)
        cursor.execute("SET LOCAL session_replication_role = origin")
