"""Public holidays of a country, as the `holidays` library knows them; the table holds what was made of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays
from holidays.registry import COUNTRIES


@cache
def countries() -> dict[str, str]:
    """ISO 3166 codes of the countries that the library knows, and their names."""
    found = {codes[1]: module.replace("_", " ").title() for module, codes in COUNTRIES.items()}
    return dict(sorted(found.items(), key=lambda item: item[1]))


def parts_of(country: str) -> list[str]:
    """The codes of the parts of a country that have holidays of their own."""
    return list(holidays.list_supported_countries().get(country, []))


def public_holidays(country: str, part: str, years: Iterable[int]) -> dict[date, str]:
    """Days off and their names; those of the whole country when the library does not know the part."""
    known = part if part in parts_of(country) else None
    found = holidays.country_holidays(country, subdiv=known, years=list(years), language="en_GB")
    return {day: name[:100] for day, name in sorted(found.items())}
