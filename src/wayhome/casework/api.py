"""Requests, encounters and cases for agencies' systems."""

from ninja import Router

router = Router()
