"""The invented organisation as it is loaded: whole, by the product's rules, with its stories in it."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Q

from boundaries.late_reviews import late_reviews
from boundaries.models import (
    Appeal,
    CatalogueVersion,
    Decision,
    DecisionImport,
    LabelHit,
    LabelReading,
    Review,
    ReviewSample,
)
from boundaries.reviews.sample_page import is_reproduced
from debriefs.answers import answered_repeats
from governance.models import AuditReading, Complaint, StrainAssociation, StrainMonth
from governance.strain import RAISED
from supervision.models import Adjustment, Series, Session
from supervision.over_time import page
from supervision.sign_counts import quarters_over, sign_counts
from workforce_assurance.action_log.models import Action, Deadline
from workforce_assurance.audit.chain import verify
from workforce_assurance.common.dates import start_of_day
from workforce_assurance.common.disclosure import Hidden
from workforce_assurance.demo.load import Loaded, load
from workforce_assurance.demo.sign_ins import other_worker_to_show, supervisor_to_show, worker_to_show
from workforce_assurance.demo.staff import ZONE, instant
from workforce_assurance.demo.teams import NEW_AND_EMPTY, SLIPPED, STRAINED, SUPERVISOR_AWAY
from workforce_assurance.escalations.models import Episode
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people import models as people
from workforce_assurance.people.queries import workers_without_supervisor
from workforce_assurance.structured_templates.models import Amendment, Answer, Response, Statement

TODAY = date(2027, 3, 1)
WINTER = (date(2025, 11, 25), date(2026, 3, 5))

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Loaded]:
    """Loaded once for the module, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(today=TODAY)
        transaction.set_rollback(True)


def on_time(sessions: Q) -> float:
    past = Session.objects.filter(sessions, on_time_until__lt=TODAY)
    held = past.filter(held_at__date__lte=F("on_time_until"))
    return held.count() / past.count()


def test_every_constraint_holds(loaded: Loaded) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_trail_is_whole(loaded: Loaded) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert verify().problem == ""


def test_most_workers_have_a_usual_time_with_a_room_or_a_call(loaded: Loaded) -> None:
    workers = people.Person.objects.in_post(on=TODAY).filter(receives_supervision=True).count()
    assert 0.6 < Series.objects.count() / workers < 0.9
    assert Series.objects.filter(place="", call_link="").count() == 0
    assert Series.objects.exclude(call_link="").count() > 20


def test_nothing_planned_ahead_lies_after_its_due_date(loaded: Loaded) -> None:
    ahead = Session.objects.open().filter(set_by_hand=False, planned_at__date__gt=TODAY)
    assert ahead.exclude(place="", call_link="").count() > 100
    assert ahead.filter(planned_at__gt=F("due_at")).count() == 0


def test_500_people_in_40_teams_of_6_services(loaded: Loaded) -> None:
    in_post = people.Person.objects.in_post(on=TODAY)
    counts = (in_post.count(), people.Team.objects.count(), people.Service.objects.count())
    assert counts == (500, 40, 6)


def test_two_years_of_sessions_end_yesterday(loaded: Loaded) -> None:
    held = Session.objects.filter(held_at__isnull=False).order_by("held_at")
    first, last = held[0].held_at.date(), held.reverse()[0].held_at.date()
    assert (last < TODAY, TODAY - last < timedelta(days=5), TODAY - first > timedelta(days=690)) == (True, True, True)


@pytest.mark.parametrize("team", sorted(STRAINED))
def test_three_teams_slipped_in_one_winter(loaded: Loaded, team: str) -> None:
    winter, slipped = Q(due_on__range=WINTER), Q(team__name=team)
    assert on_time(slipped & winter) < 0.6
    assert on_time(slipped & ~winter) > 0.75
    assert on_time(winter & ~Q(team__name__in=STRAINED)) > 0.8


@pytest.mark.parametrize("team", sorted(STRAINED))
def test_their_strain_rose_and_so_did_their_exclusions(loaded: Loaded, team: str) -> None:
    middle = StrainMonth.objects.get(team__name=team, month=date(2026, 1, 1))
    assert middle.index >= RAISED
    exclusions = Decision.objects.filter(team__name=team, kind__code="exclusion")
    hard = exclusions.filter(effective_at__date__range=WINTER).count() / 3
    assert hard > 4 * exclusions.exclude(effective_at__date__range=WINTER).count() / 21


def test_the_winter_is_found_in_its_service_and_in_the_organisation_and_the_season_of_another_is_not(
    loaded: Loaded,
) -> None:
    """In the other service decisions rise with strain too, in every team alike: pooled, they go together more closely."""
    found = {one.service and one.service.name: one for one in StrainAssociation.objects.select_related("service")}
    assert {name: one.lacking for name, one in found.items() if name in {None, "Homelessness", "Young people"}} == {
        None: "", "Homelessness": "", "Young people": "",
    }  # fmt: skip
    assert found["Homelessness"].p <= 0.05
    assert found[None].p <= 0.05
    assert found["Young people"].p > 0.05
    assert found["Young people"].rate_ratio_low > 1


def test_the_deputy_of_the_supervisor_on_leave_took_over(loaded: Loaded) -> None:
    away = people.Deputy.objects.get(
        deputy__memberships__team__name=SUPERVISOR_AWAY, person__job_title="Senior practitioner"
    )
    theirs = Session.objects.filter(supervisor=away.person, held_at__date__gt=away.starts_on + timedelta(days=14))
    assert set(theirs.exclude(worker=away.deputy).values_list("closed_by", flat=True)) == {away.deputy_id}


def test_one_worker_has_no_supervisor(loaded: Loaded) -> None:
    assert workers_without_supervisor(on=TODAY).exclude(job_title="Director").count() == 1


def test_one_team_is_empty(loaded: Loaded) -> None:
    assert [team.name for team in people.Team.objects.filter(memberships=None)] == [NEW_AND_EMPTY]


def test_escalations_are_open_at_three_rungs_or_more(loaded: Loaded) -> None:
    rungs = set(Episode.objects.filter(state="open").values_list("position", flat=True))
    assert len(rungs) >= 3


def test_some_mails_went_out_and_those_of_the_last_sweep_wait(loaded: Loaded) -> None:
    assert set(Mail.objects.values_list("state", flat=True)) >= {"sent", "waiting"}
    assert not Mail.objects.filter(state="dead").exists()


def test_the_supervisor_to_show_has_sessions_today(loaded: Loaded) -> None:
    today = Session.objects.open().filter(supervisor=supervisor_to_show(), planned_at__date=TODAY)
    assert today.count() >= 2


def test_records_are_written_signed_waiting_and_being_prepared(loaded: Loaded) -> None:
    states = set(Response.objects.values_list("state", flat=True))
    assert states == {"open", "to_sign", "signed"}
    assert (Statement.objects.count(), Amendment.objects.count()) == (4, 1)
    assert Adjustment.objects.open().exists()


def test_sessions_to_come_are_prepared_and_released_in_part_or_not(loaded: Loaded) -> None:
    released = Response.objects.filter(purpose="supervision_preparation").annotate(n=Count("answers__releases"))
    assert sorted(released.values_list("n", flat=True)) == [0, 1, 3]


def test_an_adjustment_was_carried_three_times_and_given_a_new_day(loaded: Loaded) -> None:
    (adjustment,) = Adjustment.objects.open().annotate(n=Count("carries")).filter(n=3)
    assert adjustment.worker == worker_to_show()
    assert adjustment.dates.count() == 1


def test_there_is_something_to_see_over_time(loaded: Loaded) -> None:
    shown, cases_alone = (page(who, supervisor_to_show(), ZONE) for who in (worker_to_show(), other_worker_to_show()))
    assert (shown["number"] >= 6, len(shown["signs"]) >= 4, shown["is_near_zero"]) == (True, True, False)
    assert cases_alone["is_near_zero"]
    assert set(Adjustment.objects.values_list("helped", flat=True)) >= {"", "yes", "partly", "no"}


def test_signs_are_counted_in_most_teams_and_suppressed_in_some(loaded: Loaded) -> None:
    found = sign_counts(quarter=quarters_over(today=TODAY, number=1)[0], zone=ZONE, smallest=5)
    cells = [found.cell("avoidance", place) for place in found.counts["avoidance"] if place[0] == "team"]
    hidden = [cell for cell in cells if isinstance(cell, Hidden)]
    assert (len(cells) >= 30, 0 < len(hidden) < len(cells)) == (True, True)


def test_no_written_word_stands_in_the_clear(loaded: Loaded) -> None:
    coded = str(list(Answer.objects.values_list("coded", flat=True)))
    assert "Sleeping" not in coded
    assert all(b"Sleeping" not in bytes(sealed or b"") for sealed in Answer.objects.values_list("sealed", flat=True))


def test_some_actions_are_past_their_date_and_told_of(loaded: Loaded) -> None:
    assert Deadline.objects.filter(state="waits", ran_out_at__isnull=False).exists()
    assert Episode.objects.filter(obligation_kind="action_log.action", state="open").exists()


def test_a_theme_that_repeated_was_ended_by_an_action_and_another_came_back_and_was_adapted(loaded: Loaded) -> None:
    manager = people.Team.objects.get(name=SLIPPED).manager
    teams = {team.pk: team.name for team in people.Team.objects.filter(manager=manager)}
    found = answered_repeats(teams, viewer=manager, today=TODAY, zone=ZONE, ended_since=TODAY - timedelta(days=365))
    stories = {(teams[one.repeat.team_id], one.repeat.code): one for one in found}
    ended, back = stories["Tenancy North", "handover"], stories[SLIPPED, "lone_working"]
    assert [(one.look.decision, one.look.came_back_on, one.times) for one in ended.ended] == [("keep", None, 0)]
    assert [(one.look.decision, one.look.came_back_on, one.times) for one in back.ended] == [
        ("adapt", TODAY - timedelta(days=79), 3)
    ]
    assert [action.source_id for action in back.under_way] == [back.ended[0].action.pk]
    assert (ended.state, back.state, back.goes_on) == ("ended", "came_back", True)


def test_loading_again_changes_nothing(loaded: Loaded) -> None:
    before = Session.objects.count(), people.Person.objects.count()
    again = load(today=TODAY)
    assert (again.already, Session.objects.count(), people.Person.objects.count()) == (True, *before)


def test_there_is_one_sign_in_for_each_role(loaded: Loaded) -> None:
    assert [found.role for found in loaded.sign_ins] == [
        "Worker", "Supervisor", "Manager", "Service lead", "Governance lead", "Administrator", "Data protection",
    ]  # fmt: skip
    assert len({found.person.pk for found in loaded.sign_ins}) == 7


def test_two_years_of_reviews_are_drawn_again_by_their_seeds(loaded: Loaded) -> None:
    samples = list(ReviewSample.objects.order_by("drawn_at"))
    frames = [list(one.frame.select_related("interaction")) for one in samples]
    assert len(samples) >= 7
    assert [is_reproduced(one, frame) for one, frame in zip(samples, frames, strict=True)] == [True] * len(samples)
    assert set(Review.objects.values_list("state", flat=True)) >= {"to_rate", "with_worker", "closed"}


def test_two_years_of_complaints_hold_a_late_one_one_about_a_decision_and_one_that_taught_something(
    loaded: Loaded,
) -> None:
    complaints = Complaint.objects.filter(team__name=SLIPPED)
    taught = complaints.filter(state="closed", found="upheld", no_change="")
    assert (loaded.counts["complaints"] > 80, complaints.waiting().count()) == (True, 3)
    assert complaints.past_their_date(now=start_of_day(TODAY, ZONE)).exists()
    assert complaints.filter(links__kind="boundaries.decision").exists()
    assert Action.objects.filter(source_kind="governance.complaint", source_id__in=taught.values("pk")).exists()
    assert set(Complaint.objects.values_list("found", flat=True)) == {"", "upheld", "partly", "not_upheld"}


def test_decisions_of_before_came_in_from_a_file_without_the_one_that_somebody_let_through_for_themselves(
    loaded: Loaded,
) -> None:
    upload = DecisionImport.objects.get()
    assert (upload.added, upload.left_out, Decision.objects.filter(brought_by=upload).count()) == (13, 1, 13)
    assert not Decision.objects.filter(approver=F("requester")).exists()


def test_of_words_that_were_pointed_out_some_are_confirmed_some_dismissed_and_some_wait(loaded: Loaded) -> None:
    verdicts = set(LabelReading.objects.values_list("verdict", flat=True))
    assert {"confirmed", "dismissed", ""} <= verdicts


def test_a_draft_is_warned_of_emergencies_that_were_reviewed_late(loaded: Loaded) -> None:
    rows = Decision.objects.filter(state="drafted", kind__code="exclusion").select_related("kind")
    assert [late_reviews(one, now=instant(TODAY, time(12))) != "" for one in rows] == [True]


def test_an_appeal_is_answered_another_waits_and_the_next_catalogue_is_drafted(loaded: Loaded) -> None:
    assert sorted(Appeal.objects.values_list("outcome", flat=True)) == ["", "eased"]
    assert CatalogueVersion.objects.drafts().get().number == 2


def test_accounts_of_incidents_hold_words_that_the_monitor_points_out(loaded: Loaded) -> None:
    found = LabelHit.objects.filter(scan__source="incident")
    assert 5 <= found.count() <= 40


def test_of_audits_one_found_something_and_one_is_past_its_day_with_a_reading_handed_on(loaded: Loaded) -> None:
    now = start_of_day(TODAY, ZONE)
    readings = AuditReading.objects.filter(unit__audit__read_by__lt=TODAY)
    assert sorted(readings.values_list("state", flat=True)) == ["given", "passed_on", "waits", "waits", "waits"]
    assert not readings.filter(state="waits", due_at__gt=now).exists()
    audits = Action.objects.filter(source_kind="governance.audit").values_list("source_id", flat=True)
    assert AuditReading.objects.filter(unit__audit__in=audits, state="given").count() == 9
