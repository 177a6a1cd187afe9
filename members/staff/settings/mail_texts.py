"""The words of the mails: staff put their own in place of Koepel's, and see how they look."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from members.mailing.kinds import KINDS
from members.mailing.wording import check_variables, default_text, render
from members.models import MailText
from members.presenting import current_site
from members.staff.pages import PlainTitles


class MailTextForm(forms.ModelForm):
    """A mail's subject and text; only the variables of its kind may stand in them."""

    kind = forms.ChoiceField(label=_("Mail"))

    class Meta:
        model = MailText
        fields = ("kind", "language", "subject", "body")
        widgets = {"body": forms.Textarea({"rows": 16, "cols": 70})}
        help_texts = {
            "body": _(
                "A blank line begins a new paragraph. {link} alone in a paragraph becomes a "
                "button, {code} is shown large, lines that begin with “- ” become a list."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].choices = [(name, kind.label) for name, kind in KINDS.items()]

    def clean(self):
        """Refuse a variable that this mail has not, before it is sent with a hole in it."""
        cleaned = super().clean()
        kind = cleaned.get("kind") or self.instance.kind
        for name in ("subject", "body"):
            try:
                if kind in KINDS:
                    check_variables(kind, cleaned.get(name, ""))
            except forms.ValidationError as error:
                self.add_error(name, error)
        return cleaned


@admin.register(MailText)
class MailTextAdmin(PlainTitles, admin.ModelAdmin):
    """One row a mail and language; deleting it brings Koepel's own words back."""

    form = MailTextForm
    list_display = ("kind_label", "language", "subject", "changed_at")
    list_filter = ("language",)

    def get_readonly_fields(self, request, obj=None):
        return ("kind_label", "language", "variables", "preview") if obj else ()

    def get_fields(self, request, obj=None):
        if obj:
            return ("kind_label", "language", "subject", "body", "variables", "preview")
        return ("kind", "language", "subject", "body")

    def get_changeform_initial_data(self, request):
        """Begin with Koepel's own words, where the address says of what (?kind=…&language=…)."""
        initial = super().get_changeform_initial_data(request)
        kind, language = initial.get("kind"), initial.get("language", settings.LANGUAGES[0][0])
        if kind in KINDS:
            initial["subject"], initial["body"] = default_text(kind, language)
        return initial

    @admin.display(description=_("Mail"), ordering="kind")
    def kind_label(self, text):
        """What the mail is."""
        return KINDS[text.kind].label if text.kind in KINDS else text.kind

    @admin.display(description=_("Variables"))
    def variables(self, text):
        """What may stand in the text, and what it holds."""
        rows = KINDS[text.kind].variables.items()
        return format_html(
            "<ul>{}</ul>",
            format_html_join("", "<li><code>{{{}}}</code> {}</li>", rows),
        )

    @admin.display(description=_("Preview"))
    def preview(self, text):
        """The mail as it would be sent, with the variables' meaning in their place."""
        values = {name: f"[{what}]" for name, what in KINDS[text.kind].variables.items()}
        site = current_site()
        values["site"] = str(site.text(site.federation.name, text.language) or "Koepel")
        subject, plain, _html = render(text.kind, text.language, values, text.subject, text.body)
        paragraphs = format_html_join("", "<p>{}</p>", ((part,) for part in plain.split("\n\n")))
        return format_html("<p><strong>{}</strong></p>{}", subject, paragraphs)
