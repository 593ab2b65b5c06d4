"""The desk's gate at Wagtail's write API: what path, query or body name must be the person's own or the group's.

The gate decides what exists for a person, so another brand's is answered as what is not there. What she may do with
what she sees is Wagtail's answer.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest
from django.urls import ResolverMatch
from wagtail.api.v3.registry import registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Revision, Site
from wagtail.permissions import policy_registry

from brands.directory import BrandDirectory, directory_for
from cms.library.models import LibraryItem

from ..gate import MODEL_OF_PARAMETER, found
from ..ownership import UnknownOwner, may_see
from .bodies import BODY, FieldsReader, Named, json_body, key_in
from .items import check_item
from .problems import Refused, malformed, not_found

#: Parameters of paths that name an object, beside those of the desk's own addresses.
PATH_NAMES: dict[str, type[Model]] = {**MODEL_OF_PARAMETER, "site_id": Site}
#: Keys of bodies that name an object, whatever the operation.
BODY_NAMES: dict[str, type[Model]] = {
    "parent_id": Page,
    "destination_id": Page,
    "redirect_page_id": Page,
    "redirect_page": Page,
    "revision_id": Revision,
    "collection_id": Collection,
    "collection": Collection,
    "site": Site,
}
#: Parameters of paths that name nothing of a brand.
PATH_NAMES_NOTHING = frozenset({"locale_id", "type_name"})
#: Operations that look through every brand's things; who administers all may use them.
ADMINISTRATION = frozenset({"find_redirect"})
REDIRECT_WRITES = frozenset({"list_redirects", "create_redirect", "detail_redirect", "update_redirect"})
TRANSLATIONS = frozenset({"pages_actions_copy_for_translation", "snippets_actions_copy_for_translation"})
ITEM_WRITES = frozenset({"list_snippets", "create_snippet", "detail_snippet", "update_snippet", "delete_snippet"})
PAGE_WRITES = frozenset({"create_page", "update_page", "list_pages", "detail_page", "delete_page"})


def pass_gate(request: HttpRequest, match: ResolverMatch) -> None:
    """Let a request through whose every object the person may see.

    :raises Refused: 404 for what she may not see and for what is not there alike; 4xx for a body of a wrong shape.
    """
    directory = directory_for(request)
    named = [*named_in_path(match), *named_in_query(request, match, directory)]
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        named += named_in_body(request, match)
    for each in named:
        thing = found(each.model, each.key)
        if thing is None or not _may_see(request.user, thing, directory):
            raise not_found(each.place)
    if match.url_name in ITEM_WRITES and request.method in ("POST", "PATCH"):
        _check_item(request, match)
    if match.url_name in TRANSLATIONS:
        _check_translation(request, match, directory)
    if match.url_name in REDIRECT_WRITES and request.method in ("POST", "PUT"):
        _check_redirect(request)


def _may_see(user: Any, thing: Model, directory: BrandDirectory) -> bool:
    try:
        return may_see(user, thing, directory)
    except UnknownOwner:
        return False


def named_in_path(match: ResolverMatch) -> Iterator[Named]:
    """What a path names. A parameter that nobody has said closes the address."""
    for name, value in match.kwargs.items():
        if name in PATH_NAMES:
            yield Named(PATH_NAMES[name], value, ())
        elif name == "type":
            model = _item_type(value)
            if "pk" in match.kwargs:
                yield Named(model, unquote(match.kwargs["pk"]), ())
        elif name not in PATH_NAMES_NOTHING and name != "pk":
            raise not_found()


def _item_type(label: str) -> type[LibraryItem]:
    """The kind of library item with a label such as `library.Role`; other snippets are not part of this API."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise not_found() from error
    if not issubclass(model, LibraryItem) or label != model._meta.label:
        raise not_found()
    return model


def named_in_query(request: HttpRequest, match: ResolverMatch, directory: BrandDirectory) -> Iterator[Named]:
    """What a query names. Lists of pages and files ask the person's own alone and need no gate."""
    source = request.GET.get("translation_of")
    if source and "type" in match.kwargs:  # Wagtail finds it among everybody's items
        if not (source.isascii() and source.isdigit()):
            raise Refused(400, "Name an item by its number.", ("query", "translation_of"))
        yield Named(_item_type(match.kwargs["type"]), source, ("query", "translation_of"))
    if request.user.is_superuser:
        return
    if match.url_name in ADMINISTRATION:
        raise not_found()
    if match.url_name == "list_redirects" and request.method == "GET":
        site = request.GET.get("site", "")
        if not (site.isascii() and site.isdigit()):
            raise Refused(400, "Name the site whose redirects you want: ?site= with its key.", ("query", "site"))
        yield Named(Site, site, ("query", "site"))


def named_in_body(request: HttpRequest, match: ResolverMatch) -> list[Named]:
    """What a body names: keys of its own, and what its fields, texts and blocks refer to."""
    if request.content_type == "multipart/form-data":
        return [
            Named(model, request.POST[name], (*BODY, name))
            for name, model in BODY_NAMES.items()
            if name in request.POST
        ]
    body = json_body(request)
    meta = body.get("meta")
    named: list[Named] = []
    for holder, place in ((body, BODY), (meta if isinstance(meta, dict) else {}, (*BODY, "meta"))):
        for name in BODY_NAMES.keys() & holder.keys():
            named += key_in(BODY_NAMES[name], holder[name], (*place, name))
    written = _page_type(request, match, body) or _written_item_type(match)
    if written is not None:
        _check_names(written, body)
        named += FieldsReader(settings.WAGTAIL_API_V3_MOST_BLOCKS).read(written, body)
    return named


def _written_item_type(match: ResolverMatch) -> type[LibraryItem] | None:
    """The kind of item that a body is about; None where it is about none."""
    return _item_type(match.kwargs["type"]) if match.url_name in ITEM_WRITES else None


def _check_item(request: HttpRequest, match: ResolverMatch) -> None:
    """What is said of an item is kept, and makes no other kind of item of it."""
    model = _item_type(match.kwargs["type"])
    item = found(model, unquote(match.kwargs["pk"])) if "pk" in match.kwargs else None
    last = item.get_latest_revision_as_object() if isinstance(item, LibraryItem) else None
    check_item(model, last, json_body(request))


def _check_names(model: type[Model], body: dict[str, Any]) -> None:
    """Refuse fields that a type lacks: Wagtail leaves them out without a word, and what they say is lost."""
    registered = registry.get(model._meta.label)
    schema = registered.create_schema if registered else None
    if schema is None:
        return
    known = {name for each, field in schema.model_fields.items() for name in (each, field.alias) if name}
    for name in body:
        if name not in known and name != "id":
            raise malformed((*BODY, name), f"There is no such field. There are {', '.join(sorted(known))}.")


def _page_type(request: HttpRequest, match: ResolverMatch, body: dict[str, Any]) -> type[Page] | None:
    """The type of the page that a body is about; None where it is about none, or where Wagtail refuses the type."""
    if match.url_name not in PAGE_WRITES:
        return None
    if "page_id" in match.kwargs:
        page = found(Page, match.kwargs["page_id"])
        return page.specific_class if isinstance(page, Page) else None
    meta = body.get("meta")
    label = meta.get("type") if isinstance(meta, dict) else None
    if not isinstance(label, str):
        return None
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, Page) else None


def _check_translation(request: HttpRequest, match: ResolverMatch, directory: BrandDirectory) -> None:
    """A translation is in a language of the brand, a page's below translated pages, and is published by nobody."""
    body = json_body(request)
    for name in ("alias", "copy_parents"):
        if body.get(name):
            raise malformed((*BODY, name), "Translations are drafts; pages above them are translated first.")
    if "page_id" in match.kwargs:
        page = found(Page, match.kwargs["page_id"])
        brand = directory.brand_of(page) if isinstance(page, Page) else None
    else:
        item = found(_item_type(match.kwargs["type"]), unquote(match.kwargs["pk"]))
        brand = directory.by_id(getattr(item, "brand_id", None))
        if brand is None:
            return  # an original is the group's in every language
    known = [row.locale.language_code for row in brand.languages.all()] if brand else []
    if isinstance(body.get("locale"), str) and body["locale"] not in known:
        raise malformed((*BODY, "locale"), f"The brand's languages are {', '.join(known)}.")


def _check_redirect(request: HttpRequest) -> None:
    """A redirect stands on a site of the person's own. Wagtail asks only whether she may make redirects at all."""
    site = json_body(request).get("site")
    if site is None and not request.user.is_superuser:
        raise malformed((*BODY, "site"), "Name the site that the redirect is for, with its key.")
    if not policy_registry.get_by_type(Redirect).user_has_permission_for_instance(
        request.user, "add", Redirect(site_id=site)
    ):
        raise Refused(403, "You do not look after the redirects of this site.")
