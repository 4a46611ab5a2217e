"""The headers of public responses: one strict policy for everything that is not the admin."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.cache import has_vary_header

from backcare.query import HEADER, READS_NONE, reads_nothing_of_the_query

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: Wagtail's admin has inline scripts and styles, and shows previews in a frame of its own. What its widgets put into a
#: page later has scripts in it too, so no nonce of the page fits them (docs/security.md). None stands in an attribute.
ADMIN_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; script-src-attr 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
#: Whoever is not signed in sees no widget: to sign in, and to ask for a new password, needs nothing inline.
SIGN_IN_CONTENT_SECURITY_POLICY = ADMIN_CONTENT_SECURITY_POLICY.replace(" 'unsafe-inline'", "")
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
        "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
        "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
#: Staff may sign in with a passkey, and make one.
PERMISSIONS_POLICY_OF_SIGN_IN = PERMISSIONS_POLICY.replace(
    "publickey-credentials-get=()", "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
CACHE_CONTROL = "public, max-age=60, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400"

#: What depends on who asks is for that one person. A cache that ignores `Vary: Cookie` would hand it on.
CACHE_CONTROL_OF_ONE_PERSON = "private, no-store"

#: Nothing is there, or no longer: a cache asks again, since something may be there a moment later.
CACHE_CONTROL_OF_NOTHING = "no-cache"

#: The answers that caches may keep: a page, a part of a file, where an old address leads, and "you have it already".
_KEPT = (200, 206, 301, 304)

_ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
#: Of answers that a script on another site may read.
_OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def headers_of_files() -> dict[str, str]:
    """Those of our own static files, whoever hands them out."""
    tls = {"Strict-Transport-Security": _strict_transport()} if settings.SECURE_HSTS_SECONDS else {}
    return (
        _ALWAYS
        | {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Access-Control-Allow-Origin": "*"}
        | tls
    )


def _strict_transport() -> str:
    """As Django writes it."""
    words = f"max-age={settings.SECURE_HSTS_SECONDS}"
    words += "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    return words + ("; preload" if settings.SECURE_HSTS_PRELOAD else "")


def public_headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: each response leaves with the policy of the side it belongs to."""
    admin_path = reverse("wagtailadmin_home")
    sign_in_path = reverse("account_login").removesuffix("login/")

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_open = request.path.startswith(settings.OPEN_TO_OTHER_SITES)
        for name, value in (_ALWAYS | (_OPEN if is_open else {})).items():
            response.headers[name] = value
        # Wagtail asks for a preview by the address of the page, and shows it to staff in a frame of the admin.
        if request.path.startswith(admin_path) or getattr(request, "is_preview", False):
            response.headers.setdefault("Content-Security-Policy", _policy_of_staff(request))
            return response
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        if request.path.startswith(settings.STATIC_URL):
            return response
        if request.path.startswith(sign_in_path):
            response.headers["Permissions-Policy"] = PERMISSIONS_POLICY_OF_SIGN_IN
            response.headers["Cache-Control"] = CACHE_CONTROL_OF_ONE_PERSON
        elif _depends_on_who_asks(response):
            response.headers["Cache-Control"] = CACHE_CONTROL_OF_ONE_PERSON
        elif response.status_code in _KEPT:
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
            if response.status_code == 200 and reads_nothing_of_the_query(request):
                response.headers.setdefault(HEADER, READS_NONE)
        elif response.status_code in (404, 410):
            response.headers.setdefault("Cache-Control", CACHE_CONTROL_OF_NOTHING)
        return response

    return middleware


def _policy_of_staff(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return ADMIN_CONTENT_SECURITY_POLICY
    return SIGN_IN_CONTENT_SECURITY_POLICY


def _depends_on_who_asks(response: HttpResponseBase) -> bool:
    """Whoever looks at the session, the user or a CSRF token leaves a trace in the answer, whatever its status is."""
    return bool(response.cookies) or has_vary_header(response, "Cookie")
