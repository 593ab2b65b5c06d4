"""The draft that a grant shows."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from brands.directory import BrandDirectory, Root
from cms.foundation.pages import BasePage

from .grants import Unknown
from .models import Grant


def draft_of(grant: Grant, directory: BrandDirectory) -> tuple[BasePage, Root]:
    """The page as the grant shows it, and the root above it.

    :raises Unknown: when the page is no longer there, or no longer its brand's.
    """
    page = _stored(grant) if grant.page_id is not None else _not_stored(grant)
    root = directory.root_for_tree_path(page.path) if isinstance(page, BasePage) else None
    if page is None or root is None or root.brand.pk != grant.brand_id:
        raise Unknown
    return page, root


def _stored(grant: Grant) -> Page | None:
    page = Page.objects.filter(pk=grant.page_id).first()
    if page is None:
        return None
    if grant.content is not None:
        return page.specific.with_content_json(grant.content)
    if grant.revision is not None:
        return grant.revision.as_object()
    return page.get_latest_revision_as_object()


def _not_stored(grant: Grant) -> Page | None:
    """A new page that has only been written in its form."""
    content = grant.content or {}
    kind = ContentType.objects.filter(pk=content.get("content_type", 0)).first()
    model = kind.model_class() if kind is not None else None
    if model is None or not issubclass(model, BasePage):
        return None
    return model.from_serializable_data(content)
