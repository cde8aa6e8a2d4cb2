"""`manage.py trail_verify`: whether the trail is as it was written."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workforce_assurance.audit.chain import Head, verify


def head(text: str) -> Head:
    """A head as this command prints it, `number:hash`."""
    number, _, digest = text.partition(":")
    if not number.isdigit() or len(digest) != 64:
        raise ArgumentTypeError("a head looks like 123:9f86d0… with 64 hexadecimal digits")
    return Head(int(number), digest)


class Command(BaseCommand):
    help = "Work out the trail's chain of hashes again and report the first entry that differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--expect", type=head, help="A head printed earlier, which the chain must still hold.")

    def handle(self, *args: Any, expect: Head | None, **options: Any) -> None:
        verdict = verify(expected=expect)
        if verdict.problem:
            raise CommandError(f"The trail is broken. {verdict.problem}")
        self.stdout.write(f"The trail is whole: {verdict.links} entries.")
        if verdict.head:
            self.stdout.write(f"Keep this outside the database, and pass it to --expect next time: {verdict.head}")
