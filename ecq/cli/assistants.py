"""Serving assistants over the Model Context Protocol."""

from __future__ import annotations

from ecq.base.errors import EcqError
from ecq.base.settings import database_url
from ecq.cli.command import Options, extra_installed
from ecq.cli.files import open_store


def mcp(options: Options) -> None:
    """Serve until standard input ends."""
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
