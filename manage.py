#!/usr/bin/env python
"""Django's command line for the Iduet Group content platform."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    from django.conf import settings
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, connection

    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        folder = settings.DATA_DIRECTORY
        if connection.vendor != "sqlite" or folder.is_dir():
            raise
        sys.exit(f"There is no folder {folder}: make it, or set DATA_DIR to one that exists.")
