"""The models: what is stored. They import nothing of the layers above."""

from .audit import AuditEvent
from .check_round import CheckRecipient, CheckRound, ConfirmationLink
from .claim import Claim
from .duplicate import PossibleDuplicate
from .editor import Editor, Invitation
from .embed_use import EmbedUse
from .federation import DirectoryVersion, Federation
from .import_job import ImportDecision, ImportJob, ImportRow
from .import_memory import RememberedReading
from .invitation_batch import BatchInvitation, InvitationBatch
from .job import Job
from .key_lookup import Among, Keys
from .link_check import LinkCheck
from .mail import BouncedAddress, DigestDay, MailOptOut, MailText
from .member import Member
from .member_rows import CountryOfActivity, FocusArea, FormerSlug, WorkingLanguage
from .merge import Merge
from .note import Label, Note
from .proposal import Change, Proposal, SavedReason
from .reminder import Reminder
from .report import Report
from .revision import Revision
from .search_term import SearchTerm
from .task import Task
from .taxonomy import Area, CountryText, Place, Theme
from .translation import BehindText
from .unsent_form import UnsentForm
from .user import User
from .weekly_snapshot import WeeklySnapshot

__all__ = [
    "Among",
    "Area",
    "AuditEvent",
    "BatchInvitation",
    "BehindText",
    "BouncedAddress",
    "Change",
    "CheckRecipient",
    "CheckRound",
    "Claim",
    "ConfirmationLink",
    "CountryOfActivity",
    "CountryText",
    "DigestDay",
    "DirectoryVersion",
    "Editor",
    "EmbedUse",
    "Federation",
    "FocusArea",
    "FormerSlug",
    "ImportDecision",
    "ImportJob",
    "ImportRow",
    "Invitation",
    "InvitationBatch",
    "Job",
    "Keys",
    "Label",
    "LinkCheck",
    "MailOptOut",
    "MailText",
    "Member",
    "Merge",
    "Note",
    "Place",
    "PossibleDuplicate",
    "Proposal",
    "RememberedReading",
    "Reminder",
    "Report",
    "Revision",
    "SavedReason",
    "SearchTerm",
    "Task",
    "Theme",
    "UnsentForm",
    "User",
    "WeeklySnapshot",
    "WorkingLanguage",
]
