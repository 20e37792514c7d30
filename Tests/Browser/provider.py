# SPDX-License-Identifier: MPL-2.0
"""A sign-in provider that we did not write: PyPI's oidc-provider-mock, on a free port of the loopback address."""

import json
import threading
import time
import urllib.request
import warnings

import flask
import werkzeug.serving

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock
    from authlib import jose

from vaern import free_port


class Provider:
    """Runs while in its `with`. Whoever is named on its page signs in; `person` says what it tells of somebody."""

    def __init__(self):
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.storage = None
        app = oidc_provider_mock.app()
        app.before_request(self.remember)
        self.server = werkzeug.serving.make_server("127.0.0.1", self.port, app, threaded=True)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.1,))

    def remember(self):
        self.storage = flask.g.oidc_provider_mock_storage

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def person(self, name, **claims):
        """What the tokens of somebody say, besides what they must."""
        body = json.dumps({"auth_time": int(time.time()), **claims}).encode()
        asked = urllib.request.Request(
            f"{self.issuer}/users/{name}", data=body, method="PUT", headers={"content-type": "application/json"})
        urllib.request.urlopen(asked).close()

    def rotate(self):
        """Another key from now on, and the old one gone."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.storage.jwk = jose.RSAKey.generate_key(is_private=True)


def authorize(look, name, button="Authorize"):
    """On the provider's page: signs in as somebody, and comes back. What that page says and asks for is not ours."""
    page = look.page
    there = page.url.split("/oauth2/")[0]
    page.locator("input[name=sub]").fill(name)
    look.console.clear()
    look.requests.clear()
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()
    look.requests[:] = [address for address in look.requests if not address.startswith(there)]
