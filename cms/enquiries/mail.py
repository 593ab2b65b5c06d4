"""Mail about enquiries, from the brand to the brand.

Nothing that a visitor typed stands in a header except an e-mail address that was checked, and Django refuses line
breaks in headers besides.
"""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from brands.models import Brand

from .models import Enquiry, Mailbox


class NoRecipient(Exception):
    """Nobody has said where the brand's mail goes."""


def mailbox_of(brand: Brand) -> Mailbox:
    """The brand's mailbox; one without words of its own where the brand has none."""
    return Mailbox.objects.filter(brand=brand).select_related("brand").first() or Mailbox(brand=brand)


def message_of(enquiry: Enquiry, desk_address: str = "") -> EmailMessage:
    """The mail that tells the brand of an enquiry.

    :param desk_address: where the enquiry stands in the desk.
    :raises NoRecipient: when it would go nowhere.
    """
    mailbox = mailbox_of(enquiry.brand)
    recipients = (enquiry.form.addresses if enquiry.form else []) or mailbox.addresses
    with override(settings.LANGUAGE_CODE):
        subject = _("Enquiry: %(form)s") % {"form": " ".join(enquiry.form_title.split())}
        context = {"enquiry": enquiry, "mailbox": mailbox, "desk_address": desk_address}
        body = render_to_string("enquiries/mail.txt", context)
        reply_to = mailbox.reply_to or enquiry.email
        message = _message(mailbox, recipients, subject, body, reply_to)
    # The same at every try, so that a mail program shows what arrived twice once.
    message.extra_headers["Message-ID"] = f"<enquiry-{enquiry.public_id}@{enquiry.brand.host}>"
    return message


def check_message(brand: Brand) -> EmailMessage:
    """A mail that shows how the brand's mail arrives.

    :raises NoRecipient: when it would go nowhere.
    """
    mailbox = mailbox_of(brand)
    with override(settings.LANGUAGE_CODE):
        body = render_to_string("enquiries/mail_check.txt", {"mailbox": mailbox})
        subject = _("Mail of %(brand)s works") % {"brand": brand.name}
        return _message(mailbox, mailbox.addresses, subject, body, mailbox.reply_to)


def _message(mailbox: Mailbox, recipients: list[str], subject: str, body: str, reply_to: str) -> EmailMessage:
    if not recipients:
        raise NoRecipient(
            _("%(brand)s has no address for its mail. Fill in its mailbox, or its e-mail address.")
            % {"brand": mailbox.brand.name}
        )
    sender = formataddr((mailbox.sender_name or mailbox.brand.name, mailbox.sender or settings.DEFAULT_FROM_EMAIL))
    return EmailMessage(
        subject=subject, body=body, from_email=sender, to=recipients, reply_to=[reply_to] if reply_to else None,
        headers={"Auto-Submitted": "auto-generated", "X-Brand": mailbox.brand.key},  # a quiet brand's stays here
    )  # fmt: skip
