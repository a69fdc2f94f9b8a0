"""Recovery codes: how they are made, written and compared."""

import hashlib
import secrets
import uuid

COUNT = 10
GROUPS, GROUP_LENGTH = 4, 4
# Crockford's alphabet: nothing that looks like something else on paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new_codes() -> tuple[str, ...]:
    """Ten codes of 80 random bits each, in groups to be written down."""
    return tuple(
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
        for _ in range(COUNT)
    )


def digest(user_id: uuid.UUID, code: str) -> str:
    """What is kept of a code.

    One round is enough: 80 random bits cannot be tried out, which is what slow hashing of passwords is for.
    """
    plain = "".join(code.upper().split()).replace("-", "").translate(_LOOKALIKES)
    return hashlib.sha256(f"{user_id}:{plain}".encode()).hexdigest()
