"""How form controls become HTML."""

from django.forms.renderers import TemplatesSetting


class WholeTexts(TemplatesSetting):
    """Django's renderer, without the `maxlength` by which browsers cut what is pasted.

    `data-limit` stands in its place: the counters say by how much a text is too long, and the form
    refuses it with the number, so that nothing is lost without a word.
    """

    def render(self, template_name, context, request=None):
        if "widget" in context:
            _uncut(context["widget"])
        return super().render(template_name, context, request)


def _uncut(widget):
    attrs = widget.get("attrs", {})
    if "maxlength" in attrs:
        attrs["data-limit"] = attrs.pop("maxlength")
    for part in widget.get("subwidgets", ()):
        _uncut(part)
