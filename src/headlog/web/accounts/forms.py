"""What a person types to come in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from headlog.web.accounts.models import NAME_LENGTH, User
from headlog.web.accounts.names import name_problem

LENGTH_RULE = "At least 10 characters. A few words in a row are easiest to keep."


def _name_field(autocomplete: str = "username") -> forms.CharField:
    return forms.CharField(
        label="User name",
        max_length=NAME_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


def _password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class SignInForm(forms.Form):
    """Name and password."""

    name = _name_field()
    password = _password_field("Password", "current-password")


class NewPasswordForm(forms.Form):
    """A new password; the validators of the settings judge it."""

    password = _password_field("Password", "new-password", LENGTH_RULE)

    def clean(self) -> dict[str, Any]:
        """The password, judged beside the name."""
        cleaned = super().clean() or self.cleaned_data
        password = cleaned.get("password")
        if password:
            try:
                validate_password(password, User(name=cleaned.get("name", "")))
            except ValidationError as problem:
                self.add_error("password", problem)
        return cleaned


class SignUpForm(NewPasswordForm):
    """A name and a password, nothing else."""

    name = _name_field()
    field_order = ("name", "password")

    def clean_name(self) -> str:
        """The name, when it can be one and nobody has it."""
        name = str(self.cleaned_data["name"])
        problem = name_problem(name)
        if problem:
            raise ValidationError(problem)
        if User.objects.filter(name__iexact=name).exists():
            raise ValidationError("This name is taken. Choose another one.")
        return name


class RecoverForm(NewPasswordForm):
    """Name, one recovery code, and the password that holds from now on."""

    name = _name_field()
    code = forms.CharField(
        label="Recovery code",
        max_length=40,
        help_text="One of the ten codes from your sign-up, such as 7K2M-09QX-D4HT-51AB.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    field_order = ("name", "code", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "New password"


class OwnPasswordForm(forms.Form):
    """The present password, asked again before a step that matters."""

    current = _password_field("Your password now", "current-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self) -> str:
        """The password, when it is right."""
        current = str(self.cleaned_data["current"])
        if not self.user.check_password(current):
            raise ValidationError("This is not the password of this account.")
        return current


class ChangePasswordForm(OwnPasswordForm):
    """The present password and the next one."""

    password = _password_field("New password", "new-password", LENGTH_RULE)

    def clean_password(self) -> str:
        """The new password, judged."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class CloseAccountForm(OwnPasswordForm):
    """The password and a tick, for the step that cannot be undone."""

    sure = forms.BooleanField(label="Yes, erase my diary and my account for good")
