"""`manage.py person export|erase EMAIL`: what is kept of a colleague, for who asks; visitors: `manage.py visitor`."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from cms.operations.people import erase, person, told_of


class Command(BaseCommand):
    help = "Print what is kept of a colleague, or take her out; what she wrote stays, without her name."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["export", "erase"])
        parser.add_argument("email", help="the address that she signs in with")
        parser.add_argument("--yes", action="store_true", help="erase without being asked again")

    def handle(self, *, action: str, email: str, yes: bool, **options):
        user = person(email)
        if user is None:
            raise CommandError(f"Nobody signs in with “{email}”.")
        if action == "export":
            told = json.dumps(told_of(user), cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)
            self.stdout.write(told)
            return
        if not yes:
            raise CommandError(f"Nothing is erased yet. Add --yes to take {user.email} out.")
        erase(user)
        self.stdout.write("Erased. Backups made before hold her until they are rotated.")
