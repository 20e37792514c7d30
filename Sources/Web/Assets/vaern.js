// SPDX-License-Identifier: MPL-2.0
// Small comforts. Every page works without this file; nothing here makes markup.

const visible = (element) => element.getClientRects().length > 0;
const byId = (id) => document.getElementById(id);

// What must be put right is read first; its links go to the label, so that the question is seen with the field.
const errors = document.querySelector(".errors");
if (errors) {
  errors.focus();
  errors.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && byId(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    const heading = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0] ?? field;
    heading.scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

// "/" goes to the search field.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details:is(.pop, .menu)[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    return;
  }
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("form[data-live] input")
    ?? [...document.querySelectorAll("[role='search'] input[type='search']")].find(visible);
  if (search) {
    event.preventDefault();
    search.focus();
  }
});

// A menu closes when one clicks beside it.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details:is(.pop, .menu)[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// A form with changes asks before the page is left. The browser writes the question.
let unsaved = null;
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  form.addEventListener("input", () => { unsaved = form; });
  form.addEventListener("submit", () => { unsaved = null; });
}
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// Copy a hash or a code: the button is hidden where there is no clipboard.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const source = byId(button.dataset.copy);
    await navigator.clipboard.writeText(source.dataset.full ?? source.textContent.trim());
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2500);
  });
}

// A search shows what it finds while one types. The page is read as a document, as when the form is sent.
for (const form of document.querySelectorAll("form[data-live]")) {
  let [timer, asked] = [0, null];
  const find = () => {
    asked?.abort();
    const url = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    asked = new XMLHttpRequest();
    asked.responseType = "document";
    asked.onload = ({ target: { status, response } }) => {
      for (const id of [form.dataset.live, form.dataset.live + "-tal"]) {
        const found = status === 200 && response?.getElementById(id);
        if (!found) return;
        byId(id).replaceChildren(...found.childNodes);
      }
      history.replaceState(null, "", url);
    };
    asked.open("GET", url);
    asked.send();
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 150);
  });
}

// A manuscript is saved every few seconds; without a connection a copy stays here until there is one again.
const sheet = byId("kladde");
if (sheet) {
  const part = sheet.elements, area = part.text, line = byId("kladde-stand");
  const mine = "kladde " + sheet.action + part.writer.value + " ", key = mine + part.window.value;
  let sent = area.value, busy, seen = Date.now(), typed = seen;
  const store = (work) => { try { return work(localStorage); } catch {} };
  const keep = () => {
    part.turn.value++;
    store((s) => s.setItem(key, JSON.stringify(
      [area.value, part.base.value, part.origin.value, part.answered.value])));
  };
  const tell = (text) => { if (line.textContent !== text) line.textContent = text; };
  // Another text takes its place without moving the cursor.
  const put = (text) => {
    const old = area.value, most = Math.min(old.length, text.length);
    let a = 0, b = 0;
    while (a < most && old[a] === text[a]) a++;
    while (b < most - a && old.at(-1 - b) === text.at(-1 - b)) b++;
    area.setRangeText(text.slice(a, text.length - b), a, old.length - b, "preserve");
  };
  const save = async (keepalive) => {
    if (busy && !keepalive) return;
    busy = true;
    seen = Date.now();
    const text = area.value;
    keep();
    const turn = part.turn.value;
    try {
      const answer = await fetch(sheet.action, { method: "POST", keepalive, headers: { accept: "application/json" },
        body: new URLSearchParams(new FormData(sheet)) });
      const got = await answer.json();
      if (answer.ok) {
        part.base.value = got.base;
        part.origin.value = part.window.value;
        part.answered.value = turn;
        sent = text;
        if (area.value === text) {
          store((s) => s.removeItem(key));
          if (got.text && !got.clash) {
            sent = got.text + text.match(/\s*$/)[0];
            put(sent);
            part.base.value = got.joined;
          }
        }
      }
      byId("kladde-ind").hidden = answer.status !== 401;
      tell(got.note);
    } catch { tell(line.dataset.off); }
    busy = false;
  };
  store((s) => {
    const left = Object.keys(s).find((name) => name.startsWith(mine));
    if (!left) return;
    [area.value, part.base.value, part.origin.value, part.answered.value] = JSON.parse(s.getItem(left));
    s.removeItem(left);
    save();
  });
  setInterval(() => {
    const now = Date.now();
    if (area.value !== sent || (now - seen > 15e3 && now - typed < 12e4)) save();
  }, 3e3);
  area.oninput = () => { typed = Date.now(); };
  sheet.onsubmit = () => { keep(); sent = area.value; };
  addEventListener("beforeunload", (event) => {
    if (area.value === sent) return;
    save(true);
    event.preventDefault();
  });
}
