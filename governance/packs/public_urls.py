"""Where anybody checks a pack, at /verify/."""

from django.urls import path

from . import views

app_name = "packs"

urlpatterns = [
    path("", views.verifying, name="verify"),
    path("check_pack.py", views.checker, name="checker_export"),
]
