"""The page behind the link in an alert: it shows references and one button, and needs no sign-in."""

from django.contrib.auth.mixins import LoginRequiredMixin  # noqa: F401
from django.views import View


class Acknowledge(View):
    pass
