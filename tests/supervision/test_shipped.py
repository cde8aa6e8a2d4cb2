"""What supervision comes with."""

import pytest
from django.core.management import call_command

from supervision.models import CadencePolicy
from supervision.purpose import REQUIRED_AREAS
from supervision.shipped import record_template, ship
from tests.factories.supervision import NOON
from workforce_assurance.structured_templates.models import TemplateVersion

pytestmark = pytest.mark.django_db


def test_the_shipped_record_covers_the_five_areas_word_for_word():
    titles = {section.get("area"): section["title"] for section in record_template()["sections"]}
    assert {area: titles[area] for area in REQUIRED_AREAS} == REQUIRED_AREAS


def test_shipping_twice_publishes_once():
    ship(NOON)
    ship(NOON)
    assert TemplateVersion.objects.filter(template__key="supervision").values_list("number", "state").get() == (
        1,
        "published",
    )
    assert CadencePolicy.objects.count() == 1


def test_planning_can_be_started_by_hand(capsys):
    call_command("plan_supervision")
    assert capsys.readouterr().out == "0 planned, 0 changed, 0 withdrawn\n"
