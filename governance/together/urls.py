"""Where strain stands beside restrictive decisions, below /governance/."""

from django.urls import path

from . import views

urlpatterns = [
    path("together/", views.together, name="together"),
    path("together.csv", views.together_csv, name="together_csv"),
]
