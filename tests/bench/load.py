"""Asking: many at once with wrk, or one after the other."""

import http.client
import re
import statistics
import subprocess
import time
from contextlib import closing
from dataclasses import dataclass

CONNECTIONS = 16
HOST = "iduet.localhost:8000"


@dataclass(frozen=True)
class Answered:
    """What wrk saw: requests a second, and milliseconds until half and 99 of 100 were answered."""

    rps: float
    p50: float
    p99: float
    others: int


def many(port: int, path: str, seconds: int, headers: dict[str, str] | None = None) -> Answered:
    """`CONNECTIONS` connections ask for one address as fast as they get answers."""
    named = {"Host": HOST, "Accept-Encoding": "gzip", **(headers or {})}
    options = [part for name, value in named.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency", *options]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    others = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    percent = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s|m))", said))
    if found is None:
        raise RuntimeError(said)
    return Answered(
        float(found[1]), _ms(percent.get("50", "0ms")), _ms(percent.get("99", "0ms")), int(others[1]) if others else 0
    )


def _ms(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def read(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as link:
        link.request("GET", path, headers={"Host": HOST, **(headers or {})})
        answer = link.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def one_by_one(ports: list[int], path: str, times: int) -> list[float]:
    """Milliseconds that half of the answers took, per port; the ports are asked in turn."""
    took: list[list[float]] = [[] for _ in ports]
    for number in range(times + 2):
        for place, port in enumerate(ports):
            began = time.perf_counter()
            status, _, _ = read(port, path)
            if status >= 500:
                raise RuntimeError(f"{path} answers {status}.")
            if number >= 2:
                took[place].append((time.perf_counter() - began) * 1000)
    return [statistics.median(each) for each in took]
