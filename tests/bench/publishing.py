"""What publishing costs, asked of ours and of stock alike: `python -m tests.bench.publishing SLUG TIMES`."""

import json
import statistics
import sys
import time
from typing import Any


def main(arguments: list[str]) -> None:
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection, transaction  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from wagtail.models import Page  # noqa: PLC0415

    slug, times = arguments[0], int(arguments[1])
    page: Any = Page.objects.get(slug=slug, locale__language_code="nl", url_path__startswith="/iduet")
    took, queries, processor = [], 0, []
    for number in range(times + 1):
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            fresh = page.specific_class.objects.get(pk=page.pk)
            fresh.verdict = f"Published {number} times"
            began, worked = time.perf_counter(), time.process_time()
            fresh.save_revision().publish()
        if number:
            took.append((time.perf_counter() - began) * 1000)
            processor.append((time.process_time() - worked) * 1000)
        queries = len(captured)
    print(json.dumps({"ms": statistics.median(took), "cpu": statistics.median(processor), "queries": queries}))


if __name__ == "__main__":
    main(sys.argv[1:])
