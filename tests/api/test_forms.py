"""Forms of the brands by the API: what they ask, and sending them once."""

import json

import pytest

from cms.enquiries.limits import MOST
from cms.enquiries.models import Enquiry
from tests.factories.enquiries import make_form

FIELDS = {
    "name": "Jan de Vries", "email": "jan@example.com", "message": "We look for a CIO.", "consent": True,
}  # fmt: skip
KEY = "5e1c0c1a-0001"


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything(settings, tmp_path):
    """Counts of requests outlive a test: they stand in a file."""
    settings.DATA_DIRECTORY = tmp_path


@pytest.fixture
def submit(client):
    def post(brand, fields=None, *, key=KEY, form="contact", version=1, query="", **headers):
        own = {"host": "api.localhost:8000", **({"Idempotency-Key": key} if key else {}), **headers}
        body = {"fields": FIELDS if fields is None else fields, "consent_version": version}
        path = f"/api/v1/brands/{brand.key}/forms/{form}/submissions{query}"
        return client.post(path, json.dumps(body), content_type="application/json", headers=own)

    return post


def read(client, brand, query="", form="contact"):
    return client.get(f"/api/v1/brands/{brand.key}/forms/{form}{query}", headers={"host": "api.localhost:8000"})


class TestReading:
    def test_says_what_to_show_and_what_to_send(self, client, iduet):
        make_form(iduet)
        answer = read(client, iduet).json()
        assert answer["form"]["title"] == "Write to Iduet"
        assert [(item["type"], item["value"]["name"]) for item in answer["form"]["fields"]] == [
            ("text", "name"), ("email", "email"), ("phone", "phone"), ("choice", "subject"),
            ("long_text", "message"), ("checkbox", "call_me"), ("consent", "consent"),
        ]  # fmt: skip
        schema = answer["body_schema"]["properties"]
        assert schema["fields"]["required"] == ["name", "email", "message", "consent"]
        assert schema["fields"]["properties"]["subject"]["enum"] == ["A vacancy", "My next step"]
        assert schema["consent_version"] == {"const": 1}
        assert answer["submit_to"] == "/api/v1/brands/iduet/forms/contact/submissions?locale=nl"

    def test_a_form_is_its_brands_and_languages(self, client, iduet, finhire):
        make_form(iduet)
        make_form(finhire, publish=False)
        assert read(client, finhire).status_code == 404
        assert read(client, iduet, "?locale=en").status_code == 404
        assert read(client, iduet, "?locale=fr").status_code == 400

    def test_it_is_purged_when_forms_change(self, client, iduet):
        answer = read(client, iduet)
        assert (answer.status_code, "forms:iduet:nl" in answer["Cache-Tag"]) == (404, True)
        make_form(iduet)
        assert "forms:iduet:nl" in read(client, iduet)["Cache-Tag"]


class TestSending:
    def test_stores_what_a_visitor_wrote(self, iduet, submit):
        form = make_form(iduet)
        answer = submit(iduet)
        assert answer.status_code == 201
        enquiry = Enquiry.objects.get()
        assert answer.json()["id"] == str(enquiry.public_id)
        assert (enquiry.form, enquiry.channel, enquiry.email) == (form, "api", "jan@example.com")
        assert answer["Cache-Control"] == "private, no-store"

    def test_the_same_key_gets_the_same_answer_and_another_body_none(self, iduet, submit):
        make_form(iduet)
        first, again = submit(iduet), submit(iduet)
        assert (again.status_code, again.content) == (201, first.content)
        other = submit(iduet, {**FIELDS, "message": "Another"})
        assert (other.status_code, other.json()["type"]) == (422, "/api/v1/problems/idempotency-key-reused")
        assert Enquiry.objects.count() == 1
        assert submit(iduet, key="5e1c0c1a-0002").status_code == 201
        assert Enquiry.objects.count() == 2

    def test_keys_of_two_brands_do_not_meet(self, iduet, finhire, submit):
        make_form(iduet)
        make_form(finhire)
        assert [submit(brand).status_code for brand in (iduet, finhire)] == [201, 201]
        assert {enquiry.brand for enquiry in Enquiry.objects.all()} == {iduet, finhire}

    @pytest.mark.parametrize("key", [None, "short", "has space in it", "x" * 256])
    def test_a_key_is_needed(self, iduet, submit, key):
        make_form(iduet)
        answer = submit(iduet, key=key)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"].lower() == "idempotency-key"
        assert not Enquiry.objects.exists()

    def test_each_field_is_named_by_a_pointer_with_a_sentence_in_the_forms_language(self, iduet, submit):
        make_form(iduet, "en")
        wrong = {"name": "", "email": "jan", "subject": "Other", "message": True, "consent": False, "a/b": "x"}
        answer = submit(iduet, wrong, query="?locale=en")
        assert answer.status_code == 422
        problem = answer.json()
        assert problem["type"] == "/api/v1/problems/invalid-submission"
        errors = {error["pointer"]: error for error in problem["errors"]}
        assert set(errors) == {
            "/fields/name", "/fields/email", "/fields/subject", "/fields/message", "/fields/consent", "/fields/a~1b",
        }  # fmt: skip
        assert errors["/fields/email"]["detail"] == "Write an e-mail address such as name@example.com."
        assert errors["/fields/subject"]["valid"] == ["A vacancy", "My next step"]
        assert not Enquiry.objects.exists()

    def test_a_consent_that_has_changed_is_refused(self, iduet, submit):
        make_form(iduet)
        (error,) = submit(iduet, version=7).json()["errors"]
        assert (error["pointer"], error["valid"]) == ("/consent_version", ["1"])

    @pytest.mark.parametrize("body", ["null", "[]", "{", '{"fields": {"name": null}}', '{"fields": 1, "x": 2}'])
    def test_another_shape_is_refused_by_its_place(self, client, iduet, body):
        make_form(iduet)
        answer = client.post(
            "/api/v1/brands/iduet/forms/contact/submissions", body, content_type="application/json",
            headers={"host": "api.localhost:8000", "Idempotency-Key": KEY},
        )  # fmt: skip
        assert answer.status_code == 400
        if body.startswith('{"fields": {'):
            assert {error["pointer"] for error in answer.json()["errors"]} >= {"/consent_version"}

    def test_too_many_of_one_client_wait(self, iduet, submit):
        make_form(iduet)
        for number in range(MOST[Enquiry.Channel.API]):
            assert submit(iduet, {**FIELDS, "message": f"{number}"}, key=f"number-{number}").status_code == 201
        answer = submit(iduet, key="one-more-key")
        assert (answer.status_code, answer.json()["type"]) == (429, "/api/v1/problems/too-many-submissions")
        assert int(answer["Retry-After"]) > 0


class TestOtherOrigins:
    @pytest.fixture
    def finhire_elsewhere(self, finhire):
        finhire.front_end_url = "https://www.finhire.example"
        finhire.save()
        return finhire

    def test_the_brands_front_ends_may_send_and_others_may_not(self, iduet, finhire_elsewhere, submit):
        make_form(finhire_elsewhere)
        for origin in ("https://www.finhire.example", finhire_elsewhere.root_url):
            answer = submit(finhire_elsewhere, Origin=origin, key=f"key-of-{origin}")
            assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (201, origin)
        for origin in ("https://evil.example", iduet.root_url, "null"):
            answer = submit(finhire_elsewhere, Origin=origin, key=f"key-of-{origin}")
            assert answer.status_code == 403
            assert "Access-Control-Allow-Origin" not in answer
        assert Enquiry.objects.count() == 2

    def test_browsers_are_told_beforehand(self, client, iduet, finhire_elsewhere):
        def ask(origin):
            return client.options(
                "/api/v1/brands/finhire/forms/contact/submissions",
                headers={
                    "host": "api.localhost:8000", "Origin": origin, "Access-Control-Request-Method": "POST",
                    "Access-Control-Request-Headers": "content-type,idempotency-key",
                },
            )  # fmt: skip

        told = ask("https://www.finhire.example")
        assert told["Access-Control-Allow-Origin"] == "https://www.finhire.example"
        assert "POST" in told["Access-Control-Allow-Methods"]
        assert "Idempotency-Key" in told["Access-Control-Allow-Headers"]
        for origin in ("https://evil.example", iduet.root_url):
            assert "Access-Control-Allow-Origin" not in ask(origin)
