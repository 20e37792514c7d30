# SPDX-License-Identifier: MPL-2.0
"""A real mail server that keeps what it is given: aiosmtpd on a free port of the loopback address."""

import email
import email.policy
import subprocess
import threading
import time

from aiosmtpd.controller import Controller

from vaern import free_port


class Sink:
    """Takes mail while it runs. `refuse(address, answer)` makes it answer otherwise to one recipient. `locked` is how it is
    encrypted and whom it lets in, as `aiosmtpd.controller.Controller` takes it."""

    def __init__(self, port=None, **locked):
        self.port = port or free_port()
        self.locked = locked
        self.letters = []
        self.answers = {}
        self.lock = threading.Lock()
        self.controller = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=False, **self.locked)
        self.controller.start()

    def stop(self):
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def refuse(self, address, answer):
        self.answers[address] = answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        with self.lock:
            self.letters.append((envelope.mail_from, envelope.rcpt_tos, letter))
        return "250 OK"

    def taken(self):
        """All letters until now, each checked: one recipient, no defects, the same words as text and as HTML."""
        with self.lock:
            found = list(self.letters)
        letters = []
        for sender, recipients, letter in found:
            assert sender == "vaern@fki.example" and len(recipients) == 1, (sender, recipients)
            assert not letter.defects and letter["to"].addresses[0].addr_spec == recipients[0]
            assert letter["from"].addresses[0].display_name == "Værn"
            assert letter.get_content_type() == "multipart/alternative"
            kinds = [part.get_content_type() for part in letter.iter_parts()]
            assert kinds == ["text/plain", "text/html"], kinds
            assert letter["message-id"] and letter["date"].datetime and letter["auto-submitted"] == "auto-generated"
            letters.append(letter)
        return letters

    def wait(self, count, seconds=60):
        """Waits until there are so many letters, and a little longer for one too many."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and len(self.letters) < count:
            time.sleep(0.1)
        time.sleep(2.5)
        return self.taken()


def certificate(folder) -> tuple[str, str]:
    """A certificate for 127.0.0.1 that is its own authority, and its key: two files."""
    files = folder / "relay.pem", folder / "relay.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=relay", "-addext", "subjectAltName=IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True, timeout=60,
    )
    return str(files[0]), str(files[1])


def words(letter) -> str:
    """The plain text."""
    return letter.get_body(("plain",)).get_content()


def page(letter) -> str:
    return letter.get_body(("html",)).get_content()
