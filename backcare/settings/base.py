"""Settings that are safe in production. The environment is read here, by `environment.py`, and nowhere else."""

import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from .database_url import database_from
from .environment import days, env, switch, web_address
from .logs import LOGGING, TASKS_PACKAGE  # noqa: F401 - a setting
from .search_server import search_backend
from .secret_key import kept_secret_key
from .sign_in import *  # noqa: F403
from .staff_screens import *  # noqa: F403

ROOT = Path(__file__).resolve().parent.parent.parent

DATA_DIR = Path(env.str("BACKCARE_DATA_DIR", default="") or ROOT / "var").resolve()
# What a web server in front hands out by itself: it has to be able to read this, and nothing else of ours.
PUBLIC_DIR = Path(env.str("BACKCARE_PUBLIC_DIR", default="") or DATA_DIR).resolve()
PORT = env.str("PORT", default="") or "8000"
if not (PORT.isascii() and PORT.isdigit() and 0 < int(PORT) < 65536):
    raise ImproperlyConfigured(f"PORT is '{PORT}', but it must be a number from 1 to 65535.")

SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key(DATA_DIR)
# Former keys, the newest first: what was signed or encrypted with them is read for as long as they stand here.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False

# Where readers find the site. Behind TLS everything that belongs to TLS switches on by itself.
SITE_URL = (env.str("SITE_URL", default="") or f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
BEHIND_TLS = SITE_URL.startswith("https://")
# Examples and accounts to try the site out: in no case where readers come over TLS.
DEMONSTRATION = switch("BACKCARE_DEMO", default=not BEHIND_TLS)
if DEMONSTRATION and BEHIND_TLS:
    raise ImproperlyConfigured(
        "BACKCARE_DEMO is 1, but SITE_URL begins with https://: a site on the internet is no demonstration."
    )
# How many web servers of ours stand in front, each adding the address it was asked from to X-Forwarded-For.
_proxies = env.str("PROXIES", default="") or ("1" if BEHIND_TLS else "0")
if not (_proxies.isascii() and _proxies.isdigit()):
    raise ImproperlyConfigured(f"PROXIES is '{_proxies}', but it must be a number, such as 0, 1 or 2.")
PROXIES = int(_proxies)
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
# Both bind other sites of the same owner, and browsers remember them: whoever owns the domain switches them on.
SECURE_HSTS_INCLUDE_SUBDOMAINS = switch("HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = switch("HSTS_PRELOAD")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # they ask for those two
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    # With this beginning a browser takes a cookie from this host alone, over TLS: no other site of the domain can set it.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin reads it
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Who signs a text off, publishes or looks after people proves twice who they are.
SECOND_FACTOR = switch("SECOND_FACTOR", default=BEHIND_TLS)
_idle_hours = env.str("SESSION_IDLE_HOURS", default="") or "12"
if not (_idle_hours.isascii() and _idle_hours.isdigit() and 0 < int(_idle_hours) <= 24 * 14):
    raise ImproperlyConfigured(
        f"SESSION_IDLE_HOURS is '{_idle_hours}', but it must be a number from 1 to 336."
    )
SESSION_COOKIE_AGE = int(_idle_hours) * 3600
CSRF_FAILURE_VIEW = "backcare.unreadable.csrf_failure"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Each row of a factsheet is seven or eight fields of its form; the number is that of Wagtail's own template of a project.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A folder of old documents comes in at once.
DATA_UPLOAD_MAX_NUMBER_FILES = 600
# Scripts on other sites may read it: it is the same for everybody and without a cookie.
OPEN_TO_OTHER_SITES = "/api/v1/"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself lets the admin show previews in a frame

# Our applications come last, so that their post_migrate handlers find every permission in place;
# but of two commands with one name Django takes that of the application which stands first.
INSTALLED_APPS = [
    "factsheets.management.before_wagtail",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "factsheets.powers.wagtail_users.GuardedUsers",  # "wagtail.users" with screens of ours for people and groups
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_filters",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "backcare",
    "backcare.accounts",
    "backcare.search",
    "backcare.delivery",
    "factsheets",
    "home",
]
MIDDLEWARE = [
    "backcare.serving.own_answers.says_that_it_lives",
    "backcare.serving.counting.counts_what_is_read",
    "backcare.headers.public_headers",
    "backcare.access_log.access_log",
    "backcare.serving.own_answers.says_when_too_many_ask",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backcare.serving.own_answers.no_such_file",
    "backcare.database_away.gate.sparing_a_database_that_is_away",
    "backcare.conditional_heads.ConditionalGetAndHead",
    "backcare.compression.packs_what_is_public",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "backcare.readable_forms.ReadsForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backcare.body_size.limit_body",
    "factsheets.security_log.acting.knows_who_acts",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "backcare.accounts.sessions.StaySignedIn",
    "factsheets.accounts.second_factor.AskForSecondFactor",
    "factsheets.workflows.one_way.guard.KeepsTheWayOpen",
    "factsheets.typed_words.keeping.KeepsTypedWords",
    "factsheets.edit_conflicts.loaded_values.CarriesLoadedValues",
    "backcare.bare_answers.puts_bare_answers_in_words",
    "backcare.unreadable.RefuseUnreadable",
    "backcare.accounts.kept_secrets.tells_of_unreadable_secrets",
    "factsheets.people.asking_first.AsksFirst",
    "backcare.old_addresses.old_addresses",
    "backcare.first_page.KnowsTheFirstPage",
]
ROOT_URLCONF = "backcare.urls"
WSGI_APPLICATION = "backcare.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "backcare.machines.public_address",
                "home.navigation.site_navigation",
            ],
            # "10,008 factsheets"
            "builtins": ["django.contrib.humanize.templatetags.humanize"],
        },
    }
]

DATABASES = {
    "default": database_from(
        env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'backcare.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Write locks are taken at once, so that two writers wait for each other instead of failing;
    # an acknowledged publish survives a power cut (synchronous=FULL, rollback journal).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;",
    }
else:
    # Each can be set otherwise behind a question mark in DATABASE_URL. A name that stands for two addresses has the seconds twice.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 2,
        "tcp_user_timeout": 5000,  # milliseconds
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    } | DATABASES["default"].get("OPTIONS", {})
# How long an answer waits for PostgreSQL: in all, for a page that somebody reads; for each statement, where staff work.
DATABASE_SECONDS_FOR_READERS = 4
DATABASE_STATEMENT_SECONDS = 20

# To open a database costs a few milliseconds for each answer: SQLite reads the definition of every table anew.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# In memory, but for what all processes count together: tries at passwords.
CACHES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "backcare.accounts.shared_cache.SharedCounts"},
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "backcare_shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
# Staff type and read dates as people in the UK do, whatever their own browser or account prefers.
LOCALE_PATHS = [ROOT / "backcare" / "locale"]
FORMAT_MODULE_PATH = "backcare.locale"
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = [(LANGUAGE_CODE, "English")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
FORMS_URLFIELD_ASSUME_HTTPS = True  # "www.example.org" means https; Django 6 thinks so by itself

# A connection on which nothing moves for so long is given up: a form that does not arrive, a file that nobody takes in.
SECONDS_OF_SILENCE = 15
# What a child process draws: whoever waits there holds up no page.
DRAWN_ADDRESSES = r"\.pdf$"
# What is different each time that somebody asks: so many are answered at once, and whoever asks then is told to come back.
ASKED_ADDRESSES = r"^/(?:search|find|compare)/|^/api/v1/search"
STATIC_URL = "/static/"
STATIC_ROOT = PUBLIC_DIR / "static"
STATICFILES_DIRS = [ROOT / "backcare" / "static"]
PDF_FOLDER = DATA_DIR / "pdfs"
# Locks that say how many processes of this machine do the same dear work at once.
TURNS_FOLDER = DATA_DIR / "turns"
# Readers get finished files from here; without them the application makes each answer anew.
PUBLISH_FILES = switch("PUBLISH_FILES", default=True)
PUBLISHED_FOLDER = PUBLIC_DIR / "published"
# A cache in front that forgets an address when it is asked to by PURGE, such as http://127.0.0.1:6081.
CACHE_PURGE_URL = env.str("CACHE_PURGE_URL", default="").strip().rstrip("/")
if CACHE_PURGE_URL and not re.fullmatch(r"https?://[^\s/]+", CACHE_PURGE_URL):
    raise ImproperlyConfigured(
        f"CACHE_PURGE_URL is '{CACHE_PURGE_URL}', but it must look like http://127.0.0.1:6081, without a path."
    )
# How often each page is read: by day and address, and nothing about who reads. It waits here for the database.
COUNT_READERS = switch("COUNT_READERS", default=True)
READING_COUNTS_FOLDER = DATA_DIR / "reading-counts"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The default is to print each mail, so that a small installation loses none before it has a mail server.
_mail = env.email_url_config(env.str("EMAIL_URL", default="") or "consolemail://")
vars().update(_mail)
# Whatever is sent waits in the database, and the worker hands it to the mail server: nobody waits for one.
EMAIL_BACKEND = "factsheets.mail.queued.QueuedMail"
EMAIL_SENDING_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="") or "webmaster@localhost"

# Work that nobody waits for is queued in the database and done by `manage.py work`, which `serve` starts. Wagtail's own
# tasks are done at once, as part of the save that causes them: what is used where has to be known when it ends.
TASKS = {
    "default": {"BACKEND": f"{TASKS_PACKAGE}.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# Where weaknesses are reported to (RFC 9116), such as mailto:security@example.org; without one the site names none.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not re.fullmatch(
    r"(mailto:[^@\s]+@[^@\s]+|https://\S+|tel:\+?[0-9-]+)", SECURITY_CONTACT
):
    raise ImproperlyConfigured(
        f"SECURITY_CONTACT is '{SECURITY_CONTACT}', but it must begin with mailto:, https:// or tel:."
    )
# What the pages on privacy and on accessibility say beside the words of staff. What is empty is left out there.
PRIVACY_CONTROLLER = env.str("PRIVACY_CONTROLLER", default="").strip()
PRIVACY_CONTACT = env.str("PRIVACY_CONTACT", default="").strip()
ACCESSIBILITY_CONTACT = env.str("ACCESSIBILITY_CONTACT", default="").strip()
ACCESSIBILITY_TESTED = env.str("ACCESSIBILITY_TESTED", default="").strip()
ICO_URL = web_address("ICO_URL", default="https://ico.org.uk/make-a-complaint/")
EQUALITY_ADVICE_URL = web_address("EQUALITY_ADVICE_URL", default="https://www.equalityadvisoryservice.com/")
# What whoever keeps the machine has promised: the site deletes neither.
SERVER_LOG_KEPT_DAYS = days("SERVER_LOG_KEPT_DAYS", default=30)
BACKUPS_KEPT_DAYS = days("BACKUPS_KEPT_DAYS", default=30)

WAGTAILADMIN_BASE_URL = SITE_URL

# Search answers from files of its own, or from a server where several machines share one index.
WAGTAILSEARCH_BACKENDS = {
    "default": search_backend(
        DATA_DIR / "search",
        server=env.str("SEARCH_BACKEND", default=""),
        url=env.str("SEARCH_URL", default=""),
    )
}

# Commands that make an empty installation useful; each decides by itself whether there is anything to do.
FIRST_START_COMMANDS = ["load_starter_library", "create_demonstration_accounts"] if DEMONSTRATION else []
