"""The demo behind nginx as production has it: the mirror in front, granian behind, on loopback and without TLS."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cms.operations.mirror.web_server import settings_text
from tests.smoke import MARK, ROOT, Visitor, free_port, stop, wait_until_serving

FRONT, BEHIND = "127.0.0.1", "127.0.0.2"
HOSTS = "iduet.localhost finhire.localhost gridmasters.localhost tomorrowsleaders.localhost api.localhost"
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; user root;
worker_processes 2;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/files keys_zone=files:1m inactive=30d use_temp_path=off;
  upstream sites {{ server {behind}:{port}; keepalive 16; }}
  include {folder}/mirror-http.conf;
  server {{
    listen {front}:{port};
    server_name {hosts};
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Connection "";
    include {folder}/mirror-site.conf;
    location ~ ^/(?:static|media)/ {{
      proxy_pass http://sites;
      proxy_cache files;
      proxy_cache_key $host$request_uri;
      proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;
    }}
    location / {{
      proxy_pass http://sites;
      recursive_error_pages on;
      error_page 502 504 = @down;
    }}
  }}
}}
"""


class Behind(Visitor):
    """Asks the platform itself: nginx may answer from files before it is there."""

    def answers(self) -> bool:
        try:
            with closing(http.client.HTTPConnection(BEHIND, self.port, timeout=30)) as link:
                link.request("GET", "/", headers={"Host": f"iduet.localhost:{self.port}"})
                return link.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Mirrored:
    """The running demo: nginx in front, the platform behind, and the folder of responses."""

    port: int
    folder: Path
    environment: dict[str, str]
    platform: subprocess.Popen[bytes]
    mark: str

    @property
    def responses(self) -> Path:
        return self.folder / "data" / "responses"

    def ask(self, host: str, path: str, method: str = "GET", at: str = FRONT, **headers: str) -> Answer:
        """Ask nginx, or the platform (`at=BEHIND`). Header names are written with underscores."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection(at, self.port, timeout=60)) as link:
            link.request(method, path, headers={"Host": f"{host}:{self.port}", **told})
            answer = link.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())

    def manage(self, *arguments: str, code: int = 0, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env={**self.environment, **environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def shell(self, code: str) -> str:
        """Something that an editor does, in a process of its own, as one request does it."""
        whole = "from django.db import transaction\nwith transaction.atomic():\n" + "".join(
            f"    {line}\n" for line in code.strip().splitlines()
        )
        return self.manage("shell", "--no-imports", "-c", whole)

    def end_platform(self) -> None:
        """Everything of ours is down; nginx stands."""
        stop(self.platform, self.mark)

    def file(self, host: str, name: str) -> Path:
        return self.responses / "mirror" / "any" / host / name


@contextmanager
def mirrored(folder: Path) -> Iterator[Mirrored]:
    nginx = shutil.which("nginx")
    assert nginx, "These tests need nginx: apt-get install nginx-light."
    port = free_port()
    mark = f"mirror-{os.getpid()}-{port}"
    responses = str(folder / "data" / "responses")
    for part in ("http", "site"):
        (folder / f"mirror-{part}.conf").write_text(settings_text(part, responses))
    (folder / "nginx.conf").write_text(
        NGINX.format(folder=folder, port=port, front=FRONT, behind=BEHIND, hosts=HOSTS)
    )  # fmt: skip
    environment = {
        **os.environ, "DATA_DIR": str(folder / "data"), "DATABASE_URL": "", "SECRET_KEY": "x" * 50, "BIND": BEHIND,
        "HTTPS": "0", "DEMO": "1", "PORT": str(port), "WEB_WORKERS": "2", "RUN": "web,mirror",
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    }  # fmt: skip
    with (folder / "platform.log").open("wb") as log:
        platform = subprocess.Popen(
            [sys.executable, "-m", "cms.launch"], cwd=ROOT, env={**environment, MARK: mark}, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        front = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf")], stdout=log, stderr=log)
        try:
            wait_until_serving(platform, Behind(port))
            assert front.poll() is None, (folder / "platform.log").read_text()[-3000:]
            yield Mirrored(port, folder, environment, platform, mark)
        finally:
            front.send_signal(signal.SIGTERM)
            front.wait(30)
            stop(platform, mark)
