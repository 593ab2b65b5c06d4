"""For worker processes of tests in which making a page takes a while, and is written down."""

import os
import time
from pathlib import Path

from tests.cms.delivery.worker_settings import *  # noqa: F403
from tests.cms.delivery.worker_settings import MIDDLEWARE as USUAL

#: A line for each page that was made, with the process that made it.
MADE = "made.txt"


def slowly(get_response):
    """Middleware: a brand's pages below /slow take a second."""

    def answer(request):
        if request.path.startswith("/slow"):
            with (Path(os.environ["DATA_DIR"]) / MADE).open("a") as lines:
                lines.write(f"{os.getpid()} {request.get_host()}{request.path}\n")
            time.sleep(1)
        return get_response(request)

    return answer


MIDDLEWARE = ["tests.cms.delivery.slow_settings.slowly", *USUAL]
