"""Settings of one deployment: read from the environment, with defaults for one agency on one machine."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, SELF

from renjana.cli.served import served_address

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("RENJANA_DATA", "data")).resolve()
DEBUG = os.environ.get("RENJANA_DEBUG", "") == "1"


def read_secret_key() -> str:
    """Give the key of this installation; made once, readable by its owner only."""
    if key := os.environ.get("RENJANA_SECRET_KEY"):
        return key
    path = DATA / "keys" / "secret.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(64))
        except FileExistsError:
            pass
    return path.read_text()


def database(url: str) -> dict[str, Any]:
    """Turn DATABASE_URL into Django's words. Empty means SQLite in the data folder; `postgresql://user:pass@host:port/name` means PostgreSQL.

    Raises ValueError for any other scheme.
    """
    if not url:
        return sqlite(DATA / "renjana.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL memakai skema {parts.scheme!r}; yang dikenal: postgresql:// dan sqlite:///")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}, **query},
    }


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite that survives concurrent writers and power loss; every write transaction holds a file lock (see config/sqlite/base.py)."""
    pragmas = (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=20000",
        "temp_store=MEMORY",
        "mmap_size=268435456",
        "cache_size=-65536",
    )
    return {
        "ENGINE": "renjana.config.sqlite",
        "NAME": str(path),
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
    }


DATA.mkdir(parents=True, exist_ok=True, mode=0o750)
SECRET_KEY = read_secret_key()
ALLOWED_HOSTS = [host for host in os.environ.get("RENJANA_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
BASE_URL = (os.environ.get("RENJANA_BASE_URL") or served_address(DATA) or "http://127.0.0.1:8000").rstrip("/")
PROXIES = int(os.environ.get("RENJANA_PROXIES", "0"))
SECURE = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES = DATA / "files"
KEYS = DATA / "keys"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_prose_editor",
    "renjana.organisasi",
    "renjana.surat",
    "renjana.renstra",
    "renjana.renja",
    "renjana.alur",
    "renjana.prosedur",
    "renjana.disposisi",
    "renjana.bahan",
    "renjana.pengumpulan",
    "renjana.rapat",
    "renjana.analisis",
    "renjana.konsep",
    "renjana.pengesahan",
    "renjana.pengiriman",
    "renjana.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "renjana.web.compression.TextGZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "renjana.organisasi.middleware.PolicyMiddleware",
]

ROOT_URLCONF = "renjana.config.urls"
WSGI_APPLICATION = "renjana.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "renjana.web.context.page",
            ],
            "builtins": ["renjana.web.templatetags.renjana"],
        },
    }
]
FORM_RENDERER = "renjana.web.forms_renderer.Renderer"

AUTH_USER_MODEL = "organisasi.Orang"
AUTHENTICATION_BACKENDS = ["renjana.organisasi.sign_in.NipOrEmailBackend"]
LOGIN_URL = "organisasi:sign_in"
LOGIN_REDIRECT_URL = "web:home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["nama", "nip", "email"]},
    },
]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["renjana.web.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES)}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": [SELF],
        "object-src": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SESSION_ENGINE = "renjana.organisasi.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "renjana"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "renjana.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

EMAIL_BACKEND = os.environ.get("RENJANA_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = os.environ.get("RENJANA_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("RENJANA_EMAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("RENJANA_EMAIL_FROM", "renjana@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("RENJANA_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = [] if SECURE else ["security.W004", "security.W008", "security.W012", "security.W016"]
