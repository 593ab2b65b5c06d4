"""Two who write one page through the API: `ETag` names the version that was read, `If-Match` the one to replace.

The tag stands for the newest version of the page, draft or published, and for its place: whoever read before somebody
saved, published, unpublished or moved it has an older one. The tree is held (`cms.foundation.holding`), so that of two
who write at once one is always the second.
"""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.http import parse_etags
from wagtail.models import Page

from cms.foundation.transactions import SAFE_METHODS

from .problems import Refused


def tag_of(page_id: int) -> str | None:
    """The strong entity tag of a page as it is now, with its quotes; None when there is no such page."""
    row = Page.objects.filter(pk=page_id).values_list(
        "latest_revision_id", "latest_revision__created_at", "live_revision_id", "live", "path"
    ).first()  # fmt: skip
    if row is None:
        return None
    revision, moment, published, live, path = row
    saved = f"{moment.timestamp():.6f}" if moment else "0"
    return f'"{page_id}-{revision or 0}-{saved}-{published or 0}-{int(live)}-{path}"'


def check_condition(request: HttpRequest, match: ResolverMatch) -> None:
    """Keep a write from replacing a version that its sender has not read.

    :raises Refused: 412 when `If-Match` names other versions; 400 when it cannot be read.
    """
    condition = request.headers.get("If-Match")
    if condition is None or "page_id" not in match.kwargs or request.method in SAFE_METHODS:
        return
    wanted = parse_etags(condition)
    if not wanted:
        raise Refused(400, "This is no list of entity tags.", ("header", "If-Match"))
    now = tag_of(match.kwargs["page_id"])
    if wanted != ["*"] and now not in wanted:
        raise Refused(
            412,
            "The page has been changed since you read it. Read it again with ?version=draft, and decide.",
            ("header", "If-Match"),
            tag=now,
        )


def entity_tag(match: ResolverMatch, response: HttpResponse) -> str | None:
    """The tag for an answer that is one page; None for any other."""
    if response.status_code not in (200, 201) or not _is_one_page(match):
        return None
    page = json.loads(response.content)
    return tag_of(page["id"]) if "id" in page else None


def _is_one_page(match: ResolverMatch) -> bool:
    """Whether an address answers with a page. That of the list does when a page is made there."""
    name = match.url_name or ""
    return name in ("list_pages", "create_page", "detail_page", "update_page") or name.startswith("pages_actions_")
