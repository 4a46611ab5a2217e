"""The addresses of the sign-off in the admin."""

from django.urls import URLPattern, path

from factsheets.publication.screens.sign_off.deciding import sign_off
from factsheets.publication.screens.sign_off.on_record import ask_to_withdraw_sign_off, sign_offs_of


def sign_off_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("sign-off/<int:task_state_id>/", sign_off, name="factsheets_sign_off"),
        path("sign-offs/<slug:kind>/<int:text_id>/", sign_offs_of, name="factsheets_sign_offs"),
        path(
            "sign-offs/<int:sign_off_id>/withdraw/",
            ask_to_withdraw_sign_off,
            name="factsheets_withdraw_sign_off",
        ),
    ]
