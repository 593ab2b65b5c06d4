"""Forms, and enquiries as visitors send them."""

import json
from datetime import timedelta

from django.utils import timezone

from brands.models import Brand
from cms.enquiries.models import Enquiry, EnquiryForm
from cms.enquiries.models.enquiry import folded
from home.provisioning.brands import locale_of

CONSENT = "<p>I agree that you use my data to answer me.</p>"


def field(kind: str, name: str, label: str = "", *, required: bool = False, **more) -> dict:
    """A field as the stream stores it."""
    if kind == "consent":
        return {"type": kind, "value": {"name": name, "text": CONSENT, "is_required": required, **more}}
    return {"type": kind, "value": {"name": name, "label": label or name, "is_required": required, **more}}


FIELDS = [
    field("text", "name", "Your name", required=True, purpose="name"),
    field("email", "email", "Your e-mail", required=True),
    field("phone", "phone", "Your number"),
    field("choice", "subject", "Subject", options=["A vacancy", "My next step"]),
    field("long_text", "message", "Your message", required=True),
    field("checkbox", "call_me", "Please call me"),
    field("consent", "consent", required=True),
]
ANSWERS = {
    "name": "Jan de Vries", "email": "jan@example.com", "subject": "A vacancy", "message": "We look for a CIO.",
    "consent": "on", "consent_version": "1",
}  # fmt: skip


def make_form(brand: Brand, language: str = "nl", key: str = "contact", *, fields=None, publish=True, **more):
    """A form of a brand, published."""
    form = EnquiryForm(
        brand=brand, locale=locale_of(language), key=key, live=False, fields=json.dumps(fields or FIELDS),
        **{"title": f"Write to {brand.name}", "thanks_title": f"Thanks from {brand.name}", **more},
    )  # fmt: skip
    form.full_clean()
    form.save()
    revision = form.save_revision()
    if publish:
        revision.publish()
    form.refresh_from_db()
    return form


def make_enquiry(form: EnquiryForm, text: str = "We look for a CIO.", *, email="jan@example.com", **more) -> Enquiry:
    """An enquiry as a visitor sent it by a form."""
    values = {"name": "Jan de Vries", "email": email, "message": text}
    kinds = {"name": "text", "email": "email", "message": "long_text"}
    enquiry = Enquiry(
        brand=form.brand, form=form, form_title=form.title, language_code=form.locale.language_code, channel="site",
        answers=[{"name": n, "label": f"Your {n}", "kind": kinds[n], "value": value} for n, value in values.items()],
        consents=[{"name": "consent", "text": CONSENT, "agreed": True}], consent_version=form.consent_version,
        email=email, text=folded("\n".join(values.values())), digest=f"{text}{email}"[:64],
        delete_after=timezone.now() + timedelta(days=form.kept_days),
    )  # fmt: skip
    for name, value in more.items():
        setattr(enquiry, name, value)
    enquiry.save()
    return enquiry
