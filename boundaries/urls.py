"""Where the pages of restrictive decisions live."""

from django.urls import path

from .bringing_in import views as bringing_in
from .views import appeals, catalogue, course, decisions, equality, gate, set_up

app_name = "boundaries"
DECISION, IMPORT = "decisions/<uuid:decision_id>", "decisions/imports/<uuid:import_id>"

urlpatterns = [
    path("decisions/", decisions.DecisionList.as_view(), name="decisions"),
    path("decisions/decisions.csv", decisions.DecisionCsv.as_view(), name="decisions_csv"),
    path("decisions/new/", decisions.Draft.as_view(), name="draft"),
    path("decisions/counts/", equality.counts, name="counts"),
    path(f"{DECISION}/", decisions.decision_detail, name="decision"),
    path(f"{DECISION}/change/", decisions.Change.as_view(), name="change"),
    path(f"{DECISION}/withdraw/", decisions.withdraw, name="withdraw"),
    path(f"{DECISION}/send/", gate.Send.as_view(), name="send"),
    path(f"{DECISION}/emergency/", gate.Emergency.as_view(), name="emergency"),
    path(f"{DECISION}/rationale/", gate.read_rationale, name="rationale"),
    path(f"{DECISION}/gate/", gate.gate, name="gate"),
    path(f"{DECISION}/gate/approve/", gate.approve, name="approve"),
    path(f"{DECISION}/gate/return/", gate.Return.as_view(), name="return"),
    path(f"{DECISION}/gate/refuse/", gate.Refuse.as_view(), name="refuse"),
    path(f"{DECISION}/equality/", equality.Note.as_view(), name="equality"),
    path(f"{DECISION}/lift/", course.Lift.as_view(), name="lift"),
    path(f"{DECISION}/renew/", course.Renew.as_view(), name="renew"),
    path(f"{DECISION}/again/", course.Again.as_view(), name="again"),
    path(f"{DECISION}/steps/<uuid:step_id>/", course.tick_off, name="step"),
    path(f"{DECISION}/appeals/new/", appeals.Record.as_view(), name="appeal_new"),
    path(f"{DECISION}/appeals/<uuid:appeal_id>/", appeals.appeal_detail, name="appeal"),
    path(f"{DECISION}/appeals/<uuid:appeal_id>/answer/", appeals.Answer.as_view(), name="appeal_answer"),
    path("set-up/decisions/", set_up.catalogue, name="catalogue"),
    path("decisions/imports/", bringing_in.ImportList.as_view(), name="decision_imports"),
    path("decisions/imports/new/", bringing_in.Choose.as_view(), name="decision_choose"),
    path(f"{IMPORT}/", bringing_in.one_import, name="decision_import"),
    path(f"{IMPORT}/preview/", bringing_in.preview, name="decision_preview"),
    path(f"{IMPORT}/columns/", bringing_in.columns, name="decision_columns"),
    path(f"{IMPORT}/take-back/", bringing_in.take_back, name="decision_take_back"),
    path("set-up/decisions/copy/", catalogue.copy, name="catalogue_copy"),
    path("set-up/decisions/draft/", catalogue.draft, name="catalogue_draft"),
    path("set-up/decisions/draft/publish/", catalogue.publish, name="catalogue_publish"),
    path("set-up/decisions/draft/discard/", catalogue.discard, name="catalogue_discard"),
    path("set-up/decisions/draft/kinds/new/", catalogue.AddKind.as_view(), name="catalogue_kind_new"),
    path("set-up/decisions/draft/kinds/<slug:code>/", catalogue.Kind.as_view(), name="catalogue_kind"),
    path("set-up/decisions/draft/kinds/<slug:code>/retire/", catalogue.retire, name="catalogue_kind_retire"),
    path("set-up/decisions/draft/grounds/new/", catalogue.AddGround.as_view(), name="catalogue_ground_new"),
    path("set-up/decisions/draft/grounds/<slug:code>/", catalogue.Ground.as_view(), name="catalogue_ground"),
    path("set-up/decisions/draft/grounds/<slug:code>/retire/", catalogue.retire_ground, name="catalogue_ground_retire"),
    path("set-up/decisions/packs/<uuid:service_id>/", set_up.Packs.as_view(), name="packs"),
]
