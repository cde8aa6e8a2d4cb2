"""Where an inspector reads, at /inspection/: the only pages that a guest can open."""

from django.urls import path

from .views import reading

app_name = "inspections"
ONE = "<uuid:inspection_id>"

urlpatterns = [
    path("", reading.home, name="home"),
    path(f"{ONE}/", reading.access, name="access"),
    path(f"{ONE}/packs/<uuid:pack_id>/<slug:name>/", reading.table, name="table"),
    path(f"{ONE}/records/<uuid:unit_id>/", reading.record, name="record"),
    path(f"{ONE}/ask/", reading.Ask.as_view(), name="ask"),
]
