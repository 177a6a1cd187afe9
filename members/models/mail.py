"""What staff keep of the mail: their own words for it, and who wants no digest."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailText(models.Model):
    """Staff's own words for one kind of mail in one language, in place of Koepel's."""

    kind = models.CharField(_("mail"), max_length=30)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=5000)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("mail text")
        verbose_name_plural = _("mail texts")
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"],
                name="mail_text_once_a_language",
                violation_error_message=_("This mail has its own text in this language already."),
            )
        ]

    def __str__(self):
        return f"{self.kind} ({self.language})"


class MailOptOut(models.Model):
    """A person who does not want one kind of mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="mail_opt_out_once_a_kind")
        ]

    def __str__(self):
        return f"{self.user}: {self.kind}"


class DigestDay(models.Model):
    """A day whose digest is in the outbox; the row makes sure that it comes once."""

    day = models.DateField(unique=True)

    def __str__(self):
        return self.day.isoformat()


class BouncedAddress(models.Model):
    """An address to which mail was refused for good; forgotten when a later mail gets through."""

    email = models.EmailField(_("e-mail address"), unique=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("address that refuses mail")
        verbose_name_plural = _("addresses that refuse mail")

    def __str__(self):
        return self.email
