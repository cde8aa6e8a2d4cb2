"""The record of a group: written by one, read by those who were there, with a part of their own for each."""

import pytest
from django.test import Client
from django.urls import reverse

from supervision import shipped
from supervision.commands import cancel_group, change_group_members, start_group
from supervision.enums import GroupKind, Reason
from supervision.exceptions import GroupAlreadyClosed
from tests.factories.groups import DAY, held, make_circle, make_group
from tests.factories.supervision import NOON, publish
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import (
    add_statement,
    amend,
    finish_response,
    save_draft,
    save_section,
    ship_template,
    sign,
)
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.queries import answers_readable_by, parties_of
from workforce_assurance.structured_templates.refusals import (
    MayNotWrite,
    RecordNotOpen,
    SharedPartBegun,
    SignedAlready,
)

pytestmark = pytest.mark.django_db
THEME, OWN, STATED = "quinquereme", "heronlantern", "quartzpebble"


@pytest.fixture
def circle(time_machine):
    time_machine.move_to(NOON, tick=False)
    found = make_circle()
    publish(minutes=60)
    ship_template(description=shipped.template(shipped.GROUP), now=NOON)
    return found


def save(response, section, by, now=NOON, **answers):
    asked = asked_by(response.version_id).section(section)
    values = {key: Value(words=words) for key, words in answers.items()}
    save_section(response=response, section=asked, values=values, revision=0, seen="", by=by, now=now)


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(person, name, response, *args):
    return client_of(person).get(reverse(name, args=[response.pk, *args]), follow=True)


def written(circle):
    """Two wrote for themselves beforehand, the last of them was away; the record is written, finished and signed."""
    group = make_group(circle)
    here, away = circle.workers[0], circle.workers[3]
    response = start_group(group=group, by=here, now=NOON)
    save(response, "mine", here, on_my_mind=OWN)
    save(response, "mine", away, on_my_mind=OWN + "away")
    start_group(group=group, by=circle.supervisor, now=NOON + DAY)
    group = held(group, away=(away,))
    save(response, "theme", circle.supervisor, theme=THEME)
    response = finish_response(response=response, by=circle.supervisor, now=NOON + DAY)
    response = sign(response=response, seen_sha256=response.content_sha256, by=circle.supervisor, now=NOON + DAY)
    return group, response, here, away


def test_the_facilitator_alone_signs_and_that_closes_it(circle):
    _, response, here, _ = written(circle)
    assert response.state == "signed"
    with pytest.raises(MayNotWrite):
        sign(response=response, seen_sha256=response.content_sha256, by=here, now=NOON + DAY)
    with pytest.raises(MayNotWrite):
        amend(response=response, reason="x", text="x", once="a", by=here, now=NOON + DAY)


def test_each_reads_what_is_shared_and_their_own_part_and_no_other(circle):
    _, response, here, away = written(circle)
    read = {person.full_name: answers_readable_by(response, person) for person in (circle.supervisor, here, away)}
    found = {name: sorted(rows.values_list("question__key", "private_to__full_name")) for name, rows in read.items()}
    assert found == {
        "Ines Duarte": [("theme", None)],
        "Kim Lee": [("on_my_mind", "Kim Lee"), ("theme", None)],
        "Ravi Nair": [("on_my_mind", "Ravi Nair")],
    }


@pytest.mark.parametrize("name", ["record", "record_read", "record_history", "record_check"])
def test_no_page_shows_a_private_part_to_anybody_else(circle, name):
    _, response, here, away = written(circle)
    for person in (circle.supervisor, *circle.workers):
        page = page_of(person, name, response).content.decode()
        assert (OWN in page.replace(OWN + "away", "")) == (person == here and name in ("record_read", "record_check"))
        assert (OWN + "away" in page) == (person == away), (person, name)
        if person == away:
            assert THEME not in page


@pytest.mark.parametrize(
    "name", ["record_check", "record_history", "record_last_time", "record_sign", "record_statement", "record_amend"]
)
def test_whoever_was_not_there_finds_their_own_part_and_nothing_else(circle, name):
    _, response, _, away = written(circle)
    answer = client_of(away).get(reverse(name, args=[response.pk]))
    own = reverse("record", args=[response.pk])
    assert (answer.status_code, answer.headers.get("Location")) in ((302, own), (404, None))
    page = page_of(away, "record", response).content.decode()
    assert OWN + "away" in page
    assert "You did not take part." in page


def test_whoever_is_expected_reads_what_is_written_once_they_were_there(circle):
    group, here, away = make_group(circle), circle.workers[0], circle.workers[3]
    response = start_group(group=group, by=circle.supervisor, now=NOON)
    save(response, "theme", circle.supervisor, theme=THEME)
    for person in circle.workers:
        assert not answers_readable_by(response, person).exists()
        for name in ("record", "record_read", "record_check", "record_history"):
            page = page_of(person, name, response).content.decode()
            assert THEME not in page
            assert "you can read it once it is recorded that you were" in page
    held(group, away=(away,))
    assert THEME in page_of(here, "record_read", response).content.decode()
    assert THEME not in page_of(away, "record_read", response).content.decode()


def test_whoever_was_not_there_goes_on_writing_for_themselves(circle):
    _, response, _, away = written(circle)
    own = {"revision": "1", "seen": "", "q.on_my_mind": "later words"}
    client_of(away).post(reverse("record_section", args=[response.pk, "mine"]), own)
    assert "later words" in page_of(away, "record", response).content.decode()


def test_a_colleague_who_was_not_invited_finds_nothing(circle):
    group = make_group(circle, people=tuple(circle.workers[:2]))
    response = start_group(group=group, by=circle.supervisor, now=NOON)
    for name in ("record", "record_read", "record_history"):
        assert page_of(circle.workers[2], name, response).status_code == 404


def test_an_attendee_writes_no_shared_answer(circle):
    response = start_group(group=make_group(circle), by=circle.supervisor, now=NOON)
    with pytest.raises(MayNotWrite):
        save(response, "theme", circle.workers[0], theme=THEME)
    assert page_of(circle.workers[0], "record_section", response, "theme").redirect_chain


@pytest.mark.parametrize("section", ["theme", "agreement"])
def test_what_is_not_theirs_to_write_is_refused_before_and_after_it_is_finished(circle, section):
    group = held(make_group(circle, now=NOON - 2 * DAY), now=NOON - DAY)
    response = start_group(group=group, by=circle.supervisor, now=NOON)
    save(response, "theme", circle.supervisor, theme=THEME)
    addresses = [reverse(name, args=[response.pk, section]) for name in ("record_section", "record_autosave")]
    sent = {"revision": "0", "seen": "", "q.theme": "x"}
    assert [client_of(circle.workers[0]).post(url, sent).status_code for url in addresses] == [409, 422]
    finish_response(response=response, by=circle.supervisor, now=NOON)
    assert [client_of(circle.supervisor).post(url, sent).status_code for url in addresses] == [409, 422]
    assert not response.sections.filter(author=circle.workers[0]).exists()


def test_a_private_part_is_written_after_the_record_is_signed_too(circle):
    _, response, _, _ = written(circle)
    other = circle.workers[1]
    page = page_of(other, "record_section", response, "mine").content.decode()
    assert "only you. Nobody else, now or later." in page
    save(response, "mine", other, on_my_mind=OWN)
    save(response, "mine", circle.supervisor, on_my_mind=OWN)
    with pytest.raises(RecordNotOpen):
        save(response, "theme", circle.supervisor, theme="other")
    with pytest.raises(RecordNotOpen):
        theme = asked_by(response.version_id).section("theme")
        save_draft(response=response, section=theme, typed={}, revision=0, seen="", by=circle.supervisor, now=NOON)
    own = asked_by(response.version_id).section("mine").private_part()
    assert save_draft(response=response, section=own, typed={}, revision=1, seen="", by=other, now=NOON) == 2


def test_an_attendee_adds_a_statement_that_everybody_reads(circle):
    _, response, here, away = written(circle)
    add_statement(response=response, text=STATED, once="a", by=here, now=NOON + DAY)
    assert STATED in page_of(circle.workers[1], "record_read", response).content.decode()
    assert STATED not in page_of(away, "record_read", response).content.decode()
    with pytest.raises(MayNotWrite):
        add_statement(response=response, text=STATED, once="b", by=away, now=NOON + DAY)
    with pytest.raises(SignedAlready):
        add_statement(response=response, text=STATED, once="c", by=circle.supervisor, now=NOON + DAY)


def test_only_whoever_writes_lets_another_read_what_is_written_before(circle):
    group = make_group(circle, kind=GroupKind.PEER, people=(circle.workers[1],))
    writer, other, late = circle.workers[:3]
    response = start_group(group=group, by=writer, now=NOON)
    theme = asked_by(response.version_id).section("theme")
    save_draft(response=response, section=theme, typed={"q.theme": [THEME]}, revision=0, seen="", by=writer, now=NOON)
    with pytest.raises(SharedPartBegun):
        change_group_members(group=group, members=(writer, other, late), by=other, now=NOON)
    change_group_members(group=group, members=(writer, other, late), by=writer, now=NOON)
    assert {person.full_name for person in parties_of(response).readers} == {"Kim Lee", "Sam Okoro", "Ada Brook"}
    change_group_members(group=group, members=(writer, other), by=other, now=NOON)
    assert {person.full_name for person in parties_of(response).readers} == {"Kim Lee", "Sam Okoro"}


def test_whoever_is_taken_out_keeps_what_they_wrote_for_themselves(circle):
    group = make_group(circle)
    out = circle.workers[0]
    response = start_group(group=group, by=out, now=NOON)
    save(response, "mine", out, on_my_mind=OWN)
    change_group_members(group=group, members=circle.workers[1:], by=circle.supervisor, now=NOON)
    assert OWN in page_of(out, "record_read", response).content.decode()


def test_a_note_taker_hands_the_notes_over_while_nothing_is_written(circle):
    group = make_group(circle, kind=GroupKind.PEER)
    first, second = circle.workers[:2]
    response = start_group(group=group, by=first, now=NOON)
    change_group_members(group=group, members=circle.workers, note_taker=second, by=first, now=NOON)
    assert parties_of(response).author == second
    save(response, "theme", second, theme=THEME)
    with pytest.raises(SharedPartBegun):
        change_group_members(group=group, members=circle.workers, note_taker=first, by=first, now=NOON)


def test_a_cancelled_group_has_no_record(circle):
    group = make_group(circle)
    cancel_group(group=group, reason=Reason.SICKNESS, by=circle.supervisor, now=NOON)
    with pytest.raises(GroupAlreadyClosed):
        start_group(group=group, by=circle.supervisor, now=NOON)


def test_nobody_learns_from_the_history_who_wrote_for_themselves(circle):
    _, response, here, _ = written(circle)
    page = page_of(circle.supervisor, "record_history", response).content.decode()
    assert "saved “What we look at”" in page
    assert here.full_name not in page
    assert "For yourself" not in page


def test_every_box_says_who_reads_it(circle):
    response = start_group(group=make_group(circle), by=circle.supervisor, now=NOON)
    page = page_of(circle.supervisor, "record_section", response, "theme").content.decode()
    assert "you, and Ada Brook, Kim Lee, Ravi Nair and Sam Okoro if they were there; nobody else." in page


def test_a_restorative_session_has_a_template_of_its_own(circle):
    ship_template(description=shipped.template(shipped.RESTORATIVE), now=NOON)
    group = make_group(circle, kind=GroupKind.RESTORATIVE)
    response = start_group(group=group, by=circle.supervisor, now=NOON)
    assert asked_by(response.version_id).name == "Restorative session"
    page = page_of(circle.supervisor, "record_section", response, "agreement").content.decode()
    assert "Nobody has to tell what happened" in page
    assert (
        reverse("record", args=[response.pk])
        in client_of(circle.workers[0]).get(reverse("supervision:group", args=[group.pk])).content.decode()
    )


def test_no_word_of_it_stands_in_the_open(circle, caplog):
    _, response, here, _ = written(circle)
    add_statement(response=response, text=STATED, once="a", by=here, now=NOON + DAY)
    assert [tables_holding(word) for word in (THEME, OWN, STATED)] == [set(), set(), set()]
    assert not any(word in caplog.text for word in (THEME, OWN, STATED))
