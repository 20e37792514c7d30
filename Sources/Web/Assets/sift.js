// SPDX-License-Identifier: MPL-2.0
// A long list of choices shows those alone whose words fit, and what is chosen.
for (const sift of document.querySelectorAll("[data-sift]")) {
  const [field, told] = [sift.querySelector("input"), sift.querySelector("[role='status']")];
  const groups = [...sift.closest("fieldset").querySelectorAll("details.choices")];
  const open = new Set(groups.filter((group) => group.open));
  sift.hidden = false;
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  field.addEventListener("input", (event) => {
    // It is no answer to the form.
    event.stopPropagation();
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let [found, all] = [0, 0];
    for (const group of groups) {
      let shown = 0;
      for (const row of group.querySelectorAll("label")) {
        const text = row.textContent.toLowerCase(), fits = words.every((word) => text.includes(word));
        row.hidden = !fits && !row.querySelector("input").checked;
        [found, all, shown] = [found + fits, all + 1, shown + !row.hidden];
      }
      group.hidden = shown === 0;
      group.open = words.length > 0 || open.has(group);
    }
    told.textContent = words.length > 0 ? `${found} ${told.dataset.of} ${all}` : "";
  });
}
