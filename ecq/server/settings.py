"""What the operator of a server sets, by options or the environment, checked before it starts.

Beside its address: who is let in and how many, its log, where its figures are; and the identity provider that logs
people in where many use it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import SplitResult, urlsplit

from ecq.base.errors import EcqError, SettingsError, not_installed, refusal
from ecq.base.settings import LOOPBACK, drain_seconds, log_format, login_hours, metrics_address

LogFormat = Literal["text", "json"]
LOG_FORMATS = get_args(LogFormat)

LONGEST_DRAIN = 600
"""Seconds: longer than any proxy needs to hear of it."""


@dataclass(frozen=True)
class Operation:
    """The options of `ecq serve` for operation."""

    max_sessions: int | None = None
    """Windows at a time; None: by memory and open files."""
    max_per_address: int | None = None
    log_format: LogFormat = "text"
    metrics: str | None = None
    """Port, or address and port, where the figures are; None: nowhere."""
    drain: float = 0
    """For so many seconds after SIGTERM everybody is still answered, while `/readyz` says that the server ends."""
    token: bool = False
    """Whether only those are let in who bring the token that is printed with the address."""


def operation(
    max_sessions: int | None = None,
    max_per_address: int | None = None,
    log: str | None = None,
    metrics: str | None = None,
    drain: float | None = None,
    token: bool = False,
) -> Operation:
    """What the operator says by options, else by the environment. Raises EcqError for what is none of the choices."""
    form = log or log_format() or "text"
    chosen = next((one for one in LOG_FORMATS if one == form), None)
    if chosen is None:
        one_of = ", ".join(LOG_FORMATS)
        raise EcqError(
            f"ECQ_LOG_FORMAT is {form}; choose one of {one_of}", f"ECQ_LOG_FORMAT 是 {form}，请从 {one_of} 里选一个"
        )
    seconds = drain_seconds() if drain is None else drain
    if not 0 <= seconds <= LONGEST_DRAIN:
        raise EcqError(
            f"--drain, or ECQ_DRAIN, is a number of seconds from 0 to {LONGEST_DRAIN}",
            f"--drain 或 ECQ_DRAIN 应是 0 到 {LONGEST_DRAIN} 的秒数",
        )
    return Operation(max_sessions, max_per_address, chosen, metrics or metrics_address(), seconds, token)


LONGEST_LOGIN = 720
"""Hours for which Streamlit's cookie, and so a log-in, can hold."""

_NEEDED = {
    "ECQ_OIDC_METADATA_URL": (
        "身份提供方的发现地址（以 /.well-known/openid-configuration 结尾）",
        "the identity provider's discovery address (it ends in /.well-known/openid-configuration)",
    ),
    "ECQ_OIDC_CLIENT_ID": ("身份提供方给 ECQ 的客户端 ID", "the client id that the identity provider gave ECQ"),
    "ECQ_OIDC_CLIENT_SECRET": (
        "身份提供方给 ECQ 的客户端密钥",
        "the client secret that the identity provider gave ECQ",
    ),
    "ECQ_COOKIE_SECRET": (
        "给登录 Cookie 签名的密钥（至少 32 个字符；几台服务器用同一个）",
        "the secret that signs the log-in cookie (32 characters or more, the same on every server)",
    ),
    "ECQ_PUBLIC_URL": (
        "大家打开 ECQ 用的地址，如 https://ecq.example.org",
        "the address under which people open ECQ, such as https://ecq.example.org",
    ),
    "ECQ_DATABASE_URL": (
        "数据库，如 postgresql://ecq:…@db.example/ecq",
        "the database, such as postgresql://ecq:…@db.example/ecq",
    ),
}


@dataclass(frozen=True)
class Provider:
    """Where people are logged in, and what ECQ is there."""

    metadata_url: str
    client_id: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    public_url: str
    database_url: str = field(repr=False)
    scopes: str = "openid profile email"

    @property
    def host(self) -> str:
        """The name under which people open ECQ, without port."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def address(self) -> str:
        """The same with the port, as browsers send it."""
        return urlsplit(self.public_url).netloc

    @property
    def secure(self) -> bool:
        """Whether people open ECQ over HTTPS."""
        return self.public_url.startswith("https:")

    @property
    def secrets(self) -> dict[str, Any]:
        """The settings as Streamlit's log-in reads them."""
        return {
            "auth": {
                "redirect_uri": f"{self.public_url}/oauth2callback",
                "cookie_secret": self.cookie_secret,
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "server_metadata_url": self.metadata_url,
                "client_kwargs": {"scope": self.scopes, "code_challenge_method": "S256"},
            }
        }


def provider_from_environment() -> Provider:
    """The provider that the environment names. Raises EcqError that says all that is missing or wrong at once."""
    said = {name: _said(name) for name in _NEEDED}
    wrong = [(f"{name} is missing: {en}", f"缺少 {name}：{zh}") for name, (zh, en) in _NEEDED.items() if not said[name]]
    public, hours = _parts(said["ECQ_PUBLIC_URL"]), os.environ.get("ECQ_LOGIN_HOURS")
    if 0 < len(said["ECQ_COOKIE_SECRET"]) < 32:
        en = "ECQ_COOKIE_SECRET has fewer than 32 characters: openssl rand -hex 32 makes one"
        wrong.append((en, "ECQ_COOKIE_SECRET 少于 32 个字符：可以用 openssl rand -hex 32 生成"))
    for name in ("ECQ_OIDC_METADATA_URL", "ECQ_PUBLIC_URL"):
        if said[name] and not _private(_parts(said[name])):
            en = f"{name} is not an https address (http is for this machine only): {said[name]}"
            wrong.append((en, f"{name} 不是 https 地址（只有本机可以用 http）：{said[name]}"))
    if public.path.strip("/") or public.query or public.fragment:
        en = f"ECQ_PUBLIC_URL ends with the host name and port, without a path: {said['ECQ_PUBLIC_URL']}"
        wrong.append((en, f"ECQ_PUBLIC_URL 只写到主机名和端口为止，后面不要有路径：{said['ECQ_PUBLIC_URL']}"))
    if not 0 < login_hours() <= LONGEST_LOGIN:
        en = f"ECQ_LOGIN_HOURS is a number of hours above 0 and up to {LONGEST_LOGIN}: {hours}"
        wrong.append((en, f"ECQ_LOGIN_HOURS 应是大于 0、不超过 {LONGEST_LOGIN} 的小时数：{hours}"))
    if wrong:
        raise SettingsError(wrong)
    for name in ("authlib", "httpx2"):
        if find_spec(name) is None:
            raise not_installed(f"log-in needs {name}", f"登录需要 {name}", "server")
    return Provider(
        metadata_url=said["ECQ_OIDC_METADATA_URL"],
        client_id=said["ECQ_OIDC_CLIENT_ID"],
        client_secret=said["ECQ_OIDC_CLIENT_SECRET"],
        cookie_secret=said["ECQ_COOKIE_SECRET"],
        public_url=f"{public.scheme}://{public.netloc}",
        database_url=said["ECQ_DATABASE_URL"],
        scopes=os.environ.get("ECQ_OIDC_SCOPES") or "openid profile email",
    )


def _said(name: str) -> str:
    """What the environment says, or the file that it names under NAME_FILE, as containers have their secrets."""
    said, file = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if said or not file:
        return said.strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why, why_zh = refusal(error) if isinstance(error, OSError) else ("not text", "不是文本")
        raise EcqError(
            f"the file that {name}_FILE names cannot be read ({why}): {file}",
            f"{name}_FILE 指的文件读不了（{why_zh}）：{file}",
        ) from None


def _private(address: SplitResult) -> bool:
    """Whether nobody on the way can read what is sent there."""
    return bool(address.hostname) and (
        address.scheme == "https" or (address.scheme == "http" and address.hostname in LOOPBACK)
    )


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
