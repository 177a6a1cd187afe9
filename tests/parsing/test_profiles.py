"""Profiles on social networks, by address or by handle."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from members.parsing.social_profiles import profile_addresses


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("facebook.com/proef", ["https://facebook.com/proef"]),
        (
            "https://facebook.com/proef, https://instagram.com/proef",
            ["https://facebook.com/proef", "https://instagram.com/proef"],
        ),
        ("https://x.com/a https://y.com/b", ["https://x.com/a", "https://y.com/b"]),
        ("facebook.com/a;instagram.com/b", ["https://facebook.com/a", "https://instagram.com/b"]),
        ("https://example.org/b;c", ["https://example.org/b;c"]),
        ("@proef@mastodon.social", ["https://mastodon.social/@proef"]),
        ("Mastodon: @a@b.social", ["https://b.social/@a"]),
        ("https://mastodon.example/@water", ["https://mastodon.example/@water"]),
        ("Instagram: @proef", ["https://www.instagram.com/proef"]),
        ("facebook/proef", ["https://www.facebook.com/proef"]),
        ("telegram: proef", ["https://t.me/proef"]),
        ("bluesky @proef.bsky.social", ["https://bsky.app/profile/proef.bsky.social"]),
        ("fb: proef; Twitter @x", ["https://www.facebook.com/proef", "https://x.com/x"]),
        ("Facebook https://facebook.com/a", ["https://facebook.com/a"]),
        ("@proef.bsky.social", ["https://bsky.app/profile/proef.bsky.social"]),
        ("facebook.com/a?fbclid=1", ["https://facebook.com/a"]),
        ("facebook.com/a, facebook.com/a", ["https://facebook.com/a"]),
        ("", []),
    ],
)
def test_what_is_kept(written, kept):
    assert profile_addresses(written) == kept
    assert [again for link in kept for again in profile_addresses(link)] == kept


def test_a_handle_without_its_network_is_asked_about():
    with override("en"), pytest.raises(ValidationError) as refused:
        profile_addresses("@proef")
    assert refused.value.messages[0].startswith("“@proef” does not say on which network it is.")


@pytest.mark.parametrize("written", ["proef", "http://localhost/x", "info@example.org"])
def test_what_is_no_address_is_refused(written):
    with pytest.raises(ValidationError):
        profile_addresses(written)
