"""What the pages of all of staff's model admins share."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .problems import problems_of


def is_number(text):
    """Whether a text from an address or a form is a number that a key can have."""
    return text.isdecimal() and len(text) <= 18


def in_batches(rows, size=500):
    """Yield a list's rows in lists of at most so many."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


class ReadOnly:
    """Rows that are only looked at here: what writes them stands elsewhere."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _problems_in(context):
    """Return the Problems of a form of Django's admin and of the rows below it."""
    inlines = [inline.formset.forms for inline in context.get("inline_admin_formsets", ())]
    return problems_of(context["adminform"].form, *(form for forms in inlines for form in forms))


class PlainTitles:
    """Calls a page by what is on it, rather than "Select … to change"."""

    def list_title(self):
        """Return the title of the list."""
        return capfirst(self.opts.verbose_name_plural)

    def form_title(self, obj):
        """Return the title of the form of a row that exists."""
        return str(obj)

    def changelist_view(self, request, extra_context=None):
        title = {"title": self.list_title()}
        return super().changelist_view(request, title | (extra_context or {}))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        add_title = _("Add: %(kind)s") % {"kind": self.opts.verbose_name}
        context |= {"title": self.form_title(obj) if obj else add_title, "subtitle": None}
        if "problems" not in context:
            context["problems"] = _problems_in(context)
        return super().render_change_form(request, context, add, change, form_url, obj)
