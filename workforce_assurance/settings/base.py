"""What every installation shares; each value that differs comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from workforce_assurance.schedule import BEAT_SCHEDULE, SWEEP_EVERY

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.FileAwareEnv()

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = env("SITE_URL", default="http://localhost:8000")

INSTALLED_APPS = [
    "workforce_assurance.common",
    "workforce_assurance.audit",
    "workforce_assurance.people",
    "workforce_assurance.outbox",
    "workforce_assurance.rendering",
    "workforce_assurance.structured_templates",
    "workforce_assurance.escalations",
    "workforce_assurance.action_log",
    "supervision",
    "debriefs",
    "boundaries",
    "governance",
    "workforce_assurance.demo",
    "workforce_assurance.bench",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_filters",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "workforce_assurance.common.middleware.NoStore",
    "workforce_assurance.common.middleware.PlainRefusals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "workforce_assurance.people.middleware.OrganisationsTime",
    "workforce_assurance.structured_templates.middleware.KeepTyped",
    "workforce_assurance.common.middleware.SignedInRequired",
    "workforce_assurance.people.middleware.GuestsStayWithTheirs",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "workforce_assurance.urls"
WSGI_APPLICATION = "workforce_assurance.wsgi.application"

FORM_RENDERER = "workforce_assurance.common.form_renderer.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workforce_assurance.common.context.interface",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default="postgresql://postgres@/app?host=/nowhere")}
if "ENGINE" not in DATABASES["default"] or not DATABASES["default"]["ENGINE"]:
    raise ImproperlyConfigured("DATABASE_URL is not an address like postgresql://user:password@host:5432/name.")
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Pages ask small questions: starting processes beside the server's own, or compiling a question, takes longer than answering it.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off -c max_parallel_workers_per_gather=0")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="redis://localhost:6379/0")
# The cache counts attempts to sign in: that must hold when the broker is away, so it lives in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# A session must outlive the broker.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_timeout": 5, "socket_connect_timeout": 2}
# The broker is a doorbell: when it is gone, ringing gives up at once and the next beat does the work.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "workforce_assurance.people.backends.InPostBackend",
]
PASSWORD_HASHERS = ["workforce_assurance.people.hashers.TunedArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "workforce_assurance.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Nobody but people in the table is ever written to.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# How many proxies of ours stand in front: attempts to sign in are counted by the address that the first of them saw. At 0,
# X-Forwarded-For is believed from nobody.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# Clocks of telephones are a little off: the code before and the code after are taken too.
MFA_TOTP_TOLERANCE = 1

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env("TIME_ZONE", default="Europe/London")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY = {
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "workforce_assurance.structured_templates.kept.csrf_failure"

# A note of 40 minutes' typing is far below this; a request above it is answered in words.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:1025"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="Workforce Assurance <workforce-assurance@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# A JSON list of {"name", "number", "when", "urgent", "text", "web"}: the support lines that a new installation begins with, and
# that are shown while the database is away.
SUPPORT_CONTACTS_FILE = env("SUPPORT_CONTACTS_FILE", default="")

# Narrative answers are encrypted with the first key; the others still decrypt until rotated.
NOTE_KEYS = env("NOTE_KEYS", default="")
SAFETY_NET_EMAIL = env("SAFETY_NET_EMAIL", default="")
OUTBOX_SEND_PER_MINUTE = env.int("OUTBOX_SEND_PER_MINUTE", default=60)
OUTBOX_BATCH = env.int("OUTBOX_BATCH", default=100)
OUTBOX_SENDERS = env.int("OUTBOX_SENDERS", default=2)
OUTBOX_SMTP_TIMEOUT = env.float("OUTBOX_SMTP_TIMEOUT", default=10)
OUTBOX_LEASE = env.float("OUTBOX_LEASE", default=30)
ESCALATIONS_SWEEP_EVERY = SWEEP_EVERY
# A kind of obligation begins by itself when its first sweep tells of so much at most; else an administrator starts it.
ESCALATIONS_FIRST_AT_MOST = env.int("ESCALATIONS_FIRST_AT_MOST", default=25)
# A sweep is a storm, and its mails are kept back, when it writes more notices than the floor and more than this many
# times what the largest sweep of the last 14 days wrote. A factor of 0 keeps nothing back.
ESCALATIONS_STORM_FACTOR = env.float("ESCALATIONS_STORM_FACTOR", default=5)
ESCALATIONS_STORM_FLOOR = env.int("ESCALATIONS_STORM_FLOOR", default=200)
ESCALATIONS_BATCH = env.int("ESCALATIONS_BATCH", default=20_000)
# Sessions are planned this far ahead.
SUPERVISION_HORIZON_DAYS = env.int("SUPERVISION_HORIZON_DAYS", default=42)
DRAFTS_KEPT_DAYS = env.int("DRAFTS_KEPT_DAYS", default=30)
# A PDF is made in a process of its own that may take so much; the file is deleted so many hours after it was asked for.
PDF_SECONDS = env.int("PDF_SECONDS", default=30)
PDF_MEGABYTES = env.int("PDF_MEGABYTES", default=1024)
PDF_PAGES = env.int("PDF_PAGES", default=120)
FILES_KEPT_HOURS = env.int("FILES_KEPT_HOURS", default=24)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
