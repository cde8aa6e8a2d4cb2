"""What is added to a record stays as it was written: only the key that it is sealed with may become another."""

from __future__ import annotations

import pgtrigger


def append_only(name: str, *sealed: str) -> list[pgtrigger.Trigger]:
    """The triggers of a table whose rows are only ever added; key rotation seals the columns `sealed` again."""
    rest = " - ".join(f"'{column}'" for column in sealed)
    resealed = " AND ".join(
        f"(NEW.{column} = OLD.{column} OR {_kid('NEW', column)} <> {_kid('OLD', column)})" for column in sealed
    )
    return [
        pgtrigger.Trigger(
            name=f"{name}_is_never_changed",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=f"""
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - {rest} = to_jsonb(OLD) - {rest} AND {resealed} THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'what was added to a record is never changed';
            """,
        ),
        pgtrigger.Trigger(
            name=f"{name}_is_never_emptied",
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            func="RAISE EXCEPTION 'what was added to a record is never changed';",
        ),
    ]


def _kid(row: str, column: str) -> str:
    """The start of a sealed value, which names its key: the format, the length of the name, the name."""
    return f"substr({row}.{column}, 1, 2 + get_byte({row}.{column}, 1))"
