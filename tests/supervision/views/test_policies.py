"""Cadence policies in the browser."""

import pytest

from supervision.commands.policies import terms_of
from supervision.models import CadencePolicy
from tests.factories.supervision import PHASE_IN, publish

LIST = "/set-up/cadence/"
TYPED = {
    "name": "Night team", "reach": "team", "longest_gap_days": "21", "grace_working_days": "3", "minutes": "60",
    "until_1": "42", "gap_1": "7",
}  # fmt: skip


@pytest.fixture
def administrator(house):
    return house.client("administrator")


def draft(house, administrator, **changes):
    typed = {**TYPED, "team": str(house.team.pk), **changes}
    return administrator.post(f"{LIST}new/", typed, follow=True)


@pytest.mark.parametrize("who", ["worker", "supervisor", "manager", "governance", "stranger"])
def test_policies_are_there_for_administrators_only(house, who):
    policy = publish()
    for address in (LIST, f"{LIST}new/", f"{LIST}{policy.pk}/", f"{LIST}{policy.pk}/edit/"):
        assert house.client(who).get(address).status_code == 404


def test_a_draft_is_written_previewed_and_published(house, administrator):
    publish()
    page = draft(house, administrator).content.decode()
    assert "It reaches 1 worker. Of 1 looked at, the next due date of 1 changes." in page
    assert "Mon 29 Mar 2027" in page
    assert "Mon 22 Mar 2027" in page
    policy = CadencePolicy.objects.drafts().get()
    answer = administrator.post(f"{LIST}{policy.pk}/publish/", follow=True)
    assert "The policy is published." in answer.content.decode()
    policy.refresh_from_db()
    assert (policy.state, policy.published_by) == ("published", house.administrator)


def test_a_policy_for_a_person_is_found_by_their_address(house, administrator):
    draft(house, administrator, reach="person", person_email=house.worker.email.upper(), team="")
    assert CadencePolicy.objects.get().person == house.worker


def test_a_policy_for_the_organisation_needs_no_team(house, administrator):
    draft(house, administrator, reach="organisation", team="")
    assert (CadencePolicy.objects.get().team, CadencePolicy.objects.get().person) == (None, None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"longest_gap_days": "0"}, "Enter a whole number from 1 to 366."),
        ({"gap_1": "30"}, "Let the gaps grow step by step."),
        ({"until_2": "42", "gap_2": "14"}, "Two steps of the phase-in end on the same day."),
        ({"until_2": "90"}, "Fill in both numbers of this step."),
        ({"team": ""}, "Choose the team that this policy is for."),
        ({"reach": "person", "person_email": "nobody@example.org"}, "Nobody with this e-mail address works here."),
        ({"name": ""}, "Fill in “Name”."),
    ],
)
def test_what_cannot_hold_is_said_and_what_was_typed_is_kept(house, administrator, changes, sentence):
    page = draft(house, administrator, **changes).content.decode()
    assert sentence in page
    assert 'value="60"' in page
    assert not CadencePolicy.objects.exists()


def test_a_draft_can_be_changed_and_thrown_away(house, administrator):
    draft(house, administrator)
    policy = CadencePolicy.objects.get()
    typed = {**TYPED, "team": str(house.team.pk), "minutes": "45"}
    administrator.post(f"{LIST}{policy.pk}/edit/", typed)
    policy.refresh_from_db()
    assert policy.minutes == 45
    administrator.post(f"{LIST}{policy.pk}/discard/")
    assert not CadencePolicy.objects.exists()


def test_a_published_policy_is_copied_and_never_changed(house, administrator):
    policy = publish(phase_in=PHASE_IN)
    page = administrator.post(f"{LIST}{policy.pk}/edit/", {**TYPED, "reach": "organisation"}).content.decode()
    assert "A published policy never changes." in page
    administrator.post(f"{LIST}{policy.pk}/copy/")
    copy = CadencePolicy.objects.drafts().get()
    assert terms_of(copy) == terms_of(policy)


def test_the_organisation_s_policy_is_replaced_and_not_retired(house, administrator):
    policy = publish()
    answer = administrator.post(f"{LIST}{policy.pk}/retire/", follow=True)
    assert "Publish another policy for the organisation" in answer.content.decode()


@pytest.mark.parametrize("part", ["publish", "retire", "copy", "discard"])
def test_nothing_changes_by_a_get(administrator, part):
    assert administrator.get(f"{LIST}{publish().pk}/{part}/").status_code == 405


@pytest.mark.parametrize("bad", ["\x00", "x" * 400_000, "NaN", "-1", "99999999999999999999"])
def test_no_input_breaks_the_form(administrator, bad):
    assert administrator.post(f"{LIST}new/", dict.fromkeys([*TYPED, "team", "person_email"], bad)).status_code in (
        200,
        400,
    )


def test_the_list_says_how_each_stands(house, administrator):
    publish(phase_in=PHASE_IN)
    page = administrator.get(LIST).content.decode()
    assert "every 7 days to day 42, then every 14 days to day 182" in page
    assert "The whole organisation" in page
