"""A real mail server that keeps what it is given, and can be taken away."""

import email
import socketserver
import threading
from email import policy

import pytest


class _Session(socketserver.StreamRequestHandler):
    """Speaks enough of RFC 5321 for Django's client."""

    def handle(self):
        self._say("220 sink")
        lines = iter(self.rfile.readline, b"")
        for line in lines:
            word = line[:4].upper().decode("ascii", "replace").strip()
            if word == "QUIT":
                return self._say("221 bye")
            if word == "DATA":
                self._data()
            elif word == "RCPT" and self.server.refusal and self.server.refused in line:
                self._say(self.server.refusal)
            else:
                self._say("250 ok")
        return None

    def _data(self):
        self._say("354 go on")
        taken = b""
        for line in iter(self.rfile.readline, b".\r\n"):
            taken += line[1:] if line.startswith(b"..") else line
        self.server.mails.append(email.message_from_bytes(taken, policy=policy.default))
        self._say("250 taken")

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    """The server; `mails` holds parsed messages, `refusal` the answer to one recipient."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port=0):
        self.mails, self.refusal, self.refused = [], "", b"@"
        super().__init__(("127.0.0.1", port), _Session)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        """Close the port; a sender then meets a refused connection."""
        self.shutdown()
        self.server_close()


@pytest.fixture
def sink(settings):
    """A mail server that Django's settings point to."""
    server = Sink()
    settings.POST_OFFICE = {
        "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
        "LOG_LEVEL": 1,
    }
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.MAIL_IS_SENT = True
    yield server
    server.stop()
