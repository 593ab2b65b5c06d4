"""Pages without the indentation of their templates."""

from django.template import engines


def test_indentation_goes_and_words_stay():
    html = "{% load representation %}{% unindented %}<ul>\n    <li>One\n      two</li>\n</ul>{% endunindented %}"
    assert engines["django"].from_string(html).render() == "<ul>\n<li>One\n      two</li>\n</ul>"


def test_what_a_visitor_typed_keeps_its_lines():
    html = "{% load representation %}{% unindented %}<textarea>{{ typed }}</textarea>{% endunindented %}"
    typed = "First\n\n   <b>second</b>\n   "
    shown = engines["django"].from_string(html).render({"typed": typed})
    assert shown == "<textarea>First\n\n   &lt;b&gt;second&lt;/b&gt;\n   </textarea>"
