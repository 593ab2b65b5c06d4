"""The page that every page type of ours derives from. Abstract: each type has a table of its own."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPMethod
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from pydantic import create_model
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from brands.directory import BrandDirectory, directory_for

from .finding import page_at
from .links import AliasSource, PageCard, PagesAbove, Representation, Translations, page_path, page_url, taken
from .offering import mirrors_left_behind
from .page_tags import PageTags, search_panels, words_of
from .parameters import Declared, asked_of
from .previewing import handed_over, preview_modes_of
from .publishing import Errors, PublishChecked, PublishCheckedPageForm
from .representation import made_once, references_of, represent
from .rich_text import FEATURES, RichText, references_in, represent_rich_text
from .scope import Kind, Scope
from .tags import PARAMETERS_MATTER, add_tags
from .translation import TranslationTracked
from .visibility import visible_trees

#: Kinds of what every stored page needs beside what it says itself, keyed by its primary key. Rooms above add theirs at
#: start, so that it is loaded with the rest.
needed_by_every_page: list[Kind] = [PageTags]
#: What stands around every page that is read as HTML, as references; rooms above add theirs.
needed_around_every_page: list[Callable[[Scope], Iterable[tuple[Kind, Any]]]] = []


class Seo(Representation):
    """What search engines are told. `canonical` is the page's own address, for an alias its source's."""

    title: str
    description: str
    canonical: str


class PageDocument(Representation):
    """What every page says of itself, whatever its type. Page types derive and add their fields.

    `tags` are the words under which editors file it, such as a subject; readers of the site do not see them.
    """

    id: int
    type: str
    brand: str
    language: str
    path: str
    url: str
    title: str
    published_at: datetime.datetime | None
    updated_at: datetime.datetime | None
    tags: list[str]
    introduction: RichText
    breadcrumbs: list[PageCard]
    translations: list[PageCard]
    seo: Seo


class BasePage(TranslationTracked, PublishChecked, Page):
    """Page of a brand's tree. Subclasses name their `document` type, template and tabs; the rest is here."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=FEATURES,
        help_text=_("The first lines of the page. Two or three sentences that answer the reader's question."),
    )  # fmt: skip

    #: What visitors send has addresses of its own.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    base_form_class = PublishCheckedPageForm
    document: type[PageDocument] = PageDocument
    #: Panels of the tab “Search and tags”.
    search_panels = search_panels
    #: Where a page that is not stored yet will stand.
    future_parent: Page | None = None
    #: Whether it was found among what the public may see, in this request.
    is_found_public = False
    #: From where checks look that are made for many pages together.
    looked_from: Scope | None = None

    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    search_auto_update = False  # cms.discovery.indexing does it

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        own_tabs = getattr(cls, "tabs", None)
        if own_tabs:
            cls.edit_handler = TabbedInterface(
                [ObjectList(panels, heading=heading) for heading, panels in own_tabs]
                + [
                    ObjectList(cls.search_panels, heading=_("Search and tags")),
                    ObjectList(Page.settings_panels, heading=_("Publication")),
                ]
            )

    @classmethod
    def type_key(cls) -> str:
        """Name of the page type in templates and in the API: `ComparisonPage` → `comparison`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__.removesuffix("Page")).lower()

    @classmethod
    def document_type(cls) -> type[PageDocument]:
        """Type of this page type's document: its `document`, with the page type's own name as `type`."""
        return made_once(("document", cls), cls._make_document_type)

    @classmethod
    def _make_document_type(cls) -> type[PageDocument]:
        name = cls.__name__.removesuffix("Page") + "Document"
        own: dict[str, Any] = {"type": (Literal[cls.type_key()], ...)}
        return create_model(name, __base__=cls.document, __doc__=cls.document.__doc__, **own)

    def save(self, *args, **kwargs):
        # Wagtail makes an alias of an alias; visibility follows the source itself.
        source: Page | None = self.alias_of  # type: ignore[has-type]
        while source is not None and source.alias_of_id:
            source = self.alias_of = source.alias_of
        return super().save(*args, **kwargs)

    def copy_all_child_relations(self, target, exclude=None, **kwargs):
        # Colleagues' comments are about this page; an alias may be another brand's.
        return super().copy_all_child_relations(target, exclude=[*(exclude or ()), COMMENTS_RELATION_NAME], **kwargs)

    def update_aliases(self, *, revision=None, _content=None, _updated_ids=None):
        done = [*(_updated_ids or ()), *mirrors_left_behind(self)]
        return super().update_aliases(revision=revision, _content=_content, _updated_ids=done)

    # Where it stands

    def scope(
        self, directory: BrandDirectory | None = None, preview: bool = False, passed: frozenset[int] = frozenset()
    ) -> Scope | None:
        """The point of view of this page's readers; None outside the brands' trees."""
        directory = directory or BrandDirectory()
        tree_path = self.path or (self.future_parent.path if self.future_parent else "")
        root = directory.root_for_tree_path(tree_path)
        if root is None:
            return None
        return Scope(directory, root.brand, root.locale, preview=preview, page=self, passed=passed)

    def publish_scope(self) -> Scope | None:
        return self.looked_from or self.scope()

    def publish_errors(self) -> Errors:
        errors = super().publish_errors()
        scope = self.publish_scope()
        if scope is None:
            return errors
        parent = None if self.path else self.future_parent
        root = scope.directory.root_for_tree_path(parent.path if parent else self.path)
        above = parent.url_path if parent else self.url_path.rstrip("/").rpartition("/")[0] + "/"
        if root and self.pk != root.page_id and taken(root, f"{above}{self.slug}/"):
            errors["slug"] = ValidationError(_("Something else of the site answers at this address. Choose another."))
        return errors

    # How it reaches people

    def route(self, request, path_components):
        """Find a page below this one by its whole address at once; only what the public may see is found."""
        directory = directory_for(request)
        root = directory.root_for_tree_path(self.path)
        if root is None or root.language_code != translation.get_language():
            raise Http404  # Wagtail falls back to another language's root; a language that is not there is not there
        trees = visible_trees(directory, root.brand, root.language_code)
        page = page_at(trees, replace(root, url_path=self.url_path), path_components)
        if page is None:
            raise Http404
        return RouteResult(page)

    def get_view_restrictions(self):
        # Among what the public may see there is nothing under a privacy setting.
        return PageViewRestriction.objects.none() if self.is_found_public else super().get_view_restrictions()

    def parameters(self) -> Declared:
        """What an address may ask of this page beside its path: name → values. All other parameters mean nothing."""
        return {}

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        asked = (getattr(response, "context_data", None) or {}).get("asked")
        if asked is not None and asked.unusable:
            response["Cache-Control"] = "no-store"  # whoever makes up values does not fill the store
        return response

    def get_template(self, request, *args, **kwargs):
        return f"pages/{self.type_key()}.html"

    def get_context(self, request, *args, **kwargs):
        preview = getattr(request, "is_preview", False)
        passed: frozenset = getattr(request, "passed_settings", frozenset())
        scope = self.scope(directory_for(request), preview=preview, passed=passed)
        if scope is None:
            raise Http404
        scope.prefetch_page(self, (each for around in needed_around_every_page for each in around(scope)))
        document = self.represent(scope)
        declared = self.parameters()
        if declared:
            add_tags(PARAMETERS_MATTER)
        return {
            "request": request,
            "asked": asked_of(declared, request.GET),
            "page": document,
            "scope": scope,
            "brand": scope.brand,
            "language": scope.language_code,
            "preview_notes": scope.missing if preview else [],
        }

    @property
    def preview_modes(self):
        further = [(mode.name, mode.label) for mode in preview_modes_of(self)]
        return [(self.default_preview_mode, _("As visitors see it")), *further]

    # Lists ask these two of every row: neither looks anything up.
    default_preview_mode = ""

    def is_previewable(self):
        return True

    def serve_preview(self, request, mode_name):
        if mode_name:
            for mode in preview_modes_of(self):
                if mode.name == mode_name:
                    request.is_preview = True
                    return mode.show(self, request)
        return handed_over(self, request) or self.draft_response(request)

    def draft_response(self, request) -> TemplateResponse:
        """The page as it is in memory, with notes on what its readers would not see."""
        request.is_preview = True
        return TemplateResponse(request, self.get_template(request), self.get_context(request))

    def get_url_parts(self, request=None):
        """Address from the brand's own host and language prefix, whatever host or language asks."""
        directory = directory_for(request) if request is not None else BrandDirectory()
        root = directory.root_for_tree_path(self.path)
        if root is None:
            return None
        return root.brand.site_id, root.brand.public_url, page_path(directory, self)

    # What it says

    def stream_fields(self) -> list[StreamField]:
        return [field for field in self._meta.get_fields() if isinstance(field, StreamField)]

    def references(self):
        """Everything that the page needs in order to be shown."""
        if self.path:
            yield PagesAbove, self.path
        if self.alias_of_id:
            yield AliasSource, self.alias_of_id
        yield Translations, self.translation_key
        if self.pk:
            for kind in needed_by_every_page:
                yield kind, self.pk
        yield from references_in(self.introduction)
        for field in self.stream_fields():
            yield from references_of(field.stream_block, getattr(self, field.name))

    def represent(self, scope: Scope) -> PageDocument:
        """The page as data; templates render it and the API serialises it."""
        add_tags(f"brand:{scope.brand.key}", f"page:{self.pk}")
        scope.prefetch_page(self)
        return self.document_type()(**self.document_fields(scope))

    def document_fields(self, scope: Scope) -> dict[str, Any]:
        """Field name → value of the document. Page types extend it."""
        fields: dict[str, Any] = {
            "id": self.pk or 0,
            "type": self.type_key(),
            "brand": scope.brand.key,
            "language": scope.language_code,
            "path": page_path(scope.directory, self) or "/",
            "url": page_url(scope.directory, self) or scope.brand.public_url,
            "title": self.title,
            "published_at": self.first_published_at,
            "updated_at": self.last_published_at,
            "tags": words_of(self, scope),
            "introduction": represent_rich_text(self.introduction, scope),
            "breadcrumbs": self._breadcrumbs(scope),
            "translations": self._translations(scope),
            "seo": self._seo(scope),
        }
        for field in self.stream_fields():
            fields[field.name] = represent(field.stream_block, getattr(self, field.name), scope)
        return fields

    def _breadcrumbs(self, scope: Scope) -> list[PageCard]:
        """Public pages above this one, from the brand's home page down."""
        above = [match.end() for match in re.finditer("/", self.url_path)][1:-1]
        add_tags(*(f"missing:{self.url_path[:end]}" for end in above))
        return [target.card() for target in scope.get(PagesAbove, self.path) or ()] if self.path else []

    def _translations(self, scope: Scope) -> list[PageCard]:
        """This page in the brand's other languages, where that is public."""
        add_tags(f"translations:{self.translation_key}")
        pages = scope.get(Translations, self.translation_key) or ()
        return [target.card() for target in pages if target.page.locale_id != scope.locale.pk]

    def _seo(self, scope: Scope) -> Seo:
        source = scope.get(AliasSource, self.alias_of_id) or self
        return Seo(
            title=self.seo_title or self.title,
            description=self.search_description,
            canonical=page_url(scope.directory, source) or "",
        )
