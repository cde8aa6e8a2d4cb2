"""Which way the tables of one app may point at those of another."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings

# Apps on one floor are strangers to each other.
FLOORS = [
    {"common"},
    {"audit"},
    {"people"},
    {"outbox", "rendering"},
    {"structured_templates", "escalations"},
    {"action_log"},
    {"supervision", "debriefs", "boundaries"},
    {"demo", "bench"},
]
# Who acted stands in the trail, though the trail lies below the people.
PRACTICES = {"supervision", "debriefs", "boundaries"}
MAY_POINT_UP = {("audit", "people")}


def floor(app: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if app in floor)


def ours() -> list[str]:
    prefix = "workforce_assurance."
    names = [app.name for app in apps.get_app_configs() if app.name.startswith(prefix) or app.name in PRACTICES]
    return [name.removeprefix(prefix) for name in names]


def links() -> list[tuple[str, str, str]]:
    """Every link from a table of ours to one of ours: what, from which app, to which."""
    found = []
    for app in ours():
        for model in apps.get_app_config(app).get_models():
            for field in [*model._meta.get_fields(), *model._meta.many_to_many]:
                target = getattr(field, "related_model", None)
                if field.concrete and target is not None and target._meta.app_label in ours():
                    found.append((f"{model.__name__}.{field.name}", app, target._meta.app_label))
    return found


def test_there_are_links_to_look_at() -> None:
    assert len(links()) > 20


def test_no_foreign_key_points_up_the_house_or_sideways() -> None:
    wrong = [
        f"{what} of {source} points at {target}"
        for what, source, target in links()
        if source != target and floor(target) >= floor(source) and (source, target) not in MAY_POINT_UP
    ]
    assert wrong == []


def test_the_apps_are_installed_in_the_order_of_the_floors() -> None:
    names = [app.removeprefix("workforce_assurance.") for app in settings.INSTALLED_APPS]
    installed = [name for name in names if name in ours()]
    assert installed == sorted(installed, key=floor)
