# SPDX-License-Identifier: MPL-2.0
"""A learning system as SCORM 1.2 describes it, as small as a test needs: it shows a package in a frame, answers its calls by
the rules of the Run-Time Environment (ADL 2001, 3.3 and 3.4), and notes what breaks one."""

import contextlib
import http.server
import threading
from functools import partial

#: The object that a package looks for. What it is told is kept over launches, as a learner's record is.
API = """
window.kept = {}; window.calls = []; window.faults = [];
(() => {
  let isOpen = false;
  const decimal = /^-?\\d+(\\.\\d+)?$/;
  const score = (text) => decimal.test(text) && Number(text) >= 0 && Number(text) <= 100;
  // What a package may set, and what each may be.
  const sets = {
    "cmi.core.lesson_location": (text) => text.length <= 255,
    "cmi.core.lesson_status": (text) => ["passed", "completed", "failed", "incomplete", "browsed"].includes(text),
    "cmi.core.exit": (text) => ["time-out", "suspend", "logout", ""].includes(text),
    "cmi.core.session_time": (text) => /^\\d{2,4}:\\d{2}:\\d{2}(\\.\\d{1,2})?$/.test(text),
    "cmi.core.score.raw": score, "cmi.core.score.min": score, "cmi.core.score.max": score,
    "cmi.suspend_data": (text) => text.length <= 4096,
  };
  const readable = ["cmi.core.lesson_location", "cmi.core.lesson_status", "cmi.suspend_data"];
  const note = (text) => window.faults.push(text);
  const call = (name, body) => (...given) => {
    window.calls.push([name, ...given]);
    if (!given.every((one) => typeof one === "string")) note(`${name} is given ${given.map((one) => typeof one)}`);
    if (!isOpen && name !== "LMSInitialize") { note(`${name} before LMSInitialize or after LMSFinish`); return "false"; }
    return body(...given);
  };
  window.API = {
    LMSInitialize: call("LMSInitialize", (empty) => {
      if (isOpen || empty !== "") note("LMSInitialize twice, or with words");
      isOpen = true;
      return "true";
    }),
    LMSFinish: call("LMSFinish", (empty) => {
      if (empty !== "") note("LMSFinish with words");
      isOpen = false;
      return "true";
    }),
    LMSCommit: call("LMSCommit", (empty) => { if (empty !== "") note("LMSCommit with words"); return "true"; }),
    LMSGetValue: call("LMSGetValue", (name) => {
      if (!readable.includes(name)) note(`reads ${name}`);
      return window.kept[name] ?? (name === "cmi.core.lesson_status" ? "not attempted" : "");
    }),
    LMSSetValue: call("LMSSetValue", (name, value) => {
      if (!sets[name]?.(value)) { note(`sets ${name} to ${value}`); return "false"; }
      window.kept[name] = value;
      return "true";
    }),
    LMSGetLastError: call("LMSGetLastError", () => "0"),
    LMSGetErrorString: call("LMSGetErrorString", () => ""),
    LMSGetDiagnostic: call("LMSGetDiagnostic", () => ""),
  };
})();
"""
PAGE = f"""<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Læringssystem</title></head>
<body><iframe title="Modul" width="800" height="600"></iframe><script>{API}</script></body></html>"""
MOST_STOPS = 60


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/pakke/"):
            self.path = self.path.removeprefix("/pakke")
            return super().do_GET()
        body = PAGE.encode() if self.path == "/" else b""
        self.send_response(200 if body else 204)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # A window may go elsewhere before it has the page.
        with contextlib.suppress(BrokenPipeError):
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class System:
    """The learning system, and a learner who has a keyboard alone."""

    def __init__(self, folder, look):
        self.folder, self.look, self.popup = folder, look, None

    def __enter__(self):
        handler = partial(Handler, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.look.goto(self.address)
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    # MARK: The system

    def launch(self, popup=False):
        page = self.look.page
        if popup:
            with page.expect_popup() as opened:
                page.evaluate("window.open('/pakke/index.html'), null")
            self.popup = opened.value
            self.popup.wait_for_function("document.body?.classList.contains('playing')")
            return
        page.evaluate("document.querySelector('iframe').src = '/pakke/index.html'")
        page.wait_for_function(
            "document.querySelector('iframe').contentDocument?.body?.classList.contains('playing')")

    def leave(self):
        self.look.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        self.look.page.wait_for_function("window.calls.at(-1)[0] === 'LMSFinish'")

    def keep(self, values):
        self.look.page.evaluate("values => { window.kept = values; }", values)

    def value(self, name):
        return self.look.page.evaluate("name => window.kept[name] ?? null", name)

    def names(self, start):
        return self.look.page.evaluate("start => Object.keys(window.kept).filter(n => n.startsWith(start))", start)

    def calls(self):
        return self.look.page.evaluate("window.calls")

    def faults(self):
        return self.look.page.evaluate("window.faults")

    # MARK: The learner

    @property
    def frame(self):
        """The window of the module."""
        if self.popup:
            return self.popup
        frames = [frame for frame in self.look.page.frames if "/pakke/" in frame.url]
        return frames[0]

    @property
    def keyboard(self):
        return (self.popup or self.look.page).keyboard

    def focused_text(self):
        return self.frame.evaluate("document.activeElement.innerText.trim()")

    def tab_to(self, what, holds):
        for _ in range(MOST_STOPS):
            self.keyboard.press("Tab")
            if self.frame.evaluate(holds):
                return
        raise AssertionError(f"{what} is not reached by keyboard")

    def press(self, name):
        """Goes to a button or a link of this name, and presses Enter."""
        self.tab_to(name, f"document.activeElement.innerText?.trim() === {name!r}")
        self.keyboard.press("Enter")

    def choose(self, places):
        """Chooses answers: a group of round buttons is one stop, where the arrows choose."""
        for place in places:
            kind = self.frame.locator("form:visible input").first.get_attribute("type")
            if kind == "checkbox":
                self.tab_to(f"answer {place}", f"document.activeElement.value === '{place}'")
                self.keyboard.press("Space")
            else:
                self.tab_to("the answers", "document.activeElement.type === 'radio'")
                self.keyboard.press("Space")
                for _ in range(place):
                    self.keyboard.press("ArrowDown")

    def heading(self):
        return self.frame.locator("h2:visible").inner_text()

    def legend(self):
        """Whether a question is shown."""
        return self.frame.locator("legend:visible").count() == 1

    def is_shown(self, name):
        return self.frame.get_by_role("button", name=name).is_visible()

    def text(self, selector):
        return self.frame.locator(f"{selector}:visible").inner_text().strip()

    def all_text(self, selector):
        return self.frame.locator(f"{selector}:visible").all_inner_texts()
