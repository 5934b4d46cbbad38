"""The container files name what exists: files, environment variables, commands, addresses."""

from __future__ import annotations

import re
import shlex
from ipaddress import ip_address, ip_network
from pathlib import Path

import yaml

from ecq.cli.command import make_parser
from ecq.cli.commands import COMMANDS
from ecq.server.metrics import address_of
from ecq.server.settings import _NEEDED
from tests.serving import ROOT

DEPLOY = ROOT / "deploy"


BELIEVED = "FORWARDED_ALLOW_IPS"
"""uvicorn's own setting: which proxies say from which address somebody comes."""


def settings_read() -> set[str]:
    """The environment variables that ECQ reads."""
    return set(
        re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", (ROOT / "ecq/base/settings.py").read_text(encoding="utf-8"))
    )


def test_replicas_are_added_by_a_figure_that_the_server_shows():
    deployment, *others = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    said = next(one["value"] for one in container["env"] if one["name"] == "ECQ_METRICS")
    port = address_of(said)[1]
    assert port in {one["containerPort"] for one in container["ports"]}
    notes = deployment["spec"]["template"]["metadata"]["annotations"]
    assert notes["prometheus.io/port"] == str(port)
    scaler = next(one for one in others if one["kind"] == "HorizontalPodAutoscaler")
    names = [one["pods"]["metric"]["name"] for one in scaler["spec"]["metrics"] if one["type"] == "Pods"]
    assert names
    figures = (ROOT / "ecq/server/metrics.py").read_text(encoding="utf-8")
    assert [name for name in names if f'"{name}"' not in figures] == []
    service = next(one for one in others if one["kind"] == "Service")
    assert port not in {one["targetPort"] for one in service["spec"]["ports"]}, "visitors do not reach the figures"


def test_the_image_is_made_of_files_that_exist():
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    sources = [
        source for line in lines if line.startswith("COPY ") and "--from" not in line for source in line.split()[1:-1]
    ]
    assert {"ecq", "rubrics", "app.py"} <= set(sources)
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert "USER ecq" in lines


def test_the_command_of_the_image_is_one_of_ecq():
    last = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()[-1]
    command = re.search(r"exec ecq (.*)\"\]$", last.replace('\\"', '"'))
    assert command
    words = shlex.split(re.sub(r"\$\{[^}]*\}", "ecq.example.org", command[1]))
    options = make_parser(COMMANDS, "en", helping=False)[0].parse_args(words)
    assert (options.host, options.allow_host) == ("0.0.0.0", ["ecq.example.org"])


def test_variables_addresses_and_users_are_the_same_everywhere():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    deployment, *_ = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    own = set(re.findall(r"\$\{(ECQ_\w+)", image))
    pinned = (ROOT / str(re.findall(r"-r (\S+)", image)[0])).read_text(encoding="utf-8")
    assert "\npsycopg==" in pinned, "the image could not reach its database"
    app = compose["services"]["app1"]
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    for names in (set(app["environment"]), {one["name"] for one in container["env"]}):
        assert names == {"ECQ_DATABASE_URL", "ECQ_LOG_FORMAT", "ECQ_METRICS", "ECQ_DRAIN", BELIEVED, *own}
        assert names - own - {BELIEVED} <= settings_read()
    (network,) = compose["networks"]["default"]["ipam"]["config"]
    assert app["environment"][BELIEVED] == network["subnet"]
    own_addresses = [compose["services"][one]["networks"]["default"]["ipv4_address"] for one in ("app1", "app2")]
    assert len(set(own_addresses)) == 2
    assert all(ip_address(one) in ip_network(network["subnet"]) for one in own_addresses)
    assert not any(ip_address(one) in ip_network(network["ip_range"]) for one in own_addresses), "given to others too"
    drains = {one["name"]: one.get("value") for one in container["env"]}["ECQ_DRAIN"]
    assert int(drains) < deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert app["environment"]["ECQ_DRAIN"] < int(app["stop_grace_period"].rstrip("s"))
    assert "ECQ_HOME" in settings_read()
    server = (ROOT / "ecq/server/app.py").read_text(encoding="utf-8")
    for probe in ("livenessProbe", "readinessProbe"):
        assert f'"{container[probe]["httpGet"]["path"]}"' in server
    user = deployment["spec"]["template"]["spec"]["securityContext"]["runAsUser"]
    assert f"--uid {user} " in image
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert {f"{name}:8501" for name in compose["services"] if name.startswith("app")} == set(
        re.findall(r"app\d:\d+", nginx)
    )
    assert Path(compose["services"]["proxy"]["volumes"][0].split(":")[0]).name == "nginx.conf"


def test_the_unit_starts_a_command_of_ecq_with_settings_that_it_reads():
    unit = (DEPLOY / "ecq.service").read_text(encoding="utf-8")
    command = re.search(r"^ExecStart=/opt/ecq/bin/ecq (.*)$", unit, re.MULTILINE)
    assert command
    options = make_parser(COMMANDS, "en", helping=False)[0].parse_args(shlex.split(command[1]))
    assert (options.host, options.mode, options.log_format) == ("127.0.0.1", "server", "json")
    needed = {f"{name}{behind}" for name in _NEEDED for behind in ("", "_FILE")}
    steps = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\b(ECQ_\w+)=", unit)) - settings_read() - needed == set()
    said = {*re.findall(r"^       (ECQ_\w+)=", steps, re.MULTILINE), *re.findall(r"(ECQ_\w+)_FILE=", unit)}
    assert said == set(_NEEDED), "the steps name every setting that server mode needs"
    site = (DEPLOY / "nginx-one.conf").read_text(encoding="utf-8")
    assert f"http://{options.host}:{options.port};" in site
