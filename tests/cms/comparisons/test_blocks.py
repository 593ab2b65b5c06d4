"""Choice lists and the other sections of a comparison."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.comparisons.blocks.choice_list import ChoiceListBlock
from cms.comparisons.blocks.criteria_table import CriteriaTableBlock, compared_roles
from cms.foundation.publishing import PublishRefused
from cms.foundation.representation import references_of, represent
from cms.library.models import Role
from tests.factories.brands import home_of, scope_of
from tests.factories.library import make_call_to_action, make_role, translate
from tests.factories.pages import make_comparison


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def roles(brands):
    return make_role("CIO"), make_role("CTO")


def choice(*lines) -> list[dict]:
    fields = ("roles", "engagement", "reason")
    written = [dict(zip(fields, ([role.pk for role in line[0]], *line[1:]), strict=True)) for line in lines]
    return [{"type": "choice_list", "value": {"heading": "Choose", "introduction": "", "lines": written}}]


class TestChoiceList:
    def test_one_or_more_roles_an_engagement_and_a_reason(self, iduet, roles):
        body = choice(
            (roles[:1], "permanent", "enterprise IT & governance"), (roles, "interim", "temporary transformation")
        )
        page = make_comparison(home_of(iduet), roles, body=body)
        lines = page.represent(scope_of(iduet, page=page)).body[0].value.lines
        assert [([role.short_name for role in line.roles], line.engagement, line.reason) for line in lines] == [
            (["CIO"], "permanent", "enterprise IT & governance"),
            (["CIO", "CTO"], "interim", "temporary transformation"),
        ]

    def test_it_reads_as_a_sentence(self, iduet, roles, site_client):
        body = choice(
            (roles[:1], "permanent", "enterprise IT & governance"), (roles, "interim", "temporary transformation")
        )
        make_comparison(home_of(iduet), roles, body=body, slug="compare")
        soup = BeautifulSoup(site_client(iduet, "/compare/").text, "html.parser").find(class_="choice-list")
        lines = [" ".join(line.get_text("").split()) for line in soup.find_all("li")]
        assert lines == ["CIO: enterprise IT & governance", "Interim CIO / CTO: temporary transformation"]

    @pytest.mark.parametrize(
        ("names", "read"),
        [(["Interim-CIO"], "Interim-CIO"), (["interim manager", "CTO"], "Interim interim manager / CTO")],
    )
    def test_what_a_roles_name_says_is_not_said_twice(self, iduet, finhire, site_client, names, read):
        roles = [make_role(name) for name in names]
        body = choice((roles, "interim", "a while"))
        make_comparison(home_of(iduet), [make_role(), make_role()], body=body, slug="compare")
        soup = BeautifulSoup(site_client(iduet, "/compare/").text, "html.parser").find(class_="choice-list")
        assert " ".join(soup.li.get_text("").split()) == f"{read}: a while"

    def test_a_role_that_is_missing_leaves_the_line_and_an_empty_line_leaves_the_list(self, iduet, finhire, roles):
        own = make_role("CFO", brand=finhire)
        body = choice(((roles[0], own), "permanent", "both"), ((own,), "permanent", "only hers"))
        page = make_comparison(home_of(iduet), roles, body=body, publish=False)
        lines = page.represent(scope_of(iduet, page=page)).body[0].value.lines
        assert [([role.short_name for role in line.roles], line.reason) for line in lines] == [(["CIO"], "both")]
        with pytest.raises(PublishRefused) as refused:
            page.get_latest_revision().publish()
        assert len(refused.value.message_dict["body"]) == 2

    def test_each_line_needs_a_role_and_a_reason(self, roles):
        block = ChoiceListBlock()
        for line in ({"roles": [], "reason": "a"}, {"roles": [roles[0].pk], "reason": ""}):
            value = block.to_python({"heading": "", "introduction": "", "lines": [{"engagement": "permanent", **line}]})
            with pytest.raises(ValidationError):
                block.clean(value)

    def test_its_references_are_found(self, roles):
        block = ChoiceListBlock()
        value = block.to_python(choice((roles, "interim", "a"))[0]["value"])
        assert list(references_of(block, value)) == [(Role, role.pk) for role in roles]


class TestCriteriaTable:
    def test_a_table_with_caption_and_scoped_headers(self, iduet, roles, site_client):
        cells = {str(role.translation_key): f"{role.short_name} does this" for role in roles}
        rows = [{"criterion": "Focus", "cells": cells}]
        body = [{"type": "criteria_table", "value": {"heading": "", "caption": "Side by side", "rows": rows}}]
        make_comparison(home_of(iduet), roles, body=body, slug="compare")
        soup = BeautifulSoup(site_client(iduet, "/compare/").text, "html.parser").find("table")
        assert "Side by side" in soup.caption.text
        columns = [header.get_text(strip=True) for header in soup.find_all("th", scope="col")]
        assert columns[-2:] == ["CIO", "CTO"]
        assert [header.get_text(strip=True) for header in soup.find_all("th", scope="row")] == ["Focus"]
        for label in soup.find_all(attrs={"aria-hidden": "true"}):
            label.decompose()
        assert [cell.get_text(strip=True) for cell in soup.find_all("td")][-2:] == ["CIO does this", "CTO does this"]

    def test_outside_a_comparison_it_has_no_columns(self, iduet, roles):
        scope = scope_of(iduet)
        assert compared_roles(scope) == []
        block = CriteriaTableBlock()
        value = block.to_python({"heading": "", "caption": "a", "rows": [{"criterion": "b", "cells": {"k": "c"}}]})
        assert represent(block, value, scope).rows[0].cells == []

    def test_cells_are_found_by_search(self):
        block = CriteriaTableBlock()
        value = block.to_python({"heading": "", "caption": "a", "rows": [{"criterion": "b", "cells": {"k": "needle"}}]})
        assert "needle" in block.get_searchable_content(value)


class TestGettingStarted:
    def test_the_call_to_action_is_in_the_readers_language_or_not_there(self, iduet, roles):
        call = make_call_to_action("Bel ons")
        body = [{"type": "getting_started", "value": {"heading": "", "text": "<p>a</p>", "call_to_action": call.pk}}]
        page = make_comparison(home_of(iduet), roles, body=body)
        assert page.represent(scope_of(iduet, page=page)).body[0].value.call_to_action.title == "Bel ons"
        assert page.represent(scope_of(iduet, "en", page=page)).body[0].value.call_to_action is None
        translate(call, "en", title="Call us")
        assert page.represent(scope_of(iduet, "en", page=page)).body[0].value.call_to_action.title == "Call us"
