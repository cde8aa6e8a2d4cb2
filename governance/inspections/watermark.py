"""What lies under every page of an inspector: who is shown it, for whom, and when. Pure: text in, a picture out."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from workforce_assurance.common.words import long_instant

from ..models import Inspection

# Grey that neither theme's text loses its contrast on.
TILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1600"><defs><pattern id="t" width="520" height="170" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(-24)"><text y="40" font-family="sans-serif" font-size="17" '
    'fill="#7f8d98" fill-opacity="0.3">{first}</text><text x="120" y="125" font-family="sans-serif" font-size="17" '
    'fill="#7f8d98" fill-opacity="0.3">{second}</text></pattern></defs><rect width="1600" height="1600" fill="url(#t)"/></svg>'
)


@dataclass(frozen=True)
class Watermark:
    """The same in words, for everybody, and as a picture that lies under the page."""

    words: str
    picture: str


def watermark(inspection: Inspection, now: datetime, zone: ZoneInfo) -> Watermark:
    who, when = f"{inspection.inspector.full_name}, {inspection.body}", long_instant(now, zone)
    first, second = (escape(words) for words in (who, f"{when}, {inspection.reference}"))
    drawn = TILE.format(first=first, second=second)
    words = f"Shown to {who}, on {when}, under access {inspection.reference}."
    return Watermark(words, f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}")
