"""The app, and the shell: serve, completion."""

from __future__ import annotations

from pathlib import Path

from ecq.cli.command import Choices, Command, Options, argument, many
from ecq.cli.words import Help

SHELLS = ("bash", "zsh", "fish", "powershell", "tcsh")


def serve(options: Options) -> int:
    """Serve the app until interrupted."""
    from ecq.server.operation import operation
    from ecq.server.serving import serve

    said = operation(
        options.max_sessions, options.max_per_address, options.log_format, options.metrics, options.drain, options.token
    )
    serve(options.host, options.port, options.allow_host, options.mode, said)
    return 0


def completion(options: Options) -> int:
    """Print the script that completes commands, options and file names in a shell."""
    from ecq.base.errors import not_installed
    from ecq.cli.command import make_parser

    try:
        import shtab
    except ModuleNotFoundError:
        raise not_installed("completion needs shtab", "需要 shtab", "completion") from None
    root, parsers = make_parser(options.groups, options.lang)
    for parser in parsers.values():
        for action in parser.known:
            if action.type is Path:
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks for it
    print(shtab.complete(root, options.shell))
    return 0


# fmt: off
COMMANDS = (
    Command("serve", Help("启动网页应用。", "Start the app in the browser."), serve, (
        argument("--host", default="127.0.0.1",
                 zh="监听的地址（默认只有本机）", en="address to listen on (default: this machine only)"),
        many("--allow-host", metavar="NAME", zh="除了本机，还可以用哪些名字打开（--host 不是本机时必须写）",
             en="further names under which the app may be opened (needed where --host is not this machine)"),
        argument("--mode", choices=Choices("ecq.base.settings", "MODES"), metavar="MODE",
                 zh="给谁用：local 是本机，open 是不登录、各浏览器一份清单，server 是登录后使用（默认按 --host 和 --allow-host 定）",
                 en="for whom: local is this machine, open many without log-in, server many who log in (default: by --host and --allow-host)"),
        argument("--token", action="store_true", zh="只让带口令的人进来：口令每次启动新生成，和地址一起印出",
                 en="let in only who brings the token that is printed with the address, a new one at each start"),
        argument("--port", type=int, default=8501, zh="端口（默认 8501）", en="default 8501"),
        argument("--max-sessions", type=int, metavar="N", zh="最多同时打开几个窗口（默认按内存和可打开的文件数定）",
                 en="windows open at a time (default: by memory and open files)"),
        argument("--max-per-address", type=int, metavar="N", zh="每个网络地址最多同时打开几个窗口（默认不限）",
                 en="windows open at a time from one network address (default: any number)"),
        argument("--log-format", choices=("text", "json"), metavar="FORMAT",
                 zh="日志的格式：%(choices)s（默认 text）", en="%(choices)s (default: text)"),
        argument("--metrics", metavar="PORT|ADDRESS:PORT", zh="在另一个端口上提供 Prometheus 指标（默认不提供；只写端口时只有本机能看）",
                 en="serve figures for Prometheus on a port of their own (default: nowhere; a port alone: for this machine only)"),
        argument("--drain", type=float, metavar="SECONDS",
                 zh="收到 SIGTERM 后再照常服务多少秒，其间 /readyz 报告即将停止（默认 0；几台服务器时用）",
                 en="after SIGTERM go on serving for so long while /readyz says that the server ends (default: 0; for several servers)"),
    )),
    Command("completion", Help("输出让 shell 补全 ecq 命令的脚本。",
            "Print the script with which a shell completes ecq commands."), completion, (
        argument("shell", choices=SHELLS, metavar="SHELL", zh="%(choices)s", en="%(choices)s"),
    )),
)
# fmt: on
