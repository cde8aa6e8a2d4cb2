"""Codes about the person: said by whoever asks, shown nowhere by themselves, counted with small numbers hidden."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from boundaries.commands import note_equality
from boundaries.equality_counts import counts_by
from boundaries.exceptions import NoCaseReference, NotTheirDecision
from boundaries.models import EqualityFacts
from tests.factories.boundaries import draft, in_effect
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

SAID = {"age_band": "26_40", "gender": "woman", "ethnicity": "black", "disability": "not_known"}
LATER = datetime(2027, 4, 2, 12, tzinfo=UTC)


def rows(catalogue, viewer, by="gender"):
    found = counts_by(by, viewer=getattr(catalogue, viewer), today=LATER.date(), zone=ZoneInfo("Europe/London"))
    return found.rows


def some(catalogue, number, **said):
    for _ in range(number):
        decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
        note_equality(decision=decision, said=SAID | said, by=catalogue.worker, now=NOON)


def test_it_is_said_by_whoever_asks_and_the_trail_holds_no_code(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    with pytest.raises(NotTheirDecision):
        note_equality(decision=decision, said=SAID, by=catalogue.manager, now=NOON)
    for _ in range(2):
        note_equality(decision=decision, said=SAID, by=catalogue.worker, now=NOON)
    assert EqualityFacts.objects.get().ethnicity == "black"
    assert set(TrailEntry.objects.filter(action="equality facts noted").last().facts) == {"reference", "state"}
    with pytest.raises(NoCaseReference):
        everybody = draft(catalogue.worker, catalogue.team, code="blanket_rule")
        note_equality(decision=everybody, said=SAID, by=catalogue.worker, now=NOON)


def test_it_stands_on_no_page_and_in_no_file_of_the_decision(catalogue):
    some(catalogue, 1)
    pages = [reverse("boundaries:decisions_csv"), reverse("boundaries:decisions")]
    pages.append(reverse("boundaries:decision", args=[EqualityFacts.objects.get().pk]))
    said = "".join(
        catalogue.client("manager").get(page).getvalue().decode()
        if "csv" in page
        else catalogue.client("manager").get(page).text
        for page in pages
    )
    assert not [word for word in ("Black", "black", "Woman", "26_40", "26 to 40") if word in said]


def test_small_numbers_are_hidden_with_one_beside_them_so_that_none_is_worked_out(catalogue):
    some(catalogue, 6, gender="man")
    some(catalogue, 2)
    assert rows(catalogue, "manager") == [("Exclusion", ["<5", "Suppressed", "0", "0", "8"])]


def test_large_numbers_are_shown_to_those_who_manage_or_govern_the_team(catalogue):
    some(catalogue, 5, gender="man")
    for viewer in ("manager", "governance"):
        assert rows(catalogue, viewer) == [("Exclusion", ["0", "5", "0", "0", "5"])]
    for viewer in ("worker", "administrator"):
        assert rows(catalogue, viewer) == []


def test_the_page_shows_one_characteristic_whatever_its_address_says(catalogue, time_machine):
    some(catalogue, 5, gender="man")
    time_machine.move_to(LATER, tick=False)
    client = catalogue.client("governance")
    assert "Man or boy" in client.get(reverse("boundaries:counts"), {"by": "gender"}).text
    assert "26 to 40" in client.get(reverse("boundaries:counts"), {"by": "nonsense"}).text


def test_it_is_said_by_page(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    catalogue.client("worker").post(reverse("boundaries:equality", args=[decision.pk]), SAID)
    assert EqualityFacts.objects.get().age_band == "26_40"
