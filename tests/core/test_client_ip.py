"""Whose request it is, as limits count: a network, since an IPv6 visitor has many addresses."""

import pytest

from members.core.client_ip import network_of, sender_of


@pytest.fixture
def of(rf):
    """A function: the request of an address."""
    return lambda address: rf.get("/", REMOTE_ADDR=address)


def test_all_addresses_of_one_ipv6_network_count_as_one(of):
    first, second = of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff:ffff:ffff:ffff")
    assert network_of(first) == network_of(second) == "2001:db8:1:2::/64"
    assert sender_of(first, "report") == sender_of(second, "report")
    assert sender_of(of("2001:db8:1:3::1"), "report") != sender_of(first, "report")


def test_two_ipv4_addresses_count_apart(of):
    assert network_of(of("192.0.2.1")) != network_of(of("192.0.2.2"))


def test_an_ipv4_address_in_ipv6_dress_is_the_same_one(of):
    assert network_of(of("::ffff:192.0.2.1")) == "192.0.2.1"


def test_what_is_no_address_counts_as_itself(of):
    assert network_of(of("unix:")) == "unix:"
