"""How a request's account is looked up."""

import uuid

from django.contrib.auth.backends import ModelBackend

from headlog.web.accounts.models import User


class PersonBackend(ModelBackend):
    """Django's own, with the person in the same query: every page needs both."""

    def get_user(self, user_id: uuid.UUID) -> User | None:
        """The account of a signed-in session, when it may still come in."""
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
