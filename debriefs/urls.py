"""Where the pages of incidents and debriefs live."""

from django.urls import path

from .views import alike, catalogue, changes, debriefs, incidents, links, log, outcomes, policies, repeats, word_back

app_name = "debriefs"
DRAFT = "set-up/incidents/draft/"
DEBRIEF = "incidents/<uuid:incident_id>/debriefs/<uuid:debrief_id>"

urlpatterns = [
    path("incidents/", incidents.IncidentList.as_view(), name="incidents"),
    path("incidents/incidents.csv", incidents.IncidentCsv.as_view(), name="incidents_csv"),
    path("incidents/themes/", repeats.repeats, name="repeats"),
    path("incidents/themes/repeats.csv", repeats.repeats_csv, name="repeats_csv"),
    path("incidents/new/", log.Log.as_view(), name="log"),
    path("incidents/follow-up/", log.FollowUp.as_view(), name="follow_up"),
    path("incidents/<uuid:incident_id>/", incidents.incident_page, name="incident"),
    path("incidents/<uuid:incident_id>/logged/", log.logged, name="logged"),
    path("incidents/<uuid:incident_id>/somebody-else/", log.somebody_else, name="somebody_else"),
    path("incidents/<uuid:incident_id>/hand-over/", incidents.HandOver.as_view(), name="hand_over"),
    path("incidents/<uuid:incident_id>/describe/", incidents.Describe.as_view(), name="describe"),
    path("incidents/<uuid:incident_id>/themes/", incidents.Themes.as_view(), name="incident_themes"),
    path("incidents/<uuid:incident_id>/link/", alike.Link.as_view(), name="link"),
    path("incidents/<uuid:incident_id>/linked/<uuid:pair_id>/undo/", alike.unlink, name="unlink"),
    path("incidents/<uuid:incident_id>/similar/<uuid:pair_id>/", alike.decide, name="similar"),
    path("incidents/<uuid:incident_id>/account/", incidents.write_account, name="account"),
    path("incidents/word-back/", word_back.word_back_table, name="word_back"),
    path("incidents/word-back.csv", word_back.word_back_csv, name="word_back_csv"),
    path("incidents/what-changed/", outcomes.WhatChanged.as_view(), name="what_changed"),
    path("incidents/what-changed/mails/", outcomes.by_mail, name="outcome_mails"),
    path("incidents/<uuid:incident_id>/nothing-changes/", outcomes.NothingChanges.as_view(), name="nothing_changes"),
    path("incidents/<uuid:incident_id>/show-my-name/", incidents.show_my_name, name="show_my_name"),
    path(
        "incidents/<uuid:incident_id>/told/<uuid:notification_id>/",
        incidents.RecordNotification.as_view(),
        name="notification",
    ),
    path("incidents/policies/", policies.policies, name="policies"),
    path("incidents/policies.csv", policies.policies_csv, name="policies_csv"),
    path("incidents/links/", links.link_list, name="links"),
    path("incidents/links/teams/<uuid:team_id>/make/", links.make_link, name="link_make"),
    path("incidents/links/<uuid:link_id>/revoke/", links.revoke_link, name="link_revoke"),
    # For people without an account.
    path("report/<str:token>/", links.Report.as_view(), name="report"),
    path(f"{DEBRIEF}/", debriefs.debrief_detail, name="debrief"),
    path(f"{DEBRIEF}/lead/", debriefs.Lead.as_view(), name="debrief_lead"),
    path(f"{DEBRIEF}/held/", debriefs.Held.as_view(), name="debrief_held"),
    path(f"{DEBRIEF}/not-held/", debriefs.NotHeld.as_view(), name="debrief_not_held"),
    path(f"{DEBRIEF}/pause/", debriefs.Pause.as_view(), name="debrief_pause"),
    path(f"{DEBRIEF}/resume/", debriefs.resume, name="debrief_resume"),
    path(f"{DEBRIEF}/my-name/", debriefs.my_name, name="debrief_my_name"),
    path(f"{DEBRIEF}/policies/", debriefs.Policies.as_view(), name="debrief_policies"),
    path(f"{DEBRIEF}/changes/", changes.Changes.as_view(), name="debrief_changes"),
    path(f"{DEBRIEF}/record/", debriefs.write, name="debrief_write"),
    path(f"{DEBRIEF}/record/read/", debriefs.read_record, name="debrief_read"),
    path("set-up/policies/", policies.policy_list, name="policy_list"),
    path("set-up/policies/new/", policies.AddPolicy.as_view(), name="policy_new"),
    path("set-up/policies/<uuid:policy_id>/", policies.ChangePolicy.as_view(), name="policy"),
    path("set-up/incidents/", catalogue.catalogue, name="catalogue"),
    path("set-up/incidents/copy/", catalogue.copy, name="catalogue_copy"),
    path(DRAFT, catalogue.draft, name="catalogue_draft"),
    path(f"{DRAFT}publish/", catalogue.publish, name="catalogue_publish"),
    path(f"{DRAFT}discard/", catalogue.discard, name="catalogue_discard"),
    path(f"{DRAFT}factors/", catalogue.Factors.as_view(), name="catalogue_factors"),
    path(f"{DRAFT}types/new/", catalogue.AddType.as_view(), name="catalogue_type_new"),
    path(f"{DRAFT}types/<slug:code>/name/", catalogue.TypeItself.as_view(), name="catalogue_type"),
    path(f"{DRAFT}types/<slug:code>/closely/", catalogue.SubCategories.as_view(), name="catalogue_closely"),
    path(f"{DRAFT}types/<slug:code>/follows/", catalogue.Strands.as_view(), name="catalogue_strands"),
    path(f"{DRAFT}types/<slug:code>/outside/", catalogue.Notifications.as_view(), name="catalogue_outside"),
    path(f"{DRAFT}types/<slug:code>/schemes/", catalogue.Schemes.as_view(), name="catalogue_schemes"),
    path(f"{DRAFT}types/<slug:code>/remove/", catalogue.remove_type, name="catalogue_type_remove"),
]
