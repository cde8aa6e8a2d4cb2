"""Where the pages of safe contact live."""

from django.urls import path

from .views import protocols, routes

app_name = "safe_contact"

urlpatterns = [
    path("", protocols.Protocols.as_view(), name="protocols"),
    path("new/", protocols.Set.as_view(), name="protocol_new"),
    path("<uuid:protocol_id>/", protocols.protocol, name="protocol"),
    path("<uuid:protocol_id>/looked-at/", protocols.look_at, name="look_at"),
    path("<uuid:protocol_id>/end/", protocols.end, name="end"),
    path("whom-to-call/", routes.whom_to_call, name="whom_to_call"),
    path("routes/", routes.Routes.as_view(), name="routes"),
    path("routes/new/", routes.Keep.as_view(), name="route_new"),
    path("routes/<uuid:route_id>/", routes.route, name="route"),
    path("routes/<uuid:route_id>/change/", routes.Keep.as_view(), name="route_change"),
    path("routes/<uuid:route_id>/rung/", routes.rung, name="rung"),
    path("routes/<uuid:route_id>/retire/", routes.retire, name="retire"),
]
