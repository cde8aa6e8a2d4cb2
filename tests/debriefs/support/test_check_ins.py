"""Check-ins: once for each hour, asked again at the door, answered by a link with three buttons and no text."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from debriefs.commands import hold_debrief
from debriefs.enums import CheckInWish
from debriefs.models import CheckIn, CheckInPreference, SupportRequest
from debriefs.support.check_ins import SUBJECT, write
from debriefs.support.commands import KindSaid, answer_check_in, prefer_check_ins, send_check_ins, set_support
from debriefs.support.enums import CHECK_IN_MAIL
from debriefs.support.links import token_for
from tests.factories.debriefs import NOON
from tests.factories.people import LeaveFactory, OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.support import incident_of, kind
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.outbox.models import Mail
from workforce_assurance.outbox.registry import Prepared

DAY = timedelta(days=1)


def march(day, hour=12, minute=0):
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def incident(catalogue):
    """An hour before noon on 1 March; whoever leads the team logged it."""
    return incident_of(catalogue.worker, by=catalogue.manager, team=catalogue.team)


def asked():
    rows = CheckIn.objects.order_by("noted_at").values_list("person__full_name", "noted_at", "again")
    return [tuple(row) for row in rows]


def mails():
    """The mails that ask; whoever is told of the incident has others."""
    return Mail.objects.filter(kind=CHECK_IN_MAIL).select_related("recipient").order_by("created_at")


def sent(now):
    send_waiting(clock=lambda: now)
    return list(mails().values_list("state", "why"))


def asking(mailoutbox):
    (mail,) = [mail for mail in mailoutbox if mail.subject == SUBJECT]
    return mail


def answered(person, wish, now):
    return answer_check_in(
        mail_id=CheckIn.objects.latest("noted_at").mail_id, wish=CheckInWish(wish), by=person, now=now
    )


def test_each_hour_of_support_asks_once_however_often_the_job_runs(incident):
    moments = (march(2, 10, 59), march(2, 11), march(2), march(4, 10), march(4, 11), march(5), march(28), march(29, 11))
    assert [send_check_ins(now=now) for now in moments] == [0, 1, 0, 0, 1, 0, 0, 1]
    assert [row[1] for row in asked()] == [march(2, 11), march(4, 11), march(29, 11)]


def test_a_late_run_asks_the_last_that_has_come_and_catches_up_on_none(incident):
    assert [send_check_ins(now=march(6)), send_check_ins(now=march(7))] == [1, 0]
    assert CheckIn.objects.get().debrief.due_at == march(4, 11)


def test_an_hour_of_long_ago_is_let_go(incident):
    assert send_check_ins(now=march(18, 11, 1)) == 0


def test_nobody_is_asked_at_night(incident):
    # By the clock in London, in winter and in summer.
    assert [send_check_ins(now=now) for now in (march(3, 7, 59), march(3, 20), march(3, 8))] == [0, 0, 1]
    assert [send_check_ins(now=now) for now in (march(30, 6, 59), march(30, 7))] == [0, 1]


def test_a_support_that_was_held_in_person_asks_nobody(catalogue, incident):
    first = incident.debriefs.filter(strand="staff_support").order_by("due_at").first()
    hold_debrief(debrief=first, held_at=NOON, head_count=2, by=catalogue.manager, now=NOON)
    assert send_check_ins(now=march(3)) == 0


def test_whoever_is_on_leave_is_asked_when_they_are_back(catalogue, incident):
    LeaveFactory(person=catalogue.worker, starts_on=march(2).date(), ends_on=march(3).date())
    assert [send_check_ins(now=now) for now in (march(2), march(3), march(4, 10))] == [0, 0, 1]


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": None}, {"left_on": march(1).date()}])
def test_whoever_cannot_be_reached_is_not_asked(catalogue, incident, change):
    type(catalogue.worker).objects.filter(pk=catalogue.worker.pk).update(**change)
    assert send_check_ins(now=march(2)) == 0


def test_whoever_wants_no_mail_gets_none(catalogue, incident):
    prefer_check_ins(person=catalogue.worker, by_mail=False, talk_with=None, now=NOON)
    assert send_check_ins(now=march(2)) == 0


def test_the_door_asks_again_and_what_did_not_go_out_comes_up_again(catalogue, incident):
    send_check_ins(now=march(2))
    leave = LeaveFactory(person=catalogue.worker, starts_on=march(2).date(), ends_on=march(2).date())
    assert sent(march(2)) == [("superseded", "The person is on leave.")]
    assert (asked(), send_check_ins(now=march(2, 13))) == ([], 0)
    leave.delete()
    assert send_check_ins(now=march(3)) == 1
    prefer_check_ins(person=catalogue.worker, by_mail=False, talk_with=None, now=march(3))
    assert sent(march(3))[1] == ("superseded", "The person wants no check-in by mail.")


def test_the_door_costs_the_same_for_many_mails(catalogue):
    people = [catalogue.worker, *(PersonFactory() for _ in range(3))]
    incident_of(*people, by=catalogue.manager, team=catalogue.team)
    send_check_ins(now=march(2))
    queued = list(mails())
    numbers = []
    for number in (1, 4):
        with CaptureQueriesContext(connection) as seen:
            assert {type(one) for one in write(queued[:number], march(2)).values()} == {Prepared}
        numbers.append(len(seen.captured_queries))
    assert numbers[0] == numbers[1]


def test_two_incidents_at_once_ask_in_one_mail(catalogue, incident):
    incident_of(catalogue.worker, by=catalogue.manager, team=catalogue.team)
    assert (send_check_ins(now=march(2)), mails().count()) == (2, 1)
    answered(catalogue.worker, "nothing", march(2))
    assert set(CheckIn.objects.values_list("wish", flat=True)) == {"nothing"}


def test_the_mail_names_nobody_and_nothing_that_happened(catalogue, incident, mailoutbox):
    send_check_ins(now=march(2))
    assert sent(march(2)) == [("sent", "")]
    mail = asking(mailoutbox)
    said = " ".join([mail.subject, mail.body, *(body for body, _ in mail.alternatives)])
    people = (catalogue.worker, catalogue.supervisor, catalogue.manager)
    words = [name for person in people for name in person.full_name.split()]
    words += [incident.reference, incident.type.label]
    words += [debrief.reference for debrief in incident.debriefs.all()] + [incident.team.name]
    assert [word for word in words if word in said] == []
    # What is kept for the page of what was sent would answer for nobody.
    assert ("/c/" in mail.body, "/c/" in mails().get().text) == (True, False)


def test_from_the_mail_to_the_answer_without_a_sign_in(catalogue, incident, mailoutbox, time_machine):
    time_machine.move_to(march(2), tick=False)
    send_check_ins(now=march(2))
    sent(march(2))
    link = next(word for word in asking(mailoutbox).body.split() if "/c/" in word)
    path, client = link[link.index("/c/") :], Client()
    page = client.get(path).content.decode()
    assert ([label for _, label in CheckInWish.choices if label not in page], CheckIn.objects.get().wish) == ([], "")
    assert ("Sam Okoro" in page, incident.reference in page, "<textarea" in page) == (False, False, False)
    assert "Sasha Reed knows" in client.post(path, {"wish": "talk"}, follow=True).content.decode()
    assert "You said" in client.get(path).content.decode()
    assert "Press one of the three" in client.post(path, {"wish": "\x00"}, follow=True).content.decode()
    client.post(path, {"wish": "nothing"})
    assert (CheckIn.objects.get().wish, SupportRequest.objects.get().state) == ("nothing", "withdrawn")


def test_a_link_that_is_made_up_too_old_or_of_somebody_gone_opens_nothing(catalogue, incident, time_machine):
    time_machine.move_to(march(2), tick=False)
    send_check_ins(now=march(2))
    row = CheckIn.objects.get()
    path = f"/c/{token_for(row.mail_id, row.person_id)}/"
    assert [Client().get(address).status_code for address in ("/c/made-up/", path, path[:-2])] == [404, 200, 301]
    assert Client().get(f"/c/{token_for(row.mail_id, catalogue.peer.pk)}/").status_code == 410
    time_machine.move_to(march(16, 12, 1), tick=False)
    assert Client().post(path, {"wish": "talk"}).status_code == 410
    time_machine.move_to(march(2), tick=False)
    type(catalogue.worker).objects.filter(pk=catalogue.worker.pk).update(is_active=False)
    assert Client().get(path).status_code == 410


def test_a_talk_goes_to_the_supervisor_or_to_whom_they_chose(catalogue, incident):
    send_check_ins(now=march(2))
    assert answered(catalogue.worker, "talk", march(2)).to == catalogue.supervisor
    answered(catalogue.worker, "nothing", march(2))
    peer_kind = kind()
    set_support(kinds={"peer": KindSaid(True, catalogue.peer)}, recent_days=14, by=catalogue.administrator, now=NOON)
    prefer_check_ins(person=catalogue.worker, by_mail=True, talk_with=peer_kind, now=NOON)
    assert answered(catalogue.worker, "talk", march(2)).to == catalogue.peer
    assert answered(catalogue.worker, "talk", march(2)).to == catalogue.peer
    assert SupportRequest.objects.waiting().count() == 1


def test_a_talk_that_nobody_can_be_told_of_is_kept_and_said(catalogue):
    lonely = PersonFactory()
    incident_of(lonely, by=catalogue.manager, team=catalogue.team)
    send_check_ins(now=march(2))
    assert (answered(lonely, "talk", march(2)), CheckIn.objects.get().wish) == (None, "talk")


def test_later_asks_once_more_in_three_days_unless_another_hour_did(catalogue, incident):
    send_check_ins(now=march(4, 11))
    answered(catalogue.worker, "later", march(4, 13))
    assert [send_check_ins(now=march(day, 13)) for day in (5, 6, 7, 8)] == [0, 0, 1, 0]
    assert asked()[1] == ("Sam Okoro", march(7, 13), True)
    answered(catalogue.worker, "later", march(7, 14))
    assert [send_check_ins(now=march(day, 15)) for day in (10, 14, 20)] == [0, 0, 0]


def test_later_is_forgotten_when_the_next_hour_asks(catalogue, incident):
    send_check_ins(now=march(2))
    answered(catalogue.worker, "later", march(2))
    assert [send_check_ins(now=now) for now in (march(4), march(5, 13), march(8))] == [1, 0, 0]


def test_the_trail_names_nobody_who_answers_or_chooses(catalogue, incident):
    send_check_ins(now=march(2))
    answered(catalogue.worker, "talk", march(2))
    prefer_check_ins(person=catalogue.worker, by_mail=False, talk_with=None, now=NOON)
    about = ("debriefs.check_in", "debriefs.support_request")
    entries = TrailEntry.objects.filter(subject_type__in=about).order_by("id")
    assert [(entry.action, entry.actor, entry.about_id, entry.facts) for entry in entries] == [
        ("check-in answered", None, None, {}),
        ("support asked for", None, None, {}),
        ("check-ins chosen", None, None, {}),
    ]


def test_a_colleague_is_asked_once_for_each_strand(catalogue, incident):
    send_check_ins(now=march(2))
    row = CheckIn.objects.get()
    values = {"debrief": row.debrief, "person": row.person, "mail": row.mail, "noted_at": NOON}
    with pytest.raises(IntegrityError, match="a_colleague_is_asked_once_for_each_strand"):
        CheckIn.objects.create(**values)


def test_an_answered_check_in_says_when(catalogue, incident):
    send_check_ins(now=march(2))
    with pytest.raises(IntegrityError, match="an_answered_check_in_says_when"):
        CheckIn.objects.update(wish="talk")


def test_the_incident_says_how_many_were_asked_and_never_what_they_said(catalogue, incident):
    send_check_ins(now=march(2))
    answered(catalogue.worker, "talk", march(2))
    page = catalogue.client("manager").get(f"/incidents/{incident.pk}/").content.decode()
    assert ("0 offers made, 1 check-in sent." in page, "like a talk" in page) == (True, False)


def test_one_chooses_ones_own_check_ins(house):
    kind()
    set_support(kinds={"peer": KindSaid(True, house.peer)}, recent_days=14, by=house.administrator, now=NOON)
    client = house.client("worker")
    client.post("/support/check-ins/", {"talk_with": "peer"})
    assert list(CheckInPreference.objects.values_list("person", "by_mail", "talk_with")) == [
        (house.worker.pk, False, "peer")
    ]
    assert "Choose one of those" in client.post("/support/check-ins/", {"talk_with": "x"}, follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_ask_once():
    OrganisationFactory()
    manager = PersonFactory()
    incident_of(PersonFactory(), by=manager, team=TeamFactory(manager=manager))

    def run(_):
        try:
            return send_check_ins(now=march(2))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, range(2))) == [0, 1]
    assert CheckIn.objects.count() == 1
