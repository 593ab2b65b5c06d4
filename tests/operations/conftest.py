"""The installation of compose.yaml, started once for all tests that look at it."""

import pytest

from tests.installation import grant_sites, installed


@pytest.fixture(scope="package")
def installation(tmp_path_factory):
    """Four brands, desk, two nodes of public sites, worker and scheduler on one PostgreSQL.

    Two desks are started at once on the empty database, the second one as another host: with data of its own.
    """
    with installed(tmp_path_factory.mktemp("installation")) as running:
        running.desks = [running.start("desk", wait=False), running.start_elsewhere("desk", wait=False)]
        for desk in running.desks:
            desk.wait()
        running.make_brands()
        grant_sites(running)
        running.worker, running.scheduler = running.start("worker"), running.start("scheduler")
        running.nodes = [running.start("sites"), running.start_elsewhere("sites")]
        yield running
