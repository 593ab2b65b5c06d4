"""Content checks reach into previews on a brand's own address and in its front end."""

from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

from .userbar import ChecksAcrossOrigins


@hooks.register("construct_wagtail_userbar")
def check_across_origins(request, items, page):
    items[:] = [
        ChecksAcrossOrigins(page, item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]
