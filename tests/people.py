"""The four people of every test. Invented, and always the same.

Alice keeps a diary. Bob is her clinician. Charlie is a stranger. Dana operates the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headlog.web.accounts.models import User


@dataclass(frozen=True)
class Someone:
    """One of the four."""

    name: str
    password: str
    is_operator: bool = False

    def account(self) -> User:
        """Their account, made anew; needs a database."""
        from headlog.web.accounts.actions import open_account

        return open_account(name=self.name, password=self.password, is_operator=self.is_operator).user


def forget(user: User) -> None:
    """Remove an account that more than one test used, with all that its diary leaves.

    The audit's lines outlive a diary on purpose; here they go too, since a test that reads the audit must
    not depend on which module ran before it.
    """
    from headlog.web.accounts.models import AuditEvent
    from headlog.web.journal.actions import erase

    erase(person=user.person, by=user)
    AuditEvent.objects.filter(person=user.person.pk).delete()
    user.delete()


ALICE = Someone("alice", "quiet rooms help a lot")
BOB = Someone("bob", "fifteen minutes are short")
CHARLIE = Someone("charlie", "nobody knows me here")
DANA = Someone("dana", "keeps the lights on", is_operator=True)
