"""The words of the mails: staff put their own in place of Koepel's, and see how they look."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from members.mailing.kinds import KINDS
from members.mailing.rendering import check_variables, default_text, render
from members.models import AuditEvent, MailText
from members.presenting import current_site
from members.staff.admin_base import PlainTitles

from .mail_texts_list import mails, title


class MailTextForm(forms.ModelForm):
    """A mail's subject and text; only the variables of its kind may stand in them."""

    kind = forms.ChoiceField(label=_("Mail"), widget=forms.HiddenInput)

    class Meta:
        model = MailText
        fields = ("kind", "language", "subject", "body")
        widgets = {
            "body": forms.Textarea({"rows": 16, "cols": 70}),
            "language": forms.HiddenInput,
        }
        help_texts = {
            "body": _(
                "A blank line begins a new paragraph. {link} alone in a paragraph becomes a "
                "button, {code} is shown large, lines that begin with “- ” become a list."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("kind", None)
            return
        self.fields["kind"].choices = [(name, kind.label) for name, kind in KINDS.items()]
        # For what the page shows beside the form.
        for name in self._meta.fields:
            setattr(self.instance, name, self.data.get(name) or self.initial.get(name, ""))

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

    audit_kind = AuditEvent.Kind.SETTING_CHANGED
    form = MailTextForm
    readonly_fields = ("variables", "preview")

    def get_model_perms(self, request):
        """Keep "add" out of the menu: the list leads to each mail."""
        return super().get_model_perms(request) | {"add": False}

    def get_fields(self, request, obj=None):
        chosen = () if obj else ("kind", "language")
        return (*chosen, "subject", "body", "variables", "preview")

    def form_title(self, obj):
        return title(obj.kind, obj.language)

    def changelist_view(self, request, extra_context=None):
        """Show every mail in each language, not only those with words of staff's own."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": self.list_title(),
            "opts": self.opts,
            "mails": mails(current_site().languages),
        }
        return TemplateResponse(request, "staff/settings/mail_texts.html", context)

    def add_view(self, request, form_url="", extra_context=None):
        """Open one mail's words, as the list's links say which."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        params = request.POST or request.GET
        kind, language = params.get("kind"), params.get("language")
        if kind not in KINDS or language not in dict(settings.LANGUAGES):
            return redirect("admin:members_mailtext_changelist")
        own = MailText.objects.filter(kind=kind, language=language).first()
        if own and request.method != "POST":
            return redirect("admin:members_mailtext_change", own.pk)
        return super().add_view(request, form_url, extra_context)

    def get_changeform_initial_data(self, request):
        """Begin with Koepel's own words."""
        initial = super().get_changeform_initial_data(request)
        initial["subject"], initial["body"] = default_text(initial["kind"], initial["language"])
        return initial

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        context |= {"show_save_and_add_another": False}
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if add:
            context["title"] = title(form.instance.kind, form.instance.language)
        return response

    def response_add(self, request, obj, post_url_continue=None):
        return self._saved(request, obj)

    def response_change(self, request, obj):
        return self._saved(request, obj)

    def _saved(self, request, obj):
        text = _("Saved. From now on this mail has your words: %(mail)s.")
        mail = title(obj.kind, obj.language)
        self.message_user(request, text % {"mail": mail}, messages.SUCCESS)
        if "_continue" in request.POST:
            return redirect("admin:members_mailtext_change", obj.pk)
        return redirect("admin:members_mailtext_changelist")

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
