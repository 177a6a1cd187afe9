"""Asking hostile servers: every try ends, and nothing leads to where it must not."""

import socket
import time

import pytest

from members.freshness.links.fetcher import Fetcher, Trouble
from members.freshness.links.public_addresses import is_public
from members.freshness.links.verdicts import check

from .hostile import ADDRESS, certified, fetcher, resolve, running

# Seconds. The servers hold on for 30 or for ever and the tries here give up within one: a slow
# machine takes some more, and a try that waits for the server takes many.
AT_ONCE = 10
VERDICTS = {
    "good": ("ok", ""),
    "nohead": ("ok", ""),
    "endless": ("ok", ""),
    "chunks": ("ok", ""),
    "bomb": ("ok", ""),
    "moved": ("moved", "moved"),
    "half": ("moved", "moved"),
    "status404": ("broken", "gone"),
    "status410": ("broken", "gone"),
    "status401": ("uncertain", "shut"),
    "status403": ("uncertain", "shut"),
    "status429": ("uncertain", "shut"),
    "status418": ("uncertain", "odd"),
    "status500": ("uncertain", "server_error"),
    "status503": ("uncertain", "server_error"),
    "drip": ("uncertain", "timeout"),
    "dripbody": ("uncertain", "timeout"),
    "silent": ("uncertain", "timeout"),
    "short": ("uncertain", "garbled"),
    "headers": ("uncertain", "garbled"),
    "garbage": ("uncertain", "garbled"),
    "nonumber": ("uncertain", "garbled"),
    "huge": ("uncertain", "garbled"),
    "hangup": ("uncertain", "connection"),
    "loop": ("uncertain", "loop"),
    "onandon": ("uncertain", "redirects"),
    "inside": ("broken", "refused_address"),
    "insideweb": ("broken", "refused_address"),
    "metadata": ("broken", "refused_address"),
    "mapped": ("broken", "refused_address"),
    "rebound": ("broken", "refused_address"),
    "number": ("broken", "refused_address"),
    "loopback": ("broken", "refused_address"),
    "port": ("broken", "refused_address"),
    "ftp": ("broken", "address"),
    "file": ("broken", "address"),
    "secret": ("broken", "address"),
    "odd": ("broken", "address"),
    "noname": ("broken", "no_name"),
}


@pytest.fixture(scope="module")
def server():
    """The hostile server."""
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def trap(server):
    """A server on loopback at the same port, which nobody may reach."""
    with running("127.0.0.1", server.port) as trap:
        yield trap
        assert not trap.visits


@pytest.mark.parametrize("name", VERDICTS)
def test_each_behaviour_ends_in_time_with_its_verdict(server, trap, name):
    began = time.monotonic()
    outcome = check(fetcher(server, seconds=0.6), f"http://{name}.test:{server.port}/")
    assert (outcome.verdict, outcome.reason) == VERDICTS[name]
    assert time.monotonic() - began < AT_ONCE


def test_a_permanent_move_is_followed_as_far_as_it_is_permanent(server):
    outcome = check(fetcher(server), f"http://half.test:{server.port}/")
    assert outcome.moved_to == f"http://half.test:{server.port}/one"


def test_it_says_who_asks(server):
    check(fetcher(server), f"http://good.test:{server.port}/")
    assert server.agents == {"koepel-link-check (test)"}


def test_it_connects_to_the_address_that_it_checked(server, trap):
    answers = iter([[ADDRESS], ["127.0.0.1"], ["127.0.0.1"]])
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return next(answers)

    rebound = fetcher(server, resolve=rebinding)
    assert rebound.fetch(f"http://good.test:{server.port}/").status == 200
    assert asked == ["good.test"]


def test_of_several_addresses_only_those_on_the_internet_are_asked(server):
    assert fetcher(server).fetch(f"http://mixed.test:{server.port}/").status == 200


def test_a_name_server_that_says_nothing_costs_no_more_than_the_time(server):
    slow = fetcher(server, resolve=lambda host, port: time.sleep(3 * AT_ONCE), seconds=0.3)
    began = time.monotonic()
    with pytest.raises(Trouble, match="timeout"):
        slow.fetch("http://good.test/")
    assert time.monotonic() - began < AT_ONCE


def test_an_address_that_takes_no_connection_leaves_time_for_the_next(server):
    with socket.socket() as shut:
        shut.bind(("127.77.0.2", server.port))  # bound, and nobody listens
        ours = frozenset((address, server.port) for address in ("127.77.0.2", ADDRESS))
        both = fetcher(server, resolve=lambda *_: ["127.77.0.2", ADDRESS], exempt=ours)
        assert both.fetch(f"http://good.test:{server.port}/").status == 200


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "//x",
        "http://",
        "http:///x",
        "http://a b/",
        "http://a\x00b/",
        "http://a:99999/",
        "http://user@good.test/",
        "http://good.test\\@evil.test/",
        "javascript:alert(1)",
        "http://" + "a" * 300 + ".test/",
        "http://é" + "a" * 70 + ".be/",
        "http://[::1",
        "http://.",
        "gopher://good.test/",
        "http://good.test:0x50/",
        "http://[fe80::1%25eth0]/",
    ],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(Trouble) as trouble:
        Fetcher("x", resolve=resolve, seconds=1).fetch(url)
    assert trouble.value.reason in ("address", "refused_address")


@pytest.mark.parametrize(
    ("name", "trusted", "reason"),
    [("safe", True, ""), ("other", True, "certificate"), ("safe", False, "certificate")],
)
def test_trouble_with_a_certificate_is_uncertain(tmp_path, name, trusted, reason):
    with running() as server:
        context = certified(server, "safe.test", tmp_path)
        options = {"certificates": context} if trusted else {}
        outcome = check(fetcher(server, **options), f"https://{name}.test:{server.port}/")
    assert (outcome.verdict, outcome.reason) == ("uncertain" if reason else "ok", reason)


PRIVATE = """
0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.77.0.1 168.63.129.16 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1
203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:8.8.8.8 ::ffff:127.0.0.1
::8.8.8.8 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2001:10::1
3fff::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 5f00::1 localhost 1.2.3 x
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_on_the_public_internet_is_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450::1"])
def test_what_is_on_the_public_internet_is_asked(address):
    assert is_public(address)
