"""The form with which a reader reports a mistake."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Report
from members.models.texts import PlainTextField

from .honeypot import QuietTraps


class ReportForm(QuietTraps, forms.ModelForm):
    """What is wrong, in the reader's words; two quiet traps keep most machines out."""

    class Meta:
        model = Report
        fields = ["kind", "message", "email"]
        field_classes = {"message": PlainTextField}
        widgets = {"kind": forms.RadioSelect, "message": forms.Textarea({"rows": 6})}
        labels = {"message": _("What is wrong, and what should it say?")}
        error_messages = {
            "kind": {"required": _("Select what is wrong.")},
            "message": {"required": _("Enter what is wrong and what it should say.")},
        }
        help_texts = {"email": _("Only if you would like a reply. Only our staff will see it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Report.Kind.choices
        self.fields["email"].label = _("Your e-mail address (optional)")
        self.fields["email"].widget.attrs["autocomplete"] = "email"
