"""Library items that a page of another system brings along: found where the library has them, else made as drafts."""

import json
import re
import uuid
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.db.models import Q
from wagtail.models import Locale, ReferenceIndex

from brands.models import Brand
from cms.foundation.publishing import PublishRefused
from cms.library.models import CallToAction, Example, LibraryItem, Question, Role
from cms.navigation.models import Menu

from ..converting.draft import Draft, Entry
from .links import Links
from .memory import Memory

LENGTHS = {"question": 200, "title": 120, "short_name": 60}


class Items:
    """Items of one brand and language.

    :param memory: of the origin; without one (a page that was pasted) items are found by what they say.
    """

    def __init__(self, brand: Brand, locale: Locale, links: Links, memory: Memory | None = None, user: Any = None):
        self.brand, self.locale, self.links, self.memory, self.user = brand, locale, links, memory, user
        self.made: list[LibraryItem] = []
        self._roles: dict[str, Role] | None = None
        self._menu: set[str] | None = None

    def role(self, name: str, draft: Draft, text: str = "") -> int:
        """The role of a name; where the library has none, a draft of the brand's own."""
        if self._roles is None:
            self._roles = self._known_roles()
        found = self._roles.get(_compared(name))
        if found is None:
            found = Role(short_name=name[: LENGTHS["short_name"]], brand=self.brand, locale=self.locale, live=False)
            found.description = self.links.rewrite(text, draft.remark)
            self._save(found)
            self._roles[_compared(name)] = found
            draft.remark("role", name)
        elif text and not found.description:
            found.description = self.links.rewrite(text, draft.remark)
            self._save(found)
        elif text and found not in self.made:
            draft.remark("role text", f"{name}: {_words(text)}")
        return found.pk

    def question(self, name: str, entry: Entry, draft: Draft) -> int:
        answer = self.links.rewrite(entry.text, draft.remark)
        values = {"question": self._fit(entry.title, "question", draft), "answer": answer}
        return self._item(Question, name, values, draft).pk

    def example(self, name: str, entry: Entry, draft: Draft) -> int:
        roles = [_block("role", self.role(each, draft)) for each in entry.roles[:4]]
        values = {
            "title": self._fit(entry.title, "title", draft),
            "situation": self.links.rewrite(entry.text, draft.remark),
            "result": self.links.rewrite(entry.result, draft.remark),
        }
        return self._item(Example, name, values, draft, {"roles": json.dumps(roles)}).pk

    def call_to_action(self, name: str, entry: Entry, draft: Draft) -> int:
        """An invitation; `result` of the entry is what its button says."""
        link: dict[str, Any] = {"text": (entry.result or entry.title)[:80], "page": None, "url": "", "contact": False}
        target = self.links.find(entry.href)
        if target is not None and target[0] == "page":
            link["page"] = target[1]
        elif (address := self.links.absolute(entry.href)) and len(address) <= 500 and " " not in address:
            link["url"] = address
            if self.links.is_old(address):
                draft.remark("old link", address)
        else:
            draft.remark("link", f"{entry.result or entry.title} ({entry.href[:200]})")
        if len(entry.title) > 100 or len(entry.text) > 300:
            draft.remark("text", f"{entry.title} {entry.text}")
        values = {"title": entry.title[:100], "text": entry.text[:300]}
        there = [_block("link", link)] if link["page"] or link["url"] else []
        return self._item(CallToAction, name, values, draft, {"link": json.dumps(there)}).pk

    def specialises_in(self, name: str) -> bool:
        """Whether the brand's menu of specialisations has an entry of this name."""
        if self._menu is None:
            menus = Menu.objects.filter(brand=self.brand, locale=self.locale, place=Menu.Place.SPECIALISATIONS)
            self._menu = {_compared(words) for menu in menus for words in _words_of_menu(menu)}
        return _compared(name) in self._menu

    def publish(self, draft: Draft) -> None:
        """Publish what was made; what is not complete stays a draft, and is told."""
        for item in self.made:
            try:
                item.latest_revision.publish(user=self.user)
            except PublishRefused as refusal:
                draft.remark("publish", f"{item}: {' '.join(refusal.messages)}")
            item.refresh_from_db()
        self.made = []

    # Finding and making

    def _fit(self, text: str, field: str, draft: Draft) -> str:
        if len(text) > LENGTHS[field]:
            draft.remark("text", text)
        return text[: LENGTHS[field]]

    def _known_roles(self) -> dict[str, Role]:
        """Compared name → role that the brand may use; its own language and its own roles first."""
        mine = Q(brand=None) | Q(brand=self.brand)
        known = list(Role.objects.filter(mine, original=None).order_by("pk"))
        known.sort(key=lambda role: (role.locale_id != self.locale.pk, role.brand_id is None, not role.live))
        found: dict[str, Role] = {}
        for role in known:
            for name in (role.short_name, role.full_name):
                if name:
                    found.setdefault(_compared(name), role)
        return found

    def _item(
        self, model: type[Any], name: str, values: dict[str, str], draft: Draft, more: dict[str, str] | None = None
    ) -> Any:
        """The item of a name: the one that came before, or one that says the same, or a new one."""
        before = self._before(model, name)
        if before is not None and self.memory is not None:
            current = before.get_latest_revision_as_object()
            if all(getattr(current, field) == value for field, value in values.items()):
                return before
            if self.memory.is_own(name) and not self.memory.untouched(name, before):
                draft.remark("kept", str(before))
                return before
            if self.memory.is_own(name):
                for field, value in {**values, **(more or {})}.items():
                    setattr(current, field, value)
                self._remember(name, current, self._save(current))
                return current
        same = self._same(model, values) if values[next(iter(values))] else None
        if same is not None:
            self._remember(name, same, None)
            return same
        made = model(brand=self.brand, locale=self.locale, live=False, **values, **(more or {}))
        self._remember(name, made, self._save(made))
        return made

    def _before(self, model: type[Any], name: str) -> Any | None:
        key = self.memory.key(name) if self.memory else None
        return model.objects.filter(pk=key).first() if key else None

    def _same(self, model: type[Any], values: dict[str, str]) -> Any | None:
        mine = Q(brand=None) | Q(brand=self.brand)
        return model.objects.filter(mine, original=None, locale=self.locale, **values).order_by("pk").first()

    def _save(self, item: Any) -> Any:
        if not item.live:  # what readers see changes when it is published
            item.full_clean()
            item.save()
            ReferenceIndex.create_or_update_for_object(item)  # an import notes it here alone
        revision = item.save_revision(user=self.user)
        self.made.append(item)
        return revision

    def _remember(self, name: str, item: Any, revision: Any) -> None:
        if self.memory is not None:
            self.memory.remember(name, item, revision=revision)


def _block(name: str, value: Any) -> dict[str, Any]:
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


def _words_of_menu(menu: Menu) -> Iterator[str]:
    """What the entries of a menu are called."""
    for child in menu.entries:
        links = [child.value["link"], *child.value["children"]]
        yield child.value["heading"] or ""
        yield from (str(link["text"] or link["page"] or "") for link in links if link)


def _compared(name: str) -> str:
    """A name without what people write differently: case, “of”, and signs."""
    words = re.sub(r"[^\w\s]", " ", name.casefold())
    return " ".join(word for word in words.split() if word not in ("of", "van", "the", "de"))


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
