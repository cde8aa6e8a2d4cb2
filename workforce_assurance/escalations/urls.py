"""The addresses of escalations."""

from django.urls import path

from .views import acknowledging

urlpatterns = [
    path("a/<str:token>/", acknowledging.Acknowledge.as_view(), name="acknowledge"),
]
