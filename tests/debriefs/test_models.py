"""What the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from debriefs.models import CatalogueVersion, Factor, IncidentType, InvolvedColleague, Notification
from tests.factories.debriefs import NOON, IncidentFactory, incident_type

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"reporter_mode": "anonymous"}, "an_anonymous_incident_has_no_reporter"),
        ({"reporter": None, "finisher": None}, "an_anonymous_incident_has_no_reporter"),
        ({"follow_up_sha256": "0" * 64}, "only_an_anonymous_incident_has_a_code"),
        ({"happened_at": NOON + timedelta(hours=1)}, "an_incident_is_not_logged_before_it_happens"),
        ({"state": "described"}, "a_described_incident_says_when"),
    ],
)
def test_an_incident_that_contradicts_itself_is_refused(wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        IncidentFactory(**wrong)


def test_a_code_opens_one_incident():
    IncidentFactory(reporter_mode="anonymous", reporter=None, follow_up_sha256="a" * 64)
    with pytest.raises(IntegrityError, match="a_follow_up_code_opens_one_incident"):
        IncidentFactory(reporter_mode="anonymous", reporter=None, follow_up_sha256="a" * 64)


def test_a_theme_of_an_incident_is_coded_once():
    incident = IncidentFactory()
    incident.themes.create(code="handover", came_with_a_factor=True)
    with pytest.raises(IntegrityError, match="a_theme_of_an_incident_is_coded_once"):
        incident.themes.create(code="handover", came_with_a_factor=False)


def test_a_colleague_is_involved_once():
    incident = IncidentFactory()
    InvolvedColleague.objects.create(incident=incident, person=incident.reporter, how="there")
    with pytest.raises(IntegrityError, match="a_colleague_is_involved_once"):
        InvolvedColleague.objects.create(incident=incident, person=incident.reporter, how="affected")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"state": "sent", "by": True, "recorded_at": NOON}, "a_sent_notification_says_when_and_what_proves_it"),
        ({"state": "not_needed"}, "a_notification_that_does_not_wait_says_by_whom"),
    ],
)
def test_a_notification_that_contradicts_itself_is_refused(wrong, constraint):
    incident = IncidentFactory()
    wrong = wrong | ({"by": incident.reporter} if "by" in wrong else {})
    rule = incident.type.notifications.first()
    with pytest.raises(IntegrityError, match=constraint):
        Notification.objects.create(incident=incident, rule=rule, due_at=NOON, **wrong)


def test_a_published_catalogue_never_changes():
    known = incident_type()
    changes = [
        lambda: IncidentType.objects.filter(pk=known.pk).update(label="Other"),
        lambda: known.sub_categories.update(label="Other"),
        lambda: known.strands.update(closes_after_hours=1000),
        lambda: known.notifications.update(within_hours=1),
        lambda: Factor.objects.update(label="Other"),
        lambda: CatalogueVersion.objects.update(number=9),
        lambda: known.strands.create(strand="hot", position=9, opens_after_hours=0, closes_after_hours=1),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="a published catalogue never changes"), transaction.atomic():
            change()


def test_a_strand_closes_after_it_opens():
    version = CatalogueVersion.objects.create(number=1)
    draft = IncidentType.objects.create(version=version, code="a", label="A", position=1)
    with pytest.raises(IntegrityError, match="a_strand_closes_after_it_opens"):
        draft.strands.create(strand="hot", opens_after_hours=4, closes_after_hours=4)
