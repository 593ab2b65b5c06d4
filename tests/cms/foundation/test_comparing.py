"""Rich text beside rich text: as words, one paragraph after another."""

import pytest
from wagtail.rich_text import RichText

from cms.foundation.comparing import ParagraphsComparison, paragraphs
from cms.foundation.rich_text import RichTextBlock


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>One.</p><p>Two <b>bold</b>.</p>", "<p>One.</p><p>Two bold.</p>"),
        ("<h3>Head</h3><ul><li>a</li><li>b</li></ul>", "<p>Head</p><p>a</p><p>b</p>"),
        ("<p>a<br/>b</p>", "<p>a</p><p>b</p>"),
        ("<p>1 &lt; 2 &amp; <a href='x'>3</a></p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("", ""),
        (None, ""),
    ],
)
def test_words_stay_apart_and_markup_stays_out(html, read):
    assert paragraphs(html) == read


def test_a_script_is_shown_and_not_run():
    assert "<script" not in paragraphs("<p>&lt;script&gt;x()&lt;/script&gt;</p>")


class TestBlocks:
    def compared(self, before: str, after: str) -> ParagraphsComparison:
        block = RichTextBlock()
        comparison = block.get_comparison_class()
        return comparison(block, True, True, RichText(before), RichText(after))

    def test_what_is_the_same_is_read_in_paragraphs(self):
        assert self.compared("<p>a</p><p>b</p>", "<p>a</p><p>b</p>").htmldiff() == "<p>a</p><p>b</p>"

    def test_what_differs_is_marked(self):
        marked = self.compared("<p>one word</p>", "<p>two words</p>").htmldiff()
        assert "deletion" in marked
        assert "addition" in marked
