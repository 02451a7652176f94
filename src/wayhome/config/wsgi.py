"""The web application, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayhome.config.settings")
application = get_wsgi_application()

from wayhome.config.warm import warm_up  # noqa: E402  the rooms are there only now

warm_up()
