"""Where the pages of incidents and debriefs live."""

from django.urls import path

from .views import incidents, log

app_name = "debriefs"

urlpatterns = [
    path("incidents/", incidents.IncidentList.as_view(), name="incidents"),
    path("incidents/incidents.csv", incidents.IncidentCsv.as_view(), name="incidents_csv"),
    path("incidents/new/", log.Log.as_view(), name="log"),
    path("incidents/follow-up/", log.FollowUp.as_view(), name="follow_up"),
    path("incidents/<uuid:incident_id>/", incidents.incident_page, name="incident"),
    path("incidents/<uuid:incident_id>/logged/", log.logged, name="logged"),
    path("incidents/<uuid:incident_id>/somebody-else/", log.somebody_else, name="somebody_else"),
    path("incidents/<uuid:incident_id>/hand-over/", incidents.HandOver.as_view(), name="hand_over"),
    path("incidents/<uuid:incident_id>/describe/", incidents.Describe.as_view(), name="describe"),
    path("incidents/<uuid:incident_id>/show-my-name/", incidents.show_my_name, name="show_my_name"),
    path(
        "incidents/<uuid:incident_id>/told/<uuid:notification_id>/",
        incidents.RecordNotification.as_view(),
        name="notification",
    ),
    path("set-up/incidents/", incidents.catalogue, name="catalogue"),
]
