# SPDX-License-Identifier: MPL-2.0
"""Makes vectors.json: keys and tokens of PyPI's joserfc, an implementation that we did not write. Run by hand when a case is
added; the tests read what is committed.

    python -m pip install joserfc && python Tests/WebTests/Federation/vectors.py > Tests/WebTests/Federation/vectors.json
"""

import base64
import hashlib
import hmac
import json

from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

CLAIMS = {"iss": "https://login.example.dk", "aud": "vaern", "sub": "asta", "exp": 1_800_000_300, "iat": 1_800_000_000,
          "auth_time": 1_799_999_999.75, "nonce": "n"}
ALL = ["RS256", "PS256", "ES256", "EdDSA"]


def public(key, kid):
    return {**key.as_dict(private=False), "kid": kid}


def coded(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def part(value):
    return coded(json.dumps(value).encode())


def main():
    keys = {"rsa": RSAKey.generate_key(2048), "p256": ECKey.generate_key("P-256"), "ed": OKPKey.generate_key("Ed25519")}
    other = RSAKey.generate_key(2048)
    short = RSAKey.generate_key(1024)
    by = {"RS256": "rsa", "PS256": "rsa", "ES256": "p256", "EdDSA": "ed"}
    tokens = {name: jwt.encode({"alg": name, "kid": kid}, CLAIMS, keys[kid], algorithms=ALL) for name, kid in by.items()}
    tokens["forged"] = jwt.encode({"alg": "RS256", "kid": "rsa"}, CLAIMS, other, algorithms=ALL)
    tokens["unnamed"] = jwt.encode({"alg": "ES256"}, CLAIMS, keys["p256"], algorithms=ALL)
    # The public key, which everybody has, as the secret of an HMAC.
    # joserfc itself refuses to make one, so it is made here.
    head, body = part({"alg": "HS256", "kid": "rsa"}), part(CLAIMS)
    mark = hmac.new(keys["rsa"].as_pem(private=False), f"{head}.{body}".encode(), hashlib.sha256).digest()
    tokens["hmac"] = f"{head}.{body}.{coded(mark)}"
    tokens["none"] = f"{part({'alg': 'none'})}.{body}."
    print(json.dumps({
        "keys": [public(key, kid) for kid, key in keys.items()], "short": public(short, "short"), "tokens": tokens,
    }, indent=1))


main()
