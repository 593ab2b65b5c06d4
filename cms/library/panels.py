"""What an item's editor says of brand and group: what is followed, what is a brand's own, who differs, who uses it."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.permissions import policy_registry

from brands.directory import directory_for

from .differences import differences_of, printed
from .models import LibraryItem, Suggestion
from .usages import usages_of


class OwnOrGroups:
    """Mixed into bound panels: in a version, a switch per field between the brand's own text and the group's."""

    form: Any
    instance: Any
    prefix: str
    plain_template: str

    @property
    def switched_names(self) -> tuple[str, ...]:
        """The fields that one switch is for."""
        raise NotImplementedError

    @property
    def template_name(self):
        return "library/panels/own_field.html" if self.is_switched else self.plain_template

    @property
    def is_switched(self) -> bool:
        return self.form is not None and "own_fields" in self.form.fields and self.instance.original_id is not None

    def get_context_data(self, parent_context=None):
        context = super().get_context_data(parent_context)  # type: ignore[misc]
        if not self.is_switched:
            return context
        names = self.switched_names
        original = self.instance.original
        texts = printed(original, names)
        changed = self.form.changed_by_the_group
        ticked = self.form["own_fields"].value() or []
        return {
            **context,
            "plain_template": self.plain_template,
            "switch": {
                "id": f"{self.prefix}-own",
                "value": names[0],
                "is_own": any(name in ticked for name in names),
                "group_texts": [
                    (original._meta.get_field(name).verbose_name if len(names) > 1 else "", texts.get(name, ""))
                    for name in names
                ],
                "answer_url": address_of_version(self.instance) if changed & set(names) else "",
                "language": original.locale.language_code,
            },
        }


class OwnFieldPanel(FieldPanel):
    """A field that a brand version follows or says itself."""

    class BoundPanel(OwnOrGroups, FieldPanel.BoundPanel):
        plain_template = FieldPanel.BoundPanel.template_name

        @property
        def switched_names(self):
            return (self.panel.field_name,)

        def is_required(self):
            needed = self.panel.field_name in self.instance.required_on_publish
            return super().is_required() or (needed and not self.is_switched)


class OwnFieldsPanel(MultiFieldPanel):
    """Fields that only make sense together: a brand version follows them or says them all itself."""

    class BoundPanel(OwnOrGroups, MultiFieldPanel.BoundPanel):
        plain_template = MultiFieldPanel.BoundPanel.template_name

        @property
        def switched_names(self):
            return tuple(child.field_name for child in self.panel.children)


class OfVersionsPanel(FieldPanel):
    """A field that only a brand version's editor shows."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and self.instance.original_id is not None


class UnseenPanel(FieldPanel):
    """A field of the form that other panels draw."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return self.form is None


class BrandsPanel(Panel):
    """In an original's editor: which brands say something else, and where it is used as far as the editor may know."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library/panels/brands.html"

        def is_shown(self):
            return self.instance.pk is not None and self.instance.brand_id is None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            original, user = self.instance, self.request.user
            usages = usages_of(original, user)
            versions = {
                version.brand_id: version
                for version in original.versions.select_related("brand", "locale", "original", "seen_revision")
            }
            rows = []
            for brand in directory_for(self.request).brands:
                version = versions.get(brand.pk)
                rows.append(
                    {
                        "brand": brand,
                        "version": version,
                        "labels": [difference.label for difference in differences_of(version)] if version else [],
                        "url": address_of_version(version) if version else "",
                        "usages": [usage for usage in usages if usage.brand == brand.name and usage.url],
                        "others": sum(usage.brand == brand.name and not usage.url for usage in usages),
                    }
                )
            context["rows"] = rows
            context["shared_usages"] = [usage for usage in usages if not usage.brand]
            return context


class WhosePanel(Panel):
    """Above an item's fields: whom a change touches, and the ways to the other kinds of it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library/panels/whose.html"

        def is_shown(self):
            return self.instance.pk is not None or self.instance.original_id is not None

        def get_context_data(self, parent_context=None):
            item, original = self.instance, self.instance.original
            context = {**super().get_context_data(parent_context), "original": original}
            name = item._meta.model_name
            if original:
                context["compare_url"] = address_of_version(item) if item.pk else ""
                context["original_url"] = editor_of(original, self.request.user)
                context["suggest_url"] = reverse("library_suggest", args=[name, original.pk])
            elif item.brand_id:
                context["offer_url"] = reverse("library_offer", args=[name, item.pk])
            else:
                context["different"] = [version.brand.name for version in item.versions.select_related("brand")]
                context["waiting"] = Suggestion.objects.waiting().about(item)
            return context


def editor_of(item: LibraryItem, user) -> str:
    """Where somebody edits an item; empty when she may not."""
    policy = policy_registry.get_by_type(type(item))
    if not policy.user_has_permission_for_instance(user, "change", item):
        return ""
    return reverse(type(item).snippet_viewset.get_url_name("edit"), args=[item.pk])


def address_of_version(version: Any) -> str:
    """Where a version stands beside its original."""
    return reverse("library_version", args=[version._meta.model_name, version.original_id, version.brand.key])
