// What is typed and not saved yet is not lost in passing: the rest of an entry is not confirmed over it, and a page that holds it is not left without a question.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const changed = (control) => {
    if (control.type === "checkbox") return control.checked !== control.defaultChecked;
    if (!control.matches("select")) return control.value !== control.defaultValue;
    return control.selectedIndex !== Math.max(0, [...control.options].findIndex((option) => option.defaultSelected));
  };
  const unsaved = () =>
    all(".field").filter((field) => "draft" in field.dataset || all(".edit input:not([type=hidden]), .edit textarea, .edit select", field).some(changed));

  document.addEventListener("submit", (event) => {
    if (!event.target.querySelector("#confirm-all")) return;
    const [first, ...more] = unsaved();
    if (!first) return;
    event.preventDefault();
    const said = document.querySelector("#said");
    const names = [first, ...more].map((field) => field.querySelector("h2").textContent.trim()).join(", ");
    said.classList.add("failed");
    said.textContent = `Nothing was confirmed: what you changed in ${names} is not saved. Save it, or choose “Leave as it was” there.`;
    first.querySelector(".edit").open = true;
    first.focus();
    first.scrollIntoView({ block: "nearest" });
  });

  addEventListener("beforeunload", (event) => {
    if (unsaved().length) event.preventDefault();
  });
})();
