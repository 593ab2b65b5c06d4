"""Wagtail's user bar and content checks in previews, wherever they are shown."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.userbar import ContentCheckerItem, Userbar
from wagtail.models import Page

from brands.directory import directory_for

from .front_ends import desk_origin, front_end_of, origin_of


class ChecksAcrossOrigins(ContentCheckerItem):
    """Content checks that the desk runs in a frame of another origin: the brand's site or its front end."""

    def __init__(self, page: Page | None = None, in_editor: bool = False):
        super().__init__(in_editor=in_editor)
        self.page = page

    def get_axe_spec(self, request):
        directory = directory_for(request)
        root = directory.root_for_tree_path(self.page.path) if self.page is not None and self.page.path else None
        addresses = [root.brand.root_url, front_end_of(root.brand)] if root is not None else []
        origins = dict.fromkeys([desk_origin(), *map(origin_of, addresses)])
        return {**super().get_axe_spec(request), "allowedOrigins": list(origins)}


def userbar_for(request: HttpRequest, user, page: Page) -> SafeString:
    """HTML of the user bar for an editor: the content checks, hidden until the desk asks for them.

    Its files come from the desk, whatever page of which origin it becomes part of. One of them opens links that leave
    the draft in a window of their own.
    """
    at_desk = HttpRequest()
    at_desk.META = {**request.META, "HTTP_HOST": urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
    at_desk.user = user
    at_desk.in_preview_panel = True  # type: ignore[attr-defined]
    bar = Userbar(object=page).render_html({"request": at_desk})
    links = urljoin(settings.WAGTAILADMIN_BASE_URL, static("js/desk/pane-links.js"))
    return format_html('{}<script src="{}"></script>', bar, links)
