"""Where the pages of measures live, below /governance/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("measures.csv", views.summary_csv, name="summary_csv"),
    path("measures/<str:key>/", views.measure_detail, name="measure"),
    path("measures/<str:key>/values.csv", views.measure_csv, name="measure_csv"),
]
