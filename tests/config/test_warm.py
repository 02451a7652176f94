"""What a web worker loads before its first page."""

import gc

import pytest

from wayhome.config.warm import warm_up


@pytest.fixture(autouse=True)
def _thawed():
    yield
    gc.unfreeze()


def test_it_opens_no_database():
    """The workers are forked afterwards, and a connection must not be shared between processes.

    pytest-django refuses the database to a test that does not ask for it.
    """
    warm_up()


def test_what_is_loaded_is_left_alone_by_the_collector():
    warm_up()
    assert gc.get_freeze_count() > 0
