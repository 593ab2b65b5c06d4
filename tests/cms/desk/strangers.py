"""How the desk treats somebody who works for another brand."""


def assert_tells_nothing(client, address: str, words: str, data: dict | None = None) -> None:
    """Nothing is there for her at the address, whether she asks or sends."""
    for send in [client.get, lambda where: client.post(where, data or {})]:
        response = send(address)
        assert response.status_code == 404, f"{response.status_code} at {address}"
        assert words not in response.text, f"It is told at {address}"
