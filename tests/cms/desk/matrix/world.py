"""Two brands with one thing of every kind each, the group's own, and everybody who may meet them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser, Permission
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from brands.models import Brand, Team
from home.provisioning.teams import group_collection
from tests.factories.brands import home_of, make_administrator, make_editor, make_librarian, make_publisher, make_user
from tests.factories.library import make_call_to_action, make_example, make_question, make_role
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content

from ..addresses import Address, Belongings

EDITOR, PUBLISHER, LIBRARIAN = "editor", "publisher", "librarian"
ADMINISTRATOR, STRANGER, ANONYMOUS = "administrator", "stranger", "anonymous"

#: Stands in every title of a brand and nowhere else, so that a leak can be read.
WORDS = {"iduet": "Kwartelslag", "finhire": "Zandmuur"}
#: What all titles begin with, so that a search finds those of all.
COMMON = "Gezocht"
GROUP = "group"
#: The other three kinds of library item have the views of roles: own things are asked of one kind, foreign ones of all.
ALIKE = ("_library_question", "_library_example", "_library_calltoaction")


@dataclass(frozen=True)
class Person:
    """Somebody in a role; `brand` is the key of the brand that she works for, empty for the others."""

    role: str
    user: Any
    brand: str = ""

    def __str__(self):
        return f"{self.role} of {self.brand}" if self.brand else self.role

    @property
    def hidden_words(self) -> list[str]:
        """Words that she must never read."""
        if self.role == ADMINISTRATOR:
            return []
        return [word for key, word in WORDS.items() if key != self.brand]


def called(thing, word: str):
    """Give a thing a title that can be recognised, in its row and in its last revision."""
    name = next(each for each in ("short_name", "question", "title") if hasattr(thing, each))
    setattr(thing, name, f"{COMMON} {word}")
    if isinstance(thing, Page):
        thing.draft_title = thing.title
    thing.save()
    if getattr(thing, "latest_revision", None):
        thing.save_revision()


def approval_by(teams: Iterable[Team], word: str) -> Workflow:
    """A workflow whose one task is approval by somebody of these teams."""
    workflow = Workflow.objects.create(name=f"{word} approval", active=True)
    task = GroupApprovalTask.objects.create(name=f"{word} approves", active=True)
    task.groups.set(team.group for team in teams)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


class BrandsOwn(Belongings):
    """A brand's things, called by its word, and traces of work on them."""

    def __init__(self, brand: Brand, editor, publisher):
        word = WORDS[brand.key]
        super().__init__(brand, editor, approval_by(brand.teams.filter(kind=Team.Kind.PUBLISHERS), word))
        self.parent = make_content(home_of(brand))  # a content page may stand below it
        for thing in (self.page, self.parent, *self.items.values(), self.image, self.document):
            called(thing, word)
        for file in (self.image, self.document):
            file.tags.add(f"{COMMON}{word}")
        self.redirect.old_path = f"/{COMMON}-{word}"
        self.redirect.save()
        self.cookie.name = f"{COMMON}_{word}"
        self.cookie.save()
        called(self.form, word)
        called(self.release, word)
        self.mailbox.sender_name = f"{COMMON} {word}"
        self.mailbox.save()
        self.webhook.name = f"{COMMON} {word}"
        self.webhook.save()
        self.enquiry.form_title = f"{COMMON} {word}"
        self.enquiry.answers = [{"name": "name", "label": "Name", "kind": "text", "value": f"{COMMON} {word}"}]
        self.enquiry.text = f"{COMMON} {word}".lower()
        self.enquiry.save()
        log(self.page, "wagtail.edit", user=editor)
        log(self.items["role"], "wagtail.edit", user=editor)
        self.locked = make_content(home_of(brand), f"{COMMON} locked {word}")
        self.locked.locked, self.locked.locked_by, self.locked.locked_at = True, publisher, timezone.now()
        self.locked.save()
        self.alias = self.page.create_alias(parent=home_of(brand), update_slug=f"alias-{brand.key}")
        self._set_apart_what_is_in_review(editor)

    def _set_apart_what_is_in_review(self, editor):
        """Wagtail locks for editors what waits for approval, so that stands beside what they write."""
        workflow = self.page_state.workflow
        for state in (self.page_state, *self.item_states.values()):
            state.cancel()
        page, role = make_content(home_of(self.brand)), make_role(brand=self.brand)
        self.in_review = [(thing, workflow.start(thing, editor)) for thing in (page, role)]
        for thing, _state in self.in_review:
            called(thing, f"review {WORDS[self.brand.key]}")

    def _thing(self, address: Address):
        if "workflow" in address.name.rpartition(":")[2]:
            for thing, state in self.in_review:
                if isinstance(thing, Page) == self._is_of_pages(address) and not address.namespace.endswith(ALIKE):
                    return thing, state
        return super()._thing(address)

    def values(self, address: Address) -> dict | None:
        values = super().values(address)
        if values and "task_id" in values:
            _thing, state = self._thing(address)
            if state is not None:
                values["task_id"] = state.current_task_state.task_id
        if values and address.name.endswith(":convert_alias"):
            values["page_id"] = self.alias.pk
        if values and address.name.endswith(":unlock") and "page_id" in values:
            values["page_id"] = self.locked.pk
        if values and self._is_of_pages(address) and "workflow" in address.name.rpartition(":")[2]:
            values["page_id"] = self._thing(address)[0].pk
        return values


class GroupsOwn(BrandsOwn):
    """What belongs to no brand."""

    NAMESPACES = ("_library_", "wagtailimages", "wagtaildocs", "wagtailadmin_api:images", "wagtailadmin_api:documents")

    def __init__(self, administrator):
        self.items = {
            "role": make_role(),
            "question": make_question(),
            "example": make_example(),
            "calltoaction": make_call_to_action(),
        }
        self.workflow = workflow = approval_by(Team.objects.filter(kind=Team.Kind.LIBRARIANS), "Group")
        self.item_states = {name: workflow.start(item, administrator) for name, item in self.items.items()}
        for state in self.item_states.values():
            state.cancel()
        role = make_role()
        self.in_review = [(role, workflow.start(role, administrator))]
        self.locked = self.suggestion = self.original = self.version = _NOTHING
        self.page = self.parent = self.redirect = self.brand = self.menu = self.cookie = self.alias = _NOTHING
        self.form = self.mailbox = self.enquiry = _NOTHING
        self.release = self.import_run = self.webhook = self.message = self.change = _NOTHING
        self.page_state = None
        self.collection = group_collection()
        self.image = make_image(collection=self.collection)
        self.document = make_document(collection=self.collection)

    def values(self, address: Address) -> dict | None:
        """As of a brand's, for addresses of the kinds that the group has."""
        return super().values(address) if any(part in address.namespace for part in self.NAMESPACES) else None


class _NOTHING:
    pk = key = None


class World:
    """Everybody and everything. `belongings` by key of the brand, and the group's."""

    def __init__(self):
        administrator = Person(ADMINISTRATOR, make_administrator())
        self.people = [administrator, Person(LIBRARIAN, make_librarian())]
        self.belongings: dict[str, BrandsOwn] = {GROUP: GroupsOwn(administrator.user)}
        self.brands = {brand.key: brand for brand in Brand.objects.filter(key__in=WORDS)}
        for brand in self.brands.values():
            editor, publisher = make_editor(brand), make_publisher(brand)
            for user in (editor, publisher):
                user.first_name = WORDS[brand.key]
                user.save()
            self.people += [Person(EDITOR, editor, brand.key), Person(PUBLISHER, publisher, brand.key)]
            self.belongings[brand.key] = BrandsOwn(brand, editor, publisher)
        stranger = make_user("stranger@desk.localhost")
        stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
        self.people += [Person(STRANGER, stranger), Person(ANONYMOUS, AnonymousUser())]

    @property
    def administrator(self) -> Person:
        return self.people[0]
