"""Questions, examples with results and facts, where a kind of page should have them."""

from cms.library.models import Example
from cms.pages.models import FaqPage
from tests.factories.library import make_example, make_question

from .conftest import block, found, item, told


def questions(*chosen) -> dict:
    value = {"heading": "Questions", "introduction": "", "questions": [item(question.pk) for question in chosen]}
    return block("questions", value)


def examples(*chosen) -> dict:
    value = {"heading": "Practice", "introduction": "", "examples": [item(example.pk) for example in chosen]}
    return block("examples", value)


def fact(value="CIO") -> dict:
    return block("fact", {"value": value, "label": "leads"})


def test_what_is_there_costs_nothing(draft):
    body = [questions(*(make_question() for _ in range(3))), examples(make_example())]
    assert found(draft(body=body, facts=[fact(), fact()]), "completeness") == {}


def test_what_is_missing_is_led_to_where_it_would_stand(draft):
    page = draft()
    assert sum(found(page, "completeness").values()) == 20
    assert found(page, "completeness") == {"body": 14, "facts": 6}


def test_a_few_cost_less_than_none(draft):
    asked = questions(make_question(), make_question())
    page = draft(body=[asked, examples(make_example())], facts=[fact()])
    assert found(page, "completeness") == {f"body.{asked['id']}.questions": 3, "facts": 3}
    assert "Only 2 questions are answered" in told(page, "completeness")


def test_what_readers_do_not_get_does_not_count(draft):
    draft_question = make_question(publish=False)
    asked = questions(make_question(), make_question(), draft_question)
    page = draft(body=[asked, examples(make_example())], facts=[fact(), fact()])
    assert found(page, "completeness") == {f"body.{asked['id']}.questions": 3}


def test_an_example_without_a_result_is_led_to(draft):
    told_whole, without = make_example(), make_example("Half a story")
    Example.objects.filter(pk=without.pk).update(result="<p> </p>")
    shown = examples(told_whole, without)
    page = draft(body=[questions(*(make_question() for _ in range(3))), shown], facts=[fact(), fact()])
    second = shown["value"]["examples"][1]["id"]
    assert found(page, "completeness") == {f"body.{shown['id']}.examples.{second}": 3}
    assert "“Half a story” has no result" in told(page, "completeness")


def test_pages_of_other_kinds_are_asked_less(draft):
    group = block("topic", {"topic": "All", "questions": [item(make_question().pk)]})
    assert found(draft(FaqPage, groups=[group]), "completeness") == {f"groups.{group['id']}.questions": 3}
