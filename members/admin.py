"""Where Django's autodiscovery looks: the registrations themselves stand in members.staff."""

from members.staff import (
    federation_admin,
    foreign_admin,
    labels_admin,
    mail_admin,
    revision_admin,
    search_terms_admin,
    vocabulary_admin,
)
from members.staff.inbox import reports_admin, tasks_admin
from members.staff.members import admin
from members.staff.merge import admin
from members.staff.people import admin, claims, editors
from members.staff.review import saved_reasons
