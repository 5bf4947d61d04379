"""Where the tests of the bot keep their databases.

All keep them where `--store` says; those marked `both_stores` are run on each store in turn.
"""

from collections.abc import Iterator

import pytest

from tests import databases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("both_stores"):
        metafunc.parametrize("store", databases.STORES, indirect=True)


@pytest.fixture(autouse=True)
def store(request: pytest.FixtureRequest) -> Iterator[str]:
    chosen: str = getattr(request, "param", None) or request.config.getoption("store")
    before = databases.choose(chosen)
    yield chosen
    databases.choose(before)
