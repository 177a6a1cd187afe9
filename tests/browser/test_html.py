"""Every page is valid HTML by the Nu HTML checker."""

import os
import subprocess
import urllib.error
import urllib.request

import pytest

from .pages import PAGES


def _html(address):
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def test_the_nu_checker_finds_no_error(site, tmp_path):
    jar = os.environ.get("VNU_JAR")
    if not jar:
        pytest.skip("VNU_JAR names no Nu HTML checker; CI does.")
    for name, path in PAGES.items():
        (tmp_path / f"{name.replace(' ', '-')}.html").write_bytes(_html(site + path))
    files = sorted(map(str, tmp_path.glob("*.html")))
    found = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--stdout", *files],
        capture_output=True,
        text=True,
    )
    assert found.stdout == ""
    assert found.returncode == 0
