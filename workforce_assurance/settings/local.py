"""For `./dev run` on one machine: the embedded servers' addresses come from the environment."""

from .base import *  # noqa: F403

INTERNAL_IPS = ["127.0.0.1"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
