"""Asking an address of the desk: what it answers, in one word, and what it wrote."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from django.contrib.messages import ERROR, get_messages
from django.db import connection, transaction
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from tests.factories.editor import form_data

from .world import ANONYMOUS, Person

OPEN, REFUSED, NOT_FOUND, SIGN_IN, NOT_THIS_WAY = "open", "refused", "not found", "sign in", "not by this method"

WRITE = re.compile(r'\s*(INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
#: What looking leaves behind: the sitting itself, who has an editor open, a person's settings, what was refused.
TRACES = frozenset({"django_session", "wagtailadmin_editingsession", "wagtailusers_userprofile", "desk_refusal"})


@dataclass
class Answer:
    """What came back. `wrote` are the tables in which rows changed, traces of looking left out."""

    kind: str
    text: str
    response: object
    wrote: set[str] = field(default_factory=set)


@contextmanager
def noting_writes() -> Iterator[set[str]]:
    """The tables in which rows are written meanwhile."""
    tables: set[str] = set()

    def note(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        match = WRITE.match(sql)
        # What an INSERT returns has not been fetched yet, so that its number of rows is not known here.
        if match and match[2] not in TRACES and (match[1].startswith("INSERT") or context["cursor"].rowcount):
            tables.add(match[2])
        return result

    with connection.execute_wrapper(note):
        yield tables


class Sitting:
    """One person at the desk. What a request changes is taken back at once."""

    def __init__(self, person: Person):
        self.person = person
        self.client = Client(HTTP_HOST="desk.localhost:8000", raise_request_exception=False)
        if person.role != ANONYMOUS:
            self.client.force_login(person.user)

    def ask(self, method: str, path: str, data: dict | None = None) -> Answer:
        cookies = dict(self.client.cookies)
        with transaction.atomic(), noting_writes() as wrote:
            response = getattr(self.client, method)(path, data or {})
            body = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        kind = _kind(response)
        for name in self.client.cookies.keys() - cookies.keys():
            del self.client.cookies[name]  # messages of this answer
        assert response.status_code < 500, f"{self.person}: {method} {path} answers {response.status_code}"
        return Answer(kind, body.decode(errors="replace"), response, wrote)


def _kind(response) -> str:
    if response.status_code == 404:
        return NOT_FOUND
    if response.status_code == 403:
        return REFUSED
    if response.status_code == 405:
        return NOT_THIS_WAY
    if response.status_code == 302:
        if response["location"].startswith("/admin/login/"):
            return SIGN_IN
        told = get_messages(response.wsgi_request)
        if response["location"] == "/admin/" and any(message.level == ERROR for message in told):
            return REFUSED
    return OPEN


def form_of(answer: Answer, path: str) -> dict:
    """What the form in an answer would send to the address again, unchanged; empty when there is none."""
    html = answer.text
    if html.startswith("{"):
        html = json.loads(html).get("html") or ""
    forms = BeautifulSoup(html, "html.parser").find_all("form")
    if any(form.has_attr("data-edit-form") for form in forms) and "form" in (answer.response.context or {}):
        return form_data(answer.response)
    for index, form in enumerate(forms):
        action = (form.get("action") or path).partition("?")[0]
        if form.get("method", "").lower() == "post" and action == path:
            posted = querydict_from_html(html, form_index=index)
            return {name: values if len(values) > 1 else values[0] for name, values in posted.lists()}
    return {}
