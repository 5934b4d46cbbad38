"""The app, and the shell: serve, completion."""

from __future__ import annotations

from pathlib import Path

from ecq.base.errors import not_installed
from ecq.cli.command import Options, extra_installed, make_parser
from ecq.cli.commands import COMMANDS


def serve(options: Options) -> None:
    """Serve the app until interrupted."""
    with extra_installed("app", "the app", "网页应用"):
        from ecq.server.operation import operation
        from ecq.server.serving import serve

    said = operation(
        options.max_sessions, options.max_per_address, options.log_format, options.metrics, options.drain, options.token
    )
    serve(options.host, options.port, options.allow_host, options.mode, said)


def completion(options: Options) -> None:
    """Print the script that completes commands, options and file names in a shell."""
    try:
        import shtab
    except ModuleNotFoundError:
        raise not_installed("completion needs shtab", "需要 shtab", "completion") from None
    root, parsers = make_parser(COMMANDS, options.lang)
    for parser in parsers.values():
        for action in parser.known:
            if action.type is Path:
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks for it
    print(shtab.complete(root, options.shell))
