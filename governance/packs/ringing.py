"""Asking the broker for a maker of packs now."""


def ring() -> None:
    """Start the maker; raises what the broker's client raises."""
    from workforce_assurance.common.doorbell import start_impatiently

    from ..tasks import make_packs

    start_impatiently(make_packs)
