"""Everything that changes safe contact."""

from .protocols import Agreed, end_protocol, look_at_protocol, set_protocol
from .routes import Told, change_route, record_test_call, retire_route

__all__ = [
    "Agreed",
    "Told",
    "change_route",
    "end_protocol",
    "look_at_protocol",
    "record_test_call",
    "retire_route",
    "set_protocol",
]
