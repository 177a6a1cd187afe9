"""Where Django's autodiscovery looks: the registrations themselves stand in members.staff."""

from members.staff.inbox import reports_admin, tasks_admin
from members.staff.members import admin
from members.staff.merge import admin
from members.staff.people import admin, claims, editors
from members.staff.review import saved_reasons
from members.staff.settings import (
    federation,
    labels,
    mail_texts,
    revisions,
    search_terms,
    third_party,
    vocabularies,
)
