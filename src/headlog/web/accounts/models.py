"""Who may come in, and what was done. No diary content is kept in this room."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

NAME_LENGTH = 40


class UserManager(BaseUserManager["User"]):
    """Finds accounts by name, whatever the case a phone's keyboard gave it."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of that name."""
        return self.get(name__iexact=username)


class User(AbstractBaseUser):
    """An account: a user name and a password, no e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        max_length=NAME_LENGTH,
        unique=True,
        validators=[
            RegexValidator(r"\A[\w.@+-]{2,40}\Z", "Use 2 to 40 letters, digits or . @ + - _, without spaces.")
        ],
    )
    is_operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("name"), name="one_account_per_name")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """The one whose diary it is; every account has exactly one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="person")
    created = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False)
    # Set when the demo diary is completely written: until then the door waits.
    demo_ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_demo"], condition=models.Q(is_demo=True), name="at_most_one_demo_diary"
            ),
            models.CheckConstraint(
                condition=models.Q(is_demo=True) | models.Q(demo_ready_at__isnull=True),
                name="only_the_demo_diary_is_made_ready",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RecoveryCode(models.Model):
    """One of the codes that stand in for a forgotten password, once. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "digest"], name="a_code_once_per_account")
        ]

    def __str__(self) -> str:
        return f"code {self.pk}"


class FailedAttempt(models.Model):
    """A sign-in or recovery that failed, kept for a quarter of an hour, by digest of name or address."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "at"], name="attempts_by_key")]

    def __str__(self) -> str:
        return f"attempt {self.pk}"


class AuditEvent(models.Model):
    """What was done, by whom, to whose diary: ids and kinds only.

    No foreign keys: the line "a diary was erased" must outlive the diary, and nothing else of it may.
    """

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=40)
    by = models.UUIDField(null=True, blank=True)
    person = models.UUIDField(null=True, blank=True)
    record_kind = models.CharField(max_length=40, blank=True)
    record = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "at"], name="audit_by_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
