"""Pages that are moved, published or unpublished together: what that touches is told before it happens.

Where pages go is known once it is chosen, so a move is told on a page of its own, where Wagtail would move at once.
"""

from django.template.response import TemplateResponse
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction

from brands.directory import directory_for

from .deeds import Deed, Name
from .reach import Reach, Touched, reach_of, seen_by
from .views import address_of, may_change

TOLD = "touched-told"


def all_of(reaches: list[Reach]) -> Reach:
    """What several changes touch together, each page once with all of its addresses."""
    found: dict[int, list[Touched]] = {}
    for reach in reaches:
        for each in reach.pages:
            found.setdefault(each.page.pk, []).append(each)
    merged = []
    for same in found.values():
        addresses = tuple(dict.fromkeys(address for each in same for address in each.addresses))
        merged.append(Touched(same[0].page, same[0].root, addresses))
    webhooks = {webhook.pk: webhook for reach in reaches for webhook in reach.webhooks}
    return Reach(sorted(merged, key=lambda each: (each.brand.group_order, each.page.path)), list(webhooks.values()))


def told_of(request, pages, deed: Deed) -> dict:
    """What a deed to several pages touches, each and together, for a template."""
    directory, seen = directory_for(request), seen_by(request.user)
    rows = [
        {"page": page, "reach": reach_of(page, directory, seen, deed), "url": address_of("touched", page, deed)}
        for page in pages
        if may_change(request.user, page, deed)
    ]
    return {"rows": rows, "reach": all_of([row["reach"] for row in rows])}


@hooks.register("before_bulk_action")
def tell_reach_of_moves(request, action_type, objects, action):
    """The first time, a page that tells it; sent again from there, the pages are moved."""
    if action_type != "move" or not objects or TOLD in request.POST:
        return None
    deed = Deed("move", action.cleaned_form.cleaned_data["chooser"])
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    context = {
        **told_of(request, objects, deed), "destination": deed.destination, "told": TOLD, "sent": sent,
        "next": action.next_url,
    }  # fmt: skip
    return TemplateResponse(request, "desk/touched/together.html", context)


def _with_reach(action: PublishBulkAction | UnpublishBulkAction, name: Name, context: dict, with_below: str) -> dict:
    """Wagtail's context with what a deed touches, alone and with the pages below.

    :param with_below: name in Wagtail's context that says whether anything below would go along.
    """
    pages = [row["item"] for row in context["items"]]
    told = told_of(action.request, pages, Deed(name))
    below = told_of(action.request, pages, Deed(name, below=True))["reach"] if context.get(with_below) else None
    return {**context, **told, "below": below}


@hooks.register("register_bulk_action", order=1)
class PublishTogether(PublishBulkAction):
    """Tells on Wagtail's own confirmation what it touches."""

    template_name = "desk/touched/publish_together.html"

    def get_context_data(self, **kwargs):
        return _with_reach(self, "publish", super().get_context_data(**kwargs), "has_draft_descendants")


@hooks.register("register_bulk_action", order=1)
class UnpublishTogether(UnpublishBulkAction):
    """The same."""

    template_name = "desk/touched/unpublish_together.html"

    def get_context_data(self, **kwargs):
        return _with_reach(self, "unpublish", super().get_context_data(**kwargs), "has_live_descendants")
