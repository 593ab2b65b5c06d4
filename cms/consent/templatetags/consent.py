"""What the brand asks consent for, in templates."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from brands.security import may_load_from
from cms.consent.blocks.cookie_table import CookieTable, cookie_categories, registry_of
from cms.consent.policy import Policy
from cms.foundation.cookies import CONSENT

register = template.Library()


@dataclass(frozen=True)
class Asked:
    """What a page says of consent: the same to everybody."""

    policy: Policy
    address: str
    cookie: str = CONSENT

    @property
    def asks(self) -> bool:
        return self.policy.asks

    @property
    def version(self) -> str:
        return self.policy.version

    @property
    def categories(self) -> list[str]:
        return self.policy.categories

    @property
    def scripts(self) -> list[tuple[str, str]]:
        return self.policy.scripts


@register.simple_tag(takes_context=True)
def consent_policy(context):
    """The brand's policy and where one chooses; None where a page has no brand. The page may load what it names."""
    scope = context.get("scope")
    if scope is None:
        return None
    address = reverse("cookie_choice", urlconf=settings.SITE_URLCONF)
    policy = registry_of(scope).policy
    if policy.origins and "request" in context:
        may_load_from(context["request"], policy.origins)
    return Asked(policy, address)


@register.simple_tag
def cookie_table_of(scope):
    """The brand's registry as the section of a page shows it."""
    return CookieTable(heading=gettext("What this site keeps in your browser"), categories=cookie_categories(scope))
