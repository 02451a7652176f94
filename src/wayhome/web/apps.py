"""Registers the base page, components and static files with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The ground every page stands on."""

    name = "wayhome.web"
    label = "web"
    verbose_name = "Pages"
