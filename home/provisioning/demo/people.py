"""Demo sign-ins: one per kind of person, with a password made for this database."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from brands.models import Brand

PASSWORD_FILE = "demo-password"  # noqa: S105 - a file name


@dataclass(frozen=True)
class SignIn:
    """Somebody who can sign in to the demo."""

    role: str
    email: str


def demo_password() -> str:
    """The password of the demo's people: made once, kept beside the database, readable by its owner only."""
    path = settings.DATA_DIRECTORY / PASSWORD_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"{secrets.token_urlsafe(12)}\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def ensure_people() -> tuple[list[SignIn], str]:
    """Make the demo's people where they are missing. Returns them and their password."""
    password = demo_password()
    hashed = make_password(password)  # once: hashing takes its time on purpose
    sign_ins = [
        SignIn("administrator", "admin@desk.localhost"),
        SignIn("librarian of the group", "librarian@desk.localhost"),
    ]
    _ensure(sign_ins[0].email, hashed, "Group", "administrator", superuser=True)
    _ensure(sign_ins[1].email, hashed, "Group", "librarian", groups=["Iduet Group librarians"])
    for brand in Brand.objects.all():
        for kind in ("editor", "publisher"):
            email = f"{kind}@{brand.key}.localhost"
            _ensure(email, hashed, brand.name, kind, groups=[f"{brand.name} {kind}s"])
            sign_ins.append(SignIn(f"{kind} of {brand.name}", email))
    return sign_ins, password


def _ensure(email: str, hashed: str, first_name: str, last_name: str, superuser: bool = False, groups=()) -> None:
    user_model = get_user_model()
    if user_model.objects.filter(email=email).exists():
        return
    user = user_model.objects.create(
        email=email,
        password=hashed,
        first_name=first_name,
        last_name=last_name,
        is_staff=superuser,
        is_superuser=superuser,
    )
    user.groups.set(Group.objects.filter(name__in=groups))
