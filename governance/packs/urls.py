"""Where the pages of evidence packs live, below /governance/."""

from django.urls import path

from . import views

ONE = "packs/<uuid:pack_id>"

urlpatterns = [
    path("packs/", views.PackList.as_view(), name="packs"),
    path("packs/new/", views.New.as_view(), name="pack_new"),
    path(f"{ONE}/", views.pack_detail, name="pack"),
    path(f"{ONE}/cancel/", views.cancel, name="pack_cancel"),
    path(f"{ONE}/pack.zip", views.fetch_zip, name="pack_zip_export"),
    path(f"{ONE}/pack.pdf", views.fetch_pdf, name="pack_pdf_export"),
]
