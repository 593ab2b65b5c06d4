"""What a page will be after a change: the change is made, the page is rendered, and all of it is taken back.

So the picture is of what would really be published, through the same code, and nothing of it stays: neither rows nor
what waits for a commit.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import get_urlconf, set_urlconf
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.images.forms import get_image_form
from wagtail.models import DraftStateMixin, Page

from brands.models import Brand
from cms.foundation.pages import BasePage
from cms.foundation.visibility import public
from cms.media.models import MediaImage
from home.forms import BrandForm
from home.viewsets import BrandViewSet

from .deeds import Deed

Change = Callable[[], object]


class NotPublic(Exception):
    """Visitors do not see the page, now or after the change."""


def change_of(thing: Any, user, sent: QueryDict | None, deed: Deed | None = None) -> Change:
    """What makes the change: publishes the draft, does the deed to the page, or saves what was sent of a form.

    The returned function raises ValidationError where that is refused.
    """
    if isinstance(thing, Page):
        return partial(_do, deed or Deed(), thing, user)
    if isinstance(thing, DraftStateMixin):
        revision = thing.latest_revision
        return partial(revision.publish, log_action=False) if revision else (lambda: None)
    if isinstance(thing, Brand):
        viewset = BrandViewSet()
        panel = viewset.get_edit_handler() if user.is_superuser else viewset.publisher_panel
        return partial(_save, panel.get_form_class(), thing, user, sent)
    return partial(_save, get_image_form(MediaImage), thing, user, sent)


def _do(deed: Deed, page: Page, user) -> None:
    """The deed as Wagtail does it, so that neither leaves anything out that the other would do."""
    if deed.name == "publish":
        PublishBulkAction.execute_action([page], include_descendants=deed.below, user=user)
    elif deed.name == "unpublish":
        UnpublishBulkAction.execute_action(
            [page], include_descendants=deed.below, user=user,
            permission_checker=lambda each: each.permissions_for_user(user).can_unpublish(),
        )  # fmt: skip
    elif deed.name == "delete":
        page.specific.delete(user=user)
    elif deed.destination is not None:
        page.specific.move(deed.destination, pos="last-child")


def _save(form_class, thing: Brand | MediaImage, user, sent: QueryDict | None) -> None:
    if not sent:
        return  # nothing was written in the form yet
    named = {"for_user": user} if issubclass(form_class, BrandForm) else {"user": user}
    form = form_class(sent, instance=thing, **named)
    if isinstance(thing, MediaImage):
        form.fields.pop("file", None)  # a file is not sent along; the picture stays
    if not form.is_valid():
        raise ValidationError(_("What is written in the form cannot be saved yet."))
    form.save()


def rendered(page_id: int, request, change: Change | None = None) -> bytes:
    """HTML of a public page as visitors get it; with a change, as they would get it after that.

    :raises ValidationError: when the change is refused.
    :raises NotPublic: when visitors are shown nothing.
    """
    with transaction.atomic():
        if change is not None:
            change()
        forget_brands(request)
        page = public(Page.objects.filter(pk=page_id)).first()
        html = _html(page.specific, request) if page else b""
        transaction.set_rollback(change is not None)
    forget_brands(request)
    if not html:
        raise NotPublic
    return html


def _html(page: BasePage, request) -> bytes:
    """A page as its brand's site renders it: with that site's addresses, in the page's language."""
    desks = get_urlconf()
    set_urlconf(settings.SITE_URLCONF)
    try:
        with translation.override(page.locale.language_code):
            return TemplateResponse(request, page.get_template(request), page.get_context(request)).render().content
    finally:
        set_urlconf(desks)


def forget_brands(request) -> None:
    """What the request knows of the brands is read again."""
    request.__dict__.pop("brand_directory", None)
