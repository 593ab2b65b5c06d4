"""Forms as visitors fill them in: with and without scripts, with the keyboard alone; errors lose nothing."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MESSAGE = "We look for somebody who closes the books on time.\nAnd who likes it."
CHOSEN = "Leadership in finance"


@pytest.fixture
def contact(browser, desk):
    """`contact(script=…, width=…)` opens the English contact page of Finhire."""
    contexts = []

    def open_page(script: bool = True, width: int = 1280):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, reduced_motion="reduce"
        )
        contexts.append(context)
        window = context.new_page()
        window.goto(f"http://finhire.localhost:{desk.port}/en/contact/")
        return window

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(contact, script, width):
    window = contact(script, width)
    window.fill("[name=message]", MESSAGE)
    window.fill("[name=email]", "jan@example")
    window.check(f"input[value='{CHOSEN}']")
    window.check("[name=consent]")
    window.check("[name=discreet]")
    window.click("form.enquiry button[type=submit]")

    summary = window.locator(".enquiry__summary")
    assert summary.get_attribute("role") == "alert"
    assert window.locator(":focus").get_attribute("class") == "enquiry__summary"
    problems = summary.locator("li a").all_inner_texts()
    assert problems == ["Please fill in “Name”.", "Write an e-mail address such as name@example.com."]
    assert window.input_value("[name=message]") == MESSAGE
    assert window.input_value("[name=email]") == "jan@example"
    for box in (f"input[value='{CHOSEN}']", "[name=consent]", "[name=discreet]"):
        assert window.is_checked(box)
    for name, problem in zip(("name", "email"), problems, strict=True):
        field = window.locator(f"[name={name}]")
        assert field.get_attribute("aria-invalid") == "true"
        described = field.get_attribute("aria-describedby").split()
        assert any(problem in window.locator(f"[id='{each}']").inner_text() for each in described)
    assert window.evaluate("document.documentElement.scrollWidth") <= width

    summary.locator("li a").first.click()
    assert window.locator(":focus").get_attribute("name") == "name"
    window.fill("[name=name]", "Jan")
    window.fill("[name=email]", "jan@example.com")
    window.click("form.enquiry button[type=submit]")
    window.wait_for_url("**/_form/contact/thanks/")
    assert window.locator("h1").inner_text() == "Thank you for your trust"


def test_a_keyboard_fills_in_and_sends(contact, desk):
    window = contact()
    window.focus("[name=name]")
    for keys in (
        "Eva",
        "Tab",
        "Tab",
        "Tab",
        "eva@example.com",
        "Tab",
        "Space",
        "Tab",
        "The books.",
        "Tab",
        "Tab",
        "Space",
    ):
        if keys in ("Tab", "Space"):
            window.keyboard.press(keys)
        else:
            window.keyboard.type(keys)
    assert window.is_checked("[name=consent]")
    for _ in range(8):
        if window.locator("button[type=submit]:focus").count():
            break
        window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    window.wait_for_url("**/_form/contact/thanks/")
    stored = "from cms.enquiries.models import Enquiry; print(Enquiry.objects.latest('pk').answers)"
    assert "eva@example.com" in desk.tell(stored)


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_a_decision_is_a_plain_form_whose_address_can_be_shared(browser, desk, script):
    context = browser.new_context(java_script_enabled=script, reduced_motion="reduce")
    window = context.new_page()
    window.goto(f"http://finhire.localhost:{desk.port}/en/finance-leadership/cfo-vs-finance-director/")
    groups = window.locator(".decision-aid__question")
    for number in range(groups.count()):
        groups.nth(number).locator("input").first.check()
    window.click(".decision-aid__send button")
    advice = window.locator(".decision__advice").inner_text()
    assert "CFO" in advice or "Finance Director" in advice
    shared = window.url
    window.goto(shared)
    assert window.locator(".decision__advice").inner_text() == advice
    assert groups.nth(0).locator("input").first.is_checked()
    context.close()
