"""Where the pages of measures live, below /governance/."""

from django.urls import path

from . import judging_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("measures.csv", views.summary_csv, name="summary_csv"),
    path("measures/<str:key>/", views.measure_detail, name="measure"),
    path("measures/<str:key>/target/", judging_views.Target.as_view(), name="measure_target"),
    path("measures/<str:key>/limits/", judging_views.Limits.as_view(), name="measure_limits"),
    path("measures/<str:key>/note/", judging_views.Note.as_view(), name="measure_note"),
    path("measures/notes/<uuid:note_id>/take-back/", judging_views.take_back, name="measure_note_back"),
    path("measures/<str:key>/values.csv", views.measure_csv, name="measure_csv"),
]
