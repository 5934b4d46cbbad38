"""`ecq serve`: uvicorn over the app, on an address that may be used, with logs that tell no address of a page."""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Sequence
from errno import EADDRNOTAVAIL

from ecq.base.errors import EcqError, refusal
from ecq.base.settings import LOOPBACK, MODES, Mode, data_folder, database_url, public_url
from ecq.base.settings import mode as mode_of_environment
from ecq.server.limits import Seats, limits_of_this_machine
from ecq.server.logs import begin_log
from ecq.server.settings import Operation, Provider, provider_from_environment
from ecq.store.failures import must_have_room

LONGEST_HEADERS = 64 * 1024
"""Bytes of a request's headers where people log in: who they are stands in cookies, with all their groups."""


def serve(
    host: str,
    port: int,
    allowed: Sequence[str] = (),
    mode: Mode | None = None,
    operation: Operation | None = None,
) -> None:
    """Serve the app until interrupted, under loopback names and those `allowed`, for those whom the mode is for.

    Raises EcqError where the address cannot be used, where others can reach it and no name for it is given, where the
    mode needs what is missing, or where nothing can be stored; until then nobody is let in and no address is told.
    """
    operation = operation or Operation()
    mode = mode or _said_mode() or ("local" if host in LOOPBACK and not allowed else "open")
    provider = None
    if mode == "server":
        provider = provider_from_environment()
        allowed = (provider.host, *allowed)
        os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", str(LONGEST_HEADERS))  # read when websockets is imported
        os.environ["ECQ_DATABASE_URL"] = provider.database_url  # it may have stood in a file
    _must_be_meant(host, allowed, mode, operation)
    _must_be_free(host, port)
    os.environ["ECQ_MODE"] = mode  # for the pages, which run in this process
    begin_log(operation.log_format)
    from ecq.web.session.stores import database

    must_have_room(data_folder(), database_url())
    database().must_take_writes()
    from ecq.server.app import make_app

    limits = limits_of_this_machine(operation.max_sessions, operation.max_per_address)
    seats, figures = Seats(limits), None
    if operation.metrics:
        from ecq.server.metrics import Figures, show

        figures = Figures()
    token = secrets.token_urlsafe(32) if operation.token else ""
    app = make_app(hosts=(*LOOPBACK, "[::1]", *allowed), seats=seats, figures=figures, provider=provider, token=token)
    if operation.metrics and figures:
        show(figures, seats, operation.metrics)
    import uvicorn
    from streamlit import config as settings

    from ecq.server.listening import Listening, held

    settings.set_option("server.address", host)
    if allowed:
        settings.set_option("browser.serverAddress", allowed[0])

    from ecq.web.frame import first_html

    first_html.put_look_in_page()

    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        **held(limits),
        log_config=None,
        access_log=False,
        server_header=False,
        ws_per_message_deflate=False,
        lifespan="on",
        h11_max_incomplete_event_size=LONGEST_HEADERS if provider else None,
    )
    Listening(config, lambda: _tell(_address(host, port, allowed, provider), token, operation), operation.drain).run()


def _must_be_meant(host: str, allowed: Sequence[str], mode: Mode, operation: Operation) -> None:
    if mode == "server" and operation.token:
        raise EcqError(
            "--token is for a server without log-in; in server mode people log in: leave it out",
            "--token 用于不登录的服务器；服务器模式下大家要登录，请去掉 --token",
        )
    if mode == "local" and (host not in LOOPBACK or allowed):
        raise EcqError(
            "local mode is for this machine only: leave out --allow-host and another --host, or choose --mode open or server",
            "本机模式只给这台机器用：不要写 --allow-host 和别的 --host，或者选 --mode open 或 server",
        )
    if host not in LOOPBACK and not allowed:
        raise EcqError(
            f"{host} can be reached by others: whoever opens it can begin self-checks and open those whose link they have; "
            "if that is meant, say with --allow-host under which name people open it",
            f"{host} 别人也能访问：打开它的人都能新建自评，有链接就能打开别人的；确实要这样，请用 --allow-host 写明大家用什么名字打开",
        )


def _tell(address: str, token: str, operation: Operation) -> None:
    """Say where ECQ is; the link with the token never in the log, which is kept."""
    if operation.log_format == "json":
        logging.getLogger("ecq.server").info("ECQ: %s", address)
    if operation.log_format != "json" or token:
        from ecq.server.admission import PARAM

        link = f"{address}/?{PARAM}={token}" if token else address
        print(f"ECQ: {link}", flush=True)  # noqa: T201  # the one line a person waits for


def _address(host: str, port: int, allowed: Sequence[str], provider: Provider | None) -> str:
    """The address under which people open ECQ."""
    if said := provider.public_url if provider else public_url():
        return said.rstrip("/")
    name = host if host in LOOPBACK or not allowed else allowed[0]
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _said_mode() -> Mode | None:
    """The mode of the environment. Raises EcqError where it names none that there is."""
    said, known = os.environ.get("ECQ_MODE"), mode_of_environment()
    if said and known is None:
        one_of = ", ".join(MODES)
        raise EcqError(f"ECQ_MODE is {said}; choose one of {one_of}", f"ECQ_MODE 是 {said}，请从 {one_of} 里选一个")
    return known


def _must_be_free(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise EcqError(f"port {port} is not a port; choose one from 1 to 65535", f"{port} 不是端口，请选 1 到 65535")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror:
        raise EcqError(f"there is no host {host}; choose another --host", f"找不到主机 {host}，请换 --host") from None
    except OSError as error:
        why, why_zh = refusal(error)
        option = "--host" if error.errno == EADDRNOTAVAIL else "--port"
        raise EcqError(
            f"cannot listen on {host}:{port} ({why}); choose another {option}",
            f"不能监听 {host}:{port}（{why_zh}），请换 {option}",
        ) from None
