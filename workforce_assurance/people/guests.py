"""Guests: people from outside with an account that opens the few pages registered here, and nothing else.

Two gates ask, and neither knows what a guest came for: `people.middleware.GuestsStayWithTheirs` at every address, and
`Person.has_perm` at every permission. A page that nobody registered is missing for a guest, a page to come as well.
"""

from __future__ import annotations

from collections.abc import Collection

# The namespaces of their pages, and what they may be permitted there.
NAMESPACES: set[str] = set()
PERMISSIONS: set[str] = set()
# How somebody signs in, out, and changes how they sign in.
SIGN_IN = "accounts/"
_home: list[str] = []


def register_guest_pages(namespace: str, *, permissions: Collection[str], home: str) -> None:
    """:raises ValueError: when somebody registered them before: guests have one home"""
    if _home:
        raise ValueError(f"Pages for guests are registered already: {NAMESPACES}.")
    NAMESPACES.add(namespace)
    PERMISSIONS.update(permissions)
    _home.append(home)


def may_open(route: str, namespaces: Collection[str]) -> bool:
    """Whether a guest may ask for an address: whether they may see what is there, its page asks."""
    return route.startswith(SIGN_IN) or bool(NAMESPACES.intersection(namespaces))


def home() -> str:
    """The name of the page on which a guest lands."""
    return _home[0]
