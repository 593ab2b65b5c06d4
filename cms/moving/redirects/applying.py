"""Writing what a plan says, all of it or nothing."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from brands.models import Brand
from cms.discovery.redirects import record_redirects
from cms.foundation.holding import hold

from .planning import Plan

#: Name of the action in the desk's history.
IMPORTED = "moving.redirects"


class NotApplied(Exception):
    """Nothing was written. The message says why."""


def apply(plan: Plan, user=None) -> None:
    """Write the redirects of a plan.

    :raises NotApplied: when it has faults, or somebody else changed the same redirects meanwhile.
    """
    if plan.faults:
        raise NotApplied(_("There are lines to mend; nothing was changed."))
    if not plan.new and not plan.changed:
        return
    try:
        with transaction.atomic():
            hold(Brand, plan.brand.pk)
            _write(plan, user)
    except IntegrityError as error:
        raise NotApplied(_("Somebody else changed these redirects meanwhile. Nothing was changed.")) from error


def _write(plan: Plan, user) -> None:
    new = [Redirect(site_id=plan.brand.site_id, old_path=wanted.start, **wanted.values) for wanted in plan.new]
    Redirect.objects.bulk_create(new, batch_size=500)
    if new:
        # One row for all of them: whatever a redirect of this brand may change is made anew.
        record_redirects(plan.brand, new[0], [row.old_path for row in new])
    for row, wanted in plan.changed:
        for name, value in wanted.values.items():
            setattr(row, name, value)
        row.save()
    told = {"new": len(new), "changed": len(plan.changed)}
    log(plan.brand, IMPORTED, user=user, data=told)
