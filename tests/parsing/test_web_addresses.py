"""Websites as people write them, and what is kept of them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from members.parsing.web_addresses import warning, web_address


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/nl", "https://example.org/nl"),
        ("EXAMPLE.ORG", "https://example.org"),
        ("HTTP://Example.ORG/Path", "http://example.org/Path"),
        ("https://example.org\u200b/", "https://example.org/"),
        ("https://example.org/\u00a0", "https://example.org/"),
        ("http:/example.org", "http://example.org"),
        ("http//example.org", "http://example.org"),
        ("htpp://example.org", "http://example.org"),
        ("http:\\\\example.org", "http://example.org"),
        ("https://https://example.org", "https://example.org"),
        ("//example.org", "https://example.org"),
        ("www,example.org", "https://www.example.org"),
        ("<https://example.org>", "https://example.org"),
        ("[onze site](https://example.org/x)", "https://example.org/x"),
        ("Website: www.example.org", "https://www.example.org"),
        ("site https://example.org", "https://example.org"),
        ("https://example.org.", "https://example.org"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://example.org:8080/a?b=c#d", "https://example.org:8080/a?b=c#d"),
        ("https://example.org/?a=1;2,3", "https://example.org/?a=1;2,3"),
        ("https://example.org/?utm_source=nieuwsbrief&fbclid=IwAR0abc", "https://example.org/"),
        ("https://example.org/?id=3&utm_medium=x&gclid=1#top", "https://example.org/?id=3#top"),
        ("https://example.org/?mc_cid=a&mc_eid=b&page=2", "https://example.org/?page=2"),
        ("https://münchen.de/ä", "https://münchen.de/ä"),
        ("https://xn--mnchen-3ya.de/", "https://münchen.de/"),
        ("https://faß.de", "https://faß.de"),
        ("https://пример.рф", "https://пример.рф"),
        ("https://例え.jp", "https://例え.jp"),
        ("https://ex\u0430mple.org/", "https://xn--exmple-4nf.org/"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("", ""),
    ],
)
def test_what_is_kept(written, kept):
    assert web_address(written) == kept
    assert web_address(kept) == kept


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("http://localhost/", "within one network only"),
        ("localhost:8000", "within one network only"),
        ("http://10.0.0.8/", "within one network only"),
        ("http://192.168.1.1", "within one network only"),
        ("http://[::1]/", "within one network only"),
        ("http://[fe80::1]/", "within one network only"),
        ("http://169.254.169.254/latest", "within one network only"),
        ("http://printer.local/x", "within one network only"),
        ("https://wiki.intranet/", "within one network only"),
        ("http://2130706433.1/", "within one network only"),
        ("http://127.1/", "within one network only"),
        ("intranet", "is not a web address"),
        ("https://example", "is not a web address"),
        ("javascript:alert(1)", "is not a web address"),
        ("data:text/html,x", "is not a web address"),
        ("ftp://example.org", "is not a web address"),
        ("https://", "is not a web address"),
        ("http://[::1", "is not a web address"),
        ("https://exa_mple.org", "is not a web address"),
        ("https://user:secret@example.org/", "Leave the user name out"),
        ("info@example.org", "is an e-mail address"),
        ("mailto:info@example.org", "is an e-mail address"),
        ("https://example.org ; https://b.org", "more than one address"),
        ("a.org / b.org", "more than one address"),
        ("www.a.org en www.b.org", "more than one address"),
        ("onze site", "has spaces in it"),
    ],
)
def test_an_error_says_what_is_wrong_with_this_address(written, words):
    with override("en"), pytest.raises(ValidationError) as refused:
        web_address(written)
    assert words in refused.value.messages[0]


def test_mixed_scripts_are_warned_of():
    with override("en"):
        assert "“ex\u0430mple.org” mixes letters" in warning("https://xn--exmple-4nf.org/")
    assert not warning("https://пример.рф/")
    assert not warning("https://例えテスト.jp/")
    assert not warning("https://www.example.org/")


@given(st.text("abc.:/?&=#@ wutm_-éа1[]%;,\u200b", max_size=40) | st.text(max_size=20))
def test_whatever_is_written_is_kept_in_one_form_or_refused(written):
    try:
        kept = web_address(written)
    except ValidationError:
        return
    assert web_address(kept) == kept
