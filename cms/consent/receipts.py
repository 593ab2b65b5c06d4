"""A visitor's choice, kept as a receipt that proves it."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from brands.models import Brand

from .models import AskedPolicy, Receipt
from .policy import Policy

KEPT = timedelta(days=3 * 365)  # consent must be shown as long as a complaint may come


def give_receipt(brand: Brand, policy: Policy, chosen: Iterable[str]) -> Receipt:
    """Store a choice among the policy's categories, and what the policy said. Others are left out."""
    AskedPolicy.objects.get_or_create(brand=brand, version=policy.version, defaults={"cookies": policy.cookies})
    allowed = set(chosen)
    categories = [category for category in policy.categories if category in allowed]
    return Receipt.objects.create(brand=brand, policy=policy.version, categories=categories)


def delete_old_receipts() -> int:
    """Delete receipts that need prove nothing any more. Returns how many."""
    deleted, _per_model = Receipt.objects.filter(given_at__lt=timezone.now() - KEPT).delete()
    return deleted
