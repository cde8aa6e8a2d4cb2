"""Where access is given, below /governance/."""

from django.urls import path

from .views import giving

ONE = "inspections/<uuid:inspection_id>"

urlpatterns = [
    path("inspections/", giving.InspectionList.as_view(), name="inspections"),
    path("inspections/new/", giving.Give.as_view(), name="inspection_new"),
    path(f"{ONE}/", giving.detail, name="inspection"),
    path(f"{ONE}/end/", giving.end, name="inspection_end"),
    path("inspections/items/<uuid:item_id>/", giving.AnswerItem.as_view(), name="inspection_answer"),
]
