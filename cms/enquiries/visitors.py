"""What visitors have sent, found and erased when one asks, and deleted when its time has come."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from .models import Enquiry

ERASED = "enquiries.erase"
ERASED_LABEL = (_("Erase on request"), _("Erased enquiries on request"))


def erase(enquiries, user=None) -> int:
    """Delete enquiries whole. What is noted says how many of which brand, and nothing of the visitor."""
    by_brand: dict = {}
    for enquiry in enquiries.select_related("brand"):
        by_brand.setdefault(enquiry.brand, []).append(enquiry.pk)
    for brand, pks in by_brand.items():
        Enquiry.objects.filter(pk__in=pks).delete()
        log(brand, ERASED, user=user, data={"enquiries": len(pks)})
    return sum(len(pks) for pks in by_brand.values())


def delete_kept_long_enough() -> int:
    """Delete the enquiries whose time is over. Returns how many."""
    deleted, _per_model = Enquiry.objects.filter(delete_after__lte=timezone.now()).delete()
    return deleted
