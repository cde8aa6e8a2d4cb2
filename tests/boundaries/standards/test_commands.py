"""What changes standards: their versions, attestations, prompts and exceptions."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from boundaries.models import Attestation, CoachingPrompt, Scenario, Standard, StandardException, StandardVersion
from boundaries.standards import commands, exceptions
from boundaries.standards.differences import differences
from boundaries.standards.enums import ExceptionAnswer, Said
from boundaries.standards.shipped import ship, ship_ladder
from tests.factories.people import PersonFactory
from tests.factories.standards import ask_for_exception, asked, attest, change, in_force, worded
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Episode

DAY = timedelta(days=1)


def waiting():
    return set(Attestation.objects.waiting().values_list("person", flat=True))


def refused(sentence, change_rows, **more):
    with pytest.raises((IntegrityError, DatabaseError), match=sentence), transaction.atomic():
        change_rows(**more)


def test_what_is_shipped_is_a_draft_that_asks_nobody(house):
    for _ in range(2):
        ship(NOON)
    commands.ask_to_attest(now=NOON)
    assert (set(StandardVersion.objects.values_list("state", flat=True)), Standard.objects.count()) == ({"draft"}, 6)
    assert waiting() == set()


def test_everybody_in_post_is_asked_when_it_is_put_in_force(house):
    PersonFactory(left_on=(NOON - DAY).date())
    in_force(house.governance)
    assert waiting() == {
        one.pk
        for one in (
            house.worker, house.supervisor, house.manager, house.peer, house.stranger, house.governance,
            house.administrator,
        )
    }  # fmt: skip


def test_only_those_whom_it_concerns_are_asked(house):
    nurse = PersonFactory(job_title="Nurse")
    in_force(house.governance, job_titles=["Nurse"])
    assert waiting() == {nurse.pk}


def test_asking_again_late_and_twice_changes_nothing(house):
    in_force(house.governance)
    before = list(Attestation.objects.order_by("pk").values())
    assert (commands.ask_to_attest(now=NOON + DAY), commands.ask_to_attest(now=NOON + DAY)) == (0, 0)
    assert list(Attestation.objects.order_by("pk").values()) == before


def test_whoever_starts_later_is_asked_by_the_job(house):
    in_force(house.governance)
    new = PersonFactory()
    assert (commands.ask_to_attest(now=NOON + DAY), new.pk in waiting()) == (1, True)


def test_whoever_leaves_is_not_asked_any_more_and_is_again_when_they_come_back(house):
    in_force(house.governance)
    house.peer.left_on = (NOON - DAY).date()
    house.peer.save()
    commands.ask_to_attest(now=NOON)
    assert house.peer.pk not in waiting()
    house.peer.left_on = None
    house.peer.save()
    commands.ask_to_attest(now=NOON)
    assert house.peer.pk in waiting()


def test_asking_takes_as_many_statements_for_many_as_for_few(house):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            commands.ask_to_attest(now=NOON)
        return len(captured)

    in_force(house.governance)
    PersonFactory()
    few = statements()
    PersonFactory.create_batch(5)
    assert statements() == few


def test_a_change_of_meaning_asks_everybody_anew_and_the_same_in_other_words_nobody(house):
    version = in_force(house.governance)
    attest(asked(house.worker))
    change(version.standard, house.governance, material=False, can="We call you back.")
    assert house.worker.pk not in waiting()
    change(version.standard, house.governance, material=True, can="We call back within two days.")
    assert house.worker.pk in waiting()


def test_what_waited_for_the_meaning_before_is_asked_once(house):
    version = in_force(house.governance)
    change(version.standard, house.governance, material=True, can="Otherwise.")
    states = list(Attestation.objects.filter(person=house.worker).order_by("line").values_list("line", "state"))
    assert states == [(1, "not_asked"), (2, "waits")]


def test_what_differs_is_said_in_lines(house):
    before, after = worded(), worded(can="We say who answers.\nWe call back within two days.")
    (found,) = differences(before, after)
    assert (found.label, found.gone, found.new) == (
        "What we can do", ["We call back."], ["We call back within two days."],
    )  # fmt: skip


def test_attesting_with_every_scene_right_raises_nothing(house):
    in_force(house.governance)
    assert attest(asked(house.worker)) == []
    assert (CoachingPrompt.objects.count(), house.worker.pk in waiting()) == (0, False)


def test_not_being_sure_is_talked_over_and_attested_all_the_same(house):
    in_force(house.governance)
    raised = attest(asked(house.worker), sure=False)
    assert (len(raised), Attestation.objects.get(person=house.worker).state) == (2, "given")


def test_a_mistaken_answer_is_talked_over_and_kept_nowhere(house):
    version = in_force(house.governance)
    answers = dict.fromkeys((one.pk for one in version.scenarios.all()), Said.FITS)
    commands.attest(attestation=asked(house.worker), answers=answers, by=house.worker, now=NOON)
    assert [one.scenario.told for one in CoachingPrompt.objects.all()] == ["You write your own number on a card."]


def test_attesting_without_an_answer_or_twice_is_refused(house):
    in_force(house.governance)
    attestation = asked(house.worker)
    with pytest.raises(exceptions.ScenarioUnanswered):
        commands.attest(attestation=attestation, answers={}, by=house.worker, now=NOON)
    attest(attestation)
    with pytest.raises(exceptions.NotAsked):
        attest(attestation)


def test_a_prompt_is_ticked_once(house):
    in_force(house.governance)
    prompt = attest(asked(house.worker), sure=False)[0]
    commands.talk_over(prompt=prompt, by=house.supervisor, now=NOON)
    with pytest.raises(exceptions.TalkedOverAlready):
        commands.talk_over(prompt=prompt, by=house.supervisor, now=NOON)


def test_past_its_date_it_climbs_and_attesting_ends_that(house):
    ship_ladder(NOON)
    start_kind(kind="boundaries.attestation", by=None, now=NOON)
    in_force(house.governance)
    late = NOON + 20 * DAY
    sweep(now=late)
    mine = Episode.objects.filter(obligation_kind="boundaries.attestation", about=house.worker)
    assert mine.get().state == "open"
    attest(asked(house.worker), now=late)
    assert mine.get().state == "closed"


def test_a_published_standard_and_its_scenes_never_change(house):
    in_force(house.governance)
    refused("a published standard never changes", StandardVersion.objects.update, title="Otherwise")
    refused("a published standard never changes", Scenario.objects.update, told="Otherwise")


def test_a_draft_of_one_that_was_never_published_is_thrown_away_with_it(house):
    draft = commands.add_standard(worded=worded(), once=uuid.uuid4(), by=house.governance, now=NOON)
    commands.discard_standard(draft=draft, by=house.governance, now=NOON)
    assert not Standard.objects.exists()


def test_a_standard_says_everything(house):
    with pytest.raises(exceptions.StandardIncomplete):
        commands.add_standard(worded=worded(say=" "), once=uuid.uuid4(), by=house.governance, now=NOON)


def test_two_standards_have_different_titles(house):
    in_force(house.governance)
    with pytest.raises(exceptions.CodeTaken):
        in_force(house.governance)


def test_an_exception_holds_once_another_has_approved_it_and_is_over_by_itself(house):
    standard = in_force(house.governance).standard
    exception = ask_for_exception(standard, house.team, house.manager)
    holding = StandardException.objects.holding
    assert not holding(on=NOON.date()).exists()
    with pytest.raises(exceptions.NotTheirOwn):
        commands.answer_exception(exception=exception, answer=ExceptionAnswer.APPROVED, by=house.manager, now=NOON)
    commands.answer_exception(exception=exception, answer=ExceptionAnswer.APPROVED, by=house.governance, now=NOON)
    days = [holding(on=(NOON + days * DAY).date()).exists() for days in (0, 20, 21)]
    assert days == [True, True, False]
    with pytest.raises(exceptions.AnsweredAlready):
        commands.answer_exception(exception=exception, answer=ExceptionAnswer.REFUSED, by=house.governance, now=NOON)


@pytest.mark.parametrize(("first", "last"), [(-1, 5), (3, 2), (0, 93)])
def test_an_exception_begins_today_or_later_and_lasts_three_months_at_most(house, first, last):
    standard = in_force(house.governance).standard
    days = {"starts_on": (NOON + first * DAY).date(), "ends_on": (NOON + last * DAY).date()}
    with pytest.raises(exceptions.WrongDays):
        ask_for_exception(standard, house.team, house.manager, **days)


@pytest.mark.parametrize(
    ("name", "change_of"),
    [
        ("nobody_approves_an_exception_that_they_asked_for", {"answer": "approved", "answered_at": NOON}),
        ("an_answered_exception_says_when_and_by_whom", {"answer": "approved"}),
        ("an_exception_has_days_in_order", {"ends_on": (NOON - DAY).date()}),
    ],
)
def test_the_database_holds_what_is_true_of_exceptions(house, name, change_of):
    ask_for_exception(in_force(house.governance).standard, house.team, house.manager)
    more = {"answered_by": house.manager} if name.startswith("nobody") else {}
    refused(name, StandardException.objects.update, **change_of, **more)


@pytest.mark.parametrize(
    ("name", "change_of"),
    [
        ("a_given_attestation_says_when", {"state": "given", "next_check": None}),
        ("an_attestation_that_does_not_wait_is_not_swept", {"state": "not_asked"}),
    ],
)
def test_the_database_holds_what_is_true_of_attestations(house, name, change_of):
    in_force(house.governance)
    refused(name, Attestation.objects.update, **change_of)


def test_the_database_holds_what_is_true_of_versions_and_prompts(house):
    version = in_force(house.governance)
    one = attest(asked(house.worker), sure=False)[0]
    twice = {"person": house.worker, "scenario": one.scenario, "raised_at": NOON}
    refused("a_scenario_is_raised_once_for_a_person", CoachingPrompt.objects.create, **twice)
    refused("what_was_talked_over_says_when_and_by_whom", CoachingPrompt.objects.update, talked_over_at=NOON)
    again = {"person": house.worker, "standard": version.standard, "line": 1, "responsible": house.manager}
    dates = {"asked_at": NOON, "due_at": NOON}
    refused("a_person_is_asked_once_for_each_meaning", Attestation.objects.create, **again, **dates)
    draft = commands.draft_standard(standard=version.standard, by=house.governance, now=NOON)
    drafts = StandardVersion.objects.filter(pk=draft.pk)
    refused("a_material_version_begins_a_line", drafts.update, line=1)
    scene = {"version": draft, "position": 1, "told": "X", "fits": True, "because": "X"}
    refused("one_scenario_of_a_place", Scenario.objects.create, **scene)


def test_the_trail_says_what_was_done_and_no_answer(house):
    in_force(house.governance)
    attest(asked(house.worker), sure=False)
    entry = TrailEntry.objects.get(action="standard attested")
    assert (entry.about_id, entry.facts) == (house.worker.pk, {"number": 1})
