"""Who gets Markdown, and where it stands."""

import pytest

from cms.foundation.negotiation import markdown_path, page_path_of, prefers_markdown, representation_of


@pytest.mark.parametrize(
    "accept",
    [
        "text/markdown",
        "text/markdown, text/html;q=0.9",
        "text/markdown, text/html, */*",
        "TEXT/Markdown;q=0.5, */*;q=0.5",
        "text/html;q=0.8, text/markdown;q=0.9",
        "text/markdown;charset=utf-8",
    ],
)
def test_who_asks_for_markdown_gets_it(accept):
    assert prefers_markdown(accept)


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "text/*",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html, text/markdown",
        "text/markdown;q=0",
        "text/markdown;q=0.1, text/html",
        "text/markdown;q=0.1, */*",
        "text/markdown;q=nan",
        "text/markdown;q=x",
        "text/markdownish",
        ";;;,,,;q=",
        "x" * 2000 + ", text/markdown",
    ],
)
def test_others_get_html(accept):
    assert not prefers_markdown(accept)


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("/", "/index.md"),
        ("/en/", "/en/index.md"),
        ("/cio/", "/cio.md"),
        ("/en/it/cio/", "/en/it/cio.md"),
        ("/index/", "/index/index.md"),
        ("/ab/", "/ab.md"),
    ],
)
def test_addresses_there_and_back(page, markdown):
    assert markdown_path(page) == markdown
    assert page_path_of(markdown) == page
    assert page_path_of(f"{page}.md") == page
    assert page_path_of(page) is None


def test_representation():
    assert representation_of("/cio.md", "text/html") == "markdown"
    assert representation_of("/cio/", "text/markdown") == "markdown"
    assert representation_of("/cio/", "text/html") == "html"
