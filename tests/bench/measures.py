"""What is measured. Candidates are asked in turn, round by round; figures are ratios within a round."""

import json
import pickle
import statistics
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from .databases import DATA, LARGE, SMALL, environment, inside
from .figures import Figure, at_most, ratio
from .load import Answered, many, one_by_one, read
from .serving import Server, files, served

PAGE = "/it-leiderschap-werving-cio-cto-en-it-managers/cio-vs-cto/"
BRAND = "/api/v1/brands/iduet"
LIST = f"{BRAND}/pages?type=comparison&limit=20&fields=*"
STOCK_LIST = "/api/v2/pages/?type=comparisons.ComparisonPage&fields=*&limit=20&locale=nl"
ABSENT = "/there-is-no-such-page/"
CACHED = "tests.bench.per_site"
STOCK = "tests.bench.stock.wsgi:application"
FORGETFUL = "tests.bench.forgetful:application"


@dataclass
class Run:
    """How long everything is measured, and in how many rounds."""

    rounds: int
    seconds: int
    publications: int
    times: int
    folder: Path
    rps: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    last: dict[tuple[str, str], Answered] = field(default_factory=dict)

    def ask(self, who: str, what: str, server: Server, path: str, headers: dict[str, str] | None = None) -> None:
        answered = many(server.port, path, self.seconds, headers)
        if answered.others and "404" not in what:
            raise RuntimeError(f"{who}, {what}: {answered.others} answers were errors.")
        self.rps[who, what].append(answered.rps)
        self.last[who, what] = answered

    def of(self, who: str, what: str) -> list[float]:
        return self.rps[who, what]

    def told(self, who: str, what: str) -> str:
        """Requests a second and milliseconds, for who wants to know how much it is."""
        if (who, what) not in self.last:
            return ""
        last = self.last[who, what]
        return f"{statistics.median(self.of(who, what)):,.0f}/s, {last.p50:.1f} and {last.p99:.1f} ms"


def warm(run: Run) -> Iterator[Figure]:
    """Stored answers, against the same bytes without anything of ours, and against Django's own cache."""
    with ExitStack() as stack:
        ours = stack.enter_context(served("ours", "cms.wsgi:application", environment(SMALL), PAGE))
        document = f"{BRAND}/pages/{_key(ours.port)}"
        answers = {path: _kept(ours.port, path) for path in (PAGE, document)}
        (run.folder / "bytes").write_bytes(pickle.dumps(answers))
        bare = stack.enter_context(
            served("bare", "tests.bench.bare:application", environment(SMALL, BENCH_BYTES=f"{run.folder}/bytes"), PAGE)
        )
        cached = stack.enter_context(
            served("cached", "cms.wsgi:application", environment(SMALL, DJANGO_SETTINGS_MODULE=CACHED), PAGE)
        )
        plain, mirror = stack.enter_context(files(run.folder, {PAGE: read(ours.port, PAGE)[2]}, ours))
        if not list(DATA.glob(f"responses/mirror/*/iduet.localhost{PAGE}index.html.gz")):
            raise RuntimeError("The mirror has no file of the page: it would ask the platform.")
        etag = read(ours.port, PAGE, {"Accept-Encoding": "gzip"})[1]["etag"]
        for _ in range(run.rounds):
            for what, path in (("HTML", PAGE), ("API", document)):
                for who, server in (("bare", bare), ("ours", ours), ("cached", cached)):
                    run.ask(who, what, server, path)
            run.ask("nginx", "HTML", plain, PAGE)
            run.ask("mirror", "HTML", mirror, PAGE)
            run.ask("ours", "304", ours, PAGE, {"If-None-Match": etag})
            run.ask("ours", "404", ours, ABSENT)
        for what in ("HTML", "API"):
            yield ratio(f"Stored, {what}, against a bare WSGI application", run.of("ours", what), run.of("bare", what),
                        0.8, f"ours {run.told('ours', what)}; bare {run.told('bare', what)}")  # fmt: skip
        for what in ("HTML", "API"):
            yield ratio(f"Stored, {what}, against Django's per-site cache", run.of("ours", what),
                        run.of("cached", what), 10, f"Django's cache {run.told('cached', what)}")  # fmt: skip
        for what in ("304", "404"):
            yield ratio(f"{what} against a hit", run.of("ours", what), run.of("ours", "HTML"), 0.95,
                        run.told("ours", what))  # fmt: skip
        yield ratio("The mirror behind nginx, HTML, against nginx with a plain file", run.of("mirror", "HTML"),
                    run.of("nginx", "HTML"), 0.8,
                    f"the mirror {run.told('mirror', 'HTML')}; the file {run.told('nginx', 'HTML')}")  # fmt: skip
        yield from _visible(run, ours)


def _visible(run: Run, ours: Server) -> Iterator[Figure]:
    seen = inside(SMALL, "publish", ours.port, run.publications)
    yield at_most("From the end of a publication until both workers show it, median", seen["median"], 500, "ms",
                  f"over {run.publications}: worst {seen['worst']:.0f} ms; the publication and all, "
                  f"{seen['whole_median']:.0f} and {seen['whole_worst']:.0f} ms")  # fmt: skip


def cold(run: Run) -> Iterator[Figure]:
    """Answers that nobody has stored, against stock Wagtail's of the same page and data."""
    with ExitStack() as stack:
        unkept = environment(SMALL, RESPONSE_STORE_MB="0")
        ours = stack.enter_context(served("forgetful", FORGETFUL, unkept, PAGE))
        first = stack.enter_context(served("first", FORGETFUL, {**unkept, "BENCH_FIRST": "1"}, PAGE))
        stock = stack.enter_context(
            served("stock", STOCK, environment(SMALL, DJANGO_SETTINGS_MODULE="tests.bench.stock.settings"), PAGE)
        )
        key = _key(ours.port)
        pairs = {
            "HTML": (PAGE, PAGE), "API": (f"{BRAND}/pages/{key}", f"/api/v2/pages/{key}/"), "list": (LIST, STOCK_LIST),
        }  # fmt: skip
        sizes = {
            what: (len(read(ours.port, mine)[2]), len(read(stock.port, theirs)[2]))
            for what, (mine, theirs) in pairs.items()
        }
        listed = [
            len(json.loads(read(server.port, path)[2])["items"])
            for server, path in zip((ours, stock), pairs["list"], strict=True)
        ]
        if listed != [20, 20]:
            raise RuntimeError(f"The lists are of {listed} pages.")
        for _ in range(run.rounds):
            for what, (mine, theirs) in pairs.items():
                run.ask("forgetful", what, ours, mine)
                run.ask("stock", what, stock, theirs)
                run.ask("first", what, first, mine)
        for what, name, least in (
            ("HTML", "Not stored, HTML", 2), ("API", "Not stored, API document", 2),
            ("list", "List of 20, full content", 5),
        ):  # fmt: skip
            mine, theirs = sizes[what]
            yield ratio(f"{name}, against stock Wagtail", run.of("forgetful", what), run.of("stock", what), least,
                        f"ours {run.told('forgetful', what)}, {mine:,} bytes; stock {run.told('stock', what)}, "
                        f"{theirs:,} bytes")  # fmt: skip
        for what, name in (("HTML", "HTML"), ("API", "API document"), ("list", "list of 20")):
            yield ratio(f"The first page after a change, {name}, against stock Wagtail", run.of("first", what),
                        run.of("stock", what), 5 if what == "list" else 2,
                        f"ours {run.told('first', what)}")  # fmt: skip
        yield at_most("Memory of a worker against stock's", ours.memory() / max(stock.memory(), 1), 1.2, "×",
                      f"{ours.memory():.0f} and {stock.memory():.0f} MB (PSS) after these requests")  # fmt: skip


def publishing(run: Run) -> Iterator[Figure]:
    """What a publication costs the request, in turn."""
    ours, stock, told = [], [], {}
    for _ in range(run.rounds):
        for who, costs, settings in (
            ("ours", ours, "cms.settings.production"), ("stock", stock, "tests.bench.stock.settings"),
        ):  # fmt: skip
            told[who] = inside(
                SMALL, "cio-vs-cto", run.times, module="tests.bench.publishing", DJANGO_SETTINGS_MODULE=settings
            )
            costs.append(told[who]["cpu"])
    most = statistics.median(mine / theirs for mine, theirs in zip(ours, stock, strict=True))
    yield at_most("Publishing, processor time against stock Wagtail", most, 1, "×",
                  "; ".join(f"{who} {its['cpu']:.0f} ms of processor, {its['ms']:.0f} in all, {its['queries']} queries"
                            for who, its in told.items()))  # fmt: skip


def scale(run: Run, took: dict[str, float], pages: int) -> Iterator[Figure]:
    """10,000 pages against 200, asked in turn one by one; a role that they share; how long they took to load."""
    if "load" in took:
        yield at_most(f"{pages:,} pages loaded", took["load"], 180, "s", f"indexed in {took['index']:.0f} s afterwards")
    else:
        yield Figure(f"{pages:,} pages loaded", "at most 180 s", "not measured: they were there", None)
    with ExitStack() as stack:
        small, large = (
            stack.enter_context(served(name, FORGETFUL, environment(name, RESPONSE_STORE_MB="0"), PAGE))
            for name in (SMALL, LARGE)
        )
        key = _key(small.port)
        for name, path in {
            "HTML": PAGE,
            "API document": f"{BRAND}/pages/{key}",
            "resolve": f"{BRAND}/resolve?path={PAGE}",
            "list of 20 cards": f"{BRAND}/pages?limit=20",
            "list of 20, full content": LIST,
            "404": ABSENT,
            "search for a word of one page": f"{BRAND}/search?q=zonnebloempitten",
            "search for a word of all pages": f"{BRAND}/search?q=leiderschapsvraag",
        }.items():
            few, lots = one_by_one([small.port, large.port], path, run.times)
            yield at_most(f"{pages:,} pages against 200: {name}", lots / few, 1.2, "×", f"{lots:.0f} and {few:.0f} ms")
    with served("large", "cms.wsgi:application", environment(LARGE), PAGE) as ours:
        changed = inside(LARGE, "role", ours.port)
        words = f"it stands on {changed['used']:,} pages; five of them are fresh after {changed['until_read']:.2f} s"
        yield at_most("A change of a role that many pages show", changed["seconds"], 2, "s",
                      words if changed["fresh"] else "STALE pages were answered")  # fmt: skip


def _key(port: int) -> str:
    """Primary key of the page, as the API says it."""
    return str(json.loads(read(port, f"{BRAND}/resolve?path={PAGE}")[2])["page"]["id"])


def _kept(port: int, path: str) -> tuple[str, list[tuple[str, str]], bytes]:
    """A stored answer as granian gets it."""
    read(port, path)
    status, headers, body = read(port, path, {"Accept-Encoding": "gzip"})
    own = [(name, value) for name, value in headers.items() if name.lower() not in ("date", "server", "connection")]
    return f"{status} OK", own, body
