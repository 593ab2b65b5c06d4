"""What the editor of a comparison asks of the desk."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from brands.permissions import visible_to
from cms.library.models import Role

MOST_AT_ONCE = 50
LARGEST_ID = 2**63 - 1


@never_cache
@require_safe
def compared_roles(request):
    """Keys and names of roles for the criteria table: `?id=1&id=2` → `{"roles": [{"id", "key", "name"}]}`.

    `key` is what the table keeps a role's cells by: for a brand version its original's. Roles that are not
    visible to the editor are left out. Answers 400 with `{"error"}` unless there are 1 to 50 whole numbers.
    """
    raw = request.GET.getlist("id")
    if not 1 <= len(raw) <= MOST_AT_ONCE or not all(_is_id(text) for text in raw):
        message = _("Ask for 1 to %(most)s roles by number, such as ?id=1&id=2.") % {"most": MOST_AT_ONCE}
        return JsonResponse({"error": message}, status=400)
    roles = visible_to(request.user, Role.objects.filter(pk__in=raw)).select_related("original", "brand")
    return JsonResponse({"roles": [_role(role) for role in roles]})


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID


def _role(role: Role) -> dict:
    item = role.original or role
    return {"id": role.pk, "key": str(item.translation_key), "name": role.short_name or item.short_name or str(item)}
