"""People × addresses × owners: at every address of the desk everybody gets the answer of the rules, and no more.

Each cell asks the address, sends what changes something there, and looks at the answer, at the words in it and at the
rows that were written. A new address without a rule fails.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import TestCase
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from ..addresses import Address
from .asking import NOT_FOUND, NOT_THIS_WAY, OPEN, REFUSED, Answer, Sitting, form_of
from .rules import ASKED_ELSEWHERE, CLOSED, NOTHING_THERE, PUBLIC, expected, rule_of
from .sending import CHANGES, data_for
from .world import ALIKE, COMMON, EDITOR, GROUP, LIBRARIAN, PUBLISHER, Person, World

#: What stands in addresses that name nothing of a brand.
PLAIN = {
    "app_label": "pages", "model_name": "contentpage", "content_type_app_name": "pages",
    "content_type_model_name": "contentpage", "app_name": "taggit", "action": "delete", "path": "x", "uidb64": "x",
    "token": "x",
}  # fmt: skip
PLAIN_AT = {
    "wagtailadmin_workflows:add_task": {"app_label": "wagtailcore", "model_name": "groupapprovaltask"},
    "wagtailadmin_tag_model_autocomplete": {"model_name": "tag"},
}
#: Never asked: it signs out, it fails on purpose, they are a brand's and nowhere here, and pages and documents have
#: tests of their own.
NEVER = {
    *("wagtailadmin_logout", "wagtailadmin_error_test", "search", "security_txt"),
    *("wagtail_serve", "wagtaildocs_serve"),
}
#: Addresses without a name: Wagtail's example and its answer to all that is nothing.
NAMELESS = {"", "admin/test404/", "admin/^.*/$"}
#: Wagtail shows the form and refuses what is sent with it.
REFUSES_WHAT_IS_SENT = {"wagtailadmin_pages:move_confirm"}

#: Brands suggest changes of originals to librarians, who read there who did.
SUGGESTED_TO = (LIBRARIAN, "wagtailadmin_home")


def patterns(resolver: URLResolver | None = None, path: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Path, namespaces and pattern of every address of the desk's host."""
    for pattern in (resolver or get_resolver(settings.ROOT_URLCONF)).url_patterns:
        below = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield below, spaces, pattern
        else:
            yield from patterns(pattern, below, spaces + ((pattern.namespace,) if pattern.namespace else ()))


def addresses() -> list[Address]:
    """All that have a name. Wagtail's write API, where it is mounted, has its own isolation tests."""
    found = set()
    for _path, spaces, pattern in patterns():
        if pattern.name and pattern.name not in NEVER and "wagtailapi_v3" not in spaces:
            names = frozenset(pattern.pattern.regex.groupindex) | frozenset(pattern.pattern.converters)
            found.add(Address(":".join((*spaces, pattern.name)), names))
    return sorted(found, key=lambda address: (address.name, sorted(address.parameters)))


def test_what_has_no_name_stands_at_the_address_of_what_has_one():
    """Such views replace Wagtail's, and are asked in their place."""
    named = {path for path, _spaces, pattern in patterns() if pattern.name}
    assert {path for path, _spaces, pattern in patterns() if not pattern.name} - named == NAMELESS


def test_every_address_has_a_rule():
    everything = addresses()
    assert len(everything) > 300
    for address in everything:
        if address.name not in ASKED_ELSEWHERE:
            rule_of(address)  # raises
    assert ASKED_ELSEWHERE.keys() <= {address.name for address in everything}
    for path in set(ASKED_ELSEWHERE.values()):
        assert (settings.BASE_DIR / path).is_file()


class Cells:
    """The cells of some addresses. The world is made once; what a cell changes is taken back."""

    @classmethod
    def setUpTestData(cls):
        cls.world = World()

    @staticmethod
    def covers(address: Address) -> bool:
        raise NotImplementedError

    def test_every_cell(self):
        self.sittings = {person: Sitting(person) for person in self.world.people}
        self.wrong: list[str] = []
        self.asked = 0
        here = [address for address in addresses() if address.name not in ASKED_ELSEWHERE]
        for address in filter(self.covers, here):
            for owner, path in self.places(address).items():
                self.ask_everybody(address, owner, path)
        assert self.asked > 300
        assert self.wrong == [], "\n".join(["", *self.wrong])

    def places(self, address: Address) -> dict[str | None, str]:
        """Owner of what an address names → path; under None where it names nothing of anybody."""
        found: dict[str | None, str] = {}
        for owner, belongings in self.world.belongings.items():
            values = belongings.values(address)
            if values is not None and None not in values.values():
                found[owner] = reverse(address.name, kwargs=values)
        if found:
            return found
        plain = {**PLAIN, **PLAIN_AT.get(address.name, {})}
        if address.namespace == "wagtailusers_users":
            plain["pk"] = self.world.people[1].user.pk  # nobody deletes herself
        elif address.namespace == "wagtailusers_groups":
            plain["pk"] = Group.objects.get_or_create(name="Nobody's")[0].pk  # in no team
        elif address.namespace == "wagtailsites":
            plain["pk"] = self.world.brands["iduet"].site_id
        return {None: reverse(address.name, kwargs={name: plain.get(name, 1) for name in address.parameters})}

    def ask_everybody(self, address: Address, owner: str | None, path: str) -> None:
        query = {} if address.parameters else {"q": COMMON, "term": COMMON}
        data: dict = {}
        changes = False
        if not (address.namespace.endswith(ALIKE) and owner is not None):
            administrator = self.sittings[self.world.administrator]
            shown = administrator.ask("get", path, query)
            form = form_of(shown, path) if shown.kind == OPEN else {}
            data = data_for(self.world, address, owner, form)
            sends = data or shown.kind == NOT_THIS_WAY or address.name in CHANGES
            if sends and rule_of(address).kind != CLOSED:
                changes = bool(administrator.ask("post", path, data).wrote)
            want = expected(rule_of(address), self.world.administrator, owner)
            there = NOT_FOUND if address.name in NOTHING_THERE else want
            if shown.kind not in (there, NOT_THIS_WAY):
                self.note(address, owner, self.world.administrator, "sees", shown.kind)
        if address.name in CHANGES and owner != GROUP and not changes:
            self.note(address, owner, self.world.administrator, "sends", "and changes nothing")
        for person in self.people_for(address, owner):
            self.ask_one(address, owner, path, person, query, data, changes)

    def people_for(self, address: Address, owner: str | None) -> list[Person]:
        """Whom to ask. Of Iduet's things an editor is a foreigner, of Finhire's a publisher; who is in no brand is
        asked of Finhire's. Where kinds are alike only foreigners are asked.
        """
        people = self.world.people[1:]
        if owner in self.world.brands:
            foreigner = EDITOR if owner == "iduet" else PUBLISHER
            own = [person for person in people if person.brand == owner]
            foreign = [person for person in people if person.brand not in ("", owner) and person.role == foreigner]
            others = [person for person in people if not person.brand and owner == "finhire"]
            return foreign if address.namespace.endswith(ALIKE) else [*own, *foreign, *others]
        return [] if owner == GROUP and address.namespace.endswith(ALIKE) else people

    def ask_one(self, address, owner, path, person: Person, query, data, changes) -> None:
        want = expected(rule_of(address), person, owner)
        if address.name in NOTHING_THERE and want == OPEN:
            want = NOT_FOUND
        got = self.sittings[person].ask("get", path, query)
        self.asked += 1
        if address.name not in REFUSES_WHAT_IS_SENT and got.kind != NOT_THIS_WAY and not fits(got, want):
            self.note(address, owner, person, "sees", got.kind, want)
        told = [word for word in person.hidden_words if word.lower() in got.text.lower()]
        if told and (person.role, address.name) != SUGGESTED_TO:
            self.note(address, owner, person, "is told", told)
        if want != OPEN and got.wrote:
            self.note(address, owner, person, "by looking wrote", got.wrote)
        if not changes or rule_of(address).kind == PUBLIC:
            return
        sent = self.sittings[person].ask("post", path, data)
        if not fits(sent, want):
            self.note(address, owner, person, "sends and gets", sent.kind, want)
        if want != OPEN and sent.wrote:
            self.note(address, owner, person, "is refused and wrote", sent.wrote)
        if want == OPEN and not sent.wrote and person.brand in (owner, "finhire"):
            self.note(address, owner, person, "may and wrote", "nothing")

    def note(self, address, owner, person, what, found, want="") -> None:
        instead = f" instead of {want}" if want else ""
        self.wrong.append(f"{address.name} ({owner}): {person} {what} {found}{instead}")


def fits(answer: Answer, want: str) -> bool:
    """Where an action on what she may see is refused, that it is not found will do; the other way round it will not."""
    return answer.kind == want or (want == REFUSED and answer.kind == NOT_FOUND)


@pytest.mark.crawl
class TestPages(Cells, TestCase):
    """Addresses of pages."""

    @staticmethod
    def covers(address):
        return rule_of(address).kind == "page"


@pytest.mark.crawl
class TestItems(Cells, TestCase):
    """Addresses of the library."""

    @staticmethod
    def covers(address):
        return rule_of(address).kind == "item"


@pytest.mark.crawl
class TestEverythingElse(Cells, TestCase):
    """Files, menus, cookies, redirects, brands, reports, accounts, administration."""

    @staticmethod
    def covers(address):
        return rule_of(address).kind not in ("page", "item")
