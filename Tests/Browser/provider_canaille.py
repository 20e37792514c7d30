# SPDX-License-Identifier: MPL-2.0
"""A second sign-in provider that we did not write: PyPI's Canaille, with its memory backend, on a free port of the loopback
address. It runs in an environment of its own (scripts/provider-requirements.txt), in a process of its own.

Run as a program, with the Python of that environment, this file is the provider; imported, it starts and stops one."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

#: Who can sign in there, with the name of their group; the password is the name twice.
PEOPLE = {"vagn": "Vagt", "ulla": None}
CLIENT, SECRET = "vaern", "en hemmelighed til en eksempelklient"


def serve(port: int, back: str, out: str):
    """The provider itself: an invented directory with one client."""
    # It asks for TLS of whoever calls it; the loopback address has none.
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "true"
    import datetime

    import werkzeug.serving
    from canaille import create_app

    app = create_app({
        "SECRET_KEY": os.urandom(24).hex(), "SERVER_NAME": f"127.0.0.1:{port}", "PREFERRED_URL_SCHEME": "http",
        # The session is the cookie. Sent again with every typeface, a late answer would put back what it was one page ago.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "HTMX": False, "SMTP": None, "CAPTCHA_ENABLED": False,
                     "TIMEZONE": "UTC"},
        "CANAILLE_OIDC": {"TRUSTED_DOMAINS": ["127.0.0.1"]},
    })
    from canaille.app import models

    with app.app_context(), app.backend.session():
        people = {}
        for name in PEOPLE:
            people[name] = models.User(
                user_name=name, formatted_name=f"{name.title()} Eksempel", family_name="Eksempel",
                emails=[f"{name}@example.dk"], password=name * 2)
            app.backend.save(people[name])
        for group in {group for group in PEOPLE.values() if group}:
            app.backend.save(models.Group(
                display_name=group, members=[people[name] for name, its in PEOPLE.items() if its == group]))
        client = models.Client(
            client_id=CLIENT, client_secret=SECRET, client_name="Værn", client_uri="http://127.0.0.1",
            client_id_issued_at=datetime.datetime.now(datetime.timezone.utc), redirect_uris=[back],
            post_logout_redirect_uris=[out], grant_types=["authorization_code"], response_types=["code"],
            scope=["openid", "profile", "groups"], token_endpoint_auth_method="client_secret_basic",
            # Its own form and registration put this where nothing is said (OpenID Connect Dynamic Client Registration 1.0 §2);
            # to a client made without either it gives tokens with RS512, which Værn does not believe.
            id_token_signed_response_alg="RS256")
        app.backend.save(client)
        client.audience = [client]
        app.backend.save(client)

    @app.get("/for-the-test/empty/<name>")
    def empty(name):
        group = app.backend.get(models.Group, display_name=name)
        # It keeps no group without members.
        group.members = [app.backend.get(models.User, user_name="ulla")]
        app.backend.save(group)
        return "done"

    werkzeug.serving.make_server("127.0.0.1", port, app, threaded=True).serve_forever()


class Canaille:
    """Runs while in its `with`, for a client whose answers come back to one address."""

    def __init__(self, port: int, back: str, out: str):
        self.issuer = f"http://127.0.0.1:{port}"
        build = Path(os.environ.get("VAERN_BUILD", Path(__file__).resolve().parents[2] / ".build"))
        self.python = Path(os.environ.get("VAERN_PROVIDER", build / "provider")) / "bin" / "python"
        assert self.python.exists(), f"{self.python} is not there: ./test makes it"
        self.arguments = [str(port), back, out]

    def __enter__(self):
        # Its own folder, so that no canaille.toml of somebody's is read.
        self.folder = tempfile.TemporaryDirectory()
        self.log = open(Path(self.folder.name) / "log", "w+b")
        self.process = subprocess.Popen(
            [self.python, Path(__file__).resolve(), *self.arguments], cwd=self.folder.name, stdout=self.log,
            stderr=subprocess.STDOUT)
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urllib.request.urlopen(self.issuer + "/.well-known/openid-configuration", timeout=5).close()
                return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.log.seek(0)
        said = self.log.read().decode(errors="replace")[-4000:]
        self.__exit__()
        raise AssertionError(f"Canaille does not start:\n{said}")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()

    def empty(self, group: str):
        """Whoever is in the group is in it no more."""
        urllib.request.urlopen(f"{self.issuer}/for-the-test/empty/{group}").close()

    def was_asked(self, path: str) -> bool:
        """Whether anybody asked for the path. Read beside its own handle, whose place in the file is the provider's too."""
        return f'"GET {path} HTTP' in (Path(self.folder.name) / "log").read_text(errors="replace")


def sign_in(look, name: str):
    """On the provider's pages: gives the user name, then the password. What those pages say and ask for is not ours."""
    page = look.page
    there = page.url.split("/login")[0].split("/oauth")[0]
    for field, value in (("login", name), ("password", name * 2)):
        page.locator(f"input[name={field}]").fill(value)
        look.console.clear()
        look.requests.clear()
        with page.expect_navigation():
            page.locator(f"input[name={field}]").press("Enter")
    look.requests[:] = [address for address in look.requests if not address.startswith(there)]


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2], sys.argv[3])
