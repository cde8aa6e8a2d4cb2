"""Where the pages of evidence packs live, below /governance/."""

from django.urls import path

from . import clause_views, views

ONE = "packs/<uuid:pack_id>"
STANDARD = "standards/<slug:code>"

urlpatterns = [
    path("packs/", views.PackList.as_view(), name="packs"),
    path("packs/new/", views.New.as_view(), name="pack_new"),
    path(f"{ONE}/", views.pack_detail, name="pack"),
    path(f"{ONE}/cancel/", views.cancel, name="pack_cancel"),
    path("standards/", clause_views.StandardList.as_view(), name="standards"),
    path("standards/new/", clause_views.NewStandard.as_view(), name="standard_new"),
    path(f"{STANDARD}/", clause_views.standard_detail, name="standard"),
    path(f"{STANDARD}/change/", clause_views.ChangeStandard.as_view(), name="standard_change"),
    path(f"{STANDARD}/clauses/new/", clause_views.NewClause.as_view(), name="clause_new"),
    path(f"{STANDARD}/clauses/<int:clause_id>/", clause_views.ChangeClause.as_view(), name="clause"),
    path(f"{STANDARD}/clauses/<int:clause_id>/take-out/", clause_views.take_out, name="clause_out"),
    path(f"{ONE}/pack.zip", views.fetch_zip, name="pack_zip_export"),
    path(f"{ONE}/pack.pdf", views.fetch_pdf, name="pack_pdf_export"),
]
