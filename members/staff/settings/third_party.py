"""Takes the libraries' own admin pages away.

The rows behind them are keys: a mail holds a sign-in code, an authenticator its secret, an
address lets its mailbox in. Nobody needs to read or write them by hand.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from post_office.models import Attachment, Email, EmailTemplate, Log

_KEYS = (EmailAddress, Authenticator, UserSession, Email, EmailTemplate, Attachment, Log)

admin.site.unregister([model for model in _KEYS if admin.site.is_registered(model)])
