"""The app, assistants, and the shell: serve, mcp, completion."""

from __future__ import annotations

from pathlib import Path

from ecq.base.errors import EcqError
from ecq.base.settings import database_url
from ecq.cli.command import Options, extra_installed, make_parser
from ecq.cli.commands import COMMANDS
from ecq.cli.files import open_store


def serve(options: Options) -> None:
    with extra_installed("app", "the app", "网页应用"):
        from ecq.server.serving import serve
        from ecq.server.settings import operation

    said = operation(
        options.max_sessions, options.max_per_address, options.log_format, options.metrics, options.drain, options.token
    )
    serve(options.host, options.port, options.allow_host, options.mode, said)


def mcp(options: Options) -> None:
    if database_url():
        raise EcqError(
            "ecq mcp reads what this computer stores; of a server ask /api/v1/mcp with a key",
            "ecq mcp 读的是这台电脑上存着的自评；服务器上的请带密钥访问 /api/v1/mcp",
        )
    with extra_installed("mcp", "assistants", "给助手用"):
        from ecq.api.assistants import make_server
        from ecq.api.caller import caller_here
    store = open_store()
    make_server(lambda: caller_here(store, "mcp")).run("stdio")


def completion(options: Options) -> None:
    with extra_installed("completion", "completion", ""):
        import shtab
    root, parsers = make_parser(COMMANDS, options.lang)
    for parser in parsers.values():
        for action in parser.known:
            if action.type is Path:
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks for it
    print(shtab.complete(root, options.shell))
