"""Where Django's autodiscovery looks: the registrations themselves stand in members.staff."""

# ruff: noqa: F401 - importing them registers them

import members.staff.audit.admin
import members.staff.inbox.reports_admin
import members.staff.inbox.tasks_admin
import members.staff.members.admin
import members.staff.merge.admin
import members.staff.people.admin
import members.staff.people.claims
import members.staff.people.editors
import members.staff.review.saved_reasons
import members.staff.settings.embed_uses
import members.staff.settings.federation
import members.staff.settings.labels
import members.staff.settings.mail_texts
import members.staff.settings.revisions
import members.staff.settings.search_terms
import members.staff.settings.third_party
import members.staff.settings.vocabularies
