"""A draft may be incomplete; what is published may not. The editor reads why at the right place and loses nothing."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from cms.comparisons.models import ComparisonPage
from cms.foundation.publishing import PublishRefused, errors_as_messages, refusal_response, refusal_text
from cms.library.models import Question
from cms.pages.models import ArticlePage, ContentPage, FaqPage
from tests.factories.brands import home_of
from tests.factories.forms import item_data, page_data
from tests.factories.library import make_question, make_role
from tests.factories.pages import make_article_index, make_comparison, make_content, make_page

LINK = {"text": "Read", "page": None, "url": "", "contact": False}


def cards(link: dict) -> list[dict]:
    """A body of one block whose second card holds the link."""
    right = {"title": "Right", "text": "", "link": {**LINK, "url": "https://example.com/"}}
    return [
        {"type": "text_section", "value": {"heading": "First", "text": "<p>Text</p>"}},
        {
            "type": "link_cards",
            "value": {"heading": "", "introduction": "", "cards": [right, {**right, "link": {**LINK, **link}}]},
        },
    ]


def add_url(page_type, parent) -> str:
    return reverse("wagtailadmin_pages:add", args=(page_type._meta.app_label, page_type._meta.model_name, parent.pk))


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def form_errors(response):
    assert response.status_code == 200, response.headers.get("Location")
    return response.context["form"].errors.as_data()


def error_at(error, *place):
    """The error at a place inside a stream, list or struct."""
    for step in place:
        error = error.block_errors[step]
    return error


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def publisher(brands, publisher_of, desk_client):
    return desk_client(publisher_of(brands[0]))


class TestTheForm:
    """Each way to publish in the editor shows the messages at the field, and at the block inside it."""

    @pytest.mark.parametrize("new", [True, False], ids=["a new page", "an existing page"])
    def test_a_link_to_a_draft_is_refused_at_its_block(self, iduet, finhire, publisher, new):
        draft = make_content(home_of(iduet), publish=False)
        data = page_data(ContentPage, "publish", title="Terms", slug="terms", body=cards({"page": draft}))
        url = add_url(ContentPage, home_of(iduet)) if new else edit_url(make_content(home_of(iduet), slug="terms"))
        error = form_errors(publisher.post(url, data))["body"][0]
        assert list(error.block_errors) == [1]
        card_errors = error_at(error, 1, "cards")
        assert list(card_errors.block_errors) == [1]
        assert "not public" in error_at(card_errors, 1, "link", "page").message

    @pytest.mark.parametrize("new", [True, False], ids=["a new page", "an existing page"])
    def test_a_link_to_another_brand_is_refused_naming_it(self, iduet, finhire, publisher, new):
        elsewhere = make_content(home_of(finhire))
        data = page_data(ContentPage, "publish", title="Terms", slug="terms", body=cards({"page": elsewhere}))
        url = add_url(ContentPage, home_of(iduet)) if new else edit_url(make_content(home_of(iduet), slug="terms"))
        error = form_errors(publisher.post(url, data))["body"][0]
        assert "belongs to Finhire" in error_at(error, 1, "cards", 1, "link", "page").message

    def test_refused_new_page_keeps_what_was_typed(self, iduet, publisher):
        draft = make_content(home_of(iduet), publish=False)
        data = page_data(ContentPage, "publish", title="A title of mine", slug="mine", body=cards({"page": draft}))
        response = publisher.post(add_url(ContentPage, home_of(iduet)), data)
        assert b"A title of mine" in response.content
        assert not Page.objects.filter(slug="mine").exists()

    def test_a_field_names_what_it_lacks(self, iduet, publisher):
        index = make_article_index(home_of(iduet))
        data = page_data(ArticlePage, "publish", title="News", slug="news", date="2026-01-01")
        errors = form_errors(publisher.post(add_url(ArticlePage, index), data))
        assert errors["author"][0].message == "Say who wrote it."

    def test_roles_of_a_new_comparison_are_checked(self, iduet, publisher):
        role = make_role("CIO")
        twice = [{"type": "role", "value": role}] * 2
        data = page_data(ComparisonPage, "publish", title="CIO vs. CIO", slug="cio", roles=twice)
        errors = form_errors(publisher.post(add_url(ComparisonPage, home_of(iduet)), data))
        assert "twice" in errors["roles"][0].message

    @pytest.mark.parametrize("new", [True, False], ids=["a new page", "an existing page"])
    def test_an_empty_cell_names_its_row_and_role(self, iduet, publisher, new):
        cio, cto = make_role("CIO"), make_role("CTO")
        roles = [{"type": "role", "value": cio}, {"type": "role", "value": cto}]
        rows = [{"criterion": "Focus", "cells": {str(cio.translation_key): "IT", str(cto.translation_key): ""}}]
        body = [{"type": "criteria_table", "value": {"heading": "", "caption": "Side by side", "rows": rows}}]
        data = page_data(ComparisonPage, "publish", title="CIO vs. CTO", slug="cio-vs-cto", roles=roles, body=body)
        url = add_url(ComparisonPage, home_of(iduet)) if new else edit_url(make_comparison(home_of(iduet), [cio, cto]))
        error = form_errors(publisher.post(url, data))["body"][0]
        assert error_at(error, 0, "rows", 0, "cells").message == "“Focus” is empty for CTO."

    def test_a_draft_may_be_incomplete(self, iduet, publisher):
        draft = make_content(home_of(iduet), publish=False)
        data = page_data(ComparisonPage, title="CIO vs. …", slug="cio-vs", body=cards({"page": draft}))
        response = publisher.post(add_url(ComparisonPage, home_of(iduet)), data)
        page = ComparisonPage.objects.get(slug="cio-vs")
        assert response.status_code == 302
        assert not page.live
        assert len(page.body) == 2

    def test_what_is_complete_is_published(self, iduet, publisher):
        target = make_content(home_of(iduet))
        data = page_data(ContentPage, "publish", title="Terms", slug="terms", body=cards({"page": target}))
        publisher.post(add_url(ContentPage, home_of(iduet)), data)
        assert ContentPage.objects.get(slug="terms").live

    def test_library_items_are_checked_in_their_form(self, librarian, desk_client):
        url = reverse(Question.snippet_viewset.get_url_name("add"))
        client = desk_client(librarian)
        response = client.post(url, item_data(Question, "publish", question="Why?"))
        errors = form_errors(response)
        assert list(errors) == ["answer"]
        assert errors["answer"][0].message == "This is needed before publishing."
        client.post(url, item_data(Question, question="Why?"))
        assert not Question.objects.get(question="Why?").live


class TestRichText:
    """Links inside running text meet the same checks as links in blocks."""

    def refusal(self, iduet, html: str, field="introduction") -> str:
        fields = {field: html if field == "introduction" else cards({"url": "https://example.com/"})}
        if field == "body":
            fields["body"][0]["value"]["text"] = html
        page = make_content(home_of(iduet), publish=False, **fields)
        with pytest.raises(PublishRefused) as refused:
            page.get_latest_revision().publish()
        return refused.value.message_dict[field][0]

    @pytest.mark.parametrize("field", ["introduction", "body"])
    def test_a_link_to_a_draft_is_refused_with_its_words(self, iduet, field):
        draft = make_content(home_of(iduet), publish=False)
        message = self.refusal(iduet, f'<p>See <a linktype="page" id="{draft.pk}">our <b>terms</b></a>.</p>', field)
        assert "“our terms”" in message
        assert "not public" in message

    @pytest.mark.parametrize("field", ["introduction", "body"])
    def test_a_link_to_another_brand_is_refused_naming_it(self, iduet, finhire, field):
        elsewhere = make_content(home_of(finhire))
        assert "Finhire" in self.refusal(iduet, f'<p><a linktype="page" id="{elsewhere.pk}">there</a></p>', field)

    def test_answers_of_the_library_are_checked(self, iduet, finhire):
        draft = make_content(home_of(iduet), publish=False)
        question = make_question(
            brand=iduet, answer=f'<p><a linktype="page" id="{draft.pk}">here</a></p>', publish=False
        )
        assert list(question.publish_errors()) == ["answer"]

    def test_links_to_public_pages_addresses_and_mail_are_right(self, iduet):
        target = make_content(home_of(iduet))
        page = make_content(
            home_of(iduet),
            introduction=f'<p><a linktype="page" id="{target.pk}">a</a> <a href="https://example.com/">b</a> '
            '<a href="mailto:a@example.com">c</a></p>',
        )
        assert page.live


class TestOtherWays:
    """Every way to publish without the form is refused with the same words, and nothing is written."""

    @pytest.fixture
    def incomplete(self, iduet, finhire):
        return make_page(ComparisonPage, home_of(iduet), "CIO vs. …", publish=False, roles=[], body=[])

    def test_publish_refuses_and_writes_nothing(self, incomplete):
        revision = incomplete.get_latest_revision()
        with pytest.raises(PublishRefused) as refused:
            revision.publish()
        assert refused.value.message_dict == {"roles": ["Choose at least two different roles."]}
        incomplete.refresh_from_db()
        assert not incomplete.live
        assert incomplete.first_published_at is None

    def test_a_section_that_is_not_finished_is_refused(self, iduet, finhire):
        facts = {"heading": "", "facts": [{"value": "25+", "label": ""}]}
        page = make_content(home_of(iduet), publish=False, body=[{"type": "facts", "value": facts}])
        with pytest.raises(PublishRefused) as refused:
            page.get_latest_revision().publish()
        assert refused.value.message_dict == {"body": ["This field is required."]}

    def test_what_is_live_stays_as_it_was(self, iduet):
        page = make_comparison(home_of(iduet), [make_role("CIO"), make_role("CTO")], "CIO vs. CTO")
        page.title = "Nothing to compare"
        page.roles = []
        with pytest.raises(PublishRefused):
            page.save_revision().publish()
        page = ComparisonPage.objects.get(pk=page.pk)
        assert (page.title, len(page.roles)) == ("CIO vs. CTO", 2)

    def test_bulk_publishing_says_why_not(self, incomplete, iduet, finhire, publisher):
        complete = make_content(home_of(iduet), publish=False)
        url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
        query = f"?id={incomplete.pk}&id={complete.pk}&next=/admin/"
        response = publisher.post(url + query, {"include_descendants": ""})
        assert response.status_code == 302
        texts = [str(message) for message in get_messages(response.wsgi_request)]
        assert any("Choose at least two different roles." in text for text in texts)
        for page in (incomplete, complete):
            page.refresh_from_db()
            assert not page.live

    def test_the_schedule_refuses_too_and_goes_on_with_the_next(self, incomplete, iduet, caplog):
        complete = make_content(home_of(iduet), publish=False)
        for minutes, page in ((2, incomplete), (1, complete)):
            due = timezone.now() - datetime.timedelta(minutes=minutes)
            page.revisions.update(approved_go_live_at=due)
        call_command("publish_scheduled")
        incomplete.refresh_from_db()
        complete.refresh_from_db()
        assert (incomplete.live, complete.live) == (False, True)
        assert "Choose at least two different roles." in caplog.text

    def test_a_library_item_is_refused_alike(self, brands):
        question = make_question(answer="", publish=False)
        with pytest.raises(PublishRefused) as refused:
            question.get_latest_revision().publish()
        assert list(refused.value.message_dict) == ["answer"]

    def test_the_sentence_names_field_and_reason(self):
        refusal = PublishRefused({"hero_image_alt": ["Describe it."], "body": ["One.", "Two."]}, ContentPage)
        assert refusal_text(refusal) == (
            "This cannot be published yet. Picture described: Describe it. Sections: One. Two."
        )

    def test_the_field_is_called_in_the_editors_language_as_in_the_form(self):
        with translation.override("nl"):
            refusal = PublishRefused({"groups": ["Een."], "title": ["Twee."]}, FaqPage)
            assert refusal_text(refusal).endswith(" Onderwerpen: Een. Titel: Twee.")


class TestMessages:
    def test_every_message_inside_blocks_is_found(self, iduet, finhire):
        draft, other = make_content(home_of(iduet), publish=False), make_content(home_of(finhire))
        page = make_page(
            ContentPage, home_of(iduet), publish=False,
            body=[*cards({"page": draft.pk}), *cards({"page": other.pk})],
        )  # fmt: skip
        found = errors_as_messages(page, page.publish_errors())
        assert list(found) == ["body"]
        assert ["not public" in found["body"][0], "Finhire" in found["body"][1]] == [True, True]

    def test_a_refusal_without_a_referring_page_leads_to_the_desk(self, administrator):
        request = RequestFactory().post("/admin/")
        request.user, request._messages = administrator, _Messages()
        response = refusal_response(request, PublishRefused({"roles": ["Choose."]}, ComparisonPage))
        assert (response.status_code, response["Location"]) == (302, "/admin/")
        assert request._messages.texts == ["This cannot be published yet. Compared roles: Choose."]


class _Messages:
    """Stands for the message storage of a request."""

    def __init__(self):
        self.texts = []

    def add(self, level, message, extra_tags=""):
        self.texts.append(message)
