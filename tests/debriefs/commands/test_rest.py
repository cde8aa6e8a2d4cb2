"""The rest of an incident: handed over, described, and who outside was told."""

from datetime import timedelta

import pytest

from debriefs.commands import (
    Description,
    describe_incident,
    hand_over_incident,
    notification_not_needed,
    record_notification,
    show_my_name,
)
from debriefs.enums import Involvement
from debriefs.exceptions import CannotBeHandedTo, NameAlreadyShown, NobodyToNotify, NotificationBeforeTheIncident
from debriefs.models import Factor
from tests.factories.debriefs import NOON, incident_type, log
from workforce_assurance.audit.models import TrailEntry

LATER = NOON + timedelta(hours=5)


def actions():
    of_incidents = TrailEntry.objects.filter(subject_type="debriefs.incident").order_by("id")
    return list(of_incidents.values_list("action", flat=True))


def test_somebody_else_finishes_it_once_however_often_it_is_pressed(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    for _ in range(2):
        hand_over_incident(incident=incident, to=catalogue.manager, by=catalogue.worker, now=LATER)
    incident.refresh_from_db()
    assert (incident.finisher, incident.hand_overs.count()) == (catalogue.manager, 1)
    assert actions() == ["incident logged", "incident handed over"]


def test_nobody_who_left_is_asked(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    catalogue.peer.is_active = False
    catalogue.peer.save()
    with pytest.raises(CannotBeHandedTo):
        hand_over_incident(incident=incident, to=catalogue.peer, by=catalogue.worker, now=LATER)


def test_a_name_that_was_kept_is_shown_when_its_owner_says_so(catalogue):
    incident = log(catalogue.worker, catalogue.team, mode="kept")
    with pytest.raises(NameAlreadyShown):
        show_my_name(incident=incident, by=catalogue.manager, now=LATER)
    show_my_name(incident=incident, by=catalogue.worker, now=LATER)
    incident.refresh_from_db()
    assert incident.reporter_mode == "named"
    with pytest.raises(NameAlreadyShown):
        show_my_name(incident=incident, by=catalogue.worker, now=LATER)


def test_what_is_said_replaces_what_was_said_and_another_type_asks_for_its_own_notifications(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    factors = list(Factor.objects.filter(version=incident.type.version)[:2])
    said = Description(
        type=incident.type,
        sub_category=incident.type.sub_categories.first(),
        harm={"harm_staff_physical": "low"},
        immediate_actions=["first_aid"],
        factors=factors,
        colleagues={catalogue.peer.pk: Involvement.THERE},
        case_references=["HB-2207", "HB-2207"],
    )
    describe_incident(incident=incident, said=said, by=catalogue.worker, now=LATER)
    incident.refresh_from_db()
    assert (incident.state, incident.harm_staff_physical, incident.factors.count()) == ("described", "low", 2)
    assert list(incident.people_served.values_list("case_reference", flat=True)) == ["HB-2207"]
    other = Description(type=incident_type("child_protection"))
    describe_incident(incident=incident, said=other, by=catalogue.worker, now=LATER)
    incident.refresh_from_db()
    assert (incident.factors.count(), incident.colleagues.count(), incident.described_at) == (0, 0, LATER)
    assert [row.rule.code for row in incident.notifications.all()] == ["childrens_social_care"]
    # Neither names nor case references: counts alone.
    assert TrailEntry.objects.filter(action="incident described").first().facts == {
        "reference": incident.reference,
        "type": "violence",
        "factors": 2,
        "colleagues": 1,
        "people_served": 2,
    }


def test_a_notification_is_ticked_off_once_with_what_proves_it(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    first, second = incident.notifications.all()
    with pytest.raises(NotificationBeforeTheIncident):
        record_notification(
            notification=first, sent_at=NOON - timedelta(days=1), proof="CQC-1", by=catalogue.worker, now=LATER
        )
    record_notification(notification=first, sent_at=LATER, proof="CQC-1", by=catalogue.worker, now=LATER)
    notification_not_needed(notification=second, by=catalogue.worker, now=LATER)
    for row in (first, second):
        with pytest.raises(NobodyToNotify):
            notification_not_needed(notification=row, by=catalogue.worker, now=LATER)
    assert actions() == ["incident logged", "notification sent", "notification not needed"]
    assert TrailEntry.objects.get(action="notification sent").facts["in_time"] is True
