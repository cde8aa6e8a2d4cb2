"""Giving somebody from outside access, ending it, and answering what they ask for."""

import uuid
from datetime import timedelta

import pytest

from governance.inspections import commands
from governance.inspections.commands import Given
from governance.inspections.enums import Answer
from governance.inspections.exceptions import HasEnded, IsAnswered, NothingChosen, OneIsAsked, PackNotReady, TooLong
from governance.inspections.mail import WORDS
from governance.models import Inspection
from tests.factories import packs
from tests.factories.inspections import DAY, asked, given, sealed_pack, wanted
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.outbox.models import Mail
from workforce_assurance.outbox.registry import MAIL_KINDS
from workforce_assurance.people.commands.guests import AddressOfStaff, GuestIsClosed
from workforce_assurance.people.commands.persons import GuestsHoldNoRole, grant_role
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person
from workforce_assurance.people.queries import people_in_post

pytestmark = pytest.mark.django_db


def give(place, **more):
    pack = more.pop("pack", None) or place.inspection.pack
    return commands.give_access(wanted=wanted(pack, **more), once=uuid.uuid4(), by=place.governance, now=NOON)


def answer(item, place, answer, **more):
    commands.answer_item(item=item, given=Given(answer, **more), by=place.governance, now=NOON)


def test_an_inspector_becomes_a_guest_with_nothing_and_is_invited(place):
    guest = place.inspector
    assert (guest.is_guest, guest.receives_supervision, guest.has_usable_password()) == (True, False, False)
    assert set(Mail.objects.filter(recipient=guest).values_list("kind", flat=True)) == {
        "people.invitation",
        "governance.inspection_opened",
    }


def test_a_guest_works_nowhere_and_is_given_no_role(place):
    assert not people_in_post(on=NOON.date()).filter(pk=place.inspector.pk).exists()
    with pytest.raises(GuestsHoldNoRole):
        grant_role(person=place.inspector, role=Role.ADMINISTRATOR, service=None, by=place.administrator, now=NOON)


def test_the_same_inspector_is_the_same_guest_in_another_access(place):
    assert give(place).inspector == place.inspector
    assert Person.objects.filter(is_guest=True).count() == 1


def test_an_address_of_staff_is_refused(place):
    with pytest.raises(AddressOfStaff):
        give(place, email=place.worker.email.upper())


def test_a_closed_account_lets_nobody_in(place):
    Person.objects.filter(pk=place.inspector.pk).update(is_active=False)
    with pytest.raises(GuestIsClosed):
        give(place)


@pytest.mark.parametrize("days", [0, -1, 33])
def test_an_access_lasts_a_month_at_most(place, days):
    with pytest.raises(TooLong):
        give(place, days=days)


def test_only_a_pack_that_is_made_is_shown(place):
    with pytest.raises(PackNotReady):
        give(place, pack=packs.asked(place.governance))


def test_a_form_sent_twice_gives_one(place):
    once = uuid.uuid4()
    for _ in range(2):
        commands.give_access(wanted=wanted(place.inspection.pack), once=once, by=place.governance, now=NOON)
    assert Inspection.objects.count() == 2


@pytest.mark.parametrize(("after", "is_open"), [(-1, False), (0, True), (7 * 86_400 - 1, True), (7 * 86_400, False)])
def test_an_access_is_open_from_its_first_moment_to_the_one_before_its_last(place, after, is_open):
    at = NOON + timedelta(seconds=after)
    assert Inspection.objects.open_to(place.inspector, now=at).exists() is is_open


def test_what_is_ended_is_over_at_once_and_once(place):
    commands.end_access(inspection=place.inspection, by=place.governance, now=NOON)
    assert not Inspection.objects.open_to(place.inspector, now=NOON).exists()
    with pytest.raises(HasEnded):
        commands.end_access(inspection=place.inspection, by=place.governance, now=NOON)


def test_one_item_is_asked_for_at_a_time(place):
    first = asked(place.inspection)
    assert asked(place.inspection) == first
    with pytest.raises(OneIsAsked):
        asked(place.inspection, "Another")
    answer(first, place, Answer.NOT_HELD)
    assert asked(place.inspection, "Another") != first


def test_nothing_is_asked_for_when_it_is_over(place):
    with pytest.raises(HasEnded):
        asked(place.inspection, now=NOON + 8 * DAY)


def test_an_item_is_answered_once_while_the_access_is_open(place):
    item = asked(place.inspection)
    answer(item, place, Answer.ELSEWHERE)
    with pytest.raises(IsAnswered):
        answer(item, place, Answer.NOT_HELD)
    late = asked(place.inspection, "Another")
    with pytest.raises(HasEnded):
        commands.answer_item(item=late, given=Given(Answer.NOT_HELD), by=place.governance, now=NOON + 8 * DAY)


@pytest.mark.parametrize("what", [Answer.PACK, Answer.RECORD])
def test_what_is_given_is_named(place, what):
    with pytest.raises(NothingChosen):
        answer(asked(place.inspection), place, what)


def test_what_is_not_given_leaves_nothing_to_read(place):
    item = asked(place.inspection)
    answer(item, place, Answer.NOT_SHOWN, pack=sealed_pack(place.governance))
    item.refresh_from_db()
    assert item.given_pack is None


def test_the_words_of_an_item_stand_in_no_trail_and_in_no_mail(place):
    asked(place.inspection, "Sentinel words")
    assert not TrailEntry.objects.filter(facts__icontains="Sentinel").exists()
    assert not Mail.objects.filter(payload__icontains="Sentinel").exists()


@pytest.mark.parametrize("kind", sorted(WORDS))
def test_no_mail_names_anybody_or_says_what_is_read(place, kind):
    item = asked(place.inspection)
    answer(item, place, Answer.NOT_HELD)
    mail = Mail.objects.filter(kind=kind).first()
    said = MAIL_KINDS[kind].prepare([mail], NOON)[mail.pk]
    for word in (place.inspector.full_name, place.governance.full_name, "regulator", place.inspection.pack.reference):
        assert word not in said.text + said.html + said.subject
    assert str(place.inspection.pk) in said.text


def test_a_mail_about_an_access_that_is_over_does_not_go_out(place):
    mail = Mail.objects.get(kind="governance.inspection_opened")
    said = MAIL_KINDS[mail.kind].prepare([mail], NOON + 8 * DAY)[mail.pk]
    assert said.why == "The access is over."


def test_two_inspectors_have_nothing_of_each_other(place):
    other = given(place.governance, email="other@regulator.example")
    assert not Inspection.objects.open_to(other.inspector, now=NOON).filter(pk=place.inspection.pk).exists()
