#!/usr/bin/env python
"""Run Django's management commands."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workforce_assurance.settings.local")
    from django.core.management import execute_from_command_line

    from workforce_assurance.common.start_errors import in_words

    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        sentence = in_words(error)
        if sentence is None or "--traceback" in sys.argv:
            raise
        sys.stderr.write(f"{sentence}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
