// SPDX-License-Identifier: MPL-2.0
// Plays the module of this page and tells the learning system that shows it (SCORM 1.2) how it goes. Without this script the
// page is a plain text; without a learning system it plays and nothing is kept.
(function () {
  "use strict";

  // MARK: The learning system

  /** Looks for the object `API` in this window and those around it, then in the one that opened it. */
  function find(start) {
    // Twenty frames in each other are more than any system has, and a window may be its own parent.
    for (let [view, depth] = [start, 0]; view && depth < 20; depth += 1) {
      try {
        if (view.API && typeof view.API.LMSInitialize === "function") return view.API;
      } catch {
        // A window of another origin says nothing, and nor do those around it through it.
      }
      if (view.parent === view) return null;
      view = view.parent;
    }
    return null;
  }

  const api = find(window) || (window.opener ? find(window.opener) : null);
  const began = Date.now();
  let isOpen = false;

  function get(name) {
    return isOpen ? String(api.LMSGetValue(name) || "") : "";
  }

  function set(name, value) {
    if (isOpen) api.LMSSetValue(name, String(value));
  }

  /** HHHH:MM:SS.SS since the page was opened. */
  function sessionTime() {
    const hundredths = Math.floor((Date.now() - began) / 10);
    const two = (value) => String(value).padStart(2, "0");
    const seconds = Math.floor(hundredths / 100);
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:` +
      `${two(seconds % 60)}.${two(hundredths % 100)}`;
  }

  // MARK: The module

  const modules = Array.from(document.querySelectorAll(".module"));
  const steps = Array.from(modules[0].querySelectorAll(".step")).map((step) => step.dataset.step);
  const questions = Array.from(modules[0].querySelectorAll(".question"));
  const needed = Number(document.body.dataset.needed);
  let answers = {};
  let at = 0;
  let language = modules[0].lang;
  let status = "";
  /** Once passed stays passed, also when somebody tries again for practice. */
  let hasPassed = false;

  const right = Object.fromEntries(questions.map((form) => [form.dataset.step, form.dataset.right]));

  function isRight(question) {
    return answers[question] === right[question];
  }

  function score() {
    return questions.filter((form) => isRight(form.dataset.step)).length;
  }

  function isAnswered(step) {
    return !(step in right) || step in answers;
  }

  // MARK: What is kept

  /** `1 da q1=0 q2=1.2`: the form, the language, and the places of the answers chosen. 4,096 characters are allowed. */
  function written() {
    return ["1", language].concat(Object.entries(answers).map(([key, value]) => `${key}=${value}`)).join(" ");
  }

  function read(kept) {
    const parts = kept.split(" ");
    if (parts[0] !== "1") return;
    if (modules.some((module) => module.lang === parts[1])) language = parts[1];
    parts.slice(2).forEach((part) => {
      const [key, value] = part.split("=");
      if (key in right && /^\d(\.\d)*$/.test(value)) answers[key] = value;
    });
  }

  function save() {
    set("cmi.core.lesson_location", steps[at]);
    set("cmi.suspend_data", written());
    set("cmi.core.session_time", sessionTime());
    if (isOpen) api.LMSCommit("");
  }

  function finish() {
    if (!isOpen) return;
    set("cmi.core.exit", steps.every(isAnswered) ? "" : "suspend");
    save();
    api.LMSFinish("");
    isOpen = false;
  }

  /** All questions are answered: the result goes to the learning system, unless it has a better one. */
  function grade() {
    const isPassed = score() >= needed;
    if (hasPassed && !isPassed) return;
    hasPassed = isPassed;
    status = isPassed ? "passed" : "failed";
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", Math.floor((100 * score()) / questions.length));
    set("cmi.core.lesson_status", status);
  }

  // MARK: What is shown

  function show(element, isShown) {
    element.hidden = !isShown;
  }

  function fill(element, number, all) {
    element.textContent = element.dataset.text.replace("{n}", number).replace("{m}", all);
  }

  function drawQuestion(form) {
    const chosen = answers[form.dataset.step];
    const isDone = chosen !== undefined;
    form.querySelectorAll("input").forEach((input) => {
      if (isDone) input.checked = chosen.split(".").includes(input.value);
      input.disabled = isDone;
    });
    show(form.querySelector(".answer"), !isDone);
    show(form.querySelector(".choose"), false);
    show(form.querySelector(".explanation"), isDone);
    show(form.querySelector(".right"), isDone && isRight(form.dataset.step));
    show(form.querySelector(".wrong"), isDone && !isRight(form.dataset.step));
  }

  function drawResult(module) {
    const isPassed = score() >= needed;
    fill(module.querySelector(".score"), score(), questions.length);
    show(module.querySelector(".passed"), isPassed);
    show(module.querySelector(".failed"), !isPassed);
    module.querySelectorAll("[data-questions]").forEach((item) => {
      show(item, !item.dataset.questions.split(" ").every(isRight));
    });
    show(module.querySelector(".again"), score() < questions.length);
  }

  function draw(isMoved) {
    modules.forEach((module) => {
      show(module, module.lang === language);
      module.querySelectorAll(".step").forEach((step) => show(step, step.dataset.step === steps[at]));
      module.querySelectorAll(".question").forEach(drawQuestion);
      fill(module.querySelector(".progress"), at + 1, steps.length);
      module.querySelector("progress").value = at + 1;
      show(module.querySelector(".back"), at > 0);
      show(module.querySelector(".next"), at + 1 < steps.length && isAnswered(steps[at]));
      show(module.querySelector(".ask"), steps[at] in right === false && at + 1 < steps.length);
      if (at + 1 === steps.length) drawResult(module);
    });
    const shown = modules.find((module) => module.lang === language);
    document.documentElement.lang = language;
    document.title = shown.querySelector("h1").textContent;
    if (isMoved) {
      const heading = shown.querySelector(".step:not([hidden]) h2");
      heading.focus();
      window.scrollTo(0, 0);
    }
  }

  function go(step) {
    const place = steps.indexOf(step);
    if (place < 0) return;
    at = place;
    draw(true);
    save();
  }

  /** The first question without an answer, or the result. */
  function firstOpen() {
    return steps.find((step) => !isAnswered(step)) || steps[steps.length - 1];
  }

  function answer(form) {
    const chosen = Array.from(form.querySelectorAll("input:checked")).map((input) => input.value);
    show(form.querySelector(".choose"), chosen.length === 0);
    if (chosen.length === 0) return form.querySelector("input").focus();
    answers[form.dataset.step] = chosen.join(".");
    if (steps.every(isAnswered)) grade();
    draw(false);
    save();
    form.querySelector(".verdict").focus();
  }

  function again() {
    answers = {};
    document.querySelectorAll(".question").forEach((form) => form.reset());
    go(questions[0].dataset.step);
  }

  // MARK: What happens

  modules.forEach((module) => {
    module.querySelector(".back").addEventListener("click", () => go(steps[at - 1]));
    module.querySelector(".next").addEventListener("click", () => go(steps[at + 1]));
    module.querySelector(".ask").addEventListener("click", () => go(firstOpen()));
    module.querySelector(".retry").addEventListener("click", again);
    module.querySelectorAll("[data-go]").forEach((link) => {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        go(link.dataset.go);
      });
    });
    module.querySelectorAll("[data-language]").forEach((button) => {
      button.addEventListener("click", () => {
        language = button.dataset.language;
        draw(true);
        save();
      });
    });
    module.querySelectorAll(".question").forEach((form) => {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        answer(form);
      });
    });
  });
  window.addEventListener("pagehide", finish);
  // Brought back from the browser's memory, it has taken its leave of the learning system already.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  isOpen = api !== null && String(api.LMSInitialize("")) === "true";
  status = get("cmi.core.lesson_status");
  hasPassed = status === "passed";
  if (!["passed", "failed", "incomplete"].includes(status)) {
    status = "incomplete";
    set("cmi.core.lesson_status", status);
  }
  read(get("cmi.suspend_data"));
  // A question before the place that was left may be without an answer: nobody comes past it.
  const left = Math.max(0, steps.indexOf(get("cmi.core.lesson_location")));
  at = Math.min(left, steps.indexOf(firstOpen()));
  document.querySelectorAll(".unkept").forEach((note) => show(note, !isOpen));
  document.body.classList.add("playing");
  draw(false);
  save();
})();
