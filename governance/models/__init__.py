"""What governance keeps of its own: meetings with agendas, decisions, minutes; measures; figures by team and month; packs; audits;
board papers; inspector access."""

from .audits import Audit, AuditReading, AuditUnit
from .board import BoardCaveat, BoardPaper, BoardReader
from .comparing import HalfYearSpread, HalfYearValue
from .facts import FigureChange, FigureImport, FigureMapping, TeamMonth
from .inspections import Inspection, InspectionItem
from .judgements import MeasureBaseline, MeasureNote, MeasureSignal, MeasureTarget
from .measures import MeasureRun, MeasureValue, ShownValue
from .meetings import AgendaItem, Amendment, Meeting, MeetingDecision, MeetingSeries, Seat
from .packs import EvidencePack, NamedStandard, PackContent, StandardClause

__all__ = [
    "AgendaItem",
    "Amendment",
    "Audit",
    "AuditReading",
    "AuditUnit",
    "BoardCaveat",
    "BoardPaper",
    "BoardReader",
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
    "MeasureSignal",
    "MeasureTarget",
    "MeasureValue",
    "Meeting",
    "MeetingDecision",
    "MeetingSeries",
    "NamedStandard",
    "PackContent",
    "Seat",
    "ShownValue",
    "StandardClause",
    "TeamMonth",
]
