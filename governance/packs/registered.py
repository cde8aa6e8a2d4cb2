"""What evidence packs register when the app starts."""

from workforce_assurance.common.shipped import Shipped, register_shipped

# The rules are known once they are read.
from . import held, rules  # noqa: F401
from .crosswalk import ship_standards
from .doorbell import doorbell
from .ringing import ring


def register() -> None:
    held.register()
    register_shipped(Shipped("governance.named_standards", 90, lambda now: ship_standards(now=now)))
    doorbell.connect(ring)
