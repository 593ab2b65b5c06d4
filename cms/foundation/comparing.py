"""How rich text reads beside its translation or an earlier version: paragraph by paragraph, as plain words."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.compare import RichTextBlockComparison
from wagtail.rich_text import RichText
from wagtail.utils.text import text_from_html

END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>")


def paragraphs(value: RichText | str | None) -> SafeString:
    """The words of rich text as escaped HTML with a `<p>` for each paragraph, list entry or heading."""
    html = value.source if isinstance(value, RichText) else value or ""
    words = (text_from_html(part).strip() for part in END_OF_PARAGRAPH.split(html))
    return mark_safe("".join(f"<p>{escape(text)}</p>" for text in words if text))  # noqa: S308 - every word is escaped


class ParagraphsComparison(RichTextBlockComparison):
    """Wagtail runs all paragraphs together, also where nothing differs and there is only a text to be read."""

    def htmlvalue(self, val):
        return paragraphs(val)

    def htmldiff(self):
        return super().htmldiff() if self.has_changed() else self.htmlvalue(self.val_a)
