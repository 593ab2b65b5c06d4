"""GET /preview: the draft of a token, whole, and of everything else what the public sees."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from cms.previews.grants import TOKEN, pane_grant, revoke, share, token_of, visit_of
from cms.previews.models import Grant, Use
from tests.api.conftest import problem_of
from tests.api.previewing import bearer, editors_grant, make_draft, shared_grant, with_front_end
from tests.factories.brands import home_of, make_editor
from tests.factories.library import make_role
from tests.factories.pages import make_comparison, make_content, make_role_page


class TestTheDraft:
    @pytest.mark.parametrize("make", [editors_grant, shared_grant])
    def test_is_the_page_document(self, brands, ask, make):
        for brand in brands:
            grant = make(brand, f"Drafted by {brand.key}")
            answer = ask("/preview", **bearer(grant)).json()
            page = answer["page"]
            assert (page["title"], page["brand"]) == (f"Drafted by {brand.key}", brand.key)
            assert (page["id"], page["path"]) == (grant.page_id, f"/{grant.page.slug}/")
            public = ask(f"/brands/{brand.key}/pages/{grant.page_id}").json()["page"]
            assert public["title"] == f"Published by {brand.key}"
            assert public.keys() == page.keys()

    def test_follows_what_its_editor_writes(self, iduet, finhire, ask):
        editor = make_editor(iduet)
        grant = editors_grant(iduet, "First", editor)
        headers = bearer(grant)
        assert ask("/preview", **headers).json()["page"]["title"] == "First"
        page = grant.page.specific
        page.title = "Second, and not saved"
        pane_grant(editor, iduet, page)
        assert ask("/preview", **headers).json()["page"]["title"] == "Second, and not saved"

    def test_may_be_one_version(self, iduet, finhire, ask):
        page = make_draft(iduet, "First")
        version = page.latest_revision
        page.title = "Second"
        page.save_revision()
        editor = make_editor(iduet)
        latest, _ = share(editor, iduet, page, timedelta(days=1))
        fixed, _ = share(editor, iduet, page, timedelta(days=1), revision=version)
        titles = [ask("/preview", **bearer(grant)).json()["page"]["title"] for grant in (latest, fixed)]
        assert titles == ["Second", "First"]

    def test_may_lack_what_publishing_needs(self, iduet, finhire, ask):
        role = make_role("CIO")
        comparison = make_comparison(home_of(iduet), [role, make_role("CTO")])
        comparison.roles = []
        comparison.introduction = ""
        role_page = make_role_page(home_of(iduet), role)
        role_page.role = None
        new = make_content(home_of(iduet), "New", publish=False)
        editor = make_editor(iduet)
        for page in (comparison, role_page, new):
            assert ask("/preview", **bearer(pane_grant(editor, iduet, page))).status_code == 200

    def test_says_what_readers_will_not_see(self, brands, ask):
        for brand in brands:
            role = make_role(f"Role of {brand.key}", brand=brand)
            page = make_content(
                home_of(brand), "With a role", body=[{"type": "role_cards", "value": {"roles": [role.pk]}}]
            )
            role.unpublish()
            answer = ask("/preview", **bearer(pane_grant(make_editor(brand), brand, page))).json()
            assert len(answer["notes"]) == 1
            assert "taglines" not in str(answer["page"]["body"])

    def test_comes_with_what_was_asked_for_beside_it(self, iduet, finhire, ask):
        grant = editors_grant(iduet)
        make_content(grant.page.specific, "A public child")
        make_content(grant.page.specific, "A draft child", publish=False)
        answer = ask("/preview", {"include": "layout,children"}, **bearer(grant)).json()
        assert answer["layout"]["brand"] == "iduet"
        assert [child["title"] for child in answer["children"]] == ["A public child"]

    def test_brings_the_userbar_to_its_editor_only(self, iduet, finhire, ask):
        by_editor = ask("/preview", **bearer(editors_grant(iduet))).json()["userbar"]
        assert "<wagtail-userbar>" in by_editor
        assert not re.search(r'(?:href|src)="/(?!/)', by_editor), "It stands in a page of another host."
        assert "//desk.localhost:8000/static/" in by_editor
        Grant.objects.all().delete()
        editor = Grant._meta.get_field("made_by").related_model.objects.get()
        colleague, _ = share(editor, iduet, make_draft(iduet, "Shared"), timedelta(days=1))
        assert ask("/preview", **bearer(colleague)).json()["userbar"] is None

    def test_each_reading_is_remembered_and_nobody_stores_it(self, iduet, finhire, ask, caplog):
        caplog.set_level("INFO")
        grant = shared_grant(iduet)
        headers = bearer(grant)
        response = ask("/preview", **headers)
        assert Use.objects.get().way == Use.Way.READ
        assert grant.key in caplog.text
        assert headers["authorization"].removeprefix("Bearer ") not in caplog.text
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not {"ETag", "Last-Modified", "Cache-Tag", "Surrogate-Key"} & set(response.headers)


class TestRefusals:
    @pytest.mark.parametrize("sent", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer a:b:c", "Bearer " + "x" * 4000])
    def test_what_we_never_gave(self, db, ask, sent):
        assert problem_of(ask("/preview", authorization=sent)) == (401, "token-needed")
        assert problem_of(ask("/preview")) == (401, "token-needed")

    def test_a_token_in_the_query_is_an_unknown_parameter(self, iduet, finhire, ask):
        token = token_of(shared_grant(iduet)).text
        assert problem_of(ask("/preview", {"token": token})) == (400, "unknown-parameter")

    def test_a_token_whose_time_is_over(self, iduet, finhire, ask):
        grant = shared_grant(iduet)
        old = signing.dumps([grant.key, int(timezone.now().timestamp()) - 1], salt=TOKEN)
        assert problem_of(ask("/preview", authorization=f"Bearer {old}")) == (401, "token-expired")
        headers = bearer(grant)
        Grant.objects.update(expires_at=timezone.now())
        assert problem_of(ask("/preview", **headers)) == (401, "token-expired")

    def test_a_token_that_was_taken_back_or_whose_maker_has_left(self, brands, ask):
        for brand in brands:
            grant = shared_grant(brand)
            headers = bearer(grant)
            assert ask("/preview", **headers).status_code == 200
            if brand.key == "iduet":
                revoke(grant)
            else:
                type(grant.made_by).objects.update(is_active=False)
            assert problem_of(ask("/preview", **headers)) == (401, "token-revoked")

    def test_a_visitors_cookie_is_no_token(self, iduet, finhire, ask):
        visit = visit_of(shared_grant(iduet))
        assert problem_of(ask("/preview", authorization=f"Bearer {visit}")) == (401, "token-needed")

    def test_a_page_that_went_to_another_brand(self, brands, ask):
        iduet, finhire = brands
        grant = shared_grant(iduet)
        grant.page.move(home_of(finhire), pos="last-child")
        assert problem_of(ask("/preview", **bearer(grant))) == (401, "token-needed")

    def test_a_token_opens_no_other_address(self, iduet, finhire, ask):
        page = make_content(home_of(iduet), "Never published", publish=False)
        grant, _ = share(make_editor(iduet), iduet, page, timedelta(days=1))
        headers = bearer(grant)
        assert ask("/preview", **headers).status_code == 200
        for path, query in (
            (f"/brands/iduet/pages/{page.pk}", {}),
            ("/brands/iduet/resolve", {"path": f"/{page.slug}/"}),
        ):
            assert problem_of(ask(path, query, **headers)) == (404, "not-found")

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_a_token_changes_nothing(self, iduet, finhire, method):
        client = Client(HTTP_HOST="api.localhost:8000")
        response = getattr(client, method)("/api/v1/preview", headers=bearer(shared_grant(iduet)))
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


class TestOrigins:
    def test_only_the_brands_own_front_end_reads_it_in_a_browser(self, brands, ask):
        iduet, finhire = brands
        ours, theirs = with_front_end(iduet), with_front_end(finhire)
        headers = bearer(shared_grant(iduet))
        answer = ask("/preview", origin=ours, **headers)
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, ours)
        assert problem_of(ask("/preview", origin=theirs, **headers)) == (403, "origin-refused")
        assert problem_of(ask("/preview", origin="https://elsewhere.example", **headers)) == (403, "origin-refused")

    def test_it_is_the_same_on_every_host_of_the_api(self, iduet, finhire):
        headers = bearer(shared_grant(iduet, "Drafted"))
        for host in ("api.localhost:8000", "iduet.localhost:8000", "finhire.localhost:8000"):
            answer = Client(HTTP_HOST=host).get("/api/v1/preview", headers=headers)
            assert answer.json()["page"]["title"] == "Drafted"

    def test_browsers_are_told_beforehand(self, iduet, finhire):
        origin = with_front_end(iduet)
        client = Client(HTTP_HOST="api.localhost:8000")
        allowed = client.options("/api/v1/preview", headers={"origin": origin})
        assert allowed["Access-Control-Allow-Origin"] == origin
        assert "Authorization" in allowed["Access-Control-Allow-Headers"]
        refused = client.options("/api/v1/preview", headers={"origin": "https://elsewhere.example"})
        assert "Access-Control-Allow-Origin" not in refused
