"""E-mail addresses as people write and copy them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from members.parsing.emails import email_address


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("info@example.org", "info@example.org"),
        ("Info@Example.ORG", "Info@example.org"),
        ("info@example.org\u00a0", "info@example.org"),
        ("mailto:info@example.org?subject=x", "info@example.org"),
        ("Jan Peeters <info@example.org>", "info@example.org"),
        ("E-mail: info@example.org", "info@example.org"),
        ("info(at)example.org", "info@example.org"),
        ("info [at] example [dot] org", "info@example.org"),
        ("info@example.org (secretariaat)", "info@example.org"),
        ("info＠example.org", "info@example.org"),
        ("info @ example.org", "info@example.org"),
        ("info@example.org.", "info@example.org"),
        ("jan+nieuws@example.org", "jan+nieuws@example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
        ("info@münchen.de", "info@münchen.de"),
        ("info@xn--mnchen-3ya.de", "info@münchen.de"),
        ("", ""),
    ],
)
def test_what_is_kept(written, kept):
    assert email_address(written) == kept
    assert email_address(kept) == kept


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a@example.org; b@example.org", "more than one e-mail address here: a@example.org, b@"),
        ("a@example.org b@example.org", "more than one e-mail address"),
        ("a@example.org / b@example.org", "more than one e-mail address"),
        ("example.org", "there is no @ in it"),
        ("info@example", "such as info@example.org"),
        ("info@example,org", "such as info@example.org"),
        ("info@@example.org", "such as info@example.org"),
        ("infó@example.org", "has a letter before the @"),
        ("info@ex ample.org", "has spaces in it"),
    ],
)
def test_an_error_says_what_is_wrong_with_this_address(written, words):
    with override("en"), pytest.raises(ValidationError) as refused:
        email_address(written)
    assert words in refused.value.messages[0]
