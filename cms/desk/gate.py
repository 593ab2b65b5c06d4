"""The desk's gate: what belongs to another brand is not found.

Before an admin view runs, every object that its path names is resolved to its brand. Wagtail's own permissions decide
what a person may *do* with what she may see; the gate decides what exists for her at all, so it answers 404 and never
403. A parameter that the gate does not know closes the view to everybody but administrators, and a test fails.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404
from django.urls import ResolverMatch, reverse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import page_not_found
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Revision, Task, TaskState, Workflow, WorkflowState
from wagtail.snippets.models import get_snippet_models

from brands.directory import directory_for
from brands.hosts import DESK
from brands.models import Brand, PageOffer
from brands.permissions import teams_of
from cms.changes.models import Change, Message, Webhook
from cms.enquiries.models import Enquiry
from cms.library.models import Suggestion
from cms.media.models import MediaDocument, MediaImage
from cms.moving.models import ImportRun
from cms.releases.models import Release

from .audit.noting import note_refusal, refusal_in
from .models import Refusal
from .ownership import UnknownOwner, may_see
from .together import named_by

#: Parameter of a path → the model that it names a row of, wherever it stands.
MODEL_OF_PARAMETER: dict[str, type[Model]] = {
    "page_id": Page,
    "parent_page_id": Page,
    "page_to_move_id": Page,
    "destination_id": Page,
    "page_pk": Page,
    "image_id": MediaImage,
    "document_id": MediaDocument,
    "doc_id": MediaDocument,
    "collection_id": Collection,
    "redirect_id": Redirect,
    "revision_id": Revision,
    "revision_id_a": Revision,
    "revision_id_b": Revision,
    "task_id": Task,
    "task_state_id": TaskState,
    "workflow_pk": Workflow,
    "workflow_state_id": WorkflowState,
    "suggestion_id": Suggestion,
    "offer_id": PageOffer,
    "release_id": Release,
    "import_id": ImportRun,
    "change_id": Change,
    "webhook_id": Webhook,
    "message_id": Message,
}

#: Namespace → the model that `pk` names a row of. Snippets and their choosers are added from their registry.
MODEL_OF_NAMESPACE: dict[str, type[Model]] = {
    "brands": Brand,
    "enquiries": Enquiry,
    "webhooks": Webhook,
    "wagtailadmin_pages": Page,
    "wagtailadmin_api:pages": Page,
    "wagtailadmin_api:images": MediaImage,
    "wagtailadmin_api:documents": MediaDocument,
    "wagtailadmin_collections": Collection,
    "wagtailimages_chooser": MediaImage,
    "wagtaildocs_chooser": MediaDocument,
}

#: Parameters that name no object of a brand.
NAMES_NOTHING = frozenset(
    {
        *("app_label", "app_name", "model_name", "content_type_app_name", "content_type_model_name"),
        *("action", "action_name", "filter_spec"),
        *("session_id", "uploaded_file_id"),  # Wagtail looks these up among the person's own
        *("uidb64", "token"),  # the way back in for those who forgot their password
        "parcel_id",  # the view looks among the person's own
        "touched_id",  # librarians see what a change of the group's touches: the view asks for whom it is
        "brand_key",  # of an original's version, which librarians compare too, and of one's drafts: the views ask
    }
)

#: Namespaces whose `pk` is the group's, and whose views Wagtail opens to administrators only.
ADMINISTRATION = frozenset(
    {
        *("wagtaillocales", "wagtailsites", "wagtailusers_groups", "wagtailusers_users"),
        "wagtailusers_api_tokens",
    }
)

#: Views that list what belongs to every brand, or is the administrators', and that no editor needs.
CLOSED = frozenset(
    {
        *(f"wagtailadmin_api:{kind}:{view}" for kind in ("images", "documents") for view in ("listing", "find")),
        *(f"wagtailadmin_reports:page_types_usage{view}" for view in ("", "_results")),
        *(f"wagtailredirects:{step}_import" for step in ("start", "process")),
        "wagtailimages:preview",  # makes a picture of any size that its address names
        *(f"wagtailadmin_workflows:task_{view}" for view in ("chooser", "chooser_results", "chooser_create", "chosen")),
    }
)

#: What is there for somebody who may sign in and is in no team: her own account.
OWN_ACCOUNT = frozenset(
    {
        *("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_dismissibles", "wagtailadmin_sprite"),
        *("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog"),
        *(f"wagtailadmin_password_reset{step}" for step in ("", "_done", "_confirm", "_complete")),
        *("second_factor", "second_factor_app", "second_factor_check", "recovery_codes"),
        *(f"otp_webauthn:credential-registration-{step}" for step in ("begin", "complete")),
        *(f"otp_webauthn:credential-authentication-{step}" for step in ("begin", "complete")),
        "otp_webauthn:js-i18n-catalog",
    }
)

#: Views whose query names objects: `?id=…`.
BULK_ACTION = "wagtail_bulk_action"
CHOSEN_MULTIPLE = ("chosen_multiple", "wagtailadmin_choose_page_chosen_multiple")


class UnknownParameter(LookupError):
    """The gate cannot tell whose a path's parameter is."""


@cache
def snippet_namespaces() -> dict[str, type[Model]]:
    """Namespace of a snippet's views or chooser → its model."""
    found = {}
    for model in get_snippet_models():
        found[model.snippet_viewset.get_admin_url_namespace()] = model
        found[model.snippet_viewset.get_chooser_admin_url_namespace()] = model
    return found


def model_named(match: ResolverMatch, parameter: str) -> type[Model] | None:
    """The model that a path's parameter names a row of; None when it names nothing of a brand.

    :raises UnknownParameter: when nobody has said.
    """
    if parameter in MODEL_OF_PARAMETER:
        return MODEL_OF_PARAMETER[parameter]
    if parameter in NAMES_NOTHING:
        return None
    if parameter in ("pk", "object_id"):
        if match.namespace == "wagtailadmin_workflows":
            return Task if "task" in (match.url_name or "") else Workflow
        if match.namespace in MODEL_OF_NAMESPACE:
            return MODEL_OF_NAMESPACE[match.namespace]
        if match.namespace in snippet_namespaces():
            return snippet_namespaces()[match.namespace]
        if match.namespace in ADMINISTRATION:
            return None
        if "app_label" in match.kwargs and "model_name" in match.kwargs:
            return _model(match.kwargs["app_label"], match.kwargs["model_name"])
    raise UnknownParameter(f"{match.view_name}: {parameter}")


def _model(app_label: str, model_name: str) -> type[Model]:
    try:
        return apps.get_model(app_label, model_name)
    except LookupError as error:
        raise UnknownOwner(f"{app_label}.{model_name}") from error


def named_in_path(match: ResolverMatch) -> Iterator[tuple[type[Model], Any]]:
    """Model and key of every object that a path names."""
    for parameter, value in match.kwargs.items():
        model = model_named(match, parameter)
        if model is not None:
            yield model, unquote(str(value))


def acted_on(match: ResolverMatch) -> tuple[type[Model], str]:
    """Model and name of a bulk action."""
    return _model(match.kwargs["app_label"], match.kwargs["model_name"]), match.kwargs["action"]


def named_in_query(match: ResolverMatch, query) -> Iterator[tuple[type[Model], Any]]:
    """Model and key of every object that a bulk action or a multiple choice names in its query."""
    if match.view_name == BULK_ACTION:
        model, _action = acted_on(match)
        yield from ((model, key) for key in query.getlist("id"))
        yield from ((Page, key) for key in query.getlist("childOf"))
    elif match.url_name in CHOSEN_MULTIPLE:
        model = MODEL_OF_NAMESPACE.get(match.namespace) or snippet_namespaces().get(match.namespace, Page)
        yield from ((model, key) for key in query.getlist("id"))


def found(model: type[Model], key: Any) -> Model | None:
    """The row, or None: then the view itself says that there is none.

    :param key: as the address has it; words such as "latest" and "all", which Wagtail knows beside keys, name no row.
    """
    try:
        return model._default_manager.filter(pk=key).first()
    except (ValueError, ValidationError, OverflowError):
        return None


class DeskGate:
    """Middleware after authentication. Answers 404 for admin addresses that name another brand's objects."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if self._stands_before(request) and request.resolver_match is not None:
            refusal = refusal_in(request, response)
            if refusal is not None:
                note_refusal(request, refusal[0], named_things(request.resolver_match, request), refusal[1])
        return response

    @staticmethod
    def _stands_before(request) -> bool:
        """Whether somebody who is signed in asks the desk."""
        user = getattr(request, "user", None)
        is_desk = getattr(request, "host_kind", None) == DESK and request.path.startswith(reverse("wagtailadmin_home"))
        return is_desk and user is not None and user.is_authenticated

    def process_view(self, request, view, args, kwargs):
        if not self._stands_before(request):
            return None
        if request.user.is_superuser or opens(request.resolver_match, request):
            return self._keep_to_what_is_hers(request)
        foreign = [
            thing
            for thing in named_things(request.resolver_match, request)
            if not may_see(request.user, thing, directory_for(request))
        ]
        note_refusal(request, Refusal.Kind.NOT_THERE, foreign)
        # The answer of Wagtail's own views to what is not there, so that nobody can tell the two apart.
        response = page_not_found(request, Http404(), template_name="wagtailadmin/404.html")
        add_never_cache_headers(response)
        return response

    @staticmethod
    def _keep_to_what_is_hers(request) -> None:
        """Where it names “all”, a bulk action gets what the person may see."""
        if request.resolver_match.view_name == BULK_ACTION:
            try:
                request.GET = named_by(request, *acted_on(request.resolver_match))
            except UnknownOwner:  # an administrator's, of what is no model: the view says so
                return


def opens(match: ResolverMatch, request) -> bool:
    """Whether a person may see everything that an address names."""
    if match.view_name in CLOSED or (match.view_name not in OWN_ACCOUNT and not teams_of(request.user)):
        return False
    directory = directory_for(request)
    try:
        named = [*named_in_path(match), *named_in_query(match, request.GET)]
        things = [found(model, key) for model, key in named]
        return all(thing is None or may_see(request.user, thing, directory) for thing in things)
    except (UnknownParameter, UnknownOwner):
        return False


def named_things(match: ResolverMatch, request) -> list[Model]:
    """What an address names and what is there; nothing where the gate does not know what it names."""
    try:
        named = [*named_in_path(match), *named_in_query(match, request.GET)]
        things = [thing for model, key in named if (thing := found(model, key)) is not None]
        for thing in things:
            may_see(request.user, thing, directory_for(request))
    except (UnknownParameter, UnknownOwner):
        return []
    return things
