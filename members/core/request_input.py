"""What forms and addresses send, read without trusting it."""

import json


def is_number(text):
    """Whether a text from an address or a form is a number that a key can have.

    Only the ten ASCII digits count: "²" is a digit to Python too, and no number.
    """
    return text.isascii() and text.isdecimal() and len(text) <= 18


def read_json(text):
    """Return what a JSON text holds, or None where it is none.

    A hundred thousand brackets are no JSON either: Python gives them up with an error of its own.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
