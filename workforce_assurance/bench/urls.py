"""The product's pages, the minimal view that they are measured against, and what a worker has loaded."""

from django.urls import path

from workforce_assurance.urls import urlpatterns as product

from .minimal import loaded, minimal

urlpatterns = [path("bench/minimal/", minimal), path("bench/loaded/", loaded), *product]
