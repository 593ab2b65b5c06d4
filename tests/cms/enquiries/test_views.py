"""A visitor sends a form: it is stored, or she is told what is wrong with all that she typed still there."""

import pytest
from bs4 import BeautifulSoup

from cms.enquiries.limits import MOST
from cms.enquiries.models import Enquiry
from tests.factories.brands import home_of
from tests.factories.enquiries import ANSWERS, field, make_form
from tests.factories.pages import make_contact

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def send(client):
    """`send(brand, data)` sends a form as the brand's own page does."""

    def post(brand, data, path="/_form/contact/", **headers):
        own = {"host": f"{brand.host}:8000", "Origin": f"http://{brand.host}:8000", **HERE, **headers}
        return client.post(path, data, headers=own)

    return post


def page_with(form, language="nl"):
    """A contact page of the form's brand that shows it."""
    body = [{"type": "enquiry_form", "value": form.pk}]
    return make_contact(home_of(form.brand, language), slug="contact", body=body)


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


class TestThePage:
    def test_shows_the_form_with_nothing_of_one_visitor_in_it(self, iduet, site_client):
        page_with(make_form(iduet))
        first, second = site_client(iduet, "/contact/"), site_client(iduet, "/contact/")
        assert first.content == second.content
        assert not first.cookies
        form = soup_of(first).find("form", class_="enquiry")
        assert form["action"] == "/_form/contact/"
        names = {each["name"] for each in form.find_all(["input", "textarea", "select"])}
        assert names == {
            "name", "email", "phone", "subject", "message", "call_me", "consent", "consent_version", "page",
            "leave_empty",
        }  # fmt: skip
        assert "csrf" not in first.text
        assert not form.find("input", type="file")

    def test_every_field_has_a_label_or_what_stands_for_one(self, iduet, site_client):
        page_with(make_form(iduet))
        form = soup_of(site_client(iduet, "/contact/")).find("form", class_="enquiry")
        for control in form.select("input:not([type=hidden]), textarea, select"):
            labelled = form.find("label", attrs={"for": control.get("id")}) or control.find_parent("label")
            assert labelled or form.find(id=control.get("aria-labelledby")), control

    def test_says_where_a_cv_goes_and_how_long_it_is_kept(self, iduet, site_client):
        page_with(make_form(iduet, cv_address="cv@iduet.example", kept_days=90))
        text = soup_of(site_client(iduet, "/contact/")).find("form", class_="enquiry").get_text(" ", strip=True)
        assert "cv@iduet.example" in text
        assert "90" in text

    def test_each_language_shows_its_own_row_of_the_form(self, iduet, site_client):
        form = make_form(iduet, title="Schrijf ons")
        make_form(iduet, "en", title="Write to us")
        page_with(form, "en")  # the Dutch row is what was chosen
        page = soup_of(site_client(iduet, "/en/contact/"))
        assert page.find("h2").get_text(strip=True) == "Write to us"
        assert page.find("form", class_="enquiry")["action"] == "/en/_form/contact/"

    def test_a_draft_form_is_not_there(self, iduet, site_client):
        make_form(iduet, publish=False)
        assert site_client(iduet, "/_form/contact/").status_code == 404
        assert site_client(iduet, "/_form/contact/thanks/").status_code == 404

    def test_a_brands_form_is_on_its_own_host_only(self, iduet, finhire, site_client, send):
        make_form(iduet)
        assert site_client(iduet, "/_form/contact/").status_code == 200
        assert site_client(finhire, "/_form/contact/").status_code == 404
        assert send(finhire, ANSWERS).status_code == 404
        assert not Enquiry.objects.exists()


class TestSending:
    def test_stores_it_and_leads_to_the_thank_you_page(self, iduet, finhire, send, site_client):
        form = make_form(iduet)
        make_form(finhire)
        page = page_with(form)
        response = send(iduet, {**ANSWERS, "page": page.pk})
        assert (response.status_code, response["location"]) == (303, "/_form/contact/thanks/")
        assert response["Cache-Control"] == "private, no-store"
        assert not response.cookies
        enquiry = Enquiry.objects.get()
        assert (enquiry.brand, enquiry.form, enquiry.channel) == (iduet, form, "site")
        assert enquiry.value_of("message") == "We look for a CIO."
        assert (enquiry.email, enquiry.page_path) == ("jan@example.com", "/contact/")
        assert enquiry.consent_version == 1
        assert enquiry.consents[0]["agreed"]
        assert "use my data to answer me" in enquiry.consents[0]["text"]
        assert (enquiry.delete_after - enquiry.received_at).days == form.kept_days
        thanks = site_client(iduet, response["location"])
        assert thanks.status_code == 200
        assert "Thanks from Iduet" in thanks.text

    def test_the_language_is_the_paths(self, iduet, send):
        make_form(iduet)
        english = make_form(iduet, "en")
        response = send(iduet, ANSWERS, "/en/_form/contact/")
        assert response["location"] == "/en/_form/contact/thanks/"
        assert Enquiry.objects.get().form == english

    def test_twice_by_mistake_is_one(self, iduet, send):
        make_form(iduet)
        assert [send(iduet, ANSWERS).status_code for _ in range(2)] == [303, 303]
        assert Enquiry.objects.count() == 1

    def test_a_browser_without_fetch_metadata_is_believed_by_its_origin(self, iduet, client):
        make_form(iduet)
        headers = {"host": f"{iduet.host}:8000", "Origin": f"http://{iduet.host}:8000"}
        assert client.post("/_form/contact/", ANSWERS, headers=headers).status_code == 303

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
            {"Origin": "http://finhire.localhost:8000", "Sec-Fetch-Site": "same-origin"},
        ],
    )
    def test_from_another_site_it_is_refused_with_nothing_lost(self, iduet, finhire, send, headers):
        make_form(iduet)
        response = send(iduet, ANSWERS, **headers)
        assert response.status_code == 403
        assert "We look for a CIO." in response.text
        assert not Enquiry.objects.exists()

    def test_no_file_is_taken(self, iduet, send, tmp_path):
        make_form(iduet)
        (tmp_path / "cv.pdf").write_bytes(b"%PDF")
        with (tmp_path / "cv.pdf").open("rb") as file:
            send(iduet, {**ANSWERS, "cv": file})
        assert "PDF" not in str(Enquiry.objects.values())


WRONG = [
    ("name", "", "Your name"),
    ("name", "x" * 201, ""),
    ("email", "jan", ""),
    ("email", "jan@example.com\r\nBcc: all@example.com", ""),
    ("phone", "call me", ""),
    ("subject", "Another", ""),
    ("message", "", "Your message"),
    ("message", "x" * 5001, ""),
    ("message", "a\0b", ""),
    ("consent", "", ""),
]


class TestWhatIsWrong:
    @pytest.mark.parametrize(("name", "value", "said"), WRONG)
    def test_is_said_at_the_field_and_above_and_nothing_is_lost(self, iduet, send, name, value, said):
        page = page_with(make_form(iduet))
        typed = {**ANSWERS, name: value, "page": page.pk}
        response = send(iduet, typed)
        assert response.status_code == 422
        assert response["Cache-Control"] == "private, no-store"
        soup = soup_of(response)
        assert soup.find("h1").get_text(strip=True) == page.title
        wrong = soup.find(attrs={"name": name, "aria-invalid": "true"})
        problem = soup.find(id=f"form-contact-{name}-problem")
        described = wrong.get("aria-describedby") or wrong.find_parent("fieldset")["aria-describedby"]
        assert problem["id"] in described
        assert said in problem.get_text()
        summary = soup.find(attrs={"role": "alert"})
        (link,) = summary.find_all("a")
        assert soup.find(id=link["href"].removeprefix("#"))["name"] == name
        assert summary.has_attr("autofocus")
        for other in {"name", "email"} - {name}:
            assert soup.find(attrs={"name": other})["value"] == ANSWERS[other]
        if name != "message":
            assert soup.find("textarea").get_text().strip() == ANSWERS["message"]
        if name != "subject":
            assert soup.find("input", attrs={"name": "subject", "value": "A vacancy"}).has_attr("checked")
        if name != "consent":
            assert soup.find(attrs={"name": "consent"}).has_attr("checked")
        assert not Enquiry.objects.exists()

    def test_what_was_typed_is_text(self, iduet, send):
        page_with(make_form(iduet))
        attack = '"><script>alert(1)</script>'
        response = send(iduet, {**ANSWERS, "email": attack, "message": "</textarea><script>alert(2)</script>"})
        assert "<script>alert" not in response.text
        assert soup_of(response).find(attrs={"name": "email"})["value"] == attack

    def test_a_page_that_does_not_show_the_form_is_not_used(self, iduet, finhire, send):
        make_form(iduet)
        form = make_form(finhire)
        theirs, other = page_with(form), make_contact(home_of(iduet))
        for key in (theirs.pk, other.pk, "1" * 40, "x", ""):
            response = send(iduet, {**ANSWERS, "email": "", "page": key})
            assert response.status_code == 422
            assert "We look for a CIO." in response.text
            assert "Finhire" not in soup_of(response).find("main").get_text()

    def test_a_consent_that_changed_meanwhile_is_asked_again(self, iduet, send):
        form = make_form(iduet)
        fields = [*form.fields.raw_data][:-1]
        form.fields = form.fields.stream_block.to_python(
            [*fields, field("consent", "consent", required=True, text="<p>Something else.</p>")]
        )
        form.save_revision().publish()
        form.refresh_from_db()
        assert form.consent_version == 2
        response = send(iduet, ANSWERS)
        assert response.status_code == 422
        assert "Something else." in response.text
        assert send(iduet, {**ANSWERS, "consent_version": "2"}).status_code == 303

    def test_the_field_for_programs_is_shown_when_it_is_filled_in(self, iduet, send):
        make_form(iduet)
        response = send(iduet, {**ANSWERS, "leave_empty": "buy"})
        assert response.status_code == 422
        assert not soup_of(response).find(class_="enquiry__trap").has_attr("hidden")
        assert not Enquiry.objects.exists()


class TestTooMany:
    def test_one_client_waits_and_loses_nothing(self, iduet, finhire, send, client):
        make_form(iduet)
        make_form(finhire)
        for number in range(MOST[Enquiry.Channel.SITE]):
            assert send(iduet, {**ANSWERS, "message": f"Number {number}"}).status_code == 303
        response = send(iduet, {**ANSWERS, "message": "One more"})
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 600
        assert "One more" in response.text
        assert Enquiry.objects.count() == MOST[Enquiry.Channel.SITE]
        assert send(finhire, ANSWERS).status_code == 303  # another brand counts for itself
        client.defaults["REMOTE_ADDR"] = "203.0.113.9"
        assert send(iduet, {**ANSWERS, "message": "From elsewhere"}).status_code == 303
