"""Asking the broker for a sender now."""


def ring() -> None:
    """Start the sender; raises what the broker's client raises."""
    from workforce_assurance.common.doorbell import start_impatiently

    from .tasks import send

    start_impatiently(send)
