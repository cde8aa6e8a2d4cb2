"""The columns that a file of people may have, and the names under which they come."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One thing a file may say of a person; `label` is its name in our own export."""

    key: str
    label: str
    also: tuple[str, ...] = ()


COLUMNS = (
    Column(
        "staff_number",
        "Staff number",
        (
            "staff no",
            "staff id",
            "staff ref",
            "employee number",
            "employee no",
            "employee id",
            "payroll number",
            "payroll no",
            "personnel number",
            "assignment number",
            "reference",
            "number",
            "id",
        ),
    ),
    Column("name", "Name", ("full name", "employee name", "staff name", "person", "display name")),
    Column("first_name", "First name", ("forename", "given name", "first names", "forenames", "known as")),
    Column("last_name", "Last name", ("surname", "family name")),
    Column("email", "E-mail address", ("e-mail", "email", "email address", "work email", "work e-mail", "mail")),
    Column("job_title", "Job title", ("title", "position", "post", "job", "position title")),
    Column("service", "Service", ("service name", "programme", "program", "department", "directorate", "division")),
    Column("team", "Team", ("team name", "unit", "group")),
    Column(
        "supervisor",
        "Supervisor",
        (
            "supervisor number",
            "supervisor staff number",
            "supervisor id",
            "supervisor email",
            "supervisor e-mail",
            "supervised by",
            "supervisor email address",
            "reflective supervisor",
        ),
    ),
    Column(
        "manager",
        "Manager",
        (
            "line manager",
            "manager number",
            "manager staff number",
            "manager id",
            "manager email",
            "manager e-mail",
            "line manager email",
            "reports to",
            "managed by",
            "manager email address",
            "line manager staff number",
        ),
    ),
    Column(
        "started_on",
        "Start date",
        ("start", "started", "started on", "date started", "joined", "joining date", "hire date", "date of joining"),
    ),
    Column(
        "left_on",
        "Leave date",
        ("leaving date", "left", "left on", "end date", "date left", "leaver date", "termination date", "last day"),
    ),
    Column("role", "Role", ("roles", "access", "access role")),
    Column("receives_supervision", "Receives supervision", ("supervised", "needs supervision")),
)
BY_KEY = {column.key: column for column in COLUMNS}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.casefold())


BY_NAME = {_plain(name): column.key for column in COLUMNS for name in (column.key, column.label, *column.also)}


def recognise(header: list[str]) -> list[str]:
    """For each name in the header, the key of its column, or "" when it means nothing to us or comes twice."""
    seen: set[str] = set()
    keys = []
    for name in header:
        key = BY_NAME.get(_plain(name), "")
        keys.append("" if key in seen else key)
        seen.add(key)
    return keys


def what_is_missing(keys: list[str]) -> str:
    """What a file cannot do without, as a sentence; empty when it has all of that."""
    if not {"name", "first_name", "last_name"} & set(keys):
        return "No column holds names. Choose which one does, or add a column “Name” to the file."
    if not {"staff_number", "email"} & set(keys):
        return "No column tells people apart. Choose which one holds staff numbers or e-mail addresses."
    return ""
