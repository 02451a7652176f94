"""Worlds that several tests look at; made once, since they are frozen."""

import pytest

from wayhome.simulate.world import World, world


@pytest.fixture(scope="package")
def small_world() -> World:
    return world(7, 600)
