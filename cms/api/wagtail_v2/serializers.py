"""How pages look in Wagtail's read API: its own shape, our addresses, and texts as the site shows them."""

from typing import Any

from django.urls import reverse
from pydantic import BaseModel
from pydantic_core import to_jsonable_python
from rest_framework.fields import Field
from wagtail.api.v2.serializers import PageSerializer, get_serializer_class

from brands.directory import directory_for
from cms.foundation.links import page_url
from cms.foundation.rich_text import RichText


class DetailUrl(Field):
    """Full address of the page in this API, on the host that was asked."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, value):
        request = self.context["request"]
        named = "" if request.brand else f"?site={self.context['view'].brand().host}"
        return request.build_absolute_uri(reverse("wagtailapi_v2:pages:detail", args=[value.pk]) + named)


class HtmlUrl(Field):
    """Full public address of the page."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, value):
        return page_url(directory_for(self.context["request"]), value)


class NamedPage(Field):
    """Another page, by name and address; null unless the public sees it in this brand."""

    def __init__(self, relation: str, **kwargs):
        super().__init__(read_only=True, **kwargs)
        self.relation = relation

    def get_attribute(self, instance):
        key = instance.alias_of_id if self.relation == "alias_of" else getattr(instance.get_parent(), "pk", None)
        return self.context["base_queryset"].filter(pk=key).first() if key else None

    def to_representation(self, value):
        serializer = get_serializer_class(
            type(value),
            ["id", "type", "detail_url", "html_url", "title"],
            meta_fields=["type", "detail_url", "html_url"],
            base=BrandPageSerializer,
        )
        return serializer(context=self.context).to_representation(value)


class Shown(Field):
    """A field of the page's representation."""

    def __init__(self, name: str, **kwargs):
        super().__init__(read_only=True, **kwargs)
        self.name = name

    def get_attribute(self, instance):
        return getattr(self.context["view"].document_of(instance), self.name)

    def to_representation(self, value):
        return plain(value, self.context["_wagtail_rich_text_format"])


class BrandPageSerializer(PageSerializer):
    """Wagtail's page serializer, whose addresses and neighbours are the brand's."""

    detail_url = DetailUrl(read_only=True)
    html_url = HtmlUrl(read_only=True)
    parent = NamedPage("parent")
    alias_of = NamedPage("alias_of")


def plain(shown: Any, rich_text_format: str) -> Any:
    """A representation as JSON has it; a rich text is one string, as clients of this API expect."""
    if isinstance(shown, RichText):
        return shown.markdown if rich_text_format == "markdown" else shown.html
    if isinstance(shown, BaseModel):
        names = [*type(shown).model_fields, *type(shown).model_computed_fields]
        return {name: plain(getattr(shown, name), rich_text_format) for name in names}
    if isinstance(shown, list):
        return [plain(each, rich_text_format) for each in shown]
    return to_jsonable_python(shown)
