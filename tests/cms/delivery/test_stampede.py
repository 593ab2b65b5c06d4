"""A page that is not there yet and takes long is made once, whatever number of processes it is asked of at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from brands.models import Brand
from tests.cms.delivery.processes import workers
from tests.cms.delivery.slow_settings import MADE
from tests.cms.delivery.test_under_load import data
from tests.committing import _django_db_helper, copied_database
from tests.factories.brands import home_of
from tests.factories.pages import make_content

__all__ = ["_django_db_helper", "copied_database", "data"]

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

CLIENTS = 20
SLOW = {"DJANGO_SETTINGS_MODULE": "tests.cms.delivery.slow_settings"}


def test_a_slow_page_is_made_once_by_all_processes_of_a_host(data):
    brands = list(Brand.objects.filter(key__in=("iduet", "finhire")))
    with transaction.atomic():
        for brand in brands:
            for slug in ("slow-one", "slow-other"):
                make_content(home_of(brand), f"{slug} of {brand.key}", slug=slug)
    with workers(data, **SLOW) as first, workers(data, **SLOW) as second:  # each has processes of its own
        for path in ("/slow-one/", "/slow-other/"):
            asked = [(serving, brand) for serving in (first, second) for brand in brands] * (CLIENTS // 4)
            with ThreadPoolExecutor(CLIENTS) as crowd:
                got = list(crowd.map(lambda each: each[0].get(each[1].host, path), asked))  # noqa: B023 - done in here
            for (_, brand), answer in zip(asked, got, strict=True):
                assert answer.status == 200
                assert f"{path.strip('/')} of {brand.key}" in answer.text
        made = [line.split()[1] for line in (data / MADE).read_text().splitlines()]
    every = [f"{brand.host}{path}" for brand in brands for path in ("/slow-one/", "/slow-other/")]
    assert Counter(made) == Counter(every)
