"""The bench is run by hand: what it takes from the platform is there."""

import importlib
import pkgutil

import pytest

from tests import bench

MODULES = [each.name for each in pkgutil.iter_modules(bench.__path__) if each.name not in ("bare", "stock", "__main__")]


@pytest.mark.parametrize("name", MODULES)
def test_what_it_imports_is_there(name):
    assert importlib.import_module(f"tests.bench.{name}").__doc__
