"""What this platform never asks of others, whoever asks it to."""

import pytest
from django.urls import reverse
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException

ADDRESSES = [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "http://127.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
]


@pytest.mark.parametrize("url", ADDRESSES)
def test_no_text_makes_the_desk_fetch_an_address(administrator, desk_client, url):
    """The tests' sockets are closed: a question would fail the test."""
    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed(url)
    answer = desk_client(administrator).post(
        reverse("wagtailembeds:chooser_upload"),
        {"embed-chooser-url": url},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    assert answer.json()["step"] == "chooser"
