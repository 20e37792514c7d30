# SPDX-License-Identifier: MPL-2.0
"""A device with a passkey, and a browser without a window that asks it. The bytes are written by PyPI `fido2`; each part can
be made wrong."""

import base64
import hashlib
import html
import http.client
import json
import os
import re
import urllib.parse

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from fido2 import cbor, cose

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def plain(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Device:
    """Keeps one key. What it is asked stands in the page (`asked`); what is wrong is named (`wrong`)."""

    def __init__(self, algorithm="ES256"):
        self.credential, self.count, self.user = os.urandom(32), 0, b""
        self.algorithm = algorithm
        self.key = self.fresh()

    def fresh(self):
        return {
            "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
            "EdDSA": ed25519.Ed25519PrivateKey.generate,
            "RS256": lambda: rsa.generate_private_key(65537, 2048),
        }[self.algorithm]()

    def sign(self, message: bytes, key) -> bytes:
        if self.algorithm == "ES256":
            return key.sign(message, ec.ECDSA(hashes.SHA256()))
        if self.algorithm == "EdDSA":
            return key.sign(message)
        return key.sign(message, padding.PKCS1v15(), hashes.SHA256())

    def client(self, kind: str, asked: dict, origin: str, wrong: dict) -> bytes:
        said = {"type": f"webauthn.{kind}", "challenge": asked["challenge"], "origin": origin, "crossOrigin": False}
        return json.dumps({**said, **wrong.get("client", {})}).encode()

    def data(self, asked: dict, flags: int, wrong: dict) -> bytes:
        party = hashlib.sha256(wrong.get("party", asked["party"]).encode()).digest()
        count = wrong.get("count", self.count)
        return party + bytes([wrong.get("flags", flags)]) + count.to_bytes(4, "big")

    def create(self, asked: dict, origin: str, **wrong) -> dict:
        self.user = plain(asked["user"])
        public = {"ES256": cose.ES256, "EdDSA": cose.EdDSA, "RS256": cose.RS256}[self.algorithm]
        key = public.from_cryptography_key(self.key.public_key())
        data = self.data(asked, PRESENT | VERIFIED | ATTESTED, wrong)
        data += bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cbor.encode(key)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": wrong.get("data", data)})
        return {
            "credential": base64url(self.credential),
            "client": base64url(self.client("create", asked, origin, wrong)),
            "attestation": base64url(wrong.get("attestation", attestation)),
        }

    def get(self, asked: dict, origin: str, **wrong) -> dict:
        self.count += 1
        data = self.data(asked, PRESENT | VERIFIED, wrong)
        client = self.client("get", asked, origin, wrong)
        signature = self.sign(data + hashlib.sha256(client).digest(), wrong.get("key", self.key))
        return {
            "credential": base64url(wrong.get("credential", self.credential)),
            "client": base64url(client),
            "device": base64url(data),
            "signature": base64url(wrong.get("signature", signature)),
            "user": base64url(wrong.get("user", self.user)),
        }


class Visitor:
    """Keeps cookies, reads forms. It says that it is at `localhost`, for which browsers make passkeys."""

    def __init__(self, base: str):
        self.port = int(base.rsplit(":", 1)[1])
        self.origin = f"http://localhost:{self.port}"
        self.cookies = {}
        self.page = ""

    def ask(self, method: str, path: str, fields=None):
        headers = {"host": f"localhost:{self.port}"}
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["content-type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            self.page = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer.status, answer.headers.get("location", "")

    def csrf(self) -> str:
        return re.search(r'name="csrf" value="([^"]*)"', self.page).group(1)

    def asked(self) -> dict:
        """What the page asks a device."""
        tag = re.search(r"<div id=\"passkey\"[^>]*>", self.page).group(0)
        return {name: html.unescape(value) for name, value in re.findall(r'data-([a-z]+)="([^"]*)"', tag)}

    def fill(self, path: str, **fields):
        self.ask("GET", path)
        return self.ask("POST", path, {"csrf": self.csrf(), **fields})

    def sign_in(self, person):
        return self.fill("/log-ind", username=person.account, password=person.password)

    def is_in(self) -> bool:
        return self.ask("GET", "/konto")[0] == 200

    def register(self, device: Device, path="/konto/passkey", **wrong):
        self.ask("GET", path)
        answer = device.create(self.asked(), wrong.pop("origin", self.origin), **wrong)
        return self.ask("POST", path, {"csrf": self.csrf(), "label": "Nøgle", **answer})

    def answer(self, device: Device, path="/log-ind", **wrong):
        self.ask("GET", path)
        answer = device.get(self.asked(), wrong.pop("origin", self.origin), **wrong)
        return self.ask("POST", path, {"csrf": self.csrf(), **answer})
