"""A publisher makes a page private and reads, without asking again, until when visitors may still see it."""

import json
import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PUBLIC_AGAIN = "from wagtail.models import PageViewRestriction as R; print(R.objects.filter(page_id={}).delete()[0])"


@pytest.mark.parametrize("brand", ["iduet", "finhire"])
def test_what_is_made_private_is_followed_until_it_is_seen_nowhere(desk, signed_in, brand):
    window, page = signed_in(f"publisher@{brand}.localhost"), desk.comparison(brand)
    asked: list[str] = []

    def still_spreading(route):
        """As another host answers that follows between the second and the third question."""
        asked.append(route.request.url)
        at, own = route.request.url, {**route.request.headers, "host": f"desk.localhost:{desk.port}"}
        answer = route.fetch(url=at.replace("desk.localhost", "127.0.0.1", 1), headers=own)
        state = answer.json()
        assert state["done"], "this host knows at once"
        if len(asked) < 3:
            state |= {"done": False, "words": f"Visitors may still see it: node-{len(asked)} has not let go of it yet."}
        route.fulfill(response=answer, body=json.dumps(state))

    window.route(re.compile(r"/admin/spreading/"), still_spreading)
    try:
        window.goto(desk.editor_of(brand))
        window.get_by_role("button", name="Toggle status").click()
        window.get_by_role("button", name="Change privacy").click()
        window.get_by_label("Private, accessible to any logged-in users").check()
        window.locator("form[action$='/privacy/'] input[type=submit]").click()
        messages = window.locator(".messages")
        messages.get_by_text("node-1 has not let go of it yet").wait_for()
        messages.get_by_text("nowhere any more").wait_for()
        assert messages.get_by_text("may still see").count() == 0
    finally:
        desk.tell(PUBLIC_AGAIN.format(page))
    window.wait_for_timeout(2500)
    assert len(asked) == 3, "what is done is not asked again"
    assert asked[0].endswith(f"/spreading/page/{page}/")
    assert asked[1] == asked[2]
