# SPDX-License-Identifier: MPL-2.0
"""The pages as a browser without JavaScript asks for them, for the test of erasure."""
import html
import re
import urllib.error
import urllib.parse
import urllib.request


class Pages:
    """Somebody signed in with a browser that has no JavaScript."""

    def __init__(self, base, account, password):
        self.base = base
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open
        csrf = re.search(r'name="csrf" value="([^"]*)"', self.get("/log-ind")).group(1)
        self.post("/log-ind", {"csrf": csrf, "username": account, "password": password})

    @staticmethod
    def public(base):
        """What somebody without a session reads."""
        read = ""
        for path in ("/offentlig", "/offentlig/aendringer.atom", "/.well-known/security.txt", "/sitemap.xml", "/robots.txt"):
            try:
                with urllib.request.urlopen(base + path, timeout=60) as answer:
                    read += answer.read().decode()
            except urllib.error.HTTPError as refused:
                refused.close()
        return read

    def get(self, path):
        with self.open(self.base + path, timeout=60) as answer:
            return answer.read().decode()

    def post(self, path, members):
        with self.open(self.base + path, urllib.parse.urlencode(members, doseq=True).encode(), timeout=60) as answer:
            return answer.geturl()

    def main(self, path):
        """What stands between the page's `<main>` and its end, but for the name that each form gives its command."""
        try:
            body = self.get(path)
        except urllib.error.HTTPError as refused:
            return f"{refused.code}"
        held = re.search(r"<main.*</main>", body, re.S)
        return re.sub(r'(name="(?:_?command|window|origin)" value=")[^"]*', r"\1", held.group(0)) if held else ""

    def write(self, document, text):
        """Writes in the manuscript of a document, from what it is now."""
        path = f"/dokumenter/{document}/kladde"
        form = re.search(r'<form method="post"[^>]*id="kladde".*?</form>', self.get(path), re.S).group(0)
        hidden = {re.search('name="([^"]*)"', tag).group(1): html.unescape(re.search('value="([^"]*)"', tag).group(1))
                  for tag in re.findall(r'<input type="hidden"[^>]*>', form)}
        held = html.unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", form, re.S).group(1))
        self.post(path, {**hidden, "text": f"{held}\n\n{text}"})

    def do(self, kind, query, members):
        """Fills in the form of a command and sends it."""
        page = self.get(f"/udfoer/{kind}?" + urllib.parse.urlencode(query))
        form = re.search(rf'<form method="post"[^>]*action="/udfoer/{re.escape(kind)}".*?</form>', page, re.S).group(0)
        hidden = {re.search('name="([^"]*)"', tag).group(1): html.unescape(re.search('value="([^"]*)"', tag).group(1))
                  for tag in re.findall(r'<input type="hidden"[^>]*>', form)}
        try:
            where = self.post(f"/udfoer/{kind}", {**hidden, **query, **members})
        except urllib.error.HTTPError as refused:
            said = re.sub(r"<[^>]*>|\s+", " ", re.search("<main.*</main>", refused.read().decode(), re.S).group(0))
            raise AssertionError(f"{kind}: {refused.code} {said}") from None
        assert not re.search("/udfoer/|/log-ind", where), f"{kind} led to {where}"

    def crawl(self, starts, most):
        """The `<main>` of every page that links lead to."""
        waiting, seen = list(starts), {}
        while waiting and len(seen) < most:
            path = waiting.pop(0)
            if path in seen:
                continue
            seen[path] = self.main(path)
            links = re.findall(r'href="(/(?:dokumenter|personer|enheder|opgaver|organer|beslutninger)/[^"#?]*)"', seen[path])
            # Files are no pages: what a version came from, and what it goes out as.
            waiting += [html.unescape(link) for link in links
                        if link not in seen and not re.search(r"/original$|/billeder/|\.(md|docx|pdf|zip)$", link)]
        return seen
