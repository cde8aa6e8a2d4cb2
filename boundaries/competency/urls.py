"""Where the pages of competency live."""

from django.urls import path

from .views import coaching, imports, matrix, people, set_up

app_name = "competency"
POLICY, IMPORT = "set-up/competency", "competency/imports/<uuid:import_id>"

urlpatterns = [
    path("competency/", people.home, name="home"),
    path("competency/matrix/", matrix.Matrix.as_view(), name="matrix"),
    path("competency/matrix/competency.csv", matrix.MatrixCsv.as_view(), name="matrix_csv"),
    path("competency/teams/", matrix.teams, name="teams"),
    path("competency/people/<uuid:person_id>/", people.person_detail, name="person"),
    path("competency/people/<uuid:person_id>/record/", people.Record.as_view(), name="record"),
    path("competency/evidence/<uuid:evidence_id>/withdraw/", people.Withdraw.as_view(), name="withdraw"),
    path("competency/people/<uuid:person_id>/coaching/new/", coaching.OpenGoal.as_view(), name="goal_new"),
    path("competency/coaching/", coaching.Log.as_view(), name="log"),
    path("competency/coaching/<uuid:goal_id>/", coaching.goal_detail, name="goal"),
    path("competency/coaching/<uuid:goal_id>/seen/", coaching.SeenAgain.as_view(), name="seen_again"),
    path("competency/imports/", imports.ImportList.as_view(), name="imports"),
    path("competency/imports/new/", imports.Choose.as_view(), name="import_choose"),
    path(f"{IMPORT}/preview/", imports.preview, name="import_preview"),
    path(f"{IMPORT}/columns/", imports.columns, name="import_columns"),
    path(f"{IMPORT}/", imports.import_detail, name="import"),
    path(f"{IMPORT}/take-back/", imports.take_back, name="import_take_back"),
    path(f"{POLICY}/", set_up.policy, name="policy"),
    path(f"{POLICY}/draft/", set_up.draft, name="draft"),
    path(f"{POLICY}/publish/", set_up.publish, name="publish"),
    path(f"{POLICY}/discard/", set_up.discard, name="discard"),
    path(f"{POLICY}/skills/new/", set_up.AddSkill.as_view(), name="skill_new"),
    path(f"{POLICY}/skills/<slug:code>/needs/new/", set_up.AddNeed.as_view(), name="need_new"),
    path(f"{POLICY}/skills/<slug:code>/take-out/", set_up.take_out_skill, name="skill_out"),
    path(f"{POLICY}/needs/<uuid:need_id>/take-out/", set_up.take_out_need, name="need_out"),
]
