"""Measure our figures and their floors in one run."""

import json
import logging
import signal
import time
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.test.utils import override_settings
from django.utils import timezone

from workforce_assurance.bench.database import Scratch
from workforce_assurance.bench.figures import SHORT, Figure, calibrate
from workforce_assurance.bench.processes import broker
from workforce_assurance.bench.report import as_json, table
from workforce_assurance.bench.rows import FULL, TINY, USUAL, Setting
from workforce_assurance.bench.rows.families import FAMILIES

FAR_APART = 1.15


class Command(BaseCommand):
    help = (
        "Measure our figures beside their floors, in a scratch database on the same server that is dropped afterwards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="the largest sizes: 1,000,000 overdue sessions")
        parser.add_argument("--tiny", action="store_true", help="the smallest sizes, to see that everything runs")
        parser.add_argument("--overdue", type=int, help="so many overdue sessions in the cold sweep instead")
        parser.add_argument("--json", type=Path, help="write the figures into this file too")
        parser.add_argument("--only", choices=sorted(FAMILIES), action="append", help="measure this family only")

    def handle(self, *_: Any, full: bool, tiny: bool, only: list[str] | None, **options: Any) -> None:
        logging.disable(logging.WARNING)
        # Stopped by whatever means, the scratch databases are dropped.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        sizes = TINY if tiny else FULL if full else USUAL
        if options["overdue"]:
            sizes = replace(sizes, overdue=options["overdue"])
        begun, before = time.monotonic(), calibrate()
        scratch = Scratch()
        figures: list[Figure] = []
        try:
            scratch.prepare()
            with broker() as broker_url:
                for name in only or FAMILIES:
                    self.stderr.write(f"measuring: {name} …")
                    # Every sweep measured is a storm.
                    with override_settings(ESCALATIONS_STORM_FACTOR=0):
                        figures += FAMILIES[name](Setting(scratch, sizes, timezone.now(), broker_url))
        finally:
            scratch.close()
        after, seconds = calibrate(), time.monotonic() - begun
        self.stdout.write("\n".join(table(figures)))
        if max(before.wall, after.wall) > FAR_APART * min(before.wall, after.wall):
            self.stdout.write(
                "The machine was busy with something else: the two calibration loops differ. Measure again."
            )
        short = sum(figure.verdict == SHORT for figure in figures)
        self.stdout.write(f"{len(figures)} rows in {seconds:.0f} s; {short or 'none'} fall short.")
        if options["json"]:
            written = as_json(figures, before=before, after=after, seconds=seconds)
            options["json"].write_text(json.dumps(written, indent=2, default=str) + "\n", encoding="utf-8")
