"""What the desk's editor offers for things that belong to a brand."""

from wagtail import hooks
from wagtail.models import DraftStateMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.action_menu import PublishMenuItem, UnpublishMenuItem

from .permissions import BrandOwnedPermissionPolicy


@hooks.register("construct_snippet_action_menu")
def offer_publishing_to_publishers(menu_items, request, context):
    """Wagtail offers these to people with Django's permission on the model; here the policy decides."""
    model, instance = context["model"], context.get("instance")
    policy = policy_registry.get_by_type(model)
    if not isinstance(policy, BrandOwnedPermissionPolicy) or not issubclass(model, DraftStateMixin):
        return
    menu_items[:] = [item for item in menu_items if not isinstance(item, (PublishMenuItem, UnpublishMenuItem))]
    if context.get("locked_for_user"):
        return
    if instance is None:
        may = policy.user_has_permission(request.user, "publish")
    else:
        may = policy.user_has_permission_for_instance(request.user, "publish", instance)
    if may:
        menu_items.append(PublishMenuItem(order=30))
        if context["view"] == "edit" and instance.live:
            menu_items.append(UnpublishMenuItem(order=20))
    menu_items.sort(key=lambda item: item.order)
