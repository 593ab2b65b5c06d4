"""`manage.py api_contract`: the OpenAPI document of the delivery API, as its contract file has it."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.api.router import api


def contract_text() -> str:
    """The OpenAPI document as text that lies well in version control."""
    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    """Prints the contract, writes it, or says whether a file still has it."""

    help = "Print the OpenAPI document of the delivery API; with --write, put it into a file."

    def add_arguments(self, parser):
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--write", type=Path, metavar="FILE", help="write it here")
        where.add_argument("--check", type=Path, metavar="FILE", help="fail when this file says something else")

    def handle(self, write: Path | None, check: Path | None, **options):
        text = contract_text()
        if write is not None:
            write.write_text(text, encoding="utf-8")
        elif check is not None:
            if not check.exists() or check.read_text(encoding="utf-8") != text:
                raise CommandError(f"{check} is not the contract any more: renew it with api_contract --write {check}")
        else:
            self.stdout.write(text, ending="")
