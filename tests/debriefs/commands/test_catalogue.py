"""The catalogue: shipped once, renewed by a new version, left alone when an administrator published one."""

import pytest

from debriefs.commands import publish_catalogue, ship_catalogue
from debriefs.models import CatalogueVersion, IncidentType
from debriefs.shipped import CATALOGUE, described, ship
from tests.factories.debriefs import NOON, IncidentFactory, another_catalogue
from tests.factories.people import PersonFactory
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db
CRITICAL = ["violence", "overdose", "child_protection", "police_involvement", "serious_self_harm_risk"]


def test_the_article_s_five_are_critical_and_have_all_four_strands():
    ship(NOON)
    critical = IncidentType.objects.filter(is_critical=True)
    assert list(critical.values_list("code", flat=True)) == CRITICAL
    for found in critical:
        clocks = list(found.strands.values_list("strand", "opens_after_hours", "closes_after_hours"))
        assert clocks == [
            ("hot", 0, 24),
            ("staff_support", 0, 24),
            ("learning", 12, 72),
            ("person_served", 0, 72),
            ("staff_support", 24, 72),
            ("staff_support", 504, 672),
        ]


def test_shipping_again_changes_nothing():
    ship(NOON)
    ship(NOON)
    assert CatalogueVersion.objects.count() == 1


def test_what_was_logged_keeps_its_version_when_a_newer_one_is_shipped():
    ship(NOON)
    incident = IncidentFactory()
    ship_catalogue(description=another_catalogue(), now=NOON)
    incident.refresh_from_db()
    assert (incident.type.label, incident.type.version.state) == ("Violence", "retired")
    assert CatalogueVersion.objects.published().get().number == 2


def test_an_administrator_s_own_is_left_alone_and_stands_in_the_trail():
    administrator = PersonFactory()
    publish_catalogue(description=another_catalogue(), by=administrator, now=NOON)
    ship_catalogue(description=described(CATALOGUE), now=NOON)
    assert CatalogueVersion.objects.published().get().published_by == administrator
    assert TrailEntry.objects.get().action == "incident catalogue published"
