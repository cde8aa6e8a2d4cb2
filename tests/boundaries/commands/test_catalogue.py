"""The catalogue and the template of the rationale: shipped once, renewed by a new version, left alone where somebody made their own."""

import copy

import pytest

from boundaries.commands import change_draft, publish_catalogue, send_to_gate, ship_catalogue
from boundaries.exceptions import CatalogueIsOlder
from boundaries.models import CatalogueVersion
from boundaries.purposes import AREAS
from boundaries.shipped import CATALOGUE, described, ship
from tests.factories.boundaries import at_the_gate, draft, wanted, write_rationale
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.escalations.commands import Step, copy_ladder, edit_ladder, publish_ladder
from workforce_assurance.escalations.models import LadderVersion
from workforce_assurance.structured_templates.commands import ship_template
from workforce_assurance.structured_templates.refusals import DescriptionUnusable


def renewed():
    description = copy.deepcopy(described(CATALOGUE))
    description["kinds"][0]["label"] = "Written warning"
    return description


def test_shipping_again_changes_nothing_and_a_newer_one_is_another_version(catalogue):
    ship(NOON)
    assert CatalogueVersion.objects.count() == 1
    ship_catalogue(description=renewed(), now=NOON)
    assert list(CatalogueVersion.objects.order_by("number").values_list("state", flat=True)) == ["retired", "published"]


def test_an_organisation_s_own_is_left_alone_and_stands_in_the_trail(catalogue):
    publish_catalogue(description=renewed(), by=catalogue.administrator, now=NOON)
    ship(NOON)
    assert CatalogueVersion.objects.published().get().published_by == catalogue.administrator
    assert TrailEntry.objects.filter(action="decision catalogue published").last().facts["number"] == 2


def test_a_draft_keeps_its_version_and_is_sent_under_the_one_in_force(catalogue):
    decision = draft(catalogue.worker, catalogue.team, code="warning")
    write_rationale(decision)
    ship_catalogue(description=renewed(), now=NOON)
    with pytest.raises(CatalogueIsOlder):
        send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    change_draft(decision=decision, wanted=wanted(catalogue.team, code="warning"), by=catalogue.worker, now=NOON)
    assert send_to_gate(decision=decision, by=catalogue.worker, now=NOON).decision.kind.label == "Written warning"


@pytest.mark.parametrize("area", AREAS)
def test_no_template_without_one_part_of_the_minimum_set_is_published(catalogue, area):
    description = described("rationale")
    sections = [section for section in description["sections"] if section["area"] != area]
    with pytest.raises(DescriptionUnusable):
        ship_template(description=description | {"key": "shorter", "sections": sections}, now=NOON)


def test_reminders_follow_a_new_ladder_of_their_own_kind_alone(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    before = decision.deadlines.get()
    for kind in ("appeal", "gate"):
        ladder = copy_ladder(
            ladder=LadderVersion.objects.get(obligation_kind=f"boundaries.{kind}", state="published"),
            by=catalogue.administrator, now=NOON,
        )  # fmt: skip
        rungs = [rung for rung in ladder.rungs.order_by("position") if rung.position]
        steps = [(rung.position, rung.recipient, rung.working_days) for rung in rungs]
        _without_reminder(ladder, steps, catalogue.administrator)
        after = decision.deadlines.get()
        assert (after.reminder_at is None) is (kind == "gate")
    assert after.next_check == before.due_at


def _without_reminder(ladder, steps, by):
    edit_ladder(ladder=ladder, steps=[Step(*step) for step in steps], acknowledgement_holds=1, by=by, now=NOON)
    publish_ladder(ladder=ladder, by=by, now=NOON)
