"""What pages of a folder refer to, found here or made of what the folder says of it.

An item is one of the group's or the brand's own, never another brand's: of one that is neither, the brand gets one of
its own, as a draft. What is neither here nor told leads nowhere, and is named.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, ReferenceIndex

from brands.models import Brand
from cms.enquiries.models import EnquiryForm
from cms.foundation.publishing import PublishRefused
from cms.foundation.rewriting import Rule

from ..carrying import FILES, LIBRARY, MALFORMED, blank, say, words_of
from ..taking_out.shapes import LIBRARY_FILE, ItemTold, Reference, References
from ..writing.arriving import CHANGED, KEPT, MADE, SAME
from ..writing.memory import Memory
from .media import Media
from .placing import Placing, keys_for
from .source import Refused
from .survey import Remark, Survey

MODELS = {model._meta.label: model for model in LIBRARY}


@dataclass
class Brought:
    """An item that came along, and what became of it."""

    told: ItemTold
    row: Any
    outcome: str
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def remark(self, about: str, words: str) -> None:
        self.remarks.append((about, words))


class Things:
    """Finds and makes what pages refer to."""

    def __init__(self, brand: Brand, survey: Survey, placing: Placing, memory: Memory, media: Media, user: Any = None):
        self.brand, self.survey, self.placing = brand, survey, placing
        self.memory, self.media, self.user = memory, media, user
        self.locales = {each.language_code: each for each in Locale.objects.all()}
        self.brought: list[Brought] = []
        self._looked: set[tuple[str, UUID]] = set()
        self._keys: dict[UUID, UUID] = {}

    def rule(self, refers: References, remark: Remark) -> Rule:
        """What the numbers of one file stand for here."""

        def here(model: type[Model], number: int) -> int | None:
            reference = refers.get(str(number))
            if reference is None or reference.model != model._meta.label:
                return None
            ways: dict[Any, Callable[[Reference, Remark], int | None]] = {
                Page: self._page, EnquiryForm: self._form, **dict.fromkeys(FILES, partial(self._file, model)),
                **dict.fromkeys(LIBRARY, partial(self._item, model)),
            }  # fmt: skip
            return ways[model](reference, remark) if model in ways else None

        return here

    def fill(self, row: Any, data: dict[str, Any], refers: References, remark: Remark, file: str) -> Any:
        """Let a row say what data of a file say.

        :raises Refused: where they are not such a thing's, or say what no editor could have written.
        """
        streams = {each.name: each for each in type(row)._meta.get_fields() if isinstance(each, StreamField)}
        stored = {
            name: json.dumps(value) if name in streams and isinstance(value, list) else value
            for name, value in data.items()
        }
        try:
            for name, stream in streams.items():
                for kind in _unknown(stream.stream_block, data.get(name)):
                    remark("unknown block", kind)
            said = say(row, stored, self.rule(refers, remark), self.renamed, lambda words: remark("link", words))
            for name, stream in streams.items():
                stream.stream_block.clean_deferred(getattr(said, name))
        except ValidationError as refusal:
            raise Refused(f"the data say what cannot stand here: {words_of(refusal)[:500]}", file) from refusal
        except MALFORMED as fault:
            raise Refused(f"the data are not those of such a thing ({type(fault).__name__}).", file) from fault
        return said

    def renamed(self, key: str) -> str:
        """The translation key here of an item that has another one there."""
        try:
            there = UUID(key)
        except ValueError:
            return key
        if there not in self._keys:
            rows = [row for model in LIBRARY for row in self._rows(model, there)]
            self._keys[there] = rows[0].translation_key if rows else self._free_key(there)
        return str(self._keys[there])

    # What is referred to

    def _page(self, reference: Reference, remark: Remark) -> int | None:
        if reference.key is None:
            return None
        found = self.placing.here.get((reference.key, reference.language))
        if found is None:
            home = self.placing.homes.get(reference.language)
            page = home and Page.objects.filter(
                translation_key__in=keys_for(self.brand, str(reference.key)), path__startswith=home.path
            ).first()  # fmt: skip
            found = page.pk if page else None
        if found is None:
            remark("reference", f"{reference.title} {reference.path}".strip() or str(reference.key))
        return found

    def _form(self, reference: Reference, remark: Remark) -> int | None:
        found = EnquiryForm.objects.filter(
            brand=self.brand, key=reference.name, locale__language_code=reference.language
        ).first()
        if found is None:
            remark("reference form", reference.name)
        return found and found.pk

    def _file(self, model: type[Model], reference: Reference, remark: Remark) -> int | None:
        thing = self.media.take(f"{self.survey.prefix}{reference.file}", reference.said, remark)
        return thing.pk if isinstance(thing, model) else None

    def _item(self, model: Any, reference: Reference, remark: Remark) -> int | None:
        if reference.key is None:
            return None
        self._bring(model, reference.key, remark)
        rows = self._rows(model, reference.key)
        if not rows:
            remark("reference", f"{model._meta.verbose_name} {reference.title or reference.key}")
            return None
        locale = self.locales.get(reference.language)
        return next((row.pk for row in rows if row.locale_id == (locale and locale.pk)), rows[0].pk)

    # Items

    def _rows(self, model: Any, key: UUID) -> list[Any]:
        """The rows here of an item: the group's, else the brand's own; never another brand's."""
        mine = Q(brand=None) | Q(brand=self.brand)
        found = model.objects.filter(mine, original=None, translation_key__in=keys_for(self.brand, str(key)))
        return sorted(found, key=lambda row: (row.brand_id is not None, row.pk))

    def _free_key(self, key: UUID) -> UUID:
        """Its own key; another one where somebody has that here already."""
        wanted = keys_for(self.brand, str(key))
        taken = any(model.objects.filter(translation_key=wanted[0]).exists() for model in LIBRARY)
        return wanted[-1] if taken else wanted[0]

    def _bring(self, model: Any, key: UUID, remark: Remark) -> None:
        """Make an item that is not here of what the folder says of it, or bring one up to date that came so before."""
        if (model._meta.label, key) in self._looked:
            return
        self._looked.add((model._meta.label, key))
        told = [each for each in self.survey.library.get((model._meta.label, key), ()) if each.language in self.locales]
        rows = {row.locale_id: row for row in self._rows(model, key)}
        if any(row.brand_id is None for row in rows.values()):
            return
        new: list[Brought] = []
        own_key = next((row.translation_key for row in rows.values()), None) or self._free_key(key)
        for each in told:
            locale = self.locales[each.language]
            if self.brand.language(each.language) is None:
                continue
            row = rows.get(locale.pk)
            brought = self._changed(each, row) if row is not None else self._made(model, each, locale, own_key)
            if brought is not None:
                self.brought.append(brought)
                new += [brought] if brought.outcome in (MADE, CHANGED) else []
        if any(brought.outcome == MADE for brought in new):
            remark("item", f"{model._meta.verbose_name} {told[0].title}")
        for brought in new:
            self._fill_item(brought)

    def _made(self, model: Any, told: ItemTold, locale: Locale, key: UUID) -> Brought:
        try:
            row = blank(model, told.data)
            row.brand, row.locale, row.translation_key, row.original = self.brand, locale, key, None
            row.own_fields = []
            row.full_clean(exclude=[each.name for each in model._meta.get_fields() if each.is_relation])
        except ValidationError as refusal:
            raise Refused(f"{told.title}: {words_of(refusal)[:500]}", LIBRARY_FILE) from refusal
        except MALFORMED as fault:
            raise Refused(f"{told.title} is no such item ({type(fault).__name__}).", LIBRARY_FILE) from fault
        row.save()
        return Brought(told, row, MADE)

    def _changed(self, told: ItemTold, row: Any) -> Brought | None:
        """An item that came with an import before; None for one that did not."""
        known = self.memory.rows.get(_name_of(told))
        if known is None or known.object_id != row.pk:
            return None
        if known.digest == _digest_of(told):
            return Brought(told, row, SAME)
        if not self.memory.untouched(_name_of(told), row):
            return Brought(told, row, KEPT, [("kept", told.title)])
        return Brought(told, row, CHANGED)

    def _fill_item(self, brought: Brought) -> None:
        told = brought.told
        row = type(brought.row).objects.get(pk=brought.row.pk)
        data = {name: value for name, value in told.data.items() if name != "own_fields"}
        row = self.fill(row, data, told.refers, brought.remark, f"{LIBRARY_FILE}: {told.title}")
        if not row.live:
            row.save()
            ReferenceIndex.create_or_update_for_object(row)
        revision = row.save_revision(user=self.user, clean=False)
        brought.row = row
        self.memory.remember(_name_of(told), row, digest=_digest_of(told), revision=revision)

    def publish(self) -> int:
        """Publish what came along and is complete, in whatever order the checks let it. Returns how many were."""
        waiting = [each for each in self.brought if each.outcome in (MADE, CHANGED)]
        count = 0
        while waiting:
            refused: list[tuple[Brought, str]] = []
            for each in waiting:
                row = type(each.row).objects.get(pk=each.row.pk)
                try:
                    with transaction.atomic():
                        row.latest_revision.publish(user=self.user)
                    count += 1
                except PublishRefused as refusal:
                    refused.append((each, " ".join(refusal.messages)))
            if len(refused) == len(waiting):
                for each, words in refused:
                    each.remark("publish", words)
                break
            waiting = [each for each, _words in refused]
        return count


def _unknown(block: blocks.Block, raw: Any) -> Iterator[str]:
    """Types of blocks in a stored value that the block does not have: it would pass over them in silence."""
    if isinstance(block, blocks.BaseStreamBlock):
        for each in raw or ():
            child = block.child_blocks.get(each["type"])
            if child is None:
                yield str(each["type"])
            else:
                yield from _unknown(child, each["value"])
    elif isinstance(block, blocks.ListBlock):
        for each in raw or ():
            is_item = isinstance(each, dict) and each.get("type") == "item"
            yield from _unknown(block.child_block, each["value"] if is_item else each)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _unknown(child, (raw or {}).get(name))


def _name_of(told: ItemTold) -> str:
    return f"{told.model}:{told.language}:{told.key}"[:190]


def _digest_of(told: ItemTold) -> str:
    return hashlib.sha256(told.model_dump_json().encode()).hexdigest()
