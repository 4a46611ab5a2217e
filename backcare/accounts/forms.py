"""The form for signing in, in the words of the site."""

from __future__ import annotations

from allauth.account.forms import LoginForm
from django.forms import TextInput
from typing_extensions import override

from .sign_in import account_of


class SignInForm(LoginForm):
    """For `ACCOUNT_FORMS`: it asks for “Username or e-mail address”, and browsers may fill in what they keep."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = "Username or e-mail address"
        login.max_length = 254
        login.widget = TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "maxlength": 254,
            }
        )
        self.fields["password"].help_text = ""

    @override
    def clean_login(self) -> str:
        """The user name of the account, whatever way it was named: its tries are counted together."""
        login: str = super().clean_login()
        user = account_of(login)
        return user.get_username() if user else login
