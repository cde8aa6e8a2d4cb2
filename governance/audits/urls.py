"""Where the pages of audits live."""

from django.urls import path

from .views import audits, readings

urlpatterns = [
    path("audits/", audits.AuditList.as_view(), name="audits"),
    path("audits/new/", audits.Plan.as_view(), name="audit_new"),
    path("audits/<uuid:audit_id>/", audits.audit_detail, name="audit"),
    path("audits/<uuid:audit_id>/results.csv", audits.results_csv, name="audit_csv"),
    path("audits/readings/<uuid:reading_id>/hand-on/", readings.HandOn.as_view(), name="audit_hand_on"),
    path("audits/readings/<uuid:reading_id>/", readings.ReadOne.as_view(), name="audit_reading"),
]
