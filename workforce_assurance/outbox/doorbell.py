"""Telling the sender that mail waits."""

from workforce_assurance.common.doorbell import Doorbell

doorbell = Doorbell("waiting mail goes out")
