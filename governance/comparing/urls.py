"""Where teams stand beside each other, below /governance/."""

from django.urls import path

from . import views

urlpatterns = [
    path("measures/<str:key>/teams/", views.beside, name="measure_teams"),
    path("measures/<str:key>/teams.csv", views.beside_csv, name="measure_teams_csv"),
]
