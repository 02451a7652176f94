"""Lists come in pages: what ``@paginate`` makes in every room (NINJA_PAGINATION_CLASS)."""

from ninja import Field, Schema
from ninja.pagination import PageNumberPagination

ROWS_A_PAGE = 50
MOST_ROWS = 100
# More pages than any node has rows, and of MOST_ROWS far below 2^63, where both databases end.
MOST_PAGES = 1_000_000_000


class Pages(PageNumberPagination):
    """Pages by number; the one after the last is empty, and one that cannot be is refused."""

    class Input(Schema):
        page: int = Field(1, ge=1, le=MOST_PAGES)
        page_size: int = Field(ROWS_A_PAGE, ge=1, le=MOST_ROWS)
