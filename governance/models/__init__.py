"""What governance keeps of its own: meetings; measures; figures; strain; complaints; packs; audits; board papers; inspector access."""

from .audits import Audit, AuditReading, AuditUnit
from .board import BoardCaveat, BoardPaper, BoardReader
from .comparing import HalfYearSpread, HalfYearValue
from .complaints import (
    Complaint,
    ComplaintAbout,
    ComplaintClock,
    ComplaintHandling,
    ComplaintLink,
    ComplaintPolicy,
)
from .facts import FigureChange, FigureImport, FigureMapping, TeamMonth
from .inspections import Inspection, InspectionItem
from .judgements import MeasureBaseline, MeasureNote, MeasureTarget
from .measures import MeasureRun, MeasureValue, ShownValue
from .meetings import AgendaItem, Amendment, Meeting, MeetingDecision, MeetingSeries, Seat
from .packs import EvidencePack, NamedStandard, PackContent, StandardClause
from .standings import MeasureStanding, MeasureVisit
from .together import StrainAssociation, StrainMonth

__all__ = [
    "AgendaItem",
    "Amendment",
    "Audit",
    "AuditReading",
    "AuditUnit",
    "BoardCaveat",
    "BoardPaper",
    "BoardReader",
    "Complaint",
    "ComplaintAbout",
    "ComplaintClock",
    "ComplaintHandling",
    "ComplaintLink",
    "ComplaintPolicy",
    "EvidencePack",
    "FigureChange",
    "FigureImport",
    "FigureMapping",
    "HalfYearSpread",
    "HalfYearValue",
    "Inspection",
    "InspectionItem",
    "MeasureBaseline",
    "MeasureNote",
    "MeasureRun",
    "MeasureStanding",
    "MeasureTarget",
    "MeasureValue",
    "MeasureVisit",
    "Meeting",
    "MeetingDecision",
    "MeetingSeries",
    "NamedStandard",
    "PackContent",
    "Seat",
    "ShownValue",
    "StandardClause",
    "StrainAssociation",
    "StrainMonth",
    "TeamMonth",
]
