"""What is kept of people, to be handed over, taken out of the desk, or left out of a copy of everything."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import CharField, F, ForeignKey, Model, Value
from django.db.models.functions import Cast, Concat
from wagtail.models import ModelLogEntry

from brands.models import Brand
from cms.accounts.models import User

#: Of visitors and of signing in: what a copy for trying things out does not need.
LEFT_OUT = (
    "enquiries.Enquiry", "consent.Receipt", "django_tasks_database.DBTaskResult", "sessions.Session",
    "axes.AccessAttempt", "axes.AccessFailureLog", "axes.AccessLog", "otp_totp.TOTPDevice", "otp_static.StaticDevice",
    "django_otp_webauthn.WebAuthnCredential", "django_otp_webauthn.WebAuthnUserHandle", "wagtailcore.APIToken",
    "wagtailcore.CommentReply", "wagtailcore.Comment", "wagtailcore.PageSubscription", "wagtailcore.UploadedFile",
    "wagtailadmin.EditingSession", "wagtailadmin.FormState", "desk.Refusal", "previews.Grant", "previews.Guess",
    "accounts.Letter",
)  # fmt: skip
NOWHERE = "removed.invalid"
CLOSED = "!left out"  # a password that nobody can have


class NotQuietError(Exception):
    """Names the brands that are public."""


def leave_out_people() -> dict[str, int]:
    """Take visitors out of a quiet copy, and who its colleagues are; what they wrote stays. Rows per model.

    :raises NotQuietError: where a brand is public: this is no copy.
    """
    public = list(Brand.objects.filter(quiet=False).values_list("key", flat=True))
    if public:
        raise NotQuietError(", ".join(public))
    with transaction.atomic():
        gone = {label: apps.get_model(label)._default_manager.all().delete()[0] for label in LEFT_OUT}
        profiles = apps.get_model("wagtailusers.UserProfile")._default_manager
        for profile in profiles.exclude(avatar=""):
            profile.avatar.delete(save=False)
        gone["wagtailusers.UserProfile"] = profiles.all().delete()[0]
        gone["log of people"] = _log_of(User).delete()[0]
        nameless = Concat(Value("person-"), Cast(F("pk"), CharField()), Value(f"@{NOWHERE}"))
        gone["accounts.User"] = User.objects.update(
            email=nameless, first_name="", last_name="", password=CLOSED, last_login=None
        )
    return gone


def forget_bytes() -> None:
    """What was deleted could still be read from SQLite's file. Outside a transaction."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")


def _log_of(model: type[Model]):
    return ModelLogEntry.objects.filter(content_type__app_label=model._meta.app_label, content_type__model="user")


def person(email: str) -> User | None:
    return get_user_model().objects.filter(email__iexact=email.strip()).first()


def told_of(user: User) -> dict[str, Any]:
    """All that is kept of a colleague: her account, and each row that names her, without secrets."""
    secret = {"password", "key", "token", "key_digest", "public_key", "credential_id"}
    own = {f.name: getattr(user, f.attname) for f in user._meta.concrete_fields if f.name not in secret}
    rows = {
        f"{model._meta.label}.{field.name}": [
            {n: v for n, v in row.items() if n not in secret}
            for row in model._default_manager.filter(**{field.name: user}).values(*_short(model))
        ]
        for model, field in _named_in()
    }
    groups = list(user.groups.values_list("name", flat=True))
    return {"account": {**own, "groups": groups}, "rows": {name: found for name, found in rows.items() if found}}


def erase(user: User) -> None:
    """Take a colleague out: what is hers goes, what she wrote stays and names nobody."""
    with transaction.atomic():
        _log_of(User).filter(object_id=str(user.pk)).delete()
        for model, field in _named_in():
            if field.null:
                model._default_manager.filter(**{field.name: user}).update(**{field.name: None})
        user.delete()


def _named_in() -> Iterator[tuple[type[Model], ForeignKey]]:
    """Every table with a column for a person."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model is User and model._meta.managed:
                yield model, field


def _short(model: type[Model]) -> list[str]:
    """Columns without contents: what was done to what, and when."""
    long = {"content", "data", "JSONField", "TextField", "StreamField"}
    return [f.attname for f in model._meta.concrete_fields if f.name not in long and f.get_internal_type() not in long]
