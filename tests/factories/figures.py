"""Files of figures that came by the commands, for the tests."""

import io
from typing import Any

from governance.figures import commands
from governance.figures.enums import FileKind
from governance.figures.planning import look_at
from governance.models import FigureImport
from workforce_assurance.people.queries import today

from .supervision import NOON

STAFF = "Month,Team,Headcount,Starters,Leavers\n2027-01,Harbour outreach,12,1,0\n2027-02,Harbour outreach,11,0,1\n"


def workbook(*rows: Any) -> bytes:
    """These rows as the first sheet of a workbook."""
    from openpyxl import Workbook

    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def received(
    content: Any, by: Any, *, kind: FileKind = FileKind.STAFF, name: str = "figures.csv", now: Any = NOON
) -> FigureImport:
    content = content.encode() if isinstance(content, str) else content
    return commands.receive_file(kind=kind, file_name=name, content=content, by=by, now=now)


def bring_in(content: Any, by: Any, *, leave_out: bool = False, now: Any = NOON, **more: Any) -> FigureImport:
    """Look at the file and bring in what it shows."""
    upload = received(content, by, now=now, **more)
    plan = look_at(upload, viewer=by, today=today(now=now)).plan
    commands.bring_in(upload=upload, fingerprint=plan.fingerprint, leave_out=leave_out, by=by, now=now)
    return FigureImport.objects.filter(pk=upload.pk).first()
