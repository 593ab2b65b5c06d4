"""From where a brand sends mail, and where mail about it goes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from brands.models import Brand

from .addresses import addresses_in, validate_addresses


def validate_one_line(value: str) -> None:
    """Refuse what could end a header of a mail and begin another."""
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        raise ValidationError(_("Write it on one line."))


class Mailbox(models.Model):
    """Sender, reply-to, signature and recipients of a brand's mail."""

    brand = models.OneToOneField(
        Brand, on_delete=models.CASCADE, related_name="mailbox", verbose_name=_("brand"),
        help_text=_("Whose mail it is about."),
    )  # fmt: skip
    sender_name = models.CharField(
        _("sender’s name"), max_length=80, blank=True, validators=[validate_one_line],
        help_text=_("As mail programs show it; the brand’s name where left empty."),
    )  # fmt: skip
    sender = models.EmailField(
        _("sender’s address"), blank=True,
        help_text=_("An address that the mail server may send from; the installation’s own where left empty."),
    )  # fmt: skip
    reply_to = models.EmailField(
        _("answers go to"), blank=True,
        help_text=_("Left empty, the answer to a mail about an enquiry goes to the visitor."),
    )  # fmt: skip
    recipients = models.TextField(
        _("mail goes to"), max_length=500, blank=True, validators=[validate_addresses],
        help_text=_("E-mail addresses, one a line; the brand’s own where left empty. A form may name others."),
    )  # fmt: skip
    signature = models.TextField(
        _("signature"), max_length=600, blank=True,
        help_text=_("The last lines of every mail; the brand’s name where left empty."),
    )  # fmt: skip

    class Meta:
        ordering = ["brand__group_order"]
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")

    def __str__(self):
        return str(self.brand)

    @property
    def addresses(self) -> list[str]:
        """Where the brand's mail goes."""
        return addresses_in(self.recipients) or ([self.brand.email] if self.brand.email else [])
