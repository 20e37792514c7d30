// SPDX-License-Identifier: MPL-2.0
// Stands between a package of e-learning and the page of Værn that shows it. It is the learning system that the package looks
// for (SCORM 1.2, Run-Time Environment, 3.3 and 3.4), and tells the page what the package said. It is served from the packages'
// own address, so that the package reaches it; what it tells is no more than the package's word.
(function () {
  "use strict";

  // MARK: The learning system

  const ERRORS = {
    0: "No error", 101: "General exception", 201: "Invalid argument error", 202: "Element cannot have children",
    203: "Element not an array. Cannot have count", 301: "Not initialized", 401: "Not implemented error",
    402: "Invalid set value, element is a keyword", 403: "Element is read only", 404: "Element is write only",
    405: "Incorrect Data Type",
  };
  const words = (...all) => (value) => all.includes(value);
  const text = (most) => (value) => value.length <= most && !value.includes("\0");
  // As long as a browser writes two thirds of a hundred, and as the server takes.
  const score = (value) => value === "" || (value.length <= 20 && /^\d{1,3}(\.\d+)?$/.test(value) && Number(value) <= 100);
  const time = (value) => /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/.test(value);
  const has = (table, name) => Object.prototype.hasOwnProperty.call(table, name);
  const READ = null;
  // Hundredths of a second: ten weeks, which is what the server takes. A package that counts wrongly loses nothing else by it.
  const LONGEST = 70 * 86400 * 100;
  // What each element may be set to; nothing for those that are read only.
  const MODEL = {
    "cmi.core.student_id": READ,
    "cmi.core.student_name": READ,
    "cmi.core.lesson_location": text(255),
    "cmi.core.credit": READ,
    "cmi.core.lesson_status": words("passed", "completed", "failed", "incomplete", "browsed"),
    "cmi.core.entry": READ,
    "cmi.core.score.raw": score,
    "cmi.core.score.max": score,
    "cmi.core.score.min": score,
    "cmi.core.total_time": READ,
    "cmi.core.lesson_mode": READ,
    "cmi.core.exit": words("time-out", "suspend", "logout", ""),
    "cmi.core.session_time": time,
    "cmi.suspend_data": text(4096),
    "cmi.launch_data": READ,
    "cmi.student_data.mastery_score": READ,
  };
  const WRITE_ONLY = ["cmi.core.exit", "cmi.core.session_time"];
  const CHILDREN = {
    "cmi.core": "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
    "cmi.core.score": "raw,max,min",
    "cmi.student_data": "mastery_score",
  };

  /** HHHH:MM:SS.SS of hundredths of a second. */
  function clock(hundredths) {
    const two = (value) => String(value).padStart(2, "0");
    const seconds = Math.floor(hundredths / 100);
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:` +
      `${two(seconds % 60)}.${two(hundredths % 100)}`;
  }

  function hundredths(value) {
    const [hours, minutes, seconds] = value.split(":").map(Number);
    return Math.round((hours * 3600 + minutes * 60 + seconds) * 100);
  }

  /**
   * The object `API` that a package looks for.
   *
   * `start`: `id` and `name` of the learner, `status`, `raw`, `min`, `max`, `location`, `suspend` and `total` (hundredths of a
   * second) as they were left, `entry`, `mastery` (empty: none) and `data`. `tell(state, isDone)` is called after every change,
   * with `isDone` when the package wants it kept. `now` gives milliseconds.
   */
  function runtime(start, tell, now) {
    const values = {
      "cmi.core.student_id": start.id,
      "cmi.core.student_name": start.name,
      "cmi.core.lesson_location": start.location,
      "cmi.core.credit": "credit",
      "cmi.core.lesson_status": start.status || "not attempted",
      "cmi.core.entry": start.entry,
      "cmi.core.score.raw": start.raw,
      "cmi.core.score.max": start.max,
      "cmi.core.score.min": start.min,
      "cmi.core.total_time": clock(start.total),
      "cmi.core.lesson_mode": "normal",
      "cmi.core.exit": "",
      "cmi.core.session_time": "",
      "cmi.suspend_data": start.suspend,
      "cmi.launch_data": start.data,
      "cmi.student_data.mastery_score": start.mastery,
    };
    let [isOpen, error, total, began] = [false, 0, start.total, 0];

    function answer(code, value) {
      error = code;
      return value;
    }

    function session() {
      const told = values["cmi.core.session_time"];
      return told ? hundredths(told) : Math.floor((now() - began) / 10);
    }

    function state() {
      return {
        status: values["cmi.core.lesson_status"],
        raw: values["cmi.core.score.raw"],
        min: values["cmi.core.score.min"],
        max: values["cmi.core.score.max"],
        location: values["cmi.core.lesson_location"],
        suspend: values["cmi.suspend_data"],
        exit: values["cmi.core.exit"],
        total: Math.min(LONGEST, total + (isOpen ? session() : 0)),
      };
    }

    /** With a mastery score the score decides what a package that has ended is (3.4.4, `cmi.core.lesson_status`). */
    function judge() {
      const [raw, mastery] = [values["cmi.core.score.raw"], start.mastery];
      if (raw === "" || mastery === "") return;
      if (!["passed", "completed", "failed"].includes(values["cmi.core.lesson_status"])) return;
      values["cmi.core.lesson_status"] = Number(raw) >= Number(mastery) ? "passed" : "failed";
    }

    /** What is wrong with the name of an element; 0: nothing. */
    function fault(name) {
      if (has(MODEL, name)) return 0;
      const parent = name.replace(/\.[^.]*$/, "");
      if (name.endsWith("._children")) return has(CHILDREN, parent) ? 0 : has(MODEL, parent) ? 202 : 401;
      if (name.endsWith("._count")) return has(MODEL, parent) || has(CHILDREN, parent) ? 203 : 401;
      return name.startsWith("cmi.") ? 401 : 201;
    }

    return {
      LMSInitialize(empty) {
        if (empty !== "") return answer(201, "false");
        if (isOpen) return answer(101, "false");
        [isOpen, began] = [true, now()];
        return answer(0, "true");
      },
      LMSFinish(empty) {
        if (!isOpen) return answer(301, "false");
        if (empty !== "") return answer(201, "false");
        judge();
        total = Math.min(LONGEST, total + session());
        isOpen = false;
        tell(state(), true);
        // It may begin anew in the same frame.
        values["cmi.core.entry"] = values["cmi.core.exit"] === "suspend" ? "resume" : "";
        values["cmi.core.total_time"] = clock(total);
        values["cmi.core.exit"] = values["cmi.core.session_time"] = "";
        return answer(0, "true");
      },
      LMSCommit(empty) {
        if (!isOpen) return answer(301, "false");
        if (empty !== "") return answer(201, "false");
        tell(state(), true);
        return answer(0, "true");
      },
      LMSGetValue(given) {
        const name = String(given);
        if (!isOpen) return answer(301, "");
        const wrong = fault(name);
        if (wrong) return answer(wrong, "");
        if (WRITE_ONLY.includes(name)) return answer(404, "");
        return answer(0, name.endsWith("._children") ? CHILDREN[name.slice(0, -"._children".length)] : values[name]);
      },
      LMSSetValue(given, what) {
        const [name, value] = [String(given), String(what)];
        if (!isOpen) return answer(301, "false");
        if (/\._(children|count)$/.test(name)) return answer(402, "false");
        const wrong = fault(name);
        if (wrong) return answer(wrong, "false");
        if (MODEL[name] === READ) return answer(403, "false");
        if (!MODEL[name](value)) return answer(405, "false");
        values[name] = value;
        tell(state(), false);
        return answer(0, "true");
      },
      LMSGetLastError: () => String(error),
      LMSGetErrorString: (code) => has(ERRORS, code) ? ERRORS[code] : "",
      LMSGetDiagnostic: (code) => has(ERRORS, code || error) ? ERRORS[code || error] : "",
    };
  }

  window.ScormRuntime = runtime;

  // MARK: The page around it

  const { page, launch } = document.body.dataset;
  if (!page) return;
  // As soon as that: a package may set many values at a time.
  const SOON = 300;
  let [frame, latest, timer] = [null, null, 0];

  function say(act) {
    clearTimeout(timer);
    parent.postMessage({ vaern: "scorm", act, state: latest }, page);
  }

  function tell(state, isDone) {
    latest = state;
    clearTimeout(timer);
    if (isDone) say("state");
    else timer = setTimeout(() => say("state"), SOON);
  }

  /** What another package left in this browser is none of this one's business. */
  async function clear() {
    try {
      localStorage.clear();
      sessionStorage.clear();
      for (const pair of document.cookie.split("; ")) document.cookie = pair.split("=")[0] + "=; path=/; max-age=0";
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
      for (const name of await caches.keys()) await caches.delete(name);
    } catch {
      // A browser that lets no frame keep anything has nothing to clear.
    }
  }

  async function begin(start) {
    frame = document.createElement("iframe");
    await clear();
    window.API = runtime(start, tell, () => Date.now());
    frame.title = document.title;
    Object.assign(frame.style, { position: "fixed", inset: "0", width: "100%", height: "100%", border: "0" });
    frame.src = launch;
    document.body.append(frame);
  }

  addEventListener("message", (event) => {
    if (event.source !== parent || event.origin !== page || event.data?.vaern !== "scorm") return;
    if (event.data.act === "begin" && !frame) begin(event.data.start);
    if (event.data.act === "end") {
      // The package is told that it goes, and says its last words before the next line.
      frame?.remove();
      say("ended");
    }
  });
  say("ready");
})();
