"""`docs/webhooks.md` says what is so: its example verifies what is sent, its message has the fields of real ones."""

import json
import re

import pytest
from django.conf import settings

from cms.changes.models.webhook import TEST, Event
from cms.changes.webhooks import sending
from tests.factories.brands import home_of
from tests.factories.pages import make_content
from tests.factories.webhooks import make_webhook

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def document() -> str:
    return (settings.BASE_DIR / "docs/webhooks.md").read_text()


def test_the_example_verifies_what_is_sent_and_nothing_else(document, receiver, told, iduet, finhire):
    (source,) = re.findall(r"```python\n(.*?)```", document, re.DOTALL)
    names: dict = {}
    exec(source, names)  # noqa: S102 - our own document
    _, secret = make_webhook(iduet, url=receiver.url)
    _, other = make_webhook(finhire)
    make_content(home_of(iduet))
    (request,) = told()
    verified, body = names["verified"], request.body.encode()
    assert verified(secret, request.headers, body)
    assert not verified(other, request.headers, body)
    assert not verified(secret, request.headers, body + b" ")
    late = request.headers | {"webhook-timestamp": str(int(request.headers["webhook-timestamp"]) - 400)}
    assert not verified(secret, late, body)


def test_the_message_shown_has_the_fields_of_a_real_one(document, receiver, told, iduet, finhire):
    make_webhook(iduet, url=receiver.url)
    make_content(home_of(iduet))
    (request,) = told()
    shown, sent = (
        json.loads(document[document.index("    {\n") : document.index("    }\n\n") + 6]),
        json.loads(request.body),
    )
    assert list(shown) == list(sent)
    assert list(shown["data"]) == list(sent["data"])


def test_every_event_and_the_figures_are_in_it(document):
    for event in (*Event.values, TEST):
        assert f"`{event}`" in document
    assert sending.WAITS == (5, 30, 2 * 60, 10 * 60, 30 * 60, 60 * 60)
    assert "5 seconds, 30 seconds, 2, 10 and 30\nminutes and then every hour" in document
    assert (sending.TRIED_FOR.days, sending.SECONDS_TO_ANSWER) == (3, 15)
