"""What is in a sealed pack, for reading page by page: its tables and the facts of its manifest. Nothing is worked out anew."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workforce_assurance.common.csv_cells import BYTE_ORDER_MARK, restored

from ..models import EvidencePack, PackContent
from ..packs.check_pack import MANIFEST

TABLE = ".csv"


@dataclass(frozen=True)
class Sheet:
    """One table as it was sealed."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Contents:
    """The names of its tables, and what its manifest says."""

    tables: tuple[str, ...]
    manifest: dict[str, Any]


def contents_of(pack: EvidencePack) -> Contents:
    with _opened(pack) as whole:
        names = tuple(sorted(name.removesuffix(TABLE) for name in whole.namelist() if name.endswith(TABLE)))
        return Contents(names, json.loads(whole.read(MANIFEST)))


def sheet_of(pack: EvidencePack, name: str) -> Sheet | None:
    """None when there is no table of that name."""
    with _opened(pack) as whole:
        if f"{name}{TABLE}" not in whole.namelist():
            return None
        text = whole.read(f"{name}{TABLE}").decode().removeprefix(BYTE_ORDER_MARK)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    return Sheet(name, header, [[restored(cell) for cell in row] for row in rows])


def _opened(pack: EvidencePack) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(bytes(PackContent.objects.get(pack=pack).content)))
