"""Links of a freshly made translation lead to translated pages, where there are any.

Library references need none of this: they mean the item, and the resolver takes the language.
"""

import re

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from .references import PageReferenceBlock, Reference
from .representation import walk
from .rich_text import RichTextBlock, source_of
from .tables import cells_of, is_table

PAGE_LINK = re.compile(r'(<a\b[^>]*?\blinktype="page"[^>]*?\bid="|<a\b[^>]*?\bid=")(\d+)("[^>]*>)')


def translate_page_links(page) -> bool:
    """Point a page's links to translations in its own language. Returns whether any link changed; saves nothing."""
    counterparts = _counterparts({pk for model, pk in page.references() if model is Page}, page.locale_id)
    if not counterparts:
        return False
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block, value in walk(field.stream_block, getattr(page, field.name)):
                if isinstance(block, blocks.StructBlock) and value is not None:
                    _translate_struct(block, value, counterparts)
                elif is_table(block):
                    for cell in cells_of(value):
                        words = RichText(_translate_source(source_of(cell.value), counterparts))
                        value.row_data[cell.row]["values"][cell.column] = words
        elif isinstance(field, RichTextField):
            setattr(page, field.name, _translate_source(getattr(page, field.name), counterparts))
    return True


def _counterparts(keys: set[int], locale_id: int) -> dict[int, int]:
    """Primary key of a page in another language → primary key of its translation."""
    sources = dict(Page.objects.filter(pk__in=keys).exclude(locale_id=locale_id).values_list("translation_key", "pk"))
    translations = Page.objects.filter(translation_key__in=sources, locale_id=locale_id, alias_of=None)
    return {sources[key]: pk for key, pk in translations.values_list("translation_key", "pk")}


def _translate_struct(block: blocks.StructBlock, value, counterparts: dict[int, int]) -> None:
    for name, child in block.child_blocks.items():
        held = value.get(name)
        if isinstance(child, PageReferenceBlock) and held is not None:
            value[name] = Reference(Page, counterparts.get(held.pk, held.pk))
        elif isinstance(child, RichTextBlock) and held is not None:
            value[name] = RichText(_translate_source(source_of(held), counterparts))


def _translate_source(source: str, counterparts: dict[int, int]) -> str:
    def link(match: re.Match) -> str:
        if 'linktype="page"' not in match.group(0):
            return match.group(0)
        return f"{match.group(1)}{counterparts.get(int(match.group(2)), match.group(2))}{match.group(3)}"

    return PAGE_LINK.sub(link, source or "")
