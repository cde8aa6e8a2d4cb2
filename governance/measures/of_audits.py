"""What audits found of records, by the month in which they were read."""

from __future__ import annotations

from functools import partial

from ..audits.enums import AuditOf
from ..audits.measured import TOUCHED, met_by_team
from ..spc_signals import Better
from .enums import MeasureKind
from .facts import rows_of
from .records import Records
from .registry import Facts, Measure, Window, register_measure

AUDITS = Records("/governance/audits/", "Audits")
CAVEAT = "Months without an audit say nothing. What is read is a sample, drawn before anybody knew what it would show."


def audited(window: Window, *, of: AuditOf) -> Facts:
    """As the page of an audit counts it: which answers meet a check is said by the audit tool, and no statement says that."""
    values = window.values
    return rows_of(met_by_team(of, since=values["since_at"], until=values["until_at"], zone=window.zone))


def _measure(key: str, of: AuditOf, *, what: str, one: str, order: int) -> Measure:
    return Measure(
        key=key, name=f"Audited {what} that meet everything", order=order,
        definition=f"Of {what} that an audit read in the month, those that met every check that applied to them. What did not apply counts "
        f"as no pass, and {one} to which nothing applied met nothing. Second readings are for agreement alone.",
        numerator=f"Audited {what} that met everything that applied",
        denominator=f"Audited {what} of the team, read for the first time in the month", owner="Governance lead",
        facts=partial(audited, of=of), touched=TOUCHED, lag_days=7, kind=MeasureKind.PROPORTION, better=Better.HIGH,
        records=AUDITS, records_for="governance.plan_audit", caveat=CAVEAT,
    )  # fmt: skip


MEASURES = (
    _measure("audits.supervision", AuditOf.SUPERVISION, what="supervision records", one="a record", order=90),
    _measure("audits.actions", AuditOf.ACTIONS, what="actions", one="an action", order=91),
)


def register() -> None:
    for measure in MEASURES:
        register_measure(measure)
