"""`manage.py mail check --brand KEY`: send a brand a mail, to see that mail works."""

from smtplib import SMTPException

from django.core.management.base import BaseCommand, CommandError

from brands.models import Brand
from cms.enquiries.mail import NoRecipient, check_message


class Command(BaseCommand):
    help = "Sends a test mail as the brand sends it, to where its mail goes."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="Send a test mail.")
        check.add_argument("--brand", required=True, help="Key of the brand, such as iduet.")

    def handle(self, *, brand: str, **options):
        found = Brand.objects.filter(key=brand).select_related("site").first()
        if found is None:
            known = ", ".join(Brand.objects.values_list("key", flat=True)) or "none yet"
            raise CommandError(f"There is no brand “{brand}”. Known: {known}.")
        try:
            message = check_message(found)
            message.send()
        except NoRecipient as nowhere:
            raise CommandError(str(nowhere)) from nowhere
        except (SMTPException, OSError, ValueError) as error:
            what = f"{type(error).__name__}: {error}"
            raise CommandError(
                f"The mail did not leave: {what}. Look at EMAIL_URL, and at the sender in the brand’s mailbox."
            ) from error
        self.stdout.write(f"Sent to {', '.join(message.to)} from {message.from_email}.")
