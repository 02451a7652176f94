"""Progress bars: on standard error, on a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def bar(words: str, total: int | None = None, unit: str = "") -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs; call what is given with how many more are done."""
    with tqdm(total=total, desc=words, unit=f" {unit}" if unit else "", disable=None) as shown:

        def done(more: int) -> None:
            shown.update(more)

        yield done
