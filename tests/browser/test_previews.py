"""Previews as editors, colleagues and separate front ends meet them, in a real browser."""

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.chromium import patient, wait_for_editor

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

BRANDS = ["iduet", "finhire"]
#: A front end in one page: it exchanges the code for a token, reads the draft and says its title.
FRONT_END = b"""<!doctype html><title>Front end</title><h1></h1><script type="module">
const api = "%s", code = new URLSearchParams(location.search).get("preview");
history.replaceState(null, "", location.pathname);
const exchanged = await fetch(api + "/preview/exchange", {
  method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({code}),
});
const {token} = await exchanged.json();
const draft = await (await fetch(api + "/preview", {headers: {Authorization: "Bearer " + token}})).json();
document.querySelector("h1").textContent = draft.page.title;
document.body.append(document.createRange().createContextualFragment(draft.userbar));
</script>"""


def contact_page(desk, brand: str) -> int:
    code = (
        "from cms.pages.models import ContactPage as C; from brands.models import Brand;"
        f"home = Brand.objects.get(key='{brand}').site.root_page.get_translations().get(locale__language_code='en');"
        "print(C.objects.descendant_of(home).get().pk)"
    )
    return int(desk.find(code))


@pytest.fixture
def visitor(browser):
    """A window of somebody who has never been here."""
    contexts = []

    def visit(**options):
        contexts.append(browser.new_context(locale="en", viewport={"width": 1280, "height": 900}, **options))
        return patient(contexts[-1].new_page())

    yield visit
    for context in contexts:
        context.close()


class Pane:
    """The preview beside the editor of a page."""

    def __init__(self, window, desk, page: int):
        self.window = window
        window.goto(f"{desk.address}/admin/pages/{page}/edit/")
        window.click("[data-side-panel-toggle=preview]")
        self.shown = window.frame_locator("#w-preview-iframe")
        self.shown.locator("h1").wait_for(state="attached")
        wait_for_editor(window)

    def wait_for(self, title: str) -> None:
        self.shown.locator("h1", has_text=title).wait_for()

    @property
    def address(self) -> str:
        return self.window.locator("#w-preview-iframe").element_handle().content_frame().url


@pytest.mark.parametrize("brand", BRANDS)
def test_the_pane_shows_on_the_brands_address_what_is_being_written(desk, signed_in, brand):
    window = signed_in(f"editor@{brand}.localhost")
    page = contact_page(desk, brand)
    pane = Pane(window, desk, page)
    for title in (f"Written at {brand}", f"Written on at {brand}"):
        window.fill("[name=title]", title)
        pane.wait_for(title)
        assert pane.address == f"http://{brand}.localhost:{desk.port}/_preview/pane/"
        # Autosave has stored it meanwhile, and the pane goes on.
        window.wait_for_function("document.querySelector('[name=loaded_revision_id]')?.value !== ''")
    assert window.context.cookies(f"http://{brand}.localhost:{desk.port}/_preview/pane/") == []

    # A place on the page stays in the pane; what leads elsewhere opens beside the desk, where it may be shown.
    pane.shown.locator(".skip-link").evaluate("link => link.click()")
    with window.context.expect_page() as opened:
        pane.shown.locator("footer a[href^='/']").first.evaluate("link => link.click()")
    assert opened.value.url.startswith(f"http://{brand}.localhost:{desk.port}/")
    opened.value.locator("h1").wait_for()
    assert pane.address.partition("#")[0] == f"http://{brand}.localhost:{desk.port}/_preview/pane/"
    pane.wait_for(title)

    window.click("[data-side-panel-toggle=checks]")
    words = window.locator("[data-content-word-count]")
    window.wait_for_function("node => Number(node.textContent) > 20", arg=words.element_handle())


@pytest.mark.parametrize("brand", BRANDS)
def test_a_link_shows_the_draft_to_a_colleague_once(desk, signed_in, visitor, brand):
    window = signed_in(f"editor@{brand}.localhost")
    page = contact_page(desk, brand)
    title = f"For a colleague of {brand}"
    pane = Pane(window, desk, page)
    window.fill("[name=title]", title)
    pane.wait_for(title)
    window.locator("[data-edit-form] button[type=submit]:visible").first.click()
    window.wait_for_load_state()

    window.goto(f"{desk.address}/admin/pages/{page}/preview-links/")
    window.fill("[name=made_for]", "Ann of legal")
    window.locator("form:has([name=made_for]) button[type=submit]").click()
    link = window.locator("#link").input_value()

    colleague = visitor()
    colleague.goto(link)
    assert title not in colleague.content()
    assert not colleague.locator("[data-preview-code]").is_visible()
    assert colleague.evaluate("location.hash") == ""
    colleague.click("main button[type=submit]")
    colleague.locator("h1", has_text=title).wait_for()
    colleague.reload()
    assert title in colleague.content()
    (cookie,) = colleague.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("preview", True, "Lax")
    assert cookie["path"] == link.partition(".localhost")[2].partition("/")[2].partition("#")[0].join(["/", ""])

    somebody_else = visitor()
    somebody_else.goto(link)
    somebody_else.click("main button[type=submit]")
    assert somebody_else.locator("[data-preview-link]").count() == 0
    assert title not in somebody_else.content()

    without_script = visitor(java_script_enabled=False)
    without_script.goto(link)
    assert without_script.locator("[name=code]").is_visible()


class _Pages(BaseHTTPRequestHandler):
    def __init__(self, asked: list[str], page: bytes, *arguments):
        self.asked, self.page = asked, page
        super().__init__(*arguments)

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *arguments):
        """Nothing is printed."""


@pytest.fixture
def front_end(desk):
    """A separate front end of Finhire; the paths that it was asked for."""
    asked: list[str] = []
    page = FRONT_END % f"http://api.localhost:{desk.port}/api/v1".encode()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, asked, page))
    address = f"http://front-end.localhost:{server.server_port}"

    def set_front_end(value: str) -> None:
        code = f"from brands.models import Brand; Brand.objects.filter(key='finhire').update(front_end_url='{value}')"
        desk.manage("shell", "--no-imports", "-c", code)

    threading.Thread(target=server.serve_forever, daemon=True).start()
    set_front_end(address)
    yield address, asked
    set_front_end("")
    server.shutdown()
    server.server_close()


def test_the_pane_shows_the_separate_front_end_on_the_pages_path(desk, signed_in, front_end):
    address, asked = front_end
    window = signed_in("editor@finhire.localhost")
    pane = Pane(window, desk, contact_page(desk, "finhire"))
    window.fill("[name=title]", "In another front end")
    pane.wait_for("In another front end")
    assert pane.address == f"{address}/en/contact/"
    assert all(path.startswith("/en/contact/?preview=") for path in asked)
    assert len(asked) == len(set(asked))  # a code of its own each time
    window.click("[data-side-panel-toggle=checks]")
    words = window.locator("[data-content-word-count]")
    window.wait_for_function("node => Number(node.textContent) > 0", arg=words.element_handle())
