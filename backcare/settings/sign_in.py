"""Signing in: passwords, second factors, how often one may try, and what asks once more who it is."""

AUTHENTICATION_BACKENDS = ["backcare.accounts.sign_in.NameOrAddress"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "backcare.passwords.GuessableWordsValidator"},
    {"NAME": "factsheets.security_log.listening.NotesNewPasswords"},
]

# Signing in, forgotten passwords, second factors and devices. Nobody signs up: staff are invited.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "backcare.accounts.adapter.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators set addresses, so they count as confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "backcare.accounts.forms.SignInForm",
    "reset_password": "factsheets.accounts.screens.forgotten_password.ForgottenPasswordForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "backcare.accounts.reset_links.KeyForTheActive"  # noqa: S105
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/10m/ip,5/5m/key",
    "reset_password": "10/10m/ip,3/10m/key",
    "page_password": "10/5m/ip,100/h/key",
}
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 48
# Who changes people, roles or steps, signs off or takes down, showed a password or a second factor not long ago.
RECENT_MINUTES = 30
ASK_ONCE_MORE = (
    "wagtailusers_users:add",
    "wagtailusers_users:edit",
    "wagtailusers_users:delete",
    "wagtailusers_groups:add",
    "wagtailusers_groups:edit",
    "wagtailusers_groups:delete",
    "bulk:auth",
    "bulk:wagtailcore:page:unpublish",
    "bulk:wagtailcore:page:move",
    "bulk:wagtailcore:page:delete",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:set_privacy",
    "wagtailsites:add",
    "wagtailsites:edit",
    "wagtailsites:delete",
    "help_with_sign_in",
    "wagtailadmin_workflows:add",
    "wagtailadmin_workflows:edit",
    "wagtailadmin_workflows:enable",
    "wagtailadmin_workflows:disable",
    "wagtailadmin_workflows:remove",
    "wagtailadmin_workflows:add_task",
    "wagtailadmin_workflows:task_chooser_create",
    "wagtailadmin_workflows:edit_task",
    "wagtailadmin_workflows:enable_task",
    "wagtailadmin_workflows:disable_task",
    "factsheets_sign_off",
    "factsheets_withdraw_sign_off",
    "factsheets_wording_change",
    "factsheets_warning_sign_change",
    "factsheets_withdraw",
    "factsheets_undo_withdrawal",
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_api:pages:action",
)
MFA_ADAPTER = "backcare.accounts.kept_secrets.KeepsSecrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {  # where a passkey signs for, and whether there may be a copy of it
    "add_webauthn": "factsheets.accounts.screens.passkeys.AddPasskey",
    "authenticate_webauthn": "factsheets.accounts.screens.passkeys.SecondFactorByPasskey",
    "login_webauthn": "factsheets.accounts.screens.passkeys.SignInWithPasskey",
    "reauthenticate_webauthn": "factsheets.accounts.screens.passkeys.ProveWithPasskey",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # two accounts may share an address
MFA_TOTP_ISSUER = "BackCare"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off

# Passwords are set on the pages for signing in alone, by those whose they are; addresses by administrators.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
