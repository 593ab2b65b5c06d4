"""Asking other sites never leads into our own network: by address, name, redirect, or a name that changes meaning."""

import pytest

from cms.desk.reports.asking import NotOurs, Outcome, Unreachable, outcome_of

PUBLIC = "93.184.216.34"


def names(**known):
    """A resolver: name → its addresses, or a list of answers, one for each time it is asked."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        found = known.get(host.replace(".", "_").replace("-", "_"))
        if found is None:
            raise Unreachable("The name of the site is not known.")
        return found.pop(0) if isinstance(found[0], list) else found

    resolve.asked = asked
    return resolve


def answers(*planned):
    """Stands in for the connection: the next planned `(status, location)` each time, and who was asked what."""
    left, asked = list(planned), []

    def send(place, method):
        asked.append((method, place.ip, place.host, place.path))
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    send.asked = asked
    return send


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://localhost/",
     "https://user:secret@example.com/", "https://example.com:8443/", "http://example.com:22/", "ftp://example.com/",
     "file:///etc/passwd", "http:///nothing", "http://[bad/", "https://example.com:99999/"],
)  # fmt: skip
def test_what_is_no_public_web_address_is_not_asked(url):
    send = answers()
    known = names(localhost=["127.0.0.1"], example_com=[PUBLIC])

    def resolve(host, port):
        numeric = {"2130706433": ["127.0.0.1"], "0x7f.1": ["127.0.0.1"], "127.0.0.1": ["127.0.0.1"], "::1": ["::1"]}
        return numeric.get(host) or known(host, port)

    with pytest.raises(NotOurs):
        outcome_of(url, resolve, send)
    assert send.asked == []


def test_the_question_goes_to_the_address_that_was_looked_at():
    send = answers((200, ""))
    assert outcome_of("https://example.com/a b?c=d#e", names(example_com=[PUBLIC]), send) == Outcome(True, 200)
    assert send.asked == [("HEAD", PUBLIC, "example.com", "/a%20b?c=d")]


def test_a_redirect_into_our_network_is_not_followed():
    for location in ("http://169.254.169.254/latest/", "//127.0.0.1/", "http://inside.example/"):
        send = answers((302, location))
        resolve = names(example_com=[PUBLIC], inside_example=["10.0.0.7"])

        def anywhere(host, port, resolve=resolve):
            return [host] if host[0].isdigit() else resolve(host, port)

        with pytest.raises(NotOurs):
            outcome_of("https://example.com/", anywhere, send)
        assert len(send.asked) == 1


def test_a_name_is_looked_up_anew_for_each_question_and_may_not_have_moved_in():
    resolve = names(rebind_example=[[PUBLIC], ["127.0.0.1"]])
    send = answers((403, ""))
    with pytest.raises(NotOurs):
        outcome_of("https://rebind.example/", resolve, send)  # HEAD is refused, and GET would be asked of ourselves
    assert [method for method, *_ in send.asked] == ["HEAD"]
    assert resolve.asked == ["rebind.example", "rebind.example"]


class TestOutcome:
    known = staticmethod(lambda: names(example_com=[PUBLIC], www_example_com=[PUBLIC]))

    def ask(self, *planned):
        return outcome_of("https://example.com/", self.known(), answers(*planned))

    def test_works(self):
        assert self.ask((204, "")).works
        assert self.ask((403, ""), (403, "")).works  # it asks for a person
        assert self.ask((405, ""), (200, "")) == Outcome(True, 200)

    def test_is_broken(self):
        assert self.ask((404, ""), (404, "")) == Outcome(False, 404)
        assert self.ask((500, "")) == Outcome(False, 500)
        assert self.ask(Unreachable("no route")) == Outcome(False, reason="no route")
        assert not self.ask(*[(302, "https://example.com/")] * 6).works

    def test_has_moved_for_good_only_when_every_step_says_so(self):
        moved = self.ask((301, "https://www.example.com/new"), (200, ""))
        assert moved == Outcome(True, 200, "https://www.example.com/new")
        assert self.ask((301, "/a"), (302, "/b"), (200, "")).leads_to == ""
        assert self.ask((302, "/de/"), (200, "")).leads_to == ""
