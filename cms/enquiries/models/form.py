"""Forms that editors build: one per brand, language and key."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, Locale, PreviewableMixin, RevisionMixin

from brands.directory import BrandDirectory, directory_for
from brands.models import Brand
from cms.foundation.links import Representation
from cms.foundation.prepared import ask
from cms.foundation.publishing import Errors, PublishChecked
from cms.foundation.representation import item_type, references_of, represent_field, stream_block_of
from cms.foundation.rich_text import INLINE_FEATURES, RichText, references_in, represent_rich_text
from cms.foundation.scope import Scope
from cms.foundation.streams import StreamField
from cms.foundation.together import Loading
from cms.foundation.visibility import visible_items

from ..fields import FieldsBlock
from .addresses import addresses_in, validate_addresses

KEPT_AT_MOST = 2 * 365  # days
FIRST = 0  # in place of a primary key: whichever form the brand has, for previews of the block

FormFieldItem: Any = item_type(FieldsBlock())


class ThankYou(Representation):
    """What a visitor reads after sending."""

    title: str
    text: RichText


class FormDetails(Representation):
    """A form as a visitor sees it, whoever draws it."""

    key: str
    language: str
    #: Where it stands by itself on the brand's own host, for whoever does not draw it.
    url: str
    title: str
    introduction: str
    fields: list[FormFieldItem]
    submit_text: str
    #: It takes no files; this says where a CV goes instead.
    cv_note: str
    kept_days: int
    consent_version: int
    thank_you: ThankYou


class EnquiryForm(PublishChecked, DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A form of a brand in a language. The same key in another language is the same form there."""

    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="enquiry_forms", verbose_name=_("brand"),
        help_text=_("On whose site it stands, and who reads what it brings."),
    )  # fmt: skip
    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language"),
        help_text=_("In which it asks."),
    )  # fmt: skip
    key = models.CharField(
        _("key"), max_length=40,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*\Z", _("Use lower-case letters, digits and hyphens."))],
        help_text=_("Short name in addresses, such as contact. The same in every language; it never changes."),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=120, help_text=_("The heading of the form."))
    introduction = models.TextField(
        _("introduction"), max_length=600, blank=True, help_text=_("A sentence or two above the first field.")
    )
    fields = StreamField(
        FieldsBlock(), verbose_name=_("fields"), blank=True,
        help_text=_("Ask for what you need to answer, and no more."),
    )  # fmt: skip
    submit_text = models.CharField(
        _("text of the button"), max_length=40, blank=True, help_text=_("“Send” where left empty.")
    )
    cv_address = models.EmailField(
        _("where to send a CV"), blank=True,
        help_text=_("The form takes no files and says that a CV goes to this address; the brand’s where left empty."),
    )  # fmt: skip
    thanks_title = models.CharField(
        _("title of the thank-you page"), max_length=120, blank=True, help_text=_("“Thank you” where left empty.")
    )
    thanks_text = RichTextField(
        _("text of the thank-you page"), blank=True, features=INLINE_FEATURES,
        help_text=_("What happens next, and when the visitor hears from you."),
    )  # fmt: skip
    kept_days = models.PositiveSmallIntegerField(
        _("kept for"), default=180, validators=[MinValueValidator(1), MaxValueValidator(KEPT_AT_MOST)],
        help_text=_(
            "Days after which an enquiry is deleted by itself, at most 730. Visitors read it below the form; a change "
            "is for new enquiries."
        ),
    )  # fmt: skip
    recipients = models.TextField(
        _("mail goes to"), max_length=500, blank=True, validators=[validate_addresses],
        help_text=_("E-mail addresses, one a line. Left empty, it goes where the brand’s mailbox says."),
    )  # fmt: skip
    #: Counts the changes of what visitors agree to, from 1 at the first publication.
    consent_version = models.PositiveIntegerField(_("version of the consent text"), default=0, editable=False)
    consent_texts = models.JSONField(default=list, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "locale", "key"], name="enquiry_form_once")]
        ordering = ["brand__group_order", "key", "locale"]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self):
        return f"{self.title} ({self.locale})"

    def save(self, *args, **kwargs):
        if self.live and (texts := self._textsgettext()) != self.consent_texts:
            self.consent_texts, self.consent_version = texts, self.consent_version + 1
        super().save(*args, **kwargs)

    def _textsgettext(self) -> list[list[str]]:
        return [
            [child.value["name"], child.value["text"].source] for child in self.fields if child.block_type == "consent"
        ]

    def with_content_json(self, content):
        """A revision knows the version of its own time; the row knows the one that visitors agree to."""
        restored = super().with_content_json(content)
        restored.consent_version, restored.consent_texts = self.consent_version, self.consent_texts
        return restored

    @cached_property
    def addresses(self) -> list[str]:
        """Where its mail goes; empty where the brand's mailbox decides."""
        return addresses_in(self.recipients)

    # What it says

    def publish_scope(self) -> Scope:
        return Scope(BrandDirectory(), self.brand, self.locale)

    def publish_errors(self) -> Errors:
        errors = super().publish_errors()
        if not len(self.fields):
            errors["fields"] = ValidationError(gettext("A form asks something: add a field."))
        return errors

    def change_tags(self) -> list[str]:
        return [tag_of_forms(self.brand, self.locale.language_code)]

    def tags(self) -> list[str]:
        return self.change_tags()

    def references(self):
        yield from references_of(stream_block_of(self, "fields"), self.fields)
        yield from references_in(self.thanks_text)

    def represent(self, scope: Scope) -> FormDetails:
        """The form as its visitors see it, with what the editor left to us filled in."""
        scope.prefetch(self.references())
        address = self.cv_address or scope.brand.email
        with override(scope.language_code):
            note = gettext("This form takes no files.")
            if address:
                note = gettext("This form takes no files. Send your CV to %(address)s.") % {"address": address}
            return FormDetails(
                key=self.key,
                language=scope.language_code,
                url=scope.brand.root_url + reverse("enquiry_form", args=[self.key], urlconf=settings.SITE_URLCONF),
                title=self.title,
                introduction=self.introduction,
                fields=represent_field(self, "fields", scope),
                submit_text=self.submit_text or gettext("Send"),
                cv_note=note,
                kept_days=self.kept_days,
                consent_version=self.consent_version,
                thank_you=ThankYou(
                    title=self.thanks_title or gettext("Thank you"), text=represent_rich_text(self.thanks_text, scope)
                ),
            )

    def get_preview_template(self, request, mode_name):
        return "enquiries/form.html"

    def get_preview_context(self, request, mode_name):
        scope = Scope(directory_for(request), self.brand, self.locale, preview=True)
        return {
            "request": request,
            "scope": scope,
            "brand": scope.brand,
            "language": scope.language_code,
            "value": self.represent(scope),
        }


def tag_of_forms(brand: Brand, language_code: str) -> str:
    """Tag of whatever shows a form of a brand in a language, or would if there were one."""
    return f"forms:{brand.key}:{language_code}"


def public_form(scope: Scope, key: str) -> EnquiryForm | None:
    """The published form with a key, in the scope's brand and language."""
    if "\0" in key:  # PostgreSQL has no such text
        return None
    forms = EnquiryForm.objects.filter(brand=scope.brand, locale=scope.locale, key=key)
    return visible_items(forms).select_related("brand", "locale").first()


def load_forms(scope: Scope, keys: set) -> Loading[dict]:
    """Published forms by the primary key of any language's row, each in the scope's language."""
    chosen, forms = yield [
        ask(_chosen_forms, scope.brand.pk, keys=keys),
        ask(_public_forms, scope.brand.pk, scope.locale.pk),
    ]
    by_key = {form.key: form for form in forms}
    for form in forms:
        form.brand, form.locale = scope.brand, scope.locale
    found = {each.pk: by_key[each.key] for each in chosen if each.key in by_key}
    return {FIRST: by_key[min(by_key)], **found} if by_key else found


def _chosen_forms(brand: int, keys) -> QuerySet:
    return EnquiryForm.objects.filter(pk__among=keys, brand=brand).only("key")


def _public_forms(brand: int, locale: int) -> QuerySet:
    return visible_items(EnquiryForm.objects.filter(brand=brand, locale=locale))
