"""What the headers of a brand's pages allow, and that the desk keeps showing previews."""

import pytest

from brands.security import content_security_policy
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


def test_the_desk_keeps_its_own_headers(administrator, desk_client):
    response = desk_client(administrator).get("/admin/")
    assert not response.has_header("Content-Security-Policy")
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
