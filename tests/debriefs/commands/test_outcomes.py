"""What came of an incident: noted with the action, told once to whom it concerns, and by a mail that says nothing of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from debriefs.commands import (
    decide_nothing_changes,
    hold_debrief,
    prefer_outcome_mails,
    stand_by_name,
    tell_what_changed,
)
from debriefs.enums import NothingBecause
from debriefs.exceptions import DecidedAlready, SomethingChanges
from debriefs.models import Outcome, OutcomeTold
from debriefs.told import SUBJECT, write
from tests.factories.action_log import done, open_one
from tests.factories.debriefs import NOON, log
from tests.factories.people import LeaveFactory
from workforce_assurance.action_log.commands import cancel_action, reopen_action
from workforce_assurance.action_log.enums import CancelReason, ReopenReason
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.outbox.models import Mail
from workforce_assurance.outbox.registry import Superseded

NIGHT = datetime(2027, 3, 1, 22, tzinfo=UTC)
WORD = "quinquereme"


@pytest.fixture
def incident(catalogue):
    return log(catalogue.worker, catalogue.team)


def act(house, record, kind="debriefs.incident", **changes):
    said = {"source_kind": kind, "source_id": record.pk, "owner": house.supervisor, "by": house.manager}
    return open_one(**said | changes)


def attend(debrief, who, by):
    hold_debrief(debrief=debrief, held_at=NOON, head_count=3, by=by, now=NOON)
    stand_by_name(debrief=debrief, wants=True, by=who, now=NOON)


def told():
    return sorted(OutcomeTold.objects.values_list("outcome__kind", "person__full_name"))


def test_an_action_is_noted_as_opened_and_done(catalogue, incident):
    action = done(act(catalogue, incident))
    found = list(Outcome.objects.values_list("incident", "kind", "action", "at"))
    assert found == [(incident.pk, "opened", action.pk, NOON), (incident.pk, "done", action.pk, NOON)]


def test_an_action_of_a_debrief_is_its_incident_s(catalogue, incident):
    action = act(catalogue, incident.debriefs.first(), kind="debriefs.debrief")
    cancel_action(action=action, reason=CancelReason.NOT_POSSIBLE, by=catalogue.manager, now=NOON)
    assert list(Outcome.objects.values_list("incident", "kind")) == [
        (incident.pk, "opened"), (incident.pk, "cancelled"),
    ]  # fmt: skip


def test_an_action_from_elsewhere_is_no_outcome(catalogue):
    done(open_one(owner=catalogue.supervisor, by=catalogue.manager))
    assert not Outcome.objects.exists()


def test_closed_twice_is_noted_once(catalogue, incident):
    action = done(act(catalogue, incident))
    reopen_action(
        action=action, due_on=date(2027, 4, 1), reason=ReopenReason.BY_MISTAKE, by=catalogue.manager, now=NOON
    )
    action.refresh_from_db()
    done(action)
    assert Outcome.objects.filter(kind="done").count() == 1


def test_the_reporter_and_who_attended_by_name_are_told_once(catalogue, incident):
    attend(incident.debriefs.get(strand="hot"), catalogue.peer, catalogue.manager)
    act(catalogue, incident)
    assert [tell_what_changed(now=NOON), tell_what_changed(now=NOON)] == [1, 0]
    assert told() == sorted([("opened", "Sam Okoro"), ("opened", catalogue.peer.full_name)])
    assert Mail.objects.filter(kind="debriefs.told").count() == 2


def test_one_mail_takes_along_what_was_decided_since(catalogue, incident):
    act(catalogue, incident)
    decide_nothing_changes(
        incident=log(catalogue.worker, catalogue.team), because=NothingBecause.ONCE, by=catalogue.manager, now=NOON
    )
    tell_what_changed(now=NOON)
    assert told() == [("nothing", "Sam Okoro"), ("opened", "Sam Okoro")]
    assert Mail.objects.filter(kind="debriefs.told").count() == 1


def test_whoever_decided_it_is_not_told_of_it(catalogue):
    incident = log(catalogue.manager, catalogue.team)
    act(catalogue, incident)
    tell_what_changed(now=NOON)
    assert told() == []


def test_nobody_is_told_of_what_was_logged_without_a_name(catalogue):
    act(catalogue, log(catalogue.worker, catalogue.team, mode="anonymous"))
    assert (tell_what_changed(now=NOON), told()) == (1, [])


def test_at_night_it_waits_for_the_morning(catalogue, incident):
    act(catalogue, incident)
    assert (tell_what_changed(now=NIGHT), tell_what_changed(now=NIGHT + timedelta(hours=12))) == (0, 1)


def test_whoever_wants_no_mail_gets_none(catalogue, incident):
    prefer_outcome_mails(person=catalogue.worker, wants=False, now=NOON)
    act(catalogue, incident)
    tell_what_changed(now=NOON)
    assert (told(), TrailEntry.objects.filter(action="mails about what changed switched off").count()) == ([], 1)


def test_the_mail_says_that_and_not_what(catalogue, incident):
    act(catalogue, incident, title=f"Move the {WORD}")
    tell_what_changed(now=NOON)
    mail = Mail.objects.get(kind="debriefs.told")
    prepared = write([mail], NOON)[mail.pk]
    assert prepared.subject == SUBJECT
    for word in (WORD, "Okoro", incident.reference, incident.type.label, catalogue.team.name):
        assert word not in prepared.subject + prepared.text + prepared.html


def test_at_the_door_it_is_asked_whether_they_are_at_work(catalogue, incident):
    act(catalogue, incident)
    tell_what_changed(now=NOON)
    LeaveFactory(person=catalogue.worker, starts_on=NOON.date(), ends_on=NOON.date())
    mail = Mail.objects.get(kind="debriefs.told")
    assert isinstance(write([mail], NOON)[mail.pk], Superseded)


def test_that_nothing_changes_is_decided_once_and_leaves_a_row_in_the_trail(catalogue, incident):
    said = {"incident": incident, "because": NothingBecause.IN_PLACE, "by": catalogue.manager, "now": NOON}
    decide_nothing_changes(**said)
    last = TrailEntry.objects.order_by("id").last()
    facts = {"reference": incident.reference, "because": "in_place"}
    assert (last.action, last.actor, last.facts) == ("nothing changes", catalogue.manager, facts)
    with pytest.raises(DecidedAlready):
        decide_nothing_changes(**said)


def test_where_an_action_came_of_it_something_changes(catalogue, incident):
    act(catalogue, incident)
    with pytest.raises(SomethingChanges):
        decide_nothing_changes(incident=incident, because=NothingBecause.ONCE, by=catalogue.manager, now=NOON)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"kind": "nothing"}, "that_nothing_changes_says_why_and_by_whom"),
        ({"kind": "opened"}, "that_nothing_changes_says_why_and_by_whom"),
    ],
)
def test_an_outcome_that_contradicts_itself_is_refused(incident, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Outcome.objects.create(incident=incident, at=NOON, **wrong)


def test_an_outcome_stands_once(catalogue, incident):
    said = {"incident": incident, "kind": "nothing", "because": "once", "by": catalogue.manager, "at": NOON}
    outcome = Outcome.objects.create(**said)
    with pytest.raises(IntegrityError, match="an_outcome_stands_once"), transaction.atomic():
        Outcome.objects.create(**said)
    act(catalogue, log(catalogue.worker, catalogue.team))
    tell_what_changed(now=NOON)
    with pytest.raises(IntegrityError, match="somebody_is_told_of_an_outcome_once"):
        OutcomeTold.objects.create(outcome=outcome, person=catalogue.worker, mail=Mail.objects.first())
