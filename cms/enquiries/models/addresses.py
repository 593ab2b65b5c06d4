"""Lists of e-mail addresses as editors type them."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _


def addresses_in(text: str) -> list[str]:
    """The addresses of a text, separated by lines, commas or semicolons, each once."""
    return list(dict.fromkeys(part.strip() for part in re.split(r"[\r\n,;]+", text) if part.strip()))


def validate_addresses(text: str) -> None:
    """Refuse a text of which a part is no e-mail address, and name that part."""
    for address in addresses_in(text):
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError(_("“%(address)s” is no e-mail address."), params={"address": address}) from error
