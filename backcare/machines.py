"""What browsers and search engines ask every site for: which parts to leave alone, and its name and icon."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from backcare.today import readers_day


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The rules for crawlers (RFC 9309): all but the admin and the way into it is theirs to read."""
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "Disallow: /accounts/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    )
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


#: How long what `/.well-known/security.txt` says may be believed; the standard asks for less than a year.
_BELIEVED = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 while setting `SECURITY_CONTACT` names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    day = readers_day()
    today = datetime(day.year, day.month, day.day, tzinfo=UTC)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {today + _BELIEVED:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    )
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


@require_safe
def web_manifest(request: HttpRequest) -> JsonResponse:
    """Name, colours and icon for a reader who keeps the site on the home screen (W3C Web Application Manifest)."""
    manifest = {
        "name": f"{settings.WAGTAIL_SITE_NAME} factsheets",
        "short_name": settings.WAGTAIL_SITE_NAME,
        "lang": "en-GB",
        "start_url": "/",
        "display": "browser",
        "background_color": "#fbf8f3",
        "theme_color": "#0c4a50",
        "icons": [{"src": static("icons/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


def public_address(request: HttpRequest) -> dict[str, str]:
    """Context of every template: the one address of the asked page, whatever name or query it was asked by."""
    return {"site_url": settings.SITE_URL, "public_address": f"{settings.SITE_URL}{request.path}"}
