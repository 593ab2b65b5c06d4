"""Every address of the desk that names an object, with what to put in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Workflow

from brands.models import Brand
from cms.changes.models import Change, Message
from cms.consent.models import Cookie
from cms.desk.models import TakenCopy
from cms.enquiries.models import Enquiry, Mailbox
from cms.library.models import Suggestion
from cms.moving.models import ImportRun
from cms.navigation.models import Menu
from cms.releases.models import Release
from home.provisioning.brands import locale_of
from home.provisioning.teams import brand_collection
from tests.factories.brands import home_of
from tests.factories.enquiries import make_enquiry, make_form
from tests.factories.library import make_call_to_action, make_example, make_question, make_role, make_version
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content, make_specialism
from tests.factories.webhooks import make_webhook


@dataclass(frozen=True)
class Address:
    """An address of the desk by name, with the names of its parameters."""

    name: str
    parameters: frozenset[str]

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]


def desk_addresses() -> list[Address]:
    """All addresses below `/admin/` that have parameters."""
    found = set(_walk(get_resolver(settings.ROOT_URLCONF), "", ()))
    return sorted(found, key=lambda address: (address.name, sorted(address.parameters)))


def _walk(resolver, path: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        below = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, below, namespaces + ((pattern.namespace,) if pattern.namespace else ()))
        elif below.startswith("admin/") and pattern.name:
            names = frozenset(pattern.pattern.regex.groupindex) | frozenset(pattern.pattern.converters)
            if names:
                yield Address(":".join((*namespaces, pattern.name)), names)


def snippet_spaces(name: str) -> tuple[str, str]:
    """Namespaces of a snippet's views and of its chooser."""
    return f"wagtailsnippets_{name}", f"wagtailsnippetchoosers_{name}"


class Belongings:
    """One thing of every kind that belongs to a brand, and where in an address it is named."""

    def __init__(self, brand: Brand, user, workflow: Workflow | None = None):
        self.brand = brand
        collection = brand_collection(brand)
        self.parent = make_specialism(home_of(brand))
        self.page = make_content(home_of(brand))
        self.items = {
            "role": make_role(brand=brand),
            "question": make_question(brand=brand),
            "example": make_example(brand=brand),
            "calltoaction": make_call_to_action(brand=brand),
        }
        self.original = make_role()
        self.version = make_version(self.original, brand, tagline=f"Said by {brand.name}")
        self.copy = TakenCopy.objects.create(page=self.page.page_ptr, content={}, looked_at=timezone.now())
        self.suggestion = Suggestion.objects.create(
            brand=brand, made_by=user, item=self.original, title="A suggestion", reason="A typo",
            base=self.original.serializable_data(), content=self.original.serializable_data(),
        )  # fmt: skip
        self.menu = Menu.objects.create(brand=brand, locale=locale_of("nl"), place="header")
        self.menu_revision = self.menu.save_revision()
        self.release = Release.objects.create(brand=brand, title="A release")
        self.release.entries.create(
            content_type=ContentType.objects.get_for_model(Page), object_id=self.page.pk, title=self.page.title
        )
        self.cookie = Cookie.objects.create(brand=brand, name="one", provider="us", category="necessary")
        self.form = make_form(brand)
        self.mailbox = Mailbox.objects.create(brand=brand, sender_name=brand.name)
        self.enquiry = make_enquiry(self.form, mail=Enquiry.Mail.FAILED)
        self.webhook, _ = make_webhook(brand)
        self.message = Message.objects.create(
            webhook=self.webhook, event="page.published", about="page:1", body="{}", state=Message.State.GIVEN_UP
        )
        self.image = make_image(collection=collection)
        self.document = make_document(collection=collection)
        self.redirect = Redirect.objects.create(old_path=f"/{brand.key}-old", site=brand.site, redirect_link="/new")
        self.workflow = workflow = workflow or home_of(brand).get_workflow()
        self.page_state = workflow.start(self.page, user)
        self.item_states = {name: workflow.start(item, user) for name, item in self.items.items()}
        self.collection = collection
        self.change = Change.objects.create(
            brand=brand, kind=Change.Kind.UNPUBLISHED, object_type=self.page._meta.label_lower, object_id=self.page.pk
        )
        self.import_run = ImportRun.objects.create(brand=brand, origin="old.example", started_at=timezone.now())

    def values(self, address: Address) -> dict | None:
        """What to put in an address so that it names this brand's things; None when it names nothing of a brand."""
        thing, state = self._thing(address)
        revision = getattr(thing, "latest_revision", None)
        known = {
            **dict.fromkeys(("page_id", "page_to_move_id", "page_pk"), self.page.pk),
            **dict.fromkeys(("parent_page_id", "destination_id"), self.parent.pk),
            "image_id": self.image.pk,
            **dict.fromkeys(("document_id", "doc_id"), self.document.pk),
            "redirect_id": self.redirect.pk,
            "collection_id": self.collection.pk,
            **({"pk": thing.pk, "object_id": thing.pk} if thing is not None else {}),
        }
        known |= {"suggestion_id": self.suggestion.pk, "release_id": self.release.pk, "import_id": self.import_run.pk}
        known |= {"webhook_id": self.webhook.pk, "message_id": self.message.pk, "change_id": self.change.pk}
        known |= {"workflow_pk": self.workflow.pk, "task_id": self.workflow.tasks.first().pk}
        if not known.keys() & address.parameters:
            return None
        known |= {"brand_key": self.brand.key, "touched_id": self.page.pk}
        if revision is not None:
            known |= {"revision_id": revision.pk, "revision_id_a": revision.pk, "revision_id_b": revision.pk}
        if state is not None:
            known |= {"workflow_state_id": state.pk, "task_state_id": state.current_task_state.pk}
        known |= {"session_id": 1, "action_name": "approve", "filter_spec": "max-165x165"}
        known |= {"content_type_app_name": "pages", "content_type_model_name": "contentpage"}
        known |= {"app_label": "library", "model_name": "role"}
        return {name: known[name] for name in address.parameters}

    def _thing(self, address: Address):
        for name, item in self.items.items():
            if address.namespace.endswith(f"_library_{name}"):
                return item, self.item_states[name]
        if address.namespace == "wagtailadmin_workflows":
            return (self.workflow.tasks.first() if "task" in address.name else self.workflow), None
        if address.namespace.endswith("_navigation_menu"):
            return self.menu, None
        if address.namespace.endswith("_consent_cookie"):
            return self.cookie, None
        if address.name == "library_version":
            return self.original, None
        if address.name in (
            "library_edit",
            "library_offer",
            "library_suggest",
            "touched",
            "touched_page",
            "touched_now",
            "touched_after",
            "release_hold",
        ):
            return self.items["role"], None
        if address.name in ("simple_translation:submit_snippet_translation", "translation_side_by_side") or (
            "editing_sessions" in address.name
        ):
            return self.items["role"], None
        by_namespace = {
            "brands": self.brand,
            "enquiries": self.enquiry,
            "webhooks": self.webhook,
            **dict.fromkeys(snippet_spaces("enquiries_enquiryform"), self.form),
            **dict.fromkeys(snippet_spaces("enquiries_mailbox"), self.mailbox),
            **dict.fromkeys(snippet_spaces("releases_release"), self.release),
            "wagtailadmin_collections": self.collection,
            "wagtailadmin_api:images": self.image,
            "wagtailimages_chooser": self.image,
            "wagtailadmin_api:documents": self.document,
            "wagtaildocs_chooser": self.document,
        }
        page_state = (self.page, self.page_state)
        return page_state if address.namespace not in by_namespace and self._is_of_pages(address) else (
            by_namespace.get(address.namespace), None)  # fmt: skip

    @staticmethod
    def _is_of_pages(address: Address) -> bool:
        return address.namespace in ("wagtailadmin_pages", "wagtailadmin_api:pages")

    def address(self, address: Address) -> str | None:
        """The address of this brand's thing, or None."""
        values = self.values(address)
        return None if values is None else reverse(address.name, kwargs=values)
