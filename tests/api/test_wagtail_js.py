"""The client `wagtail-js` reads a brand's pages through Wagtail's read API."""

import json
import shutil
import subprocess
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from pytest_socket import enable_socket, socket_allow_hosts

from tests.connections import one_connection
from tests.factories.brands import home_of
from tests.factories.pages import make_content

pytestmark = pytest.mark.judge

CLIENT = "wagtail-js@1.1.1"
SCRIPT = """
const dns = require("dns"), lookup = dns.lookup;
dns.lookup = (host, options, answer) => lookup("127.0.0.1", options, answer);  // what *.localhost is
const { CMSClient } = require("./package/dist/index.js");
const [port, own, foreign] = process.argv.slice(2);
console.group = console.groupEnd = console.error = () => {};
const say = console.log;
console.log = () => {};
(async () => {
  const client = new CMSClient({ baseURL: `http://iduet.localhost:${port}`, apiPath: "/api/v2", cache: "no-store" });
  const listed = { type: "pages.ContentPage", fields: ["introduction", "slug"], order: "title" };
  const pages = await client.fetchPages(listed);
  const byKey = await client.fetchPage(Number(own));
  const bySlug = await client.fetchPage("shown");
  const hidden = await client.fetchPage(Number(foreign));
  const other = await client.fetchPage("theirs");
  say(JSON.stringify({ pages, byKey, bySlug, hidden, other }));
})();
"""


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def read(iduet, finhire, tmp_path):
    """`read(script, *arguments)` runs a script of Node beside the client and answers what it asks meanwhile.

    The test's own thread answers, so that the client reads what the test has written and nobody else sees.
    """
    if shutil.which("npm") is None:
        pytest.fail("npm is not installed: make test-all brings it.")
    subprocess.run(["npm", "pack", "--silent", CLIENT], cwd=tmp_path, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tgz")
    subprocess.run(["tar", "-xzf", archive], cwd=tmp_path, check=True)
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "::1"])

    def run(script: str, *arguments: object) -> dict:
        (tmp_path / "read.js").write_text(script)
        application = get_wsgi_application()
        with one_connection(), make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
            server.timeout = 0.1
            command = ["node", "read.js", str(server.server_port), *map(str, arguments)]
            with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as node:
                while node.poll() is None:
                    server.handle_request()
                return json.loads(node.stdout.read())

    return run


def test_pages_are_listed_and_read_by_key_and_slug(read, iduet, finhire):
    own = make_content(home_of(iduet), "Shown", slug="shown", introduction="<p>Read me.</p>")
    make_content(home_of(iduet), "Draft", slug="draft", publish=False)
    foreign = make_content(home_of(finhire), "Theirs", slug="theirs")
    said = read(SCRIPT, own.pk, foreign.pk)
    assert [page["title"] for page in said["pages"]["items"]] == ["Shown"]
    assert said["pages"]["items"][0]["introduction"] == "<p>Read me.</p>"
    assert said["byKey"]["id"] == said["bySlug"]["id"] == own.pk
    assert said["byKey"]["meta"]["html_url"] == "http://iduet.localhost:8000/shown/"
    assert said["hidden"]["message"] == said["other"]["message"] == "Page not found"
