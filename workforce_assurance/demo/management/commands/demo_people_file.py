"""Write the invented staff as a file to import."""

from typing import Any

from django.core.management.base import BaseCommand

from workforce_assurance.demo.people_file import PATH, people_file


class Command(BaseCommand):
    help = "Write the invented staff anew as a file of people to import."

    def handle(self, *_: Any, **__: Any) -> None:
        PATH.write_text(people_file(), encoding="utf-8")
        self.stdout.write(f"Wrote {PATH.name}: 500 people in 40 teams.")
