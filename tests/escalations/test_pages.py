"""The pages of escalations: who sees what, what a press does, and what wrong input gets."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.escalations import MONDAY, Cast, cast, promise
from tests.factories.people import PersonFactory
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.links import token_for
from workforce_assurance.escalations.models import Episode, LadderVersion, Reaction
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> Any:
    with time_machine.travel(MONDAY, tick=True):
        yield


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def episode(people: Cast) -> Episode:
    promise(people)
    sweep(now=MONDAY)
    return Episode.objects.get()


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def link_of(mail: Mail) -> str:
    return reverse("acknowledge", args=[token_for(mail.pk, mail.recipient_id)])


def test_the_link_of_an_alert_shows_its_references_to_whoever_is_signed_out(episode: Episode) -> None:
    page = Client().get(link_of(Mail.objects.get())).content.decode()
    assert (episode.reference in page, "Wren" in page, "Acknowledge" in page) == (True, False, True)


def test_looking_at_the_link_changes_nothing(episode: Episode) -> None:
    Client().get(link_of(Mail.objects.get()))
    assert not Reaction.objects.exists()


def test_pressing_acknowledge_notes_the_recipient_once(people: Cast, episode: Episode) -> None:
    link = link_of(Mail.objects.get())
    for _ in range(2):
        assert Client().post(link).status_code == 302
    assert [(r.kind, r.by) for r in Reaction.objects.all()] == [(Reaction.Kind.ACKNOWLEDGED, people.supervisor)]


@pytest.mark.parametrize("token", ["x", "a:b:c", "a" * 5000, "é:ü:x"])
def test_a_garbled_link_is_answered_kindly(people: Cast, token: str) -> None:
    answer = Client().get(f"/a/{token}/")
    assert (answer.status_code, b"not complete" in answer.content) == (404, True)


def test_a_link_that_is_too_old_says_so(episode: Episode) -> None:
    link = link_of(Mail.objects.get())
    with time_machine.travel(MONDAY + timedelta(days=91)):
        answer = Client().get(link)
    assert (answer.status_code, b"too old" in answer.content) == (410, True)


def test_the_link_of_somebody_who_left_does_nothing(people: Cast, episode: Episode) -> None:
    people.supervisor.is_active = False
    people.supervisor.save()
    assert Client().post(link_of(Mail.objects.get())).status_code == 410
    assert not Reaction.objects.exists()


def test_an_episode_is_missing_for_whoever_may_not_see_it(people: Cast, episode: Episode) -> None:
    stranger, administrator = PersonFactory(), PersonFactory(roles=[Role.ADMINISTRATOR])
    url = reverse("escalation", args=[episode.pk])
    codes = {str(person): signed_in(person).get(url).status_code for person in (stranger, administrator, people.worker)}
    assert set(codes.values()) == {404}
    assert signed_in(people.manager).get(reverse("escalation", args=[uuid.uuid4()])).status_code == 404


def test_the_supervisor_and_the_manager_see_names_and_governance_does_not(people: Cast, episode: Episode) -> None:
    url = reverse("escalation", args=[episode.pk])
    seen = {
        person.full_name: b"Wren Worker" in signed_in(person).get(url).content
        for person in (people.supervisor, people.manager, people.governance_lead)
    }
    assert seen == {"Sol Supervisor": True, "Mona Manager": True, "Gale Governance": False}


def test_the_page_says_why_it_was_sent(people: Cast, episode: Episode) -> None:
    page = signed_in(people.supervisor).get(reverse("escalation", args=[episode.pk])).content.decode()
    for said in ("At rung 1, a notice was written for Sol Supervisor.", "Asked for, in this order: the supervisor."):
        assert said in page


def test_my_alerts_are_mine_alone(people: Cast, episode: Episode) -> None:
    url = reverse("my_alerts")
    mine, theirs = signed_in(people.supervisor).get(url), signed_in(people.manager).get(url)
    assert (episode.reference in mine.content.decode(), episode.reference in theirs.content.decode()) == (True, False)


def test_handing_over_tells_somebody_else(people: Cast, episode: Episode) -> None:
    url = reverse("escalation_hand_over", args=[episode.pk])
    answer = signed_in(people.supervisor).post(url, {"to": str(people.manager.pk)})
    assert (answer.status_code, episode.notices.latest("id").recipient) == (302, people.manager)


@pytest.mark.parametrize("to", ["", "nobody", "\x00", "9b2f7c1e-5a41-4c7e-8f57-0d2f6f5c1a77", "worker", "stranger"])
def test_handing_over_refuses_whoever_is_not_on_the_list(people: Cast, episode: Episode, to: str) -> None:
    named = {"worker": people.worker.pk, "stranger": PersonFactory().pk}
    url = reverse("escalation_hand_over", args=[episode.pk])
    answer = signed_in(people.supervisor).post(url, {"to": str(named.get(to, to))})
    assert (answer.status_code, Reaction.objects.count()) == (200, 0)


@pytest.mark.parametrize("days", ["0", "11", "", "x", "9" * 30, "\x00"])
def test_putting_off_refuses_what_is_no_fitting_number(people: Cast, episode: Episode, days: str) -> None:
    url = reverse("escalation_put_off", args=[episode.pk])
    answer = signed_in(people.supervisor).post(url, {"working_days": days, "reason": "worker_away"})
    assert (answer.status_code, Reaction.objects.count()) == (200, 0)


def test_putting_off_holds_the_next_rung_back(people: Cast, episode: Episode) -> None:
    url = reverse("escalation_put_off", args=[episode.pk])
    signed_in(people.supervisor).post(url, {"working_days": "5", "reason": "worker_away"})
    sweep(now=MONDAY + timedelta(days=4))
    episode.refresh_from_db()
    assert episode.position == 1


@pytest.mark.parametrize(
    "query", ["page=99999", "page=x", "state=nothing", "reference=%ED%A0%80", "reference=" + "x" * 9999]
)
def test_no_address_breaks_the_list(people: Cast, episode: Episode, query: str) -> None:
    assert signed_in(people.manager).get(f"{reverse('escalations')}?{query}").status_code == 200


def test_the_list_costs_the_same_at_one_and_at_three_rows(people: Cast) -> None:
    client = signed_in(people.manager)

    def queries(count: int) -> int:
        for _ in range(count):
            promise(people)
        sweep(now=MONDAY)
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("escalations"))
        return len(caught)

    one = queries(1)
    assert (queries(2), one <= 12) == (one, True)


def test_today_shows_what_waits_for_my_answer(people: Cast, episode: Episode) -> None:
    assert episode.reference in signed_in(people.supervisor).get("/").content.decode()
    signed_in(people.supervisor).post(reverse("escalation_acknowledge", args=[episode.pk]))
    assert episode.reference not in signed_in(people.supervisor).get("/").content.decode()


def test_what_was_sent_is_for_administrators(people: Cast, episode: Episode) -> None:
    administrator = PersonFactory(roles=[Role.ADMINISTRATOR])
    url = reverse("sent")
    codes = [signed_in(person).get(url).status_code for person in (administrator, people.manager)]
    assert codes == [200, 404]


def test_an_administrator_copies_changes_and_publishes_a_ladder(people: Cast) -> None:
    client = signed_in(PersonFactory(roles=[Role.ADMINISTRATOR]))
    client.post(reverse("ladder_copy", args=[people.ladder.pk]))
    draft = LadderVersion.objects.get(state="draft")
    typed = {"acknowledgement_holds": "2", "recipient_1": "supervisor", "working_days_1": "0"}
    client.post(reverse("ladder_edit", args=[draft.pk]), typed | {"recipient_2": "manager", "working_days_2": "5"})
    client.post(reverse("ladder_publish", args=[draft.pk]))
    published = LadderVersion.objects.get(obligation_kind=draft.obligation_kind, state="published")
    rungs = [(rung.position, rung.recipient, rung.working_days) for rung in published.rungs.all()]
    assert (published.pk, rungs) == (draft.pk, [(1, "supervisor", 0), (2, "manager", 5)])


def test_a_ladder_that_skips_a_rung_is_refused_in_words(people: Cast) -> None:
    client = signed_in(PersonFactory(roles=[Role.ADMINISTRATOR]))
    client.post(reverse("ladder_copy", args=[people.ladder.pk]))
    draft = LadderVersion.objects.get(state="draft")
    typed = {"acknowledgement_holds": "2", "recipient_2": "manager", "working_days_2": "5"}
    answer = client.post(reverse("ladder_edit", args=[draft.pk]), typed)
    assert (answer.status_code, b"at least one rung" in answer.content) == (200, True)


def test_ladders_are_missing_for_everybody_else(people: Cast) -> None:
    client = signed_in(people.manager)
    urls = [reverse("ladders"), reverse("ladder", args=[people.ladder.pk])]
    assert [client.get(url).status_code for url in urls] == [404, 404]


def test_the_dry_run_counts_what_is_open(people: Cast, episode: Episode) -> None:
    client = signed_in(PersonFactory(roles=[Role.ADMINISTRATOR]))
    assert b"1 at rung 1" in client.get(reverse("ladder", args=[people.ladder.pk])).content
