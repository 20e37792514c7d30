#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""E-learning in and out, seen by programs that we did not write.

Badges that Værn made (`Tests/ExchangeTests/Fixtures/badges`, where a Swift test holds that it makes just these) are verified by
openbadgeslib and by PyJWT, and what was changed in them is found. Lists of completions are made by openpyxl and read by
`vaern learning completions`; packages are made by zipfile and read by `vaern learning package`.
"""
import base64
import datetime
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from openpyxl import Workbook

BIN = os.environ.get("VAERN_BIN", ".build/debug/vaern")
BADGES = Path("Tests/ExchangeTests/Fixtures/badges")
passed = failed = 0


def check(what, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"{what}: {seen}")


def vaern(*arguments):
    done = subprocess.run([BIN, "learning", *map(str, arguments)], capture_output=True, text=True)
    return done.returncode, [line.split("\t") for line in done.stdout.splitlines()], done.stderr


# MARK: Badges


def decoded(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def pem(key):
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def refuses(verifier, token):
    try:
        verifier.verify(token)
        return False
    except OB3VerificationError:
        return True


def badges():
    keys = jwt.PyJWKSet.from_json((BADGES / "noegler.json").read_text())
    for name in ("navn", "mail"):
        token = (BADGES / f"{name}.jwt").read_text()
        header, payload = (decoded(part) for part in token.split(".")[:2])
        # The name after the # is the key's in the set.
        key = keys[header["kid"].split("#")[1]]
        verifier = OB3Verifier(pem(key.key))
        badge = verifier.verify(token)
        check(f"{name}: issuer", badge.issuer.id == "https://nordby-it.example", badge.issuer)
        check(f"{name}: achievement", badge.achievement.name == "Pas på borgernes oplysninger", badge.achievement)
        check(f"{name}: kind", badge.achievement.achievement_type == "CertificateOfCompletion", badge.achievement)
        check(f"{name}: from", badge.issuance_date.isoformat() == "2026-01-05T09:30:00+00:00", badge.issuance_date)
        check(f"{name}: until", badge.expiration_date.isoformat() == "2098-01-05T22:59:59+00:00", badge.expiration_date)
        check(f"{name}: PyJWT reads the same", jwt.decode(token, key, algorithms=["EdDSA"]) == payload)
        changed(name, token, header, payload, verifier)
    check("the name", badge.recipient_id == "mailto:aase@nordby-it.example", badge.recipient_id)
    verifier.verify(token, expected_recipient="aase@nordby-it.example")
    named = verifier.verify((BADGES / "navn.jwt").read_text())
    check("a name is no address", named.recipient_id is None, named.recipient_id)
    check("who it is", named.identifiers[0].identity_hash == "Åse Nørgaard Øst", named.identifiers)
    check("the result", [one.value for one in named.results] == ["87"], named.results)
    check("its scale", named.achievement.result_descriptions[0].id == named.results[0].result_description, named.results)


def changed(name, token, header, payload, verifier):
    """What the verifiers must refuse: each way in which somebody could make a badge out of this one."""
    head, body, mark = token.split(".")
    other = payload | {"name": "Alt om sikkerhed"}
    longer = payload | {"validUntil": "2099-01-05T22:59:59Z", "exp": payload["exp"] + 31_536_000}
    stranger = Ed25519PrivateKey.generate()
    forgeries = {
        "another name": f"{head}.{encoded(other)}.{mark}",
        "a longer time": f"{head}.{encoded(longer)}.{mark}",
        "no signature": f"{encoded(header | {'alg': 'none'})}.{body}.",
        "another algorithm": f"{encoded(header | {'alg': 'HS256'})}.{body}.{mark}",
        "half a signature": token[:-40],
        "a stranger's key": jwt.encode(payload, stranger, algorithm="EdDSA", headers={"kid": header["kid"]}),
        "a bit of the signature": f"{head}.{body}.{'A' if mark[0] != 'A' else 'B'}{mark[1:]}",
    }
    for what, forgery in forgeries.items():
        check(f"{name}: {what} is refused", refuses(verifier, forgery))
    # The check itself can tell: a stranger's badge is good by the stranger's key.
    own = OB3Verifier(pem(stranger.public_key()))
    check(f"{name}: the verifier takes what is signed", not refuses(own, forgeries["a stranger's key"]))
    for claim in ("iss", "nbf", "jti"):
        lacking = {key: value for key, value in payload.items() if key != claim}
        check(f"{name}: it needs {claim}", refuses(own, jwt.encode(lacking, stranger, algorithm="EdDSA")))


# MARK: Completions


def completions():
    day, moment = datetime.date(2026, 11, 23), datetime.datetime(2026, 11, 23, 14, 5)
    book = Workbook()
    sheet = book.active
    sheet.append(["Navn", "E-mail", "Kursus", "Gennemført den", "Resultat", "Point"])
    sheet.append(["Åse Øst", "AASE@nordby.example", "GDPR", day, "Bestået", 87])
    sheet.append(["Bo By", "bo@nordby.example", "GDPR", moment, "Gennemført", None])
    sheet.append([])
    sheet.append(["Cy Dal", "cy@nordby.example", "GDPR", "23.11.2026", True, "50 %"])
    sheet.append(["Di Eg", "di", "GDPR", "i går", "måske", 200])
    sheet.append(["Ed Fo", "=CONCATENATE(\"ed\",\"@a.dk\")", "GDPR", day, "Bestået", 80])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "liste.xlsx"
        book.save(path)
        code, rows, said = vaern("completions", path, "--language", "en")
        check("the workbook is read", code == 0, said)
        wanted = [
            ["2", "aase@nordby.example", "GDPR", "2026-11-23", "passed", "87"],
            ["3", "bo@nordby.example", "GDPR", "2026-11-23", "completed", ""],
            ["5", "cy@nordby.example", "GDPR", "2026-11-23", "passed", "50"],
        ]
        check("its good rows", rows[:3] == wanted, rows)
        check("a bad row says all", len(rows) == 5 and rows[3][0] == "6" and len(rows[3]) == 6 + 4, rows[3:])
        check("a formula that nobody worked out", len(rows) == 5 and "formula" in rows[4][-1], rows[4:])
        plain = Path(folder) / "liste.csv"
        plain.write_bytes("hvem;hvad;hvornår\r\nåse@nordby.example;Brand;23/11-26\r\n".encode("cp1252"))
        code, rows, said = vaern("completions", plain, "--language", "en")
        check("it asks what it does not know", code == 0 and rows == [] and "? Module" in said, said)
        code, rows, said = vaern("completions", plain, "--column", "module=2")
        check("and is told", rows == [["2", "åse@nordby.example", "Brand", "2026-11-23", "completed", ""]], rows)


# MARK: Packages


def archive(files, way=zipfile.ZIP_DEFLATED):
    bytes_ = io.BytesIO()
    with zipfile.ZipFile(bytes_, "w", way) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return bytes_.getvalue()


def packages():
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest identifier="b" xmlns:a="http://www.adlnet.org/xsd/adlcp_rootv1p2" '
        'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><metadata><schema>ADL SCORM</schema>'
        '<schemaversion>1.2</schemaversion></metadata><organizations default="o"><organization identifier="o">'
        '<title>Brand og røg</title><item identifier="i" identifierref="r"><title>Brand</title>'
        "<a:masteryscore>75</a:masteryscore></item></organization></organizations><resources>"
        '<resource identifier="r" type="webcontent" a:scormtype="sco" href="start.html"><file href="start.html"/>'
        "</resource></resources></manifest>"
    )
    good = {"imsmanifest.xml": manifest, "start.html": "<p>Brand</p>" * 500, "lyd/": "", "lyd/a.mp3": bytes(2000)}
    bomb = good | {"nul.bin": bytes(50_000_000)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pakke.zip"
        for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            path.write_bytes(archive(good, way))
            code, rows, said = vaern("package", path)
            check("the package is read", code == 0 and said.startswith("Brand og røg"), said)
            check("what is launched", rows[:1] == [["launch", "start.html", "75", "Brand"]], rows)
            files = ["imsmanifest.xml", "lyd/a.mp3", "start.html"]
            check("its files", [row[1] for row in rows if row[0] == "file"] == files, rows)
        wrong = {
            "a bomb": archive(bomb),
            "no manifest": archive({"start.html": ""}),
            "a place outside": archive(good | {"../../etc/a": ""}),
            "half of it": archive(good)[:-60],
            "another method": archive(good, zipfile.ZIP_BZIP2),
        }
        for what, content in wrong.items():
            path.write_bytes(content)
            code, rows, said = vaern("package", path)
            check(f"{what} is refused", code == 1 and rows == [] and said.strip(), (code, rows, said))


badges()
completions()
packages()
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
