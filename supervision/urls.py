"""Where supervision's pages live."""

from django.urls import path

from .views import (
    adjustments,
    cadence,
    calendar,
    completion,
    feeds,
    outcomes,
    policies,
    series,
    sessions,
    team_plan,
    times,
    uplifts,
    working_days,
)

app_name = "supervision"

urlpatterns = [
    path("supervision/", sessions.SessionList.as_view(), name="sessions"),
    path("supervision/sessions.csv", sessions.SessionCsv.as_view(), name="sessions_csv"),
    path("supervision/cadence/", cadence.TeamCadence.as_view(), name="cadence"),
    path("supervision/workers/<uuid:worker_id>/usual-time/", series.SetSeries.as_view(), name="series"),
    path("supervision/workers/<uuid:worker_id>/add-soon/", uplifts.AddUplift.as_view(), name="uplift"),
    path("supervision/uplifts/<uuid:uplift_id>/take-back/", uplifts.withdraw_uplift, name="uplift_withdraw"),
    path("supervision/workers/<uuid:worker_id>/usual-time/end/", series.end_series, name="series_end"),
    path("supervision/completion/", completion.completion_table, name="completion"),
    path("supervision/completion.csv", completion.completion_csv, name="completion_csv"),
    path("supervision/adjustments/<uuid:adjustment_id>/check/", adjustments.Check.as_view(), name="adjustment_check"),
    path(
        "supervision/adjustments/<uuid:adjustment_id>/new-day/",
        adjustments.NewCheckDate.as_view(),
        name="adjustment_date",
    ),
    path(
        "supervision/<uuid:session_id>/adjustments/<uuid:adjustment_id>/carry/",
        adjustments.carry,
        name="adjustment_carry",
    ),
    path("supervision/<uuid:session_id>/", sessions.session_hub, name="session"),
    path("supervision/<uuid:session_id>/start/", sessions.start, name="start"),
    path("supervision/<uuid:session_id>/move/", times.Move.as_view(), name="move"),
    path("supervision/<uuid:session_id>/place/", times.Place.as_view(), name="place"),
    path("supervision/<uuid:session_id>/cancel/", outcomes.Cancel.as_view(), name="cancel"),
    path("supervision/<uuid:session_id>/outcome/", outcomes.Outcome.as_view(), name="outcome"),
    path("supervision/plan/", team_plan.TeamPlan.as_view(), name="team_plan"),
    path("supervision/calendar/", calendar.calendar, name="calendar"),
    path("calendar/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("my/calendar/", feeds.my_calendar, name="my_calendar"),
    path("my/calendar/link/", feeds.make_link, name="calendar_link"),
    path("my/calendar/revoke/", feeds.revoke_link, name="calendar_revoke"),
    path("my/calendar/reminders/", feeds.be_reminded, name="be_reminded"),
    path("set-up/preparation/", working_days.SetPreparationTimes.as_view(), name="preparation_times"),
    path("set-up/signing/", working_days.SetSigningTime.as_view(), name="signing_time"),
    path("set-up/cadence/", policies.policy_list, name="policies"),
    path("set-up/cadence/new/", policies.PolicyEdit.as_view(), name="policy_new"),
    path("set-up/cadence/<uuid:policy_id>/", policies.policy_detail, name="policy"),
    path("set-up/cadence/<uuid:policy_id>/edit/", policies.PolicyEdit.as_view(), name="policy_edit"),
    path("set-up/cadence/<uuid:policy_id>/publish/", policies.policy_publish, name="policy_publish"),
    path("set-up/cadence/<uuid:policy_id>/retire/", policies.policy_retire, name="policy_retire"),
    path("set-up/cadence/<uuid:policy_id>/copy/", policies.policy_copy, name="policy_copy"),
    path("set-up/cadence/<uuid:policy_id>/discard/", policies.policy_discard, name="policy_discard"),
]
