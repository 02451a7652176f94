"""Requests, encounters and cases for agencies' systems: the pages' rules, in JSON.

Lists give references and states; what describes a person stands on its own address, and reading it
is logged.
"""

from ninja import Router

from wayhome.casework.api.cases import router as cases
from wayhome.casework.api.encounters import router as encounters
from wayhome.casework.api.requests import router as requests

router = Router()
router.add_router("", requests)
router.add_router("", encounters)
router.add_router("", cases)

__all__ = ["router"]
