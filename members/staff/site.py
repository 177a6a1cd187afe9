"""The admin site: who gets in, in which language, and what stands where."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.urls import path, reverse
from django.utils.translation import get_language, get_supported_language_variant, override
from django.utils.translation import gettext_lazy as _

from directory import __version__
from members.accounts.languages import choices
from members.staff.home import first_steps_views
from members.staff.home.help_page import help_page
from members.staff.home.mail_banner import mail_stopped_since
from members.staff.home.menu_counts import badge, work_counts
from members.staff.home.views import desk
from members.staff.home.weekly_mail_views import weekly_mail

from .audit import views as audit
from .exchange import import_decisions, import_views, term_views
from .exchange import views as exchange_pages
from .health import urls
from .health import views as health
from .members import duplicate_warning, notes
from .people import invite_batches, invite_many
from .review import links, policy, queue
from .review import views as review
from .settings import mail_trial, outbox

_WORK = ("Review", "Claim", "Report", "Task")
_DIRECTORY = ("Member", "Exchange", "Label", "Revision", "Merge", "SearchTerm", "EmbedUse")
_SETTINGS = (
    "Federation",
    "Theme",
    "Place",
    "Area",
    "CountryText",
    "MailText",
    "SavedReason",
)
_PEOPLE = ("Invitation", "Editor", "User", "Group", "Outbox", "AuditEvent")
# The menu by what staff come to do. Models that stand in none of them follow at the end.
_MENU = (
    ("work", _("To do"), _WORK),
    ("directory", _("Directory"), _DIRECTORY),
    ("settings", _("Site and vocabularies"), _SETTINGS),
    ("people", _("People"), _PEOPLE),
)


class StaffSite(AdminSite):
    """The admin under the federation's own name, in each person's own language."""

    site_title = site_header = _("Koepel staff")
    index_title = _("What needs you")
    index_template = "staff/home/index.html"

    def admin_view(self, view, cacheable=False):
        """Return the view, guarded as Django does it and answered in the person's language.

        A template is rendered within, because Django would do it after the language is gone.
        """
        guarded = super().admin_view(view, cacheable)

        @wraps(view)
        def in_own_language(request, *args, **kwargs):
            with override(_language_of(request.user)):
                response = guarded(request, *args, **kwargs)
                if hasattr(response, "render") and not response.is_rendered:
                    response.render()
                response.headers["Content-Language"] = get_language()
            return response

        return in_own_language

    def each_context(self, request):
        """Add the languages that a person may choose in the header."""
        languages = choices(request.get_full_path())
        own = {"own_languages": languages, "version": __version__}
        if self.has_permission(request):
            own["mail_stopped_since"] = mail_stopped_since()
        return {**super().each_context(request), **own}

    def get_urls(self):
        """Return the admin's addresses with those of the review desk before them."""
        views = {
            "review/": ("review_queue", queue.queue),
            "review/<int:pk>/": ("review_proposal", review.proposal_page),
            "review/<int:pk>/take/": ("review_take", review.take_proposal),
            "review/<int:pk>/return/": ("review_return", review.send_back),
            "health/<slug:slug>/": ("health", health.health_page),
            "weekly-mail/": ("weekly_mail", weekly_mail),
            "help/": ("help", help_page),
            "internal/<int:pk>/notes/": ("note_add", notes.add_note),
            "internal/<int:pk>/labels/": ("member_labels", notes.set_labels),
            "internal/notes/<int:pk>/delete/": ("note_delete", notes.delete_note),
            "review/<int:pk>/links/": ("review_links", links.check_proposed),
            **urls.VIEWS,
            "review/policy/": ("review_policy", policy.federation_policy),
            "review/policy/<int:pk>/": ("review_member_policy", policy.member_policy),
            "alike/": ("member_alike", duplicate_warning.alike_page),
            "invitations/": ("invite_batches", invite_batches.batches_page),
            "invitations/<int:pk>/": ("invite_many", invite_many.invite_many_page),
            "invitations/<int:pk>/progress/": (
                "invite_many_progress",
                invite_many.invite_many_progress,
            ),
            "first-steps/places/": ("first_places", first_steps_views.places_page),
            "test-mail/": ("test_mail", first_steps_views.test_mail_page),
            "outbox/": ("outbox", outbox.outbox_page),
            "outbox/<int:pk>/": ("outbox_mail", outbox.mail_page),
            "outbox/<int:pk>/again/": ("outbox_again", outbox.send_again_page),
            "mails/<slug:kind>/<slug:language>/": ("mail_trial", mail_trial.mail_trial_page),
            "audit/export/": ("audit_export", audit.export_page),
            "exchange/": ("exchange", exchange_pages.exchange_page),
            "exchange/export/": ("export", exchange_pages.export_page),
            "exchange/people/": ("export_people", exchange_pages.people_page),
            "exchange/template/<slug:kind>/": ("import_template", exchange_pages.template_page),
            "exchange/upload/": ("import_upload", exchange_pages.upload_page),
            "exchange/terms/": ("import_terms", term_views.import_page),
            "exchange/terms/export/": ("export_terms", term_views.export_page),
            "exchange/<int:pk>/": ("import", import_views.import_page),
            "exchange/<int:pk>/progress/": ("import_progress", import_views.import_progress),
            "exchange/<int:pk>/rehearse/": ("import_rehearse", import_views.rehearse_page),
            "exchange/<int:pk>/decide/": ("import_decide", import_decisions.decide_page),
            "exchange/<int:pk>/rest/": ("import_refused", import_decisions.refused_page),
            "exchange/<int:pk>/apply/": ("import_apply", import_views.apply_page),
            "exchange/<int:pk>/cancel/": ("import_cancel", import_views.cancel_page),
        }
        desk_urls = [
            path(route, self.admin_view(view), name=name) for route, (name, view) in views.items()
        ]
        return [*desk_urls, *super().get_urls()]

    def get_app_list(self, request, app_label=None):
        """Return the menu in the order of the work, as dicts that Django's templates know."""
        if app_label:
            return super().get_app_list(request, app_label)
        apps = self._build_app_dict(request).values()
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        if "Group" in models:
            models["Group"]["name"] = _("Roles")
        if "AuditEvent" in models:
            models["AuditEvent"]["name"] = _("Audit log")
        if "Member" in models:
            models["Exchange"] = _page(_("Import and export"), "Exchange", "admin:exchange")
        if request.user.has_perm("members.change_mailtext"):
            models["Outbox"] = _page(_("Outbox"), "Outbox", "admin:outbox")
        if request.user.has_perm("members.change_proposal"):
            models["Review"] = _page(_("Review"), "Review", "admin:review_queue")
        for kind in _counts_of(request).keys() & models.keys():
            models[kind]["waiting"] = badge(request.work_counts[kind])
        home = reverse("admin:index", current_app=self.name)
        menu = [
            {
                "name": name,
                "app_label": label,
                "app_url": f"{home}#{label}",
                "has_module_perms": True,
                "models": [models.pop(kind) for kind in kinds if kind in models],
            }
            for label, name, kinds in _MENU
        ]
        menu.append(urls.menu(request.user, home))
        if models:
            menu.append(
                {
                    "name": _("More"),
                    "app_label": "more",
                    "app_url": f"{home}#more",
                    "has_module_perms": True,
                    "models": list(models.values()),
                }
            )
        return [part for part in menu if part["models"]]

    def index(self, request, extra_context=None):
        """Show what waits for staff, and what was changed last."""
        return super().index(request, {"desk": desk(request.user), **(extra_context or {})})


def _page(name, object_name, address):
    """Return a page of ours as the menu knows its models."""
    return {
        "name": name,
        "object_name": object_name,
        "admin_url": reverse(address),
        "add_url": None,
        "view_only": True,
        "perms": {},
    }


def _counts_of(request):
    """Return what waits, asked once a request however often the menu is made."""
    if not hasattr(request, "work_counts"):
        request.work_counts = work_counts(request.user)
    return request.work_counts


def _language_of(user):
    """Return the language that a person chose, or the one that is active for a stranger."""
    try:
        return get_supported_language_variant(user.language)
    except (AttributeError, LookupError):
        return get_language()
