"""What `deploy/` ships: whole, safe, and the same thing said once."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))
WEB = (DEPLOY / "koepel-web.service").read_text(encoding="utf-8")


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def needs(tool):
    return pytest.mark.skipif(not shutil.which(tool), reason=f"no {tool} on this machine")


@pytest.mark.parametrize("script", ["install.sh", "upgrade.sh"])
def test_a_script_is_executable_and_parses(script):
    assert os.access(DEPLOY / script, os.X_OK)
    for file in (script, "release.sh"):
        assert run("bash", "-n", str(DEPLOY / file)).stderr == ""


def test_an_upgrade_wants_to_know_to_which_release():
    answer = run("bash", str(DEPLOY / "upgrade.sh"))
    assert answer.returncode == 1
    assert "say which release" in answer.stderr


def test_the_script_refuses_what_it_does_not_know_before_it_does_anything():
    answer = run("bash", str(DEPLOY / "install.sh"), "--nonsense")
    assert answer.returncode == 1
    assert "unknown option --nonsense" in answer.stderr
    assert "--domain NAME" in answer.stderr


def test_it_tells_its_options():
    answer = run("bash", str(DEPLOY / "install.sh"), "--help")
    assert answer.returncode == 0
    known = set(re.findall(r"^ {8}(--[a-z-]+)", (DEPLOY / "install.sh").read_text(), re.MULTILINE))
    assert known - {"--help"} <= set(re.findall(r"--[a-z-]+", answer.stdout))


@needs("shellcheck")
@pytest.mark.parametrize("script", ["install.sh", "upgrade.sh"])
def test_a_script_has_no_known_trap(script):
    assert run("shellcheck", "-x", "-S", "warning", str(DEPLOY / script)).stdout == ""


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_can_do_little(unit):
    answer = run(
        "systemd-analyze",
        "security",
        "--offline=true",
        "--threshold=25",
        "--no-pager",
        str(DEPLOY / unit),
    )
    assert answer.returncode == 0, answer.stdout[-500:] + answer.stderr


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_held_as_short_as_the_site(unit):
    rules = WEB[WEB.index("# What it cannot do") : WEB.index("UMask")]
    assert rules in (DEPLOY / unit).read_text(encoding="utf-8")


def test_a_dead_worker_is_replaced_wherever_the_site_is_started():
    for file in (
        DEPLOY / "koepel-web.service",
        ROOT / "Dockerfile",
        ROOT / "docs/configuration.md",
    ):
        text = file.read_text(encoding="utf-8")
        assert "--respawn-failed-workers" in text, file
        assert re.search(r"blocking-threads\W+2", text), file


def test_both_files_of_caddy_say_the_same():
    here, there = (
        (DEPLOY / name).read_text(encoding="utf-8") for name in ("Caddyfile", "Caddyfile.compose")
    )
    body = here[here.index("{\n") :]
    for old, new in (
        ("members.example.org {", "{$DOMAIN} {"),
        ("127.0.0.1:8000", "web:8000"),
        ("\t\tbuffer_requests\n\t\tmax_buffer_size 64MB", "\t\trequest_buffers 64MB"),
    ):
        assert old in body
        body = body.replace(old, new)
    assert there.endswith(body)


@needs("caddy")
def test_caddy_takes_its_file():
    if not re.match(r"v?2\.[0-6]\.", run("caddy", "version").stdout):
        pytest.skip("made for Caddy 2.6")
    answer = run(
        "caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("file", ["Caddyfile", "Caddyfile.compose"])
def test_caddy_drops_underscored_headers_and_bounds_bodies(file):
    text = (DEPLOY / file).read_text(encoding="utf-8")
    for rule in ("request_header -X_*", "read_body 60s", "max_size 9MB", "max_size 64MB"):
        assert rule in text


def test_nginx_replaces_what_visitors_say_of_themselves():
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert text.count("X-Forwarded-For $remote_addr;") == text.count("proxy_pass ") == 2
    assert "underscores_in_headers on" not in text
    assert "client_body_timeout" in text


def test_containers_have_no_rights_they_do_not_need():
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    common = compose[: compose.index("services:")]
    for rule in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"):
        assert rule in common
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert dockerfile.index("USER koepel") < dockerfile.index("CMD [")
    assert "HEALTHCHECK" in dockerfile


def test_the_script_sets_only_variables_that_there_are():
    script = (DEPLOY / "install.sh").read_text(encoding="utf-8")
    settings = script[script.index("SECRET_KEY=") : script.index("bound_cache()")]
    names = set(re.findall(r"^#?\s*(?:\[.*\|\| echo \")?([A-Z_]+)=", settings, re.MULTILINE))
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert len(names) > 9
    assert {name for name in names if f"| `{name}` |" not in page} == set()
