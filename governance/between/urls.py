"""Where the pages of rare events live, below /governance/."""

from django.urls import path

from . import views

urlpatterns = [
    path("measures/<str:key>/between/", views.between, name="measure_between"),
    path("measures/<str:key>/between.csv", views.between_csv, name="measure_between_csv"),
]
