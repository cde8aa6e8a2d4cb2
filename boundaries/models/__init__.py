"""Restrictive decisions with their catalogue, gate and clocks; interactions, reviews, rubric, standards, competency, word list."""

from .appeals import Appeal, SecondLook
from .catalogue import CatalogueVersion, DecisionKind, Ground
from .coaching import CoachingGoal, Reobservation
from .competency import CompetencyEvidence, CompetencyNeed, CompetencyVersion, Skill
from .competency_deadlines import CompetencyDeadline
from .competency_imports import EvidenceColumns, EvidenceImport
from .deadlines import Deadline
from .decision_imports import DecisionColumns, DecisionImport
from .decisions import Decision
from .equality import EqualityFacts
from .gate import GateVisit
from .interactions import Interaction
from .label_hits import LabelHit, LabelReading, LabelSample, LabelScan
from .labels import LabelContest, LabelListVersion, LabelTerm
from .packs import FollowingStep, PackInUse, RulePack
from .reviews import CriterionScore, FramePlace, Rating, Review, ReviewSample
from .rubrics import Calibration, Criterion, RubricVersion
from .safe_contact import SafeContactProtocol, TestCall, ThreatRoute
from .standards import Attestation, CoachingPrompt, Scenario, Standard, StandardException, StandardVersion
from .upkeep import Upkeep

__all__ = [
    "Appeal",
    "Attestation",
    "Calibration",
    "CatalogueVersion",
    "CoachingGoal",
    "CoachingPrompt",
    "CompetencyDeadline",
    "CompetencyEvidence",
    "CompetencyNeed",
    "CompetencyVersion",
    "Criterion",
    "CriterionScore",
    "Deadline",
    "Decision",
    "DecisionColumns",
    "DecisionImport",
    "DecisionKind",
    "EqualityFacts",
    "EvidenceColumns",
    "EvidenceImport",
    "FollowingStep",
    "FramePlace",
    "GateVisit",
    "Ground",
    "Interaction",
    "LabelContest",
    "LabelHit",
    "LabelListVersion",
    "LabelReading",
    "LabelSample",
    "LabelScan",
    "LabelTerm",
    "PackInUse",
    "Rating",
    "Reobservation",
    "Review",
    "ReviewSample",
    "RubricVersion",
    "RulePack",
    "SafeContactProtocol",
    "Scenario",
    "SecondLook",
    "Skill",
    "Standard",
    "StandardException",
    "StandardVersion",
    "TestCall",
    "ThreatRoute",
    "Upkeep",
]
