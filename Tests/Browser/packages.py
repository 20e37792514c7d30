# SPDX-License-Identifier: MPL-2.0
"""A package that means no good, and a learning system that keeps nothing apart."""

import contextlib
import http.server
import threading
import zipfile
from functools import partial

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="ond" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Ond pakke</title>
<item identifier="i" identifierref="r"><title>Ond pakke</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources></manifest>"""

#: Tries what a package must not, and says how far it came; what says nothing of it is seen by whoever is asked.
ATTACK = """
window.attack = async (home) => {
  const found = {};
  const tried = async (name, work) => {
    try { found[name] = await work() ?? "done"; } catch (error) { found[name] = "stopped"; }
  };
  const made = (name, values, place = document) => Object.assign(place.createElement(name), values);
  const loads = (element, place = document) => new Promise((resolve) => {
    element.onload = () => resolve("done");
    element.onerror = () => resolve("stopped");
    place.body.append(element);
    setTimeout(() => resolve("stopped"), 5000);
  });
  const asks = (view) => view.fetch(home + "/konto", { credentials: "include", mode: "no-cors" }).then(() => "done");
  await tried("cookies", () => document.cookie ? "done" : "stopped");
  await tried("page", () => parent.parent.document.title);
  await tried("address of the page", () => parent.parent.location.href);
  await tried("storage of the page", () => String(parent.parent.localStorage.length));
  await tried("window", () => window.open(home + "/konto") ? "done" : "stopped");
  await tried("window of the frame around", () => parent.open(home + "/konto") ? "done" : "stopped");
  await tried("question", () => asks(window));
  await tried("question of the frame around", () => asks(parent));
  await tried("picture", () => loads(made("img", { src: home + "/assets/favicon.svg" })));
  await tried("script", () => loads(made("script", { src: home + "/assets/vaern.js" })));
  await tried("script of the frame around",
    () => loads(made("script", { src: home + "/assets/vaern.js" }, parent.document), parent.document));
  await tried("worker", () => navigator.serviceWorker.register("tjener.js").then(() => "done"));
  await tried("outside of the package", () => fetch("../../../").then(() => "done"));
  await tried("own file", () => fetch("data.json").then((answer) => answer.json()).then((data) => data.mine));
  await tried("name", () => parent.API.LMSInitialize("") && parent.API.LMSGetValue("cmi.core.student_name"));
  navigator.sendBeacon(home + "/?beacon", "x");
  new EventSource(home + "/?events").onerror = (event) => event.target.close();
  await tried("socket", () => void new WebSocket(home.replace("http", "ws") + "/?socket"));
  document.head.append(made("link", { rel: "stylesheet", href: home + "/?style" }));
  document.body.style.background = `url(${home}/?background)`;
  document.body.append(made("iframe", { src: home + "/?frame" }), made("video", { src: home + "/?film" }));
  document.body.append(made("object", { data: home + "/?object", type: "text/html" }));
  // A cookie for the page's own name, and what only the frame around it may say.
  document.cookie = "vaern=forfalsket; path=/";
  const state = { status: "passed", raw: "100", min: "", max: "", location: "forfalsket", suspend: "", exit: "", total: 1 };
  parent.parent.postMessage({ vaern: "scorm", act: "state", state }, "*");
  await new Promise((resolve) => setTimeout(resolve, 800));
  return found;
};
window.leave = (how, to) => {
  const link = (values) => {
    const made = Object.assign(document.createElement("a"), { href: to, ...values });
    document.body.append(made);
    made.click();
  };
  const form = (values) => {
    const made = Object.assign(document.createElement("form"), { method: "post", action: to, ...values });
    document.body.append(made);
    made.submit();
  };
  const ways = {
    "the frame": () => { location.href = to; },
    "the frame around": () => { parent.location.href = to; },
    "the page": () => { top.location.href = to; },
    "the page by a link": () => link({ target: "_top" }),
    "the page by a form": () => form({ target: "_top" }),
    "the page by a frame inside": () => {
      const frame = document.createElement("iframe");
      frame.sandbox = "allow-scripts allow-same-origin allow-top-navigation allow-popups";
      frame.srcdoc = `<script>top.location.href = "${to}"</script>`;
      document.body.append(frame);
    },
    "a window by a link": () => link({ target: "_blank" }),
    "a window by a form": () => form({ target: "_blank" }),
    "a form": () => form({}),
    "a file to keep": () => link({ download: "ond.svg" }),
    "a while later": () => {
      document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: `0; url=${to}` }));
    },
  };
  // The frame may be gone before an answer is.
  setTimeout(how ? ways[how] : () => {});
  return Object.keys(ways);
};
"""
#: What a package asks for without being told whether it had it.
QUIET = {"beacon", "events", "socket", "style", "background", "frame", "film", "object"}


def hostile(path):
    """The package, as a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("index.html", "<!DOCTYPE html><title>Ond</title><h1>Ond</h1><script src=ond.js></script>")
        archive.writestr("ond.js", ATTACK)
        archive.writestr("tjener.js", "self.onfetch = null;")
        archive.writestr("data.json", '{"mine": "mine"}')
    return path


class Careless(http.server.SimpleHTTPRequestHandler):
    """Shows a package as one must not: in a frame of its own address, without a policy."""

    PAGE = """<!DOCTYPE html><title>Skødesløs</title><script>var API = {LMSInitialize: () => "true", LMSGetValue: () => "Zahra"};
        </script><iframe src="/pakke/index.html"></iframe>"""
    heard = None

    def do_GET(self):
        if self.path.startswith("/pakke/"):
            self.path = self.path.removeprefix("/pakke")
            return super().do_GET()
        self.heard.append(self.path)
        body, kind = (self.PAGE, "text/html") if self.path == "/" else ("", "text/javascript")
        if self.path.endswith(".svg"):
            body, kind = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', "image/svg+xml"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", "bruger=zahra")
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body.encode())

    do_POST = do_GET

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def careless(folder, heard):
    """A system with a package's files, that tells what it was asked: its address."""
    handler = partial(type("Handler", (Careless,), {"heard": heard}), directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as system:
        threading.Thread(target=system.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{system.server_port}"
        system.shutdown()


def begun(page):
    """The package's frame, when it has begun."""
    for _ in range(100):
        for frame in page.frames:
            if "/pakke/" in frame.url and frame.evaluate("'attack' in window"):
                return frame
        page.wait_for_timeout(100)
    raise AssertionError(f"no package in {[frame.url for frame in page.frames]}")
