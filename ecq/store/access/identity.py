"""Who somebody is, as the identity provider says it when they log in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Identity:
    """A person of an identity provider. `issuer` and `subject` together never change; name and groups may."""

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()
    since: str = ""
    """When they logged in (ISO 8601 text, UTC); "" where nobody said."""

    @property
    def key(self) -> str:
        """What the database knows the person by: a digest, so that it names nobody by itself."""
        return sha256(f"{self.issuer}\n{self.subject}".encode()).hexdigest()


def log_in_key(claims: Mapping[str, Any]) -> str:
    """What one log-in is known by: a digest of who, when, and the number that the provider was given for it alone."""
    said = [claims.get(name) for name in ("iss", "sub", "iat", "nonce")]
    return sha256(json.dumps(said).encode()).hexdigest()
