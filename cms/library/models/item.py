"""What roles, questions, examples and calls to action have in common.

A library item is one of three: a group *original* (no brand), a *brand's own* item (brand, no original; only that
brand sees it), or a *brand version* (brand and original), which lists the fields that are its own and follows the
original in all others.
"""

import copy
from collections.abc import Iterator
from typing import Any, ClassVar, Literal, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from pydantic import PrivateAttr
from wagtail.fields import RichTextField, StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    ReferenceIndex,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from brands.directory import BrandDirectory, directory_for
from brands.models import Brand
from cms.foundation.links import Representation
from cms.foundation.publishing import Errors, PublishChecked
from cms.foundation.representation import references_of
from cms.foundation.rich_text import is_blank, references_in
from cms.foundation.scope import Scope
from cms.foundation.tags import list_of_items
from cms.foundation.translation import TranslationTracked, current_revision

Origin = Literal["original", "brand version", "brand's own"]
ORIGINAL: Origin = "original"
BRAND_VERSION: Origin = "brand version"
BRANDS_OWN: Origin = "brand's own"


class ItemCard(Representation):
    """A library item as a reader gets it. `kind` is the model's name, `id` that of the original or own item."""

    kind: ClassVar[str]
    id: int
    key: str
    origin: Origin

    @property
    def whole(self) -> "ItemCard":
        """The item's card."""
        return self


class ItemName(Representation):
    """A few fields of a library item, where its card would be too much."""

    kind: ClassVar[str]
    _whole: ItemCard = PrivateAttr()
    id: int
    key: str

    @property
    def whole(self) -> ItemCard:
        """The card that the fields are from."""
        return self._whole


class LibraryItem(
    TranslationTracked,
    PublishChecked,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A role, question, example or call to action. Fields are blank in the database and checked on publish."""

    search_auto_update = False  # cms.discovery.indexing does it
    #: Fields without which an item cannot be published.
    required_on_publish: ClassVar[tuple[str, ...]] = ()
    #: Field → fields that make sense only together with it and are taken over whole.
    taken_together: ClassVar[dict[str, tuple[str, ...]]] = {}
    #: Fields that a brand version may have as its own.
    content_fields: ClassVar[tuple[str, ...]] = ()
    #: What a translation does not take over: its own publication, revisions and lock.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        *("live_revision", "first_published_at", "last_published_at", "go_live_at", "expire_at", "expired"),
        *("locked", "locked_at", "locked_by", "source_revision", "seen_revision"),
    ]

    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text=_("Empty for an original of the group. With a brand: only that brand sees it."),
    )  # fmt: skip
    original = models.ForeignKey(
        "self", verbose_name=_("version of"), null=True, blank=True, on_delete=models.PROTECT, related_name="versions",
        help_text=_("The group's original that this brand says differently."),
    )  # fmt: skip
    own_fields = models.JSONField(
        _("fields of its own"), default=list, blank=True,
        help_text=_("A version shows these fields itself; all others follow the original."),
    )  # fmt: skip
    # Deleted with the item.
    suggestions = GenericRelation("library.Suggestion")
    # Protected, since what the group said then is what its next text is compared with.
    seen_revision = models.ForeignKey(
        Revision, verbose_name=_("original as last looked at"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip

    class Meta(TranslatableMixin.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["original", "brand"],
                condition=Q(original__isnull=False),
                name="%(class)s_one_version_per_brand",
            ),
            models.CheckConstraint(
                condition=Q(original=None) | Q(brand__isnull=False), name="%(class)s_version_has_brand"
            ),
        ]

    def save(self, *args, **kwargs):
        if self._state.adding and self.original and self.seen_revision_id is None:
            self.seen_revision = current_revision(self.original)
        super().save(*args, **kwargs)

    def get_default_locale(self):
        """A version is in the language of what it is a version of."""
        return self.original.locale if self.original else super().get_default_locale()

    def full_clean(self, *args, **kwargs):
        if self.locale_id is None:
            # Wagtail sets it when the row is written; checks need it before.
            self.locale_id = self.get_default_locale().pk  # type: ignore[unreachable]
        super().full_clean(*args, **kwargs)

    @property
    def origin(self) -> Origin:
        """Which of the three kinds this is; after `with_version`, whose text a reader gets."""
        if self.original_id or getattr(self, "_version", None):
            return BRAND_VERSION
        return ORIGINAL if self.brand_id is None else BRANDS_OWN

    def with_version(self, version: Self) -> Self:
        """This original as a brand says it: a copy with the version's own fields laid over it."""
        merged = copy.copy(self)
        for name in version.effective_own_fields():
            setattr(merged, name, getattr(version, name))
        merged._version = version
        return merged

    def as_read(self) -> Self:
        """The item as readers get it: for a version, the original with the version laid over it."""
        return self.original.with_version(self) if self.original else self

    def effective_own_fields(self) -> list[str]:
        """The version's own fields, completed with those that only make sense together."""
        names = list(self.own_fields)
        for leader, followers in self.taken_together.items():
            if leader in names:
                names.extend(follower for follower in followers if follower not in names)
        return [name for name in names if name in self.content_fields]

    def tags(self) -> list[str]:
        """Tags that an item adds to what is made of it: its own, and its version's."""
        version = getattr(self, "_version", None)
        label = self._meta.model_name
        return [f"{label}:{self.pk}", *([f"{label}:{version.pk}"] if version else [])]

    def change_tags(self) -> list[str]:
        """Tags of everything that a change of this item may touch, also where it was missing until now."""
        label = self._meta.model_name
        tags = [
            f"{label}:{self.pk}",
            f"missing:{label}:{self.translation_key}:{self.locale.language_code}",
            list_of_items(type(self)),
        ]
        if self.original and self.brand:
            tags.append(f"absent:{label}-version:{self.original_id}:{self.brand.key}")
        return tags

    def references(self) -> Iterator[tuple[type, Any]]:
        """What the item itself refers to."""
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                yield from references_of(field.stream_block, getattr(self, field.name))
            elif isinstance(field, RichTextField):
                yield from references_in(getattr(self, field.name))

    # Who approves

    def get_workflow(self):
        """A brand's items are approved as its pages are; Wagtail's assignment to the model is that of originals."""
        if self.brand is None:
            return super().get_workflow()
        return self.brand.site.root_page.get_workflow()

    # What a brand has seen of its original

    def with_content_json(self, content):
        """A revision says what the text is, not what of the original has been looked at since."""
        instance = super().with_content_json({**content, "seen_revision": None})
        instance.seen_revision_id = self.seen_revision_id
        return instance

    def mark_seen(self, revision: Revision) -> None:
        """Remember that the brand knows the original as it is in a revision of it."""
        self.seen_revision = revision
        type(self)._default_manager.filter(pk=self.pk).update(seen_revision=revision)

    # Checks

    def clean(self):
        super().clean()
        errors: dict[str, Any] = {}
        named = self.own_fields if isinstance(self.own_fields, list) else [self.own_fields]  # JSON may say anything
        unknown = sorted({str(name)[:60] for name in named if name and name not in self.content_fields})
        if unknown:
            errors["own_fields"] = _("There is no such field: %(names)s.") % {"names": ", ".join(unknown)}
        if self.original:
            if self.brand_id is None:
                errors["brand"] = _("A version belongs to a brand.")
            if self.original.original_id or self.original.brand_id:
                errors["original"] = _("Only an original of the group has versions.")
            if self.original.locale_id != self.locale_id:
                errors["original"] = _("The original is in another language.")
        elif self.own_fields:
            errors["own_fields"] = _("Only a version has fields of its own.")
        if errors:
            raise ValidationError(errors)

    def publish_scope(self) -> Scope | None:
        directory = BrandDirectory()
        brand = directory.by_id(self.brand_id) or next(iter(directory.brands), None)
        return brand and Scope(directory, brand, self.locale)

    def publish_errors(self) -> Errors:
        """Required fields, for a version after merging with its original."""
        errors = super().publish_errors()
        subject = self.as_read()
        for name in self.required_on_publish:
            value = getattr(subject, name)
            rich = isinstance(self._meta.get_field(name), RichTextField)
            if is_blank(value) if rich else not value:
                errors.setdefault(name, ValidationError(_("This is needed before publishing.")))
        return errors

    def usages(self) -> models.QuerySet:
        """Where this item is used, from Wagtail's reference index.

        A reference means the item and not its row in one language, so a published row is also in use where a page or
        item of its language refers to another row.
        """
        rows = {self.pk}
        if self.live:
            rows |= set(type(self).objects.filter(translation_key=self.translation_key).values_list("pk", flat=True))
        references = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(type(self)), to_object_id__in=[str(pk) for pk in rows]
        ).exclude(model_path="original")
        elsewhere = [
            reference.pk
            for reference in references.exclude(to_object_id=str(self.pk))
            if getattr(source_of_reference(reference), "locale_id", None) != self.locale_id
        ]
        return references.exclude(pk__in=elsewhere)

    def delete(self, *args, **kwargs):
        usages = self.usages()
        if usages.exists():
            raise ProtectedError(
                ngettext(
                    "“%(item)s” is in use in %(count)s place. Take it out there first.",
                    "“%(item)s” is in use in %(count)s places. Take it out there first.",
                    usages.count(),
                )
                % {"item": self, "count": usages.count()},
                set(usages),
            )
        return super().delete(*args, **kwargs)

    # Translation

    def copy_for_translation(self, locale, exclude_fields=None):
        """A version's translation is a version of the original's translation."""
        translated = super().copy_for_translation(locale, exclude_fields)
        if self.original:
            translated.original = self.original.get_translation_or_none(locale)
            if translated.original is None:
                raise ValidationError(_("Translate the group's original first: there is none in this language."))
        translated.live = False
        translated.has_unpublished_changes = True
        return translated

    # Preview

    def represent(self, scope: Scope) -> Any:
        """The item as data, for templates and the API alike."""
        raise NotImplementedError

    @property
    def preview_modes(self):
        """A brand's own is shown on that brand, an original on each."""
        if self.brand_id:
            return self.DEFAULT_PREVIEW_MODES
        return [(brand.key, _("On %s") % brand.name) for brand in BrandDirectory().brands]

    def is_previewable(self):
        return True

    def get_preview_template(self, request, mode_name):
        return "previews/library_item.html"

    def get_preview_context(self, request, mode_name):
        directory = directory_for(request)
        brand = directory.by_id(self.brand_id) or directory.by_key(mode_name) or next(iter(directory.brands))
        scope = Scope(directory, brand, self.locale, preview=True)
        subject = self.as_read()
        scope.prefetch(subject.references())
        return {
            "request": request,
            "scope": scope,
            "brand": brand,
            "language": scope.language_code,
            "item": subject.represent(scope),
            "item_template": f"components/{self._meta.model_name}.html",
            "title": str(self),
        }


def source_of_reference(reference: ReferenceIndex) -> models.Model | None:
    """What refers, in its most general form: a page as `Page`."""
    model = reference.base_content_type.model_class()
    return model._default_manager.filter(pk=reference.object_id).first() if model else None
