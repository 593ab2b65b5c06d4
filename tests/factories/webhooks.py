"""Webhooks of brands, and receivers for them on this machine."""

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cms.changes.models import Webhook
from cms.changes.models.webhook import Event
from cms.changes.webhooks.signing import renew

#: An address of nobody: what is sent there goes nowhere in tests.
ELSEWHERE = "https://hooks.example/changes"


def make_webhook(brand, **values) -> tuple[Webhook, str]:
    """A webhook that is told everything, and its secret."""
    given = {"name": f"Front end of {brand.name}", "url": ELSEWHERE, "events": list(Event.values), **values}
    webhook = Webhook.objects.create(brand=brand, **given)
    return webhook, renew(webhook)


@dataclass
class Received:
    """One request that came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class Receiver:
    """A web server that answers as `answer` says: `(status, headers, body)` to a request, after `slow` seconds."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    answer: Callable[[Received], tuple[int, dict, bytes]] = lambda request: (204, {}, b"")
    slow: float = 0.0

    @property
    def url(self) -> str:
        return f"http://hooks.localhost:{self.port}/changes"


@contextmanager
def receiving():
    """A receiver at work."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            named = {name.lower(): value for name, value in self.headers.items()}
            request = Received(self.command, self.path, named, body)
            receiver.received.append(request)
            time.sleep(receiver.slow)
            status, headers, content = receiver.answer(request)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if content:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self):
            self.do_POST()

        def do_PURGE(self):
            self.do_POST()

        def log_message(self, *arguments):
            """Nothing: tests read what came in."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request, client_address):
            """Nothing: who is cut off has hung up."""

    server = Server(("127.0.0.1", 0), Handler)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
