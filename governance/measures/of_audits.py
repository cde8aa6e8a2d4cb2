"""What audits found of records, by the month in which they were read."""

from __future__ import annotations

from functools import partial

from ..audits.enums import AuditOf
from ..audits.measured import TOUCHED, met_by_team
from ..spc_signals import Better
from .enums import MeasureKind
from .facts import rows_of
from .registry import Facts, Measure, Window, register_measure

AUDITS = ("/governance/audits/", "Audits")
READ = "Records of the team that an audit read for the first time in the month"
CAVEAT = "Months without an audit say nothing. What is read is a sample, drawn before anybody knew what it would show."


def audited(window: Window, *, of: AuditOf) -> Facts:
    """As the page of an audit counts it: which answers meet a check is said by the audit tool, and no statement says that."""
    values = window.values
    return rows_of(met_by_team(of, since=values["since_at"], until=values["until_at"], zone=window.zone))


MEASURES = (
    Measure(
        key="audits.supervision", name="Audited supervision records that meet everything", order=90,
        definition="Of supervision records that an audit read in the month, those that met every check that applied to them. What did not "
        "apply counts as no pass, and a record to which nothing applied met nothing. Second readings are for agreement alone.",
        numerator="Records that met everything that applied", denominator=READ, owner="Governance lead",
        facts=partial(audited, of=AuditOf.SUPERVISION), touched=TOUCHED, lag_days=7, kind=MeasureKind.PROPORTION,
        better=Better.HIGH, records=AUDITS, records_for="governance.plan_audit", caveat=CAVEAT,
    ),
    Measure(
        key="audits.actions", name="Audited actions that meet everything", order=91,
        definition="Of actions that an audit read in the month, those that met every check that applied to them. What did not apply counts "
        "as no pass, and an action to which nothing applied met nothing. Second readings are for agreement alone.",
        numerator="Actions that met everything that applied", denominator=READ.replace("Records", "Actions"),
        owner="Governance lead", facts=partial(audited, of=AuditOf.ACTIONS), touched=TOUCHED, lag_days=7,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=AUDITS, records_for="governance.plan_audit", caveat=CAVEAT,
    ),
)  # fmt: skip


def register() -> None:
    for measure in MEASURES:
        register_measure(measure)
