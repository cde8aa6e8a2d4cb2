"""Cadence policies in the browser."""

import pytest

from supervision.models import CadencePolicy
from supervision.policy_terms import terms_of
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
    assert "It is for 1 worker. Of 1 looked at, it counts for 1, and the plan of 1 changes." in page
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
    assert "every 7 days to day 42, then every 14 days for 6 months" in page
    assert "The whole organisation" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"window": "period", "sessions_per_period": "2", "period": "month", "longest_gap_days": "20"}, "2 sessions in every month, and every 20 days at most"),
        ({"window": "minutes", "minutes_per_month": "90", "longest_gap_days": ""}, "90 minutes in every calendar month"),
        ({"window": "ratio", "practice_hours": "40", "practice_hours_a_week": "35", "longest_gap_days": ""}, "1 hour for every 40 practice hours, at 35 a week"),
    ],
)  # fmt: skip
def test_every_kind_is_typed_shown_and_edited_again(house, administrator, typed, words):
    page = draft(house, administrator, **typed, until_1="", gap_1="").content.decode()
    assert words in page
    policy = CadencePolicy.objects.get()
    before = terms_of(policy)
    form = administrator.get(f"{LIST}{policy.pk}/edit/").context["form"]
    again = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    administrator.post(f"{LIST}{policy.pk}/edit/", again)
    policy = CadencePolicy.objects.get()
    assert terms_of(policy) == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"window": "period"}, "Fill in how many sessions."),
        ({"window": "minutes"}, "Fill in the minutes of a month."),
        ({"window": "ratio"}, "Fill in the practice hours of a usual week."),
        ({"window": "gap", "longest_gap_days": ""}, "Fill in the longest gap."),
        ({"window": "period", "sessions_per_period": "9", "period": "week"}, "9 sessions do not fit into a week."),
        ({"reach": "service"}, "Choose the service that this policy is for."),
        ({"reach": "role"}, "Choose the job title that this policy is for."),
        ({"minimum_minutes": "80"}, "so the least of 80 cannot be reached."),
        ({"back_until_1": "40"}, "Fill in both numbers of this step."),
    ],
)
def test_what_a_kind_needs_is_said(house, administrator, changes, sentence):
    assert sentence in draft(house, administrator, **changes).content.decode()
    assert not CadencePolicy.objects.exists()


def test_a_policy_for_a_service_and_for_a_role(house, administrator):
    house.worker.job_title = "Crisis worker"
    house.worker.save()
    draft(house, administrator, reach="service", service=str(house.team.service_id))
    draft(house, administrator, reach="role", job_title="Crisis worker", until_1="6", unit_1="months", gap_1="7")
    page = administrator.get(LIST).content.decode()
    assert f"{house.team.service.name}, the whole service" in page
    assert "Everybody who is Crisis worker" in page
    assert "every 7 days for 6 months" in page


def test_a_preview_shows_the_next_90_days_and_saves_nothing(house, administrator):
    publish()
    page = draft(house, administrator, longest_gap_days="14", until_1="", gap_1="", preview="1").content.decode()
    assert "What it would do to the next 90 days" in page
    assert "In all: 3 sessions more than now" in page
    assert "3 sessions, the first by Mon 29 Mar 2027" in page
    assert "6 sessions, the first by Mon 15 Mar 2027" in page
    assert "Nothing is saved yet." in page
    assert not CadencePolicy.objects.drafts().exists()


def test_a_preview_of_what_cannot_hold_is_refused(house, administrator):
    page = draft(house, administrator, gap_1="30", preview="1").content.decode()
    assert "Let the gaps grow step by step." in page
    assert "next 90 days" not in page


def test_a_field_that_an_answer_needs_is_not_called_optional(administrator):
    page = " ".join(administrator.get(f"{LIST}new/").content.decode().split())
    for label in ("Which team?", "How many sessions?", "What does it ask for?", "Longest gap, in days"):
        assert f'{label} <span class="field__optional">' not in page, label
    assert 'Least minutes of a whole session <span class="field__optional">' in page
