"""Koepel's settings: one file, from the environment, listed in docs/configuration.md."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .environment import env, flag, required
from .logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of run this is ------------------------------------------------------------
# LOCAL is for one's own machine: plain http and unhashed static files. DEBUG adds tracebacks.
LOCAL = flag("LOCAL", False)
DEBUG = flag("DEBUG", False)
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# How many proxies of ours stand in front; only their X-Forwarded-For entries are believed.
PROXY_HOPS = env.int("PROXY_HOPS", 0)
# What whoever watches the site sends along to learn more than that it is up; empty for nobody.
HEALTH_TOKEN = env.str("HEALTH_TOKEN", "")

# --- The house ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "members.staff.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_countries",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "post_office",
    # Last, so that its admin can decide about the admin pages of those above.
    "members",
]
MIDDLEWARE = [
    "members.web.middleware.RequestLogMiddleware",
    "members.opendata.middleware.OpenDataMiddleware",
    "members.web.pagecache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "members.web.middleware.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "members.web.middleware.BodyLimitMiddleware",
    "members.web.middleware.BadRequestMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.web.middleware.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.accounts.middleware.ThrottledMiddleware",
    "members.web.middleware.UnsentMiddleware",
    "members.accounts.middleware.AccountLanguageMiddleware",
    "members.accounts.middleware.SecondFactorMiddleware",
    "members.accounts.middleware.LastUseMiddleware",
]
ROOT_URLCONF = "directory.urls"
WSGI_APPLICATION = "directory.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Before Django's own filter of the same name: "1er août".
            "builtins": ["members.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "members.web.context.site",
                "members.mailing.context.mailbox",
            ],
        },
    },
    # Macros for what a list repeats by the dozen (members/templatetags/macros.py).
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja2"],
        "OPTIONS": {
            "environment": "members.templatetags.macros.environment",
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "members.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Our own form controls have their templates in templates/, beside the pages'.
FORM_RENDERER = "directory.renderer.WholeTexts"

# --- Data --------------------------------------------------------------------------------
required("DATABASE_URL")
DATABASES = {"default": env.db_url("DATABASE_URL")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's defaults answer 500 under a foreign lock, and synchronous=NORMAL may lose the last
    # commits at a power cut. IMMEDIATE waits for the lock at BEGIN, where the timeout is honoured.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# To open SQLite and to close its log takes ten times what a kept page costs otherwise.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", 60)
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
CACHES["default"].setdefault("OPTIONS", {})
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] = 500
elif CACHES["default"]["BACKEND"].endswith("RedisCache"):
    CACHES["default"]["BACKEND"] = "members.core.shared_cache.SharedCache"
# How many searches and filtered lists of visitors are kept for the next one.
KEPT_SEARCHES = env.int("KEPT_SEARCHES", 2000)
# What may be sent at once: to any page, and to where staff upload tables.
BODY_LIMIT, TABLE_LIMIT = 8 * 1024 * 1024, 60 * 1024 * 1024

# --- Files -------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Whom to tell of a hole in the site; the federation's own address where it is empty.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
# A file of shapes of the federation's own places, where these are no provinces of Belgium.
PLACE_SHAPES = env.str("PLACE_SHAPES", "")
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))
# The search index of a directory that is too large to keep in memory; it can always be rebuilt.
SEARCH_INDEX_ROOT = env.path("SEARCH_INDEX_ROOT", default=str(BASE_DIR / "var" / "search"))
# Tables that staff upload; no address leads here.
IMPORT_ROOT = env.path("IMPORT_ROOT", default=str(BASE_DIR / "var" / "imports"))
# Where `manage.py tick` makes a backup each day, and how many stay; empty for none.
BACKUP_ROOT = env.str("BACKUP_ROOT", "")
BACKUPS_KEPT = env.int("BACKUPS_KEPT", 14)
# Backups are sealed with it; who loses it loses them.
BACKUP_KEY = env.str("BACKUP_KEY", "")
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = LOCAL
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Languages ---------------------------------------------------------------------------
# The languages that Koepel's screens speak; which of them a federation uses, and in what order,
# is the Federation's own setting.
LANGUAGES = [("nl", _("Dutch")), ("fr", _("French")), ("en", _("English"))]
LANGUAGE_CODE = "en"
# Of ISO 3166-1's codes for users the one that everybody knows; the standard itself has none.
COUNTRIES_OVERRIDE = {"XK": "Kosovo"}
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "Europe/Brussels")
USE_TZ = True
FORMAT_MODULE_PATH = "directory.formats"

# --- Safety ------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = "koepel_language"
CSRF_FAILURE_VIEW = "members.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", not LOCAL)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 0 if LOCAL else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", not LOCAL)
SECURE_HSTS_PRELOAD = flag("SECURE_HSTS_PRELOAD", not LOCAL)
if PROXY_HOPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# An admin form of a member with many focus areas is large; a visitor's query string is not.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
if LOCAL:
    # The machine's owner has chosen plain http; production keeps these checks.
    SILENCED_SYSTEM_CHECKS = [f"security.W{n:03}" for n in (4, 8, 12, 16)]

# --- Signing in --------------------------------------------------------------------------
# Staff need a second factor before the admin opens; on one's own machine it may wait.
REQUIRE_SECOND_FACTOR = flag("REQUIRE_SECOND_FACTOR", not LOCAL)
AUTHENTICATION_BACKENDS = ["members.accounts.backend.AddressBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "members.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# With "mandatory", a changed address is proven first and nobody learns whether it is taken.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# Every code: ten minutes, three attempts, this browser only (it is kept in the session).
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_FORMS = {
    "login": "members.accounts.forms.PasswordForm",
    "request_login_code": "members.accounts.forms.RequestCodeForm",
    "confirm_login_code": "members.accounts.forms.ConfirmSignInCodeForm",
    "confirm_password_reset_code": "members.accounts.forms.ConfirmResetCodeForm",
    "confirm_email_verification_code": "members.accounts.forms.ConfirmAddressForm",
    "reset_password": "members.accounts.forms.ForgottenPasswordForm",
}
# Counted in the cache, which several processes must share (docs/configuration.md).
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/10m/ip,3/5m/key",
    "reset_password": "20/10m/ip,3/5m/key",
    # All codes that strangers ask for one address, from however many networks.
    "codes_to_account": "12/10m/key",
    # Wrong codes of one account from one network, over all codes and browsers; and of one code.
    "code_failed": "6/5m/key",
    "code_tried": "3/10m/key",
    # Wrong passwords of one account from one network, and from all that it does not know.
    "login_failed": "10/m/ip,5/5m/key",
    "password_tried": "50/10m/key",
}
MFA_ADAPTER = "members.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "members.accounts.forms.FactorForm",
    "reauthenticate": "members.accounts.forms.FactorAgainForm",
    "activate_totp": "members.accounts.forms.NewAppForm",
    "add_webauthn": "members.accounts.forms.NewKeyForm",
    "authenticate_webauthn": "members.accounts.forms.KeyForm",
    "reauthenticate_webauthn": "members.accounts.forms.KeyAgainForm",
    "login_webauthn": "members.accounts.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL

# --- Mail and log ------------------------------------------------------------------------
# Where links in mail lead. Never taken from a request, whose Host header is the sender's own.
SITE_URL = env.str("SITE_URL", "").rstrip("/") or (
    "http://localhost:8000" if LOCAL else f"https://{ALLOWED_HOSTS[0].lstrip('.*')}"
)
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 30
# Whatever sends mail makes rows; only `manage.py send_mail` speaks with the mail server.
POST_OFFICE = {"BACKENDS": {"default": EMAIL_CONFIG["EMAIL_BACKEND"]}, "LOG_LEVEL": 1}
EMAIL_BACKEND = "post_office.EmailBackend"
# A machine of one's own has no mail server: mail is read at /mailbox/.
MAIL_IS_SENT = not LOCAL or "EMAIL_URL" in env.ENVIRON
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "koepel@localhost")
LOGGING = logging_config(env.str("LOG_LEVEL", "WARNING"), env.str("LOG_FORMAT", "text"))
