"""Where files live."""

from django.urls import path

from . import views

app_name = "rendering"

urlpatterns = [
    path("my/files/ask/<str:key>/", views.ask, name="ask"),
    path("my/files/<uuid:file_id>/", views.file_page, name="file"),
    path("my/files/<uuid:file_id>/file.pdf", views.fetch, name="fetch"),
]
