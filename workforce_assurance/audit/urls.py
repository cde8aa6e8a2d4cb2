"""Where the trail is shown."""

from django.urls import path

from . import views

app_name = "audit"

urlpatterns = [
    path("", views.Trail.as_view(), name="trail"),
    path("export/", views.TrailExport.as_view(), name="trail_export"),
]
