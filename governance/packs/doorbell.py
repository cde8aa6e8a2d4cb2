"""Telling the maker that a pack waits."""

from workforce_assurance.common.doorbell import Doorbell

doorbell = Doorbell("packs that were asked for are made")
