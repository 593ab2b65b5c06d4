"""What is told to a Sentry of a fault: neither address, header, body nor person."""

from cms.settings.sentry import without_visitors


def test_method_and_host_stay_of_a_request():
    event = {
        "request": {
            "method": "POST", "url": "https://desk/admin/password_reset/confirm/MQ/secret/",
            "query_string": "token=secret", "headers": {"Host": "desk.example", "Cookie": "desk=secret"},
            "cookies": {"desk": "secret"}, "data": "secret", "env": {"REMOTE_ADDR": "192.0.2.1"},
        },
        "user": {"email": "secret@example.com"},
        "message": "A fault",
    }  # fmt: skip
    left = without_visitors(event, {})
    assert "secret" not in str(left)
    assert left["request"] == {"method": "POST", "headers": {"Host": "desk.example"}}
    assert without_visitors({"message": "no request"}, {})["message"] == "no request"
