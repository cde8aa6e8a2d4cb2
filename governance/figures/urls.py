"""Where the pages of imported figures live, below /governance/."""

from django.urls import path

from . import views

ONE = "figures/<uuid:import_id>"

urlpatterns = [
    path("figures/", views.ImportList.as_view(), name="figures"),
    path("figures/import/", views.Choose.as_view(), name="figure_choose"),
    path(f"{ONE}/preview/", views.preview, name="figure_preview"),
    path(f"{ONE}/columns/", views.columns, name="figure_columns"),
    path(f"{ONE}/", views.OneImport.as_view(), name="figure_import"),
    path(f"{ONE}/take-back/", views.take_back, name="figure_take_back"),
]
