"""What a brand asks consent for: version and categories, from its registry."""

import hashlib
import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from .models import Cookie

LASTS = 180  # days; then she is asked again


class Policy:
    """What a registry asks for. `version` changes with anything that a visitor consents to."""

    def __init__(self, cookies: Sequence[Cookie]):
        self.cookies = [_told(cookie) for cookie in cookies]
        self.optional = [cookie for cookie in cookies if cookie.category != Cookie.Category.NECESSARY]
        told = json.dumps(self.cookies, sort_keys=True, ensure_ascii=False)
        self.version = hashlib.sha256(told.encode()).hexdigest()[:12]

    @property
    def asks(self) -> bool:
        """Whether there is anything to consent to."""
        return bool(self.optional)

    @property
    def categories(self) -> list[str]:
        """Categories that something optional stands in, in the order in which they are explained."""
        present = {cookie.category for cookie in self.optional}
        return [category for category in Cookie.Category.values if category in present]

    @property
    def scripts(self) -> list[tuple[str, str]]:
        """Category and address of each script that waits for consent, each once."""
        return list(dict.fromkeys((cookie.category, cookie.script) for cookie in self.optional if cookie.script))

    @property
    def origins(self) -> set[str]:
        """Where those scripts come from, as policies of browsers name it."""
        places = [urlsplit(address) for _, address in self.scripts]
        return {f"{place.scheme}://{place.netloc}" for place in places}


def _told(cookie: Cookie) -> dict:
    """What a visitor is told of a cookie, whatever her language."""
    return {
        name: getattr(cookie, name) for name in ("name", "provider", "category", "duration", "duration_unit", "script")
    }
