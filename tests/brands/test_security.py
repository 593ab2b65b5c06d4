"""What the headers of a brand's pages allow, and that the desk keeps showing previews."""

import pytest
from django.http import HttpResponse

from brands.hosts import DESK
from brands.security import SitePolicies, content_security_policy
from tests.factories.brands import home_of
from tests.factories.pages import make_content


def directives(response) -> dict[str, str]:
    return dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";") if " " in part.strip()
    )


@pytest.mark.parametrize("path", ["/", "/page/", "/there-is-nothing/"])
def test_pages_run_and_style_nothing_inline_and_stand_in_no_frame(brands, site_client, path):
    for brand in brands:
        make_content(home_of(brand), slug="page")
        response = site_client(brand, path)
        policy = directives(response)
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert "unsafe" not in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response["Cross-Origin-Opener-Policy"] == response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in response["Permissions-Policy"]


def test_what_other_front_ends_and_the_desk_load_stays_open_to_them(iduet, site_client):
    for path in ("/theme.css", "/api/v1/brands/iduet"):
        response = site_client(iduet, path)
        assert response.status_code == 200
        assert response.get("Cross-Origin-Resource-Policy", "cross-origin") == "cross-origin"


def test_the_desk_loads_nothing_from_strangers(administrator, desk_client, finhire):
    finhire.front_end_url = "https://front.finhire.example/nl"
    finhire.save()
    response = desk_client(administrator).get("/admin/")
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    own = "http://finhire.localhost:8000 http://iduet.localhost:8000 https://front.finhire.example"
    assert policy["frame-src"] == policy["form-action"] == f"'self' {own}"
    assert policy["script-src"] == f"'self' 'unsafe-inline' {own}"
    assert policy["connect-src"] == policy["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_over_https_nothing_is_asked_for_in_the_clear(settings):
    assert "upgrade-insecure-requests" not in content_security_policy()
    settings.HTTPS = True
    assert content_security_policy().endswith("; upgrade-insecure-requests")


def test_a_form_may_lead_where_an_answer_says(settings):
    assert (
        "form-action 'self' https://front.example;"
        in content_security_policy(form_action="https://front.example") + ";"
    )
    with pytest.raises(KeyError):
        content_security_policy(no_such_directive="'self'")


def test_what_failed_at_the_desk_has_a_policy_without_asking_the_database(brands, rf, django_assert_num_queries):
    request = rf.get("/admin/")
    request.host_kind = DESK
    answer = SitePolicies(lambda _: HttpResponse("away", status=503))
    with django_assert_num_queries(0):
        policy = directives(answer(request))
    assert policy["default-src"] == "'none'"
    assert policy["frame-src"] == "'self'"
