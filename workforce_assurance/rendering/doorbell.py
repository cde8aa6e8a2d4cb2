"""Telling the maker that a file waits."""

from workforce_assurance.common.doorbell import Doorbell

doorbell = Doorbell("files that were asked for are made")
