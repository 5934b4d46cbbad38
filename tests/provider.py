"""A real OpenID provider on loopback (oidc-provider-mock), a server that logs in there, and who may log in."""

from __future__ import annotations

import json
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.serving import free_port, running

COOKIE_SECRET = "a cookie secret that only the tests know"
SETTINGS = {
    "ECQ_OIDC_METADATA_URL": "https://id.example/.well-known/openid-configuration",
    "ECQ_OIDC_CLIENT_ID": "ecq",
    "ECQ_OIDC_CLIENT_SECRET": "the client's secret",
    "ECQ_COOKIE_SECRET": COOKIE_SECRET,
    "ECQ_PUBLIC_URL": "https://ecq.example.org/",
    "ECQ_DATABASE_URL": "postgresql://db.example/ecq",
}
"""Whatever server mode needs, of a provider that there is not."""

LI_NA = {"name": "李娜", "email": "li.na@example.org", "email_verified": True, "groups": ["ecq-north", "everybody"]}


@dataclass(frozen=True)
class LogsIn:
    """A server whose people a provider logs in."""

    address: str
    provider: str
    home: Path
    environment: Mapping[str, str]
    """The settings, for another server beside it."""

    def person(self, subject: str, claims: dict[str, Any]) -> None:
        """Let somebody log in."""
        _send(f"{self.provider}/users/{subject}", claims, "PUT")


@contextmanager
def provider_running(folder: Path) -> Iterator[str]:
    """The provider: it takes registered clients only, and wants a nonce."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--require-registration",
        "--require-nonce",
    ]
    with running(command, port, folder, health="/.well-known/openid-configuration", PYTHONPATH="") as address:
        yield address


def command(port: int) -> list[str]:
    """What starts a server whose people log in."""
    return [sys.executable, "-m", "ecq.cli", "serve", "--mode", "server", "--port", str(port)]


@contextmanager
def logs_in(folder: Path, **settings: str) -> Iterator[LogsIn]:
    """`ecq serve --mode server` with the provider; the person `li.na` may log in."""
    with provider_running(folder / "provider") as provider:
        port = free_port()
        public = f"http://localhost:{port}"
        client = _send(f"{provider}/oauth2/clients", {"redirect_uris": [f"{public}/oauth2callback"]})
        secret = folder / "client-secret"
        secret.write_text(client["client_secret"] + "\n", encoding="utf-8")
        home, database = folder / "home", folder / "database"
        home.mkdir()
        database.write_text(f"sqlite:///{home}/kept.sqlite3", encoding="utf-8")
        environment = {
            "ECQ_OIDC_METADATA_URL": f"{provider}/.well-known/openid-configuration",
            "ECQ_OIDC_CLIENT_ID": client["client_id"],
            "ECQ_OIDC_CLIENT_SECRET_FILE": str(secret),
            "ECQ_COOKIE_SECRET": COOKIE_SECRET,
            "ECQ_PUBLIC_URL": public,
            "ECQ_DATABASE_URL_FILE": str(database),
            **settings,
        }
        with running(command(port), port, home, **environment):
            served = LogsIn(public, provider, home, environment)
            served.person("li.na", LI_NA)
            yield served


def _send(address: str, body: Any, method: str = "POST") -> Any:
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"content-type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        text = answer.read()
    return json.loads(text) if text else None
