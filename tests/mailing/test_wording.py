"""The words: natural in each language, complete, and harmless whoever wrote them."""

import re

import pytest
from django.core.exceptions import ValidationError
from post_office.models import Email

from members.mailing import queue
from members.mailing.kinds import KINDS
from members.mailing.rendering import check_variables, default_text, render
from members.models import MailText
from members.presenting.accent import contrast
from tests.helpers import set_federation

# A mail wears the federation's colour, which is in the database.
pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "fr", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_has_its_words_in_every_language(kind, language):
    subject, body = default_text(kind, language)
    check_variables(kind, subject)
    check_variables(kind, body)
    used = set(re.findall(r"\{([a-z_]+)\}", subject + body))
    if "link" in KINDS[kind].variables:
        assert "{link}" in body.split("\n\n")
        assert KINDS[kind].button
    assert used or kind in ("no_account", "address_taken")


def test_what_is_put_in_is_text_and_nothing_else():
    values = {"member": "<b>{reason}</b> {{ settings.SECRET_KEY }}", "reason": "{member}"}
    subject, plain, html = render("claim_refused", "en", values, "{member}\r\nBcc: x", "{reason}")
    assert subject == "<b>{reason}</b> {{ settings.SECRET_KEY }} Bcc: x"
    assert plain == "{member}"
    assert "{member}" in html
    assert "<b>" not in html


@pytest.mark.parametrize("text", ["{member.pk}", "{member!r}", "%(member)s", "{% load x %}", "{0}"])
def test_other_signs_stay_as_they_are(text):
    assert render("claim_refused", "en", {"member": "W"}, "s", text)[1] == text


def test_a_variable_that_the_mail_has_not_is_refused():
    with pytest.raises(ValidationError, match="code"):
        check_variables("invitation", "Hello {code}")


def test_each_reader_is_written_to_in_their_language():
    set_federation(name={"nl": "Koepel", "fr": "Coupole", "en": "Dome"})
    for language, words in (("nl", "Dag,"), ("fr", "Bonjour,"), ("en", "Hello,")):
        mail = queue("code", "robin@example.org", language, {"code": "BCDF-GHJK", "minutes": 10})
        assert words in mail.message
        assert f'lang="{language}"' in mail.html_message
        assert "BCDF-GHJK" in mail.subject
    assert "Dome" in mail.message


def test_a_language_that_nobody_speaks_here_becomes_the_sites_own():
    assert "Dag," in queue("no_account", "robin@example.org", "xx", {}).message


def test_staffs_own_words_take_the_place():
    MailText.objects.create(kind="no_account", language="en", subject="Hm", body="At {site}: no.")
    assert queue("no_account", "r@example.org", "en", {}).subject == "Hm"
    assert queue("no_account", "r@example.org", "nl", {}).subject != "Hm"


def test_the_reader_of_a_broken_kind_is_told_to_the_programmer():
    with pytest.raises(KeyError):
        queue("nonsense", "r@example.org", "en", {})
    assert not Email.objects.exists()


@pytest.mark.parametrize("colour", ["#7a1f5c", "#ffe000"])
def test_a_mail_wears_the_federations_colour_and_stays_readable(colour):
    set_federation(accent_colour=colour)
    values = {"link": "https://example.org/"}
    html = render("question", "en", values, "Question", "Hello,\n\n{link}")[2]
    background, text = re.search(r"background:#(\w{6});color:#(\w{6});font", html).groups()
    assert (background == "7a1f5c") == (colour == "#7a1f5c")
    rgb = [tuple(int(one[n : n + 2], 16) for n in (0, 2, 4)) for one in (background, text)]
    assert contrast(*rgb) >= 4.5
