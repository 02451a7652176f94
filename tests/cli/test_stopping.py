import os
import signal

import pytest

from wayhome.cli.lists import _showing


def test_whoever_ends_the_work_from_outside_lets_it_clear_up_first() -> None:
    before = signal.getsignal(signal.SIGTERM)
    cleared = []
    with pytest.raises(SystemExit) as ended, _showing():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            cleared.append("the disk")
    assert ended.value.code == 128 + signal.SIGTERM
    assert cleared
    assert signal.getsignal(signal.SIGTERM) == before
