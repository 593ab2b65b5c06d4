"""The least that an application can do: it returns the bytes that it was given. What granian itself can reach."""

import os
import pickle
from pathlib import Path

#: Path → status, headers, body.
ANSWERS = pickle.loads(Path(os.environ["BENCH_BYTES"]).read_bytes())  # noqa: S301 - the run's own file


def application(environ, start_response):
    status, headers, body = ANSWERS[environ["PATH_INFO"]]
    start_response(status, headers)
    return [body]
