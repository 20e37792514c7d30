// SPDX-License-Identifier: MPL-2.0
// Small comforts. Every page works without this file; nothing here makes markup.

const visible = (element) => element.getClientRects().length > 0;

// What must be put right is read first; its links go to the label, so that the question is seen with the field.
const errors = document.querySelector(".errors");
if (errors) {
  errors.focus();
  errors.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
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
    const source = document.getElementById(button.dataset.copy);
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
    asked.onload = ({ target }) => {
      const found = target.status === 200 && target.response?.getElementById(form.dataset.live);
      if (!found) return;
      document.getElementById(form.dataset.live).replaceChildren(...found.childNodes);
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
