import pytest


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything(settings, tmp_path):
    """Counts of requests outlive a test: they stand in a file."""
    settings.DATA_DIRECTORY = tmp_path
