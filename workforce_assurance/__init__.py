"""Workforce Assurance: support for staff happens, is recorded safely, and what it teaches changes the service."""

from .celery import app as celery_app

# Loaded with the program, so that every process finds the tasks' broker.
__all__ = ["celery_app"]
