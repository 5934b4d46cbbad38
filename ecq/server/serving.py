"""`ecq serve`: uvicorn over the app, on an address that may be used, with logs that tell no address of a page."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from ecq.errors import EcqError
from ecq.server.app import make_app
from ecq.server.limits import limits_of_this_machine
from ecq.server.logs import begin_log
from ecq.server.operation import Operation
from ecq.server.seats import Seats
from ecq.settings import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Sequence


def serve(host: str, port: int, allowed: Sequence[str] = (), operation: Operation | None = None) -> None:
    """Serve the app until interrupted, under loopback names and those `allowed`.

    Raises EcqError where the address cannot be used, or where others can reach it and no name for it is given.
    """
    operation = operation or Operation()
    if host not in LOOPBACK and not allowed:
        raise EcqError(
            f"{host} can be reached by others: whoever opens it can begin self-checks and open those whose link they have; "
            "if that is meant, say with --allow-host under which name people open it",
            f"{host} 别人也能访问：打开它的人都能新建自评，有链接就能打开别人的；确实要这样，请用 --allow-host 写明大家用什么名字打开",
        )
    _must_be_free(host, port)
    begin_log(operation.log_format)
    limits = limits_of_this_machine(operation.max_sessions, operation.max_per_address)
    seats, figures = Seats(limits), None
    if operation.metrics:
        from ecq.server.metrics import Figures, show

        figures = Figures()
    app = make_app(hosts=(*LOOPBACK, "[::1]", *allowed), seats=seats, figures=figures)
    if operation.metrics and figures:
        show(figures, seats, operation.metrics)
    import uvicorn
    from streamlit import config as settings

    from ecq.server.connections import held

    settings.set_option("server.address", host)
    if allowed:
        settings.set_option("browser.serverAddress", allowed[0])

    from ecq.web.frame import first_html

    first_html.put_look_in_page()

    shown = f"[{host}]" if ":" in host else host
    if operation.log_format == "json":
        logging.getLogger("ecq.server").info("ECQ: http://%s:%d", shown, port)
    else:
        print(f"ECQ: http://{shown}:{port}", flush=True)  # noqa: T201  # the one line a person waits for
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
    )
    uvicorn.Server(config).run()


def _must_be_free(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise EcqError(f"port {port} is not a port; choose one from 1 to 65535", f"{port} 不是端口，请选 1 到 65535")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise EcqError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another --port or --host",
            f"不能监听 {host}:{port}（{error.strerror}），请换 --port 或 --host",
        ) from None
