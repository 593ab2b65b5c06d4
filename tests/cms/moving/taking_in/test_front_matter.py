"""What a file says of its page, whatever tool wrote it."""

import datetime

import pytest

from cms.moving.taking_in.front_matter import head_of
from cms.moving.taking_in.markdown import html_of, title_in
from cms.moving.taking_in.source import Refused


def read(source: str, fence: str = "---"):
    return head_of("a.md", f"{fence}\n{source}\n{fence}\nText")[0]


@pytest.mark.parametrize(
    ("source", "name", "value"),
    [
        ("title: 2024", "title", "2024"), ('title: " a  b "', "title", "a b"), ("lang: nl_NL", "language", "nl"),
        ("permalink: /a/b/", "path", "/a/b/"), ("tags: a, b , a", "tags", ["a", "b"]),
        ("tags: [a]\ncategories: [b, a]", "tags", ["a", "b"]), ("authors:\n- name: An\n- Bo", "author", "An, Bo"),
        ("date: 2024-01-02", "date", datetime.date(2024, 1, 2)), ("date: 2024-01-02", "first", "2024-01-02"),
        ("date: 2024-01-02 10:00:00 +0100", "date", datetime.date(2024, 1, 2)),
        ("published: false", "draft", True), ("published: true", "draft", False), ("draft: true", "draft", True),
        ("weight: 7", "order", 7), ("cover:\n  image: a.png", "image", "a.png"),
        ("strange: 1\nlastmod: 2\nempty:", "unknown", [("strange", "1")]), ('title: "a\\0b"', "title", "ab"),
    ],
)  # fmt: skip
def test_a_value_under_whatever_name(source, name, value):
    assert getattr(read(source), name) == value


def test_toml_says_the_same():
    head = read('title = "A"\ndate = 2024-01-02T10:00:00+01:00\ntags = ["x"]\ndraft = true', "+++")
    assert (head.title, str(head.date), head.tags, head.draft) == ("A", "2024-01-02", ["x"], True)


def test_a_rule_in_the_text_is_no_front_matter():
    head, found, body = head_of("a.md", "Text\n\n---\n\nMore")
    assert (head.title, found, body) == ("", {}, "Text\n\n---\n\nMore")


def test_what_grows_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    with pytest.raises(Refused, match=r"a\.md:3: .*references"):
        read("\n".join(lines))


def test_lines_follow_on_each_other_and_breaks_are_breaks():
    assert html_of("a\nb  \nc") == "<p>a b<br/>c</p>\n"
    assert html_of("[x](javascript:alert(1))") == "<p>[x](javascript:alert(1))</p>\n"
    assert html_of('![a "q"](x.png "Below")') == (
        '<p><figure><img src="x.png" alt="a &quot;q&quot;"/><figcaption>Below</figcaption></figure></p>\n'
    )


def test_the_title_above_a_text():
    assert title_in("\n# A **b** #\ntext") == "A b"
    assert title_in("text\n# A") == ""
