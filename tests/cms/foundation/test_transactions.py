"""An unsafe request is one transaction; a safe one is none."""

from http import HTTPMethod

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import Http404, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from django.urls import reverse
from wagtail.signals import page_unpublished

from cms.changes.models import Change
from cms.comparisons.models import ComparisonPage
from cms.foundation.publishing import PublishRefused
from cms.foundation.transactions import UnsafeRequestsAreAtomic
from tests.factories.brands import home_of
from tests.factories.pages import make_content

pytestmark = pytest.mark.django_db


def depth() -> int:
    """How many transactions are open inside the test's own."""
    return len(connection.savepoint_ids)


def run(view, method="post"):
    """The view as the middleware runs it, and whether what it wrote stayed."""
    request = getattr(RequestFactory(), method)("/admin/")
    request._messages = type("Messages", (), {"add": lambda *args: None})()
    response = UnsafeRequestsAreAtomic(None).process_view(request, view, (), {})
    return response, Group.objects.filter(name="written").exists()


def write(status=200):
    def view(request):
        assert depth() == 1
        Group.objects.create(name="written")
        return HttpResponse(status=status)

    return view


class TestUnsafeRequests:
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_run_in_one_transaction(self, method):
        response, stayed = run(write(), method)
        assert (response.status_code, stayed) == (200, True)

    @pytest.mark.parametrize("status", [302, 400, 403, 404])
    def test_an_answer_below_500_is_kept(self, status):
        assert run(write(status))[1]

    @pytest.mark.parametrize("status", [500, 503])
    def test_a_500_is_rolled_back(self, status):
        response, stayed = run(write(status))
        assert (response.status_code, stayed) == (status, False)

    @pytest.mark.parametrize("error", [Http404, ValueError, PermissionError])
    def test_an_exception_is_rolled_back_and_goes_on(self, error):
        def view(request):
            Group.objects.create(name="written")
            raise error

        with pytest.raises(error):
            run(view)
        assert not Group.objects.filter(name="written").exists()

    def test_a_refusal_is_rolled_back_and_answered(self):
        def view(request):
            Group.objects.create(name="written")
            raise PublishRefused({"roles": ["Choose."]}, ComparisonPage)

        response, stayed = run(view)
        assert (response.status_code, stayed) == (302, False)

    def test_a_response_that_renders_late_renders_inside(self):
        class Late(SimpleTemplateResponse):
            def rendered_content(self):
                Group.objects.create(name="written")
                raise ValueError("broken template")

            rendered_content = property(rendered_content)

        with pytest.raises(ValueError, match="broken template"):
            run(lambda request: Late("404.html"))
        assert not Group.objects.filter(name="written").exists()


class TestSafeRequests:
    @pytest.mark.parametrize("method", ["get", "head", "options", "trace"])
    def test_are_left_to_django_without_a_transaction(self, method):
        def view(request):
            raise AssertionError("The middleware does not run it.")

        response, _stayed = run(view, method)
        assert response is None

    @pytest.mark.parametrize(("method", "open_in_view"), [("get", 0), ("head", 0), ("post", 1)])
    def test_reading_a_page_opens_no_transaction(self, site_client, monkeypatch, brands, method, open_in_view):
        page = make_content(home_of(brands[0]), slug="terms")
        depths, serve = [], type(page).serve
        monkeypatch.setattr(type(page), "allowed_http_methods", [*page.allowed_http_methods, HTTPMethod.POST])
        monkeypatch.setattr(type(page), "serve", lambda self, request: depths.append(depth()) or serve(self, request))
        assert site_client(brands[0], "/terms/", method).status_code == 200
        assert depths == [open_in_view]


class TestTheDesk:
    def test_a_failure_after_publishing_undoes_it(self, brands, publisher_of, desk_client):
        page = make_content(home_of(brands[0]), slug="terms")
        client = desk_client(publisher_of(brands[0]))
        client.raise_request_exception = False

        def fail(**kwargs):
            raise ValueError("after the fact")

        address = reverse("wagtailadmin_pages:unpublish", args=(page.pk,))
        page_unpublished.connect(fail)
        try:
            before = Change.objects.count()
            assert client.post(address).status_code == 500
        finally:
            page_unpublished.disconnect(fail)
        page.refresh_from_db()
        assert page.live
        assert Change.objects.count() == before
        assert client.post(address).status_code == 302
        page.refresh_from_db()
        assert not page.live
