"""Which do I need? Written by editors, answered by a plain form."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from cms.comparisons.blocks.decision_aid import DecisionAidBlock, questions_of
from cms.comparisons.blocks.weights import WeightsField
from cms.comparisons.decisions import decide
from cms.foundation.parameters import asked_of
from cms.foundation.publishing import PublishRefused
from tests.factories.brands import home_of
from tests.factories.library import make_role, make_version
from tests.factories.pages import make_comparison

NAMES = ("one", "two", "three", "four", "five")
FOR_CIO, FOR_CTO = dict.fromkeys(NAMES, "grip"), dict.fromkeys(NAMES, "pace")


def aid(roles, **changes) -> dict:
    """A decision aid of five questions: `grip` speaks for the first role, `pace` for the second."""
    first, second = (str((role.original or role).translation_key) for role in roles)
    answers = [
        {"key": "grip", "answer": "Grip & hold", "reason": "That is <one>", "weights": {first: 3, second: 0}},
        {"key": "pace", "answer": "Pace", "reason": "That is another", "weights": {first: 1, second: 3}},
    ]
    questions = [{"key": name, "question": f"Question {name}?", "answers": answers} for name in NAMES]
    return {"type": "decision_aid", "value": {"heading": "Which?", "questions": questions, **changes}}


@pytest.fixture
def roles(brands):
    return [make_role("CIO"), make_role("CTO")]


@pytest.fixture
def page(iduet, roles):
    return make_comparison(home_of(iduet), roles, "CIO vs. CTO", body=[aid(roles)], slug="cio-vs-cto")


@pytest.fixture
def ask(site_client, page):
    """`ask(brand, answers)` gives the page with answers in its address."""

    def get(brand, answers, **more):
        response = site_client(brand, "/cio-vs-cto/", data={**answers, **more})
        return response, BeautifulSoup(response.content, "html.parser")

    return get


class TestScore:
    def test_points_share_and_reasons(self, page, roles):
        scope = page.scope()
        decision = decide(page.decision_questions(), page.compared_roles(scope), {**FOR_CIO, "five": "pace"})
        assert [role.name for role in decision.advised] == ["CIO"]
        cio, cto = decision.ranking
        assert (cio.points, cio.most, cio.share) == (13, 15, 87)
        assert (cto.points, cto.most, cto.share) == (3, 15, 20)
        assert [reason.question for reason in cto.reasons] == ["Question five?"]
        assert [reason.answer for reason in cio.reasons] == ["Grip & hold"] * 4 + ["Pace"]

    def test_level(self, page):
        questions = page.decision_questions()
        for question in questions:
            for answer in question["answers"]:
                answer["weights"] = dict.fromkeys(answer["weights"], 1)
        assert len(decide(questions, page.compared_roles(page.scope()), FOR_CIO).advised) == 2

    def test_nothing_speaks_for_anything(self, page):
        decision = decide(page.decision_questions(), page.compared_roles(page.scope()), {})
        assert (decision.advised, decision.ranking[0].points) == ([], 0)


class TestParameters:
    def test_only_declared_ones_are_read(self):
        declared = {"strategy": frozenset({"grip"})}
        asked = asked_of(declared, {"strategy": "grip", "utm_source": "x"})
        assert (asked.values, asked.unusable) == ({"strategy": "grip"}, frozenset())
        assert asked_of(declared, {"strategy": "x"}).unusable == {"strategy"}
        assert not asked_of(declared, {"utm_source": "x", "strategy": ""})


class TestPage:
    def test_a_plain_form_without_an_answer(self, ask, iduet):
        response, html = ask(iduet, {}, utm_source="x")
        form = html.select_one("#decision-aid form")
        assert (form["method"], form["action"]) == ("get", "#decision-aid")
        assert form.find("legend").get_text(strip=True).endswith("Question one?")
        assert len(form.select("input[type=radio]")) == 10
        assert not form.select("input[checked]")
        assert not html.select_one(".decision, [role=alert]")
        assert "no-store" not in response.get("Cache-Control", "")

    def test_the_advice_with_its_reasons_and_the_answers_kept(self, ask, iduet):
        response, html = ask(iduet, FOR_CIO, utm_source="<b>")
        assert html.select_one(".decision__advice").get_text(strip=True).endswith("CIO")
        assert "That is <one>" in html.select_one(".decision__reasons").get_text()
        assert [one["value"] for one in html.select("#decision-aid input[checked]")] == ["grip"] * 5
        assert b"<b>" not in response.content
        assert ask(iduet, FOR_CTO)[1].select_one(".decision__advice").get_text(strip=True).endswith("CTO")

    def test_what_is_missing_or_no_longer_there_is_said_at_the_question(self, ask, iduet):
        response, html = ask(iduet, {**FOR_CIO, "two": "'><script>", "three": ""})
        problems = [one.get_text() for one in html.select("fieldset .decision-aid__problem")]
        assert problems == ["Dit antwoord is er niet meer. Kies een van deze.", "Kies een antwoord."]
        assert len(html.select("fieldset[aria-describedby]")) == 2
        assert not html.select_one(".decision")
        assert b"'><script>" not in response.content
        assert response["Cache-Control"] == "no-store"

    def test_a_brands_own_name_of_the_role(self, ask, roles, iduet, finhire):
        make_version(roles[0], iduet, short_name="Chief")
        make_version(roles[0], finhire, short_name="Head")
        advice = ask(iduet, FOR_CIO)[1].select_one(".decision__advice").get_text(strip=True)
        assert advice.endswith("Chief")

    def test_other_pages_and_brands_know_no_answers(self, page, site_client, iduet, finhire):
        assert site_client(finhire, "/cio-vs-cto/", data=FOR_CIO).status_code == 404
        assert b"decision" not in site_client(iduet, "/", data=FOR_CIO).content.split(b"<main")[1]


class TestEditing:
    def test_keys_are_made_of_the_text_and_then_stay(self, roles):
        block = DecisionAidBlock()
        value = aid(roles)["value"]
        for number, question in enumerate(value["questions"]):
            question |= {"key": "", "question": "Hoe groot?" if number < 2 else f"{number}"}
            question["answers"] = [{**answer, "key": "", "answer": "Ja!"} for answer in question["answers"]]
        cleaned = block.clean(block.to_python(value))
        assert [question["key"] for question in cleaned["questions"]][:3] == ["hoe-groot", "hoe-groot-2", "question"]
        assert [answer["key"] for answer in cleaned["questions"][0]["answers"]] == ["ja", "ja-2"]
        cleaned["questions"][0]["question"] = "Hoe klein?"
        assert block.clean(cleaned)["questions"][0]["key"] == "hoe-groot"

    def test_a_key_stands_once_and_can_stand_in_an_address(self, roles):
        block = DecisionAidBlock()
        for key in ("two", "Not one", "<"):
            value = aid(roles)["value"]
            value["questions"][0]["key"] = key
            with pytest.raises(ValidationError):
                block.clean(block.to_python(value))

    def test_four_questions_are_too_few(self, roles):
        value = aid(roles)["value"]
        value["questions"] = value["questions"][:4]
        with pytest.raises(ValidationError):
            DecisionAidBlock().clean(DecisionAidBlock().to_python(value))

    @pytest.mark.parametrize(("sent", "kept"), [('{"a": "3", "b": 0}', {"a": 3, "b": 0}), ('{"a": ""}', {}), ("", {})])
    def test_weights(self, sent, kept):
        assert WeightsField(required=False).clean(sent) == kept

    @pytest.mark.parametrize(
        "sent", ['{"a": "4"}', '{"a": "-1"}', '{"a": "x"}', '{"a": "²"}', "[1]", '{"a": [1]}', "{"]
    )
    def test_other_weights_are_refused(self, sent):
        with pytest.raises(ValidationError):
            WeightsField(required=False).clean(sent)

    def test_every_role_needs_its_weights_before_publishing(self, iduet, roles):
        third = make_role("CISO")
        with pytest.raises(PublishRefused, match="CISO"):
            make_comparison(home_of(iduet), [*roles, third], body=[aid(roles)])

    def test_weights_follow_their_role_and_go_with_it(self, page, roles):
        first, second = (str(role.translation_key) for role in roles)
        page.roles = json.dumps([{"type": "role", "value": role.pk} for role in reversed(roles)])
        page.full_clean()
        weights = questions_of(page.body[0].value)[0]["answers"][0]["weights"]
        assert weights == {first: 3, second: 0}
        page.roles = json.dumps([{"type": "role", "value": pk} for pk in (roles[0].pk, make_role("CISO").pk)])
        page.full_clean()
        assert questions_of(page.body[0].value)[0]["answers"][0]["weights"] == {first: 3}
