// SPDX-License-Identifier: MPL-2.0
// Shows a package of e-learning in its frame, hands it what was kept, and sends what it says to be kept. The package is a
// stranger's: what comes from its frame is looked at, and is nothing but texts and a number.

const part = document.getElementById("pakke");
const { form, frame, line, again, passed } = Object.fromEntries(
  ["form", "frame", "line", "again", "passed"].map((name) => [name, document.getElementById(`pakke-${name}`)]));
const { origin } = part.dataset, start = JSON.parse(part.dataset.start);
const NAMES = ["status", "raw", "min", "max", "location", "suspend", "exit"];
// At least as long between two saves, and at most as long for the package's last words.
const [BETWEEN, LAST] = [1000, 3000];
let [state, sent, busy, leaving, begun, ended] = ["", "", false, "", false, false];
// The wait for the next save, when it may come, and whether the last words have gone before their time.
let [timer, soonest, hurried] = [0, 0, false];

/** What is to be sent, if that is what a package can say. */
const read = (given) => {
  if (!NAMES.every((name) => typeof given?.[name] === "string" && given[name].length <= 4096)) return null;
  if (!Number.isSafeInteger(given.total) || given.total < 0) return null;
  return new URLSearchParams([...NAMES, "total"].map((name) => [name, String(given[name])])).toString();
};

const say = (act) => frame.contentWindow.postMessage({ vaern: "scorm", act, start }, origin);

const leave = () => {
  if (leaving) location.assign(leaving);
  leaving = "";
};

/** Fetches this page anew for its token and its ticket, if the same person is there; hands on the address of the frame. */
const renew = (done) => {
  const asked = new XMLHttpRequest();
  asked.responseType = "document";
  asked.onloadend = () => {
    const page = asked.status === 200 && asked.response;
    const other = page && page.getElementById("pakke-form"), its = page && page.getElementById("pakke");
    const isSame = other && its.dataset.learner === part.dataset.learner;
    if (isSame) form.elements.csrf.value = other.elements.csrf.value;
    done(isSame ? its.dataset.source : "");
  };
  asked.open("GET", location.href);
  asked.send();
};

const save = () => {
  if (busy) return;
  clearTimeout(timer);
  if (state === sent) return ended && leave();
  const wait = ended && !hurried ? 0 : soonest - Date.now();
  if (wait > 0) timer = setTimeout(save, wait);
  else send();
};

const send = async () => {
  busy = true;
  hurried ||= ended;
  const now = state;
  let [isKept, isLater, isOpen] = [false, false, true];
  try {
    const answer = await fetch(form.action, { method: "POST", keepalive: true, headers: { accept: "application/json" },
      body: new URLSearchParams(now + "&" + new URLSearchParams(new FormData(form))) });
    const got = await answer.json();
    line.textContent = got.note;
    isKept = answer.ok;
    isLater = answer.status === 429;
    if (isKept) {
      sent = now;
      isOpen = got.open !== false;
      passed.hidden = !got.passed;
    }
  } catch {
    line.textContent = line.dataset.off;
  }
  again.hidden = isKept || isLater;
  busy = false;
  soonest = Date.now() + BETWEEN * (isLater ? 2 : 1);
  // What cannot be kept is said, and nobody is led away from it.
  if (!isKept) leaving = "";
  // What was reported is kept; the package begins again from there, with a ticket that opens its files.
  if (!isOpen && !ended) renew((source) => source && (frame.src = source));
  if (isKept || isLater) save();
};

// After a new sign-in in another window this page goes on with the token of that one, if the same person is there.
again.addEventListener("click", () => renew(() => {
  soonest = 0;
  save();
}));

addEventListener("message", ({ source, origin: from, data }) => {
  if (source !== frame.contentWindow || from !== origin || data?.vaern !== "scorm") return;
  if (data.act === "ready") {
    [begun, ended, hurried] = [true, false, false];
    return say("begin");
  }
  if (!["state", "ended"].includes(data.act)) return;
  ended ||= data.act === "ended";
  const told = read(data.state);
  if (told) {
    state = told;
    // Where the package begins anew by itself, it goes on from here.
    Object.assign(start, Object.fromEntries(new URLSearchParams(told)), { total: data.state.total, entry: "resume" });
  }
  save();
});

// A link takes the package down first, so that its last words are kept.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !begun || ended || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // What opens beside this page, or in it, leaves the package where it is.
  if (link.target || link.hasAttribute("download") || (link.pathname === location.pathname && link.hash)) return;
  event.preventDefault();
  leaving = link.href;
  say("end");
  setTimeout(leave, LAST);
});

// A page that a browser kept and shows again has no package in it any more.
addEventListener("pageshow", (event) => event.persisted && location.reload());

part.classList.add("playing");
document.getElementById("pakke-without").hidden = true;
frame.hidden = false;
// Its own address is what keeps it apart; see docs/adr/0026.
frame.sandbox = "allow-scripts allow-same-origin allow-forms";
frame.src = part.dataset.source;
