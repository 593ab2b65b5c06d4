"""What visitors sent."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brands.models import Brand

from .form import EnquiryForm

LATE = timedelta(hours=1)


class EnquiryQuerySet(models.QuerySet):
    """Enquiries."""

    def unsent(self):
        """Those of which the brand got no mail: given up, or waiting for longer than a first try takes."""
        late = models.Q(mail=Enquiry.Mail.WAITING, received_at__lt=timezone.now() - LATE)
        return self.filter(late | models.Q(mail=Enquiry.Mail.FAILED))

    def of_visitor(self, words: str):
        """Those that a visitor's e-mail address, telephone number or name occurs in."""
        return self.filter(models.Q(email__iexact=words.strip()) | models.Q(text__contains=folded(words)))


class Enquiry(models.Model):
    """An enquiry as it was sent: its answers with the labels of then, and the texts that were agreed to."""

    class Channel(models.TextChoices):
        SITE = "site", _("on the site")
        API = "api", _("by another front end")

    class Mail(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="enquiries", verbose_name=_("brand"))
    form = models.ForeignKey(
        EnquiryForm, null=True, on_delete=models.SET_NULL, related_name="enquiries", verbose_name=_("form")
    )
    form_title = models.CharField(_("form"), max_length=120)
    language_code = models.CharField(_("language"), max_length=12)
    #: What a front end is told; says nothing of how many there are.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    delete_after = models.DateTimeField(_("kept until"), db_index=True)
    channel = models.CharField(_("sent"), max_length=4, choices=Channel.choices)
    #: `{"name", "label", "kind", "value"}` per field, values as text; in the form's order.
    answers = models.JSONField(_("answers"))
    #: `{"name", "text", "agreed"}` per consent, the text as HTML.
    consents = models.JSONField(_("agreed to"), default=list)
    consent_version = models.PositiveIntegerField(_("version of the consent text"))
    email = models.EmailField(_("e-mail"), blank=True)
    #: All answers in lower case, to be searched; JSON would hide letters beyond English ones.
    text = models.TextField(editable=False)
    page_path = models.CharField(_("page"), max_length=500, blank=True)
    #: Of the same answers in the same form: what was sent twice by mistake is one enquiry.
    digest = models.CharField(max_length=64, editable=False)
    idempotency_key = models.CharField(max_length=255, null=True, editable=False)  # noqa: DJ001 - unique unless absent
    mail = models.CharField(_("mail"), max_length=7, choices=Mail.choices, default=Mail.WAITING)
    mail_tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    mail_due_at = models.DateTimeField(_("next try"), null=True, blank=True)
    mail_problem = models.CharField(_("what went wrong"), max_length=300, blank=True)

    objects = EnquiryQuerySet.as_manager()

    # It refers to nothing that an editor would look for, and its answers are nobody's to index.
    wagtail_reference_index_ignore = True

    class Meta:
        #: Reading and erasing are permissions of their own: provisioning gives them to publishers.
        default_permissions = ("view", "delete")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["form", "digest"]), models.Index(fields=["mail", "mail_due_at"])]
        constraints = [
            models.UniqueConstraint(fields=["brand", "idempotency_key"], name="enquiry_once_per_idempotency_key")
        ]
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")

    def __str__(self):
        """Without a word of the visitor's: it stands in logs that outlive the enquiry."""
        at = date_format(timezone.localtime(self.received_at), "SHORT_DATETIME_FORMAT")
        return gettext("%(form)s of %(at)s") % {"form": self.form_title, "at": at}

    @property
    def summary(self) -> str:
        """The first answers on one line, for lists."""
        said = (" ".join(answer["value"].split()) for answer in self.answers)
        return " · ".join(part for part in said if part)[:140]

    def value_of(self, name: str) -> str:
        """The answer of a field; empty where the form did not ask."""
        return next((answer["value"] for answer in self.answers if answer["name"] == name), "")


def folded(words: str) -> str:
    """Words as `Enquiry.text` has them: lower case, single spaces."""
    return " ".join(words.lower().split())
