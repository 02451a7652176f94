"""The product's settings, with what tests need: a key file of their own, quick hashing."""

import os
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="wayhome-tests-"))
os.environ["WAYHOME_DATA"] = str(_data)
os.environ.pop("WAYHOME_KEY_FILE", None)

from wayhome.config.settings import *  # noqa: E402, F403
from wayhome.vault.keys import create_key_file  # noqa: E402

create_key_file(Path(WAYHOME_KEY_FILE))  # noqa: F405
SECRET_KEY = "tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "ENQUEUE_ON_COMMIT": True,
        "QUEUES": ["default", "lists"],
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, not memory: threads of a live server each open their own connection.
    DATABASES["default"]["TEST"] = {"NAME": str(_data / "test.sqlite3")}  # noqa: F405
