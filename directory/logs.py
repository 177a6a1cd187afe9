"""What the log keeps: one line an event, as text or as JSON, and nothing that lets somebody in."""

import json
import logging
import re
from datetime import UTC, datetime

from members.core import request_id

# Links in mails hold a token; whoever reads the log must not be able to use it.
_TOKEN = re.compile(r"(?<=/)(?=[^/\s]*[A-Z:])[A-Za-z0-9_:.=-]{20,}(?=[/\s?]|$)")
_ADDRESS = re.compile(r"[^\s@<>\"']+@([^\s@<>\"',;)]+)")
_QUERY = re.compile(r"\?\S+")
_FACTS = ("method", "view", "status", "milliseconds")


class Discreet(logging.Filter):
    """Takes tokens, addresses and query strings out, and tracebacks of what is no error of ours."""

    def filter(self, record):
        """Change the record; keep it."""
        record.request_id = request_id.current()
        text = _TOKEN.sub("…", record.getMessage())
        record.msg, record.args = _ADDRESS.sub(r"…@\1", _QUERY.sub("?…", text)), None
        status = getattr(record, "status_code", None)
        if record.name.startswith("django.security") or (status and status < 500):
            record.exc_info = record.exc_text = None
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record):
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {
            "at": at,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_id", ""),
        }
        line |= {name: getattr(record, name) for name in _FACTS if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def logging_config(level, style):
    """Return Django's LOGGING.

    Args:
        level: from which on the log keeps a line, such as "WARNING".
        style: "text" or "json".
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"discreet": {"()": Discreet}},
        "formatters": {
            "text": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": JsonLines},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if style == "json" else "text",
                "filters": ["discreet"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
    }
