"""Settings. What differs from node to node comes from the environment and is named WAYHOME_….

Without any of it, everything lives in ``var/`` of the working directory, on SQLite.
"""

import logging
import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

DATA = Path(os.environ.get("WAYHOME_DATA", "var")).resolve()
WAYHOME_KEY_FILE = os.environ.get("WAYHOME_KEY_FILE", str(DATA / "keys" / "wayhome.json"))
WAYHOME_DEMO = os.environ.get("WAYHOME_DEMO", "") == "1"
_secret_file = DATA / "keys" / "django-secret"
# 'wayhome setup' writes the file; a process without one (a linter, 'wayhome names') has sessions
# that nobody else can read.
SECRET_KEY = (
    _secret_file.read_text(encoding="utf-8").strip()
    if _secret_file.is_file()
    else secrets.token_urlsafe(50)
)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("WAYHOME_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("WAYHOME_ORIGINS", "").split(",") if o]
_https = os.environ.get("WAYHOME_HTTPS", "") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "wayhome.web",
    "wayhome.audit",
    "wayhome.accounts",
    "wayhome.agreements",
    "wayhome.intake",
    "wayhome.documents",
    "wayhome.people",
    "wayhome.casework",
    "wayhome.sharing",
    "wayhome.picture",
    "wayhome.api",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wayhome.accounts.middleware.PrivatePages",
    "wayhome.accounts.middleware.AddressesOfText",
    "wayhome.api.middleware.Idempotency",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "wayhome.config.urls"
WSGI_APPLICATION = "wayhome.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wayhome.web.context.navigation",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """Return the database of DATABASE_URL, else SQLite tuned for several writers in turn."""
    default = f"sqlite:///{DATA / 'wayhome.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.config(default=default))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-65536;PRAGMA mmap_size=2147418112;",
        }
    else:
        found["CONN_HEALTH_CHECKS"] = True
    # Also of SQLite: opening it reads the schema and closing it may write the log back, which took
    # a third of a small page. Not for ever, so that a database put back from a backup is found.
    found["CONN_MAX_AGE"] = 60
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What all workers remember together: how often somebody tried to sign in, which second-factor codes
# were used. A table, so that it holds for workers on several machines too. Its keys are hashed.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_shared_memory",
        "KEY_FUNCTION": "wayhome.vault.blind.cache_key",
        # Beyond these Django forgets the oldest third: more than a flood of tries brings in time.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Enqueued inside the transaction of the change: a job is there if and only if the change is.
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "ENQUEUE_ON_COMMIT": False,
        "QUEUES": ["default", "lists"],  # as `wayhome serve` has workers
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "wayhome.accounts.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wayhome"
# Proxies in front of the node: without them everybody behind one would count as one address.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("WAYHOME_PROXIES") or 0)
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_CLIENT_IP_CALLABLE = "wayhome.accounts.adapter.client_address"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
SESSION_COOKIE_AGE = 8 * 60 * 60  # one shift
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("th", _("Thai")),
    ("zh-hans", _("Chinese")),
    ("my", _("Burmese")),
]
LOCALE_PATHS = [Path(__file__).parent.parent / "web" / "locale"]
TIME_ZONE = os.environ.get("WAYHOME_TIME_ZONE", "Asia/Bangkok")
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A group of some hundred people is typed into one form, seven fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
# What the bar shows beside a room: how much waits there for this user.
WAYHOME_COUNTS = {
    "people:review": "wayhome.people.selectors.waiting_count",
    "accounts:notices": "wayhome.accounts.selectors.unread_notices",
}
NINJA_PAGINATION_CLASS = "wayhome.api.pages.Pages"
WAYHOME_MAX_UPLOAD = 50 * 1024 * 1024


def _is_news(record: logging.LogRecord) -> bool:
    """Tell whether a log line is worth showing: a finished wake-up call is not, a failed one is.

    The background worker sets its loggers' levels itself, so the handler has to leave lines out.
    """
    return record.levelno >= logging.WARNING or not record.name.startswith("django_tasks")


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"news": {"()": "django.utils.log.CallbackFilter", "callback": _is_news}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["news"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "wayhome": {"level": "INFO"},
        "axes": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
