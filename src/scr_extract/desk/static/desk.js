// What the desk does beyond plain pages: lights up evidence, takes values from a selection, suggests as one types, listens to keys.
// Everything that saves is a form that works without this file. No code is made from text, and nothing but this desk is asked.
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const points = (text) => [...text].length; // code points, not UTF-16 units: what offsets count
  const say = (words, failed = false) => {
    const said = one("#said");
    said.classList.toggle("failed", failed);
    said.textContent = words;
  };

  // Offsets. A piece of text carries the offset of its first code point in the document.
  const offset = (node, at) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece) return null;
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(node, at);
    return Number(piece.dataset.start) + points(before.toString());
  };
  const place = (at, within) => {
    for (const piece of all("[data-start]", within)) {
      const text = piece.firstChild;
      const start = Number(piece.dataset.start);
      if (!text || at < start || at > start + points(text.data)) continue;
      return [text, [...text.data].slice(0, at - start).join("").length];
    }
    return null;
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const text = (range.commonAncestorContainer.nodeType === Node.TEXT_NODE ? range.commonAncestorContainer.parentElement : range.commonAncestorContainer).closest(".words");
    if (!text) return null;
    // A range may begin or end between pieces: take the pieces' own text inside it.
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let start = null, end = null, words = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!range.intersectsNode(node) || !node.parentElement.closest("[data-start]")) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      if (from >= to) continue;
      if (start === null) start = offset(node, from);
      end = offset(node, to);
      words += node.data.slice(from, to);
    }
    if (start === null || end - start !== points(words)) return null; // a hidden passage lies between
    const lead = points(words) - points(words.trimStart());
    const tail = points(words) - points(words.trimEnd());
    return words.trim() ? { start: start + lead, end: end - tail, words: words.trim() } : null;
  };

  // The field at hand
  const fields = () => all(".field");
  const field = () => one(".field.on");
  const labelled = (section) => one("h2", section).textContent.trim();
  const choose = (section, { focus = true, scroll = true } = {}) => {
    if (!section) return;
    fields().forEach((f) => f.classList.toggle("on", f === section));
    const name = section.dataset.field;
    all("[data-fields]").forEach((m) => m.classList.toggle("on", m.dataset.fields.split(" ").includes(name)));
    const use = one("[data-use] span");
    if (use) use.textContent = labelled(section).toLowerCase();
    if (focus) section.focus({ preventScroll: true });
    if (scroll) {
      section.scrollIntoView({ block: "nearest" });
      const mark = one(`mark.value.on`) || one("mark.on");
      const pane = one(".document");
      if (mark && pane) {
        const a = mark.getBoundingClientRect(), b = pane.getBoundingClientRect();
        if (a.top < b.top + 60 || a.bottom > b.bottom - 20) pane.scrollTop += a.top - b.top - b.height / 3;
      }
    }
  };
  const step = (by) => {
    const list = fields();
    const at = list.indexOf(field());
    choose(list[Math.max(0, Math.min(list.length - 1, at + by))]);
  };
  const press = (section, action) => {
    const button = section && one(`button[name=action][value=${action}]:not(.sr)`, section);
    if (button) button.click();
    else say(`Nothing to ${action} here.`);
  };

  // Selection -> value
  let last = null;
  document.addEventListener("selectionchange", () => {
    const bar = one(".selection");
    const found = selected();
    if (found) last = found;
    if (bar && (found || !bar.contains(document.activeElement))) {
      bar.hidden = !found;
      if (found) one("q", bar).textContent = found.words;
    }
    const form = one("#add-entry");
    if (form && found) {
      form.elements.start.value = found.start;
      form.elements.end.value = found.end;
      const words = found.words.split(/\s+/);
      form.elements.first.value = words.slice(0, 6).join(" ");
      form.elements.last.value = words.slice(-6).join(" ");
    }
  });
  let into = "";
  document.addEventListener("focusin", (event) => {
    const line = event.target.closest(".line");
    if (line) into = line.dataset.line;
    const section = event.target.closest(".field");
    if (section && section !== field()) {
      into = line ? line.dataset.line : "";
      choose(section, { focus: false, scroll: false });
    }
  });
  const use = () => {
    const found = selected() || last;
    const section = field() || fields()[0];
    if (!found || !section) return;
    const form = one("form", section);
    form.elements.selected_start.value = found.start;
    form.elements.selected_end.value = found.end;
    form.elements.into.value = into;
    const button = document.createElement("button");
    button.name = "op";
    button.value = "selection:0";
    button.hidden = true;
    form.append(button);
    button.click();
    button.remove();
  };

  // Type-ahead: the list of the ARIA combobox pattern, filled by the server
  const closed = (input) => {
    one(".options", input.parentElement)?.remove();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const dressed = (input) => {
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", `${input.id}-options`);
  };
  const ready = (within) => all("input[data-choices]", within).forEach(dressed);
  const suggest = async (input) => {
    const asked = input.value;
    const answer = await fetch(`${input.dataset.choices}?${new URLSearchParams({ q: asked })}`, { headers: { accept: "application/json" } });
    if (!answer.ok || input.value !== asked || document.activeElement !== input) return;
    const { choices } = await answer.json();
    closed(input);
    if (!choices.length) return;
    const list = document.createElement("ul");
    list.className = "options";
    list.id = `${input.id}-options`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    choices.forEach((choice, n) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.value = choice.label;
      option.append(choice.label);
      if (choice.note) {
        const note = document.createElement("small");
        note.textContent = choice.note;
        option.append(note);
      }
      list.append(option);
    });
    input.parentElement.append(list);
    input.setAttribute("aria-expanded", "true");
  };
  const take = (input, option) => {
    input.value = option.dataset.value;
    closed(input);
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches("input[data-choices]")) suggest(event.target);
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest(".options li");
    if (!option) return;
    event.preventDefault();
    take(one("input", option.closest(".combo")), option);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("input[data-choices]")) closed(event.target);
  });
  const inCombobox = (event) => {
    const input = event.target;
    const options = all(".options li", input.parentElement);
    const at = options.findIndex((o) => o.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" && !options.length) suggest(input);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = options[(at + (event.key === "ArrowDown" ? 1 : options.length - 1) + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % options.length];
      options.forEach((o) => o.setAttribute("aria-selected", String(o === next)));
      input.setAttribute("aria-activedescendant", next.id);
      next.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && at >= 0) take(input, options[at]);
    else if (event.key === "Escape" && options.length) closed(input);
    else return false;
    event.preventDefault();
    return true;
  };

  // Selecting with the keyboard: words of the text, one by one
  const inText = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const text = event.currentTarget;
    const selection = getSelection();
    if (event.key === "Enter") {
      event.preventDefault();
      use();
      return;
    }
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    event.preventDefault();
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
      const begun = place(Number(one("mark.on[data-start], [data-start]", text).dataset.start), text);
      selection.collapse(...begun);
      selection.modify("extend", "forward", "word");
      return;
    }
    const way = event.key === "ArrowRight" ? "forward" : "backward";
    if (event.shiftKey) {
      selection.modify("extend", way, "word");
      return;
    }
    if (way === "forward") selection.collapseToEnd();
    else {
      selection.collapseToStart();
      selection.modify("move", "backward", "word");
    }
    selection.modify("extend", "forward", "word");
    if (text.contains(selection.focusNode)) selection.focusNode.parentElement.scrollIntoView({ block: "nearest" });
  };

  // Keys
  const help = () => {
    let dialog = one("dialog");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.setAttribute("aria-label", "Keyboard shortcuts");
      document.body.append(dialog);
      htmx.ajax("GET", "/help/keys", { target: dialog, swap: "innerHTML" });
    }
    dialog.showModal();
  };
  const go = (address) => address && location.assign(address);
  const keys = {
    "?": help,
    j: () => step(1),
    k: () => step(-1),
    c: () => { const at = field(); press(at, "confirm"); },
    u: () => press(field(), "undo"),
    x: () => press(field(), "not_stated"),
    e: () => {
      const edit = one(".edit", field() || document);
      if (!edit) return;
      edit.open = true;
      one("input:not([type=hidden]), textarea, select", edit)?.focus();
    },
    t: () => one(".text")?.focus(),
    s: use,
    C: () => one("#confirm-all")?.click(),
    U: () => { const button = one("#undo-all"); if (button) button.click(); else say("Nothing was confirmed at once here."); },
    n: () => go(one(".entry")?.dataset.next),
    p: () => go(one(".entry")?.dataset.previous),
    q: () => go("/"),
    "/": () => one("input[type=search]")?.focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input[data-choices]") && inCombobox(event)) return;
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && typing) {
      choose(event.target.closest(".field"), { scroll: false });
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const section = event.target.closest(".field") || field();
      if (section) press(section, "correct");
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog")) return;
    if (!("shortcuts" in document.body.dataset) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-fields], rect[data-fields]");
    if (mark && getSelection().isCollapsed) {
      const list = mark.dataset.fields.split(" ");
      const at = field() ? list.indexOf(field().dataset.field) : -1;
      choose(one(`#field-${list[(at + 1) % list.length]}`), { focus: false });
    }
    const name = event.target.closest(".choose");
    if (name) {
      event.preventDefault();
      choose(name.closest(".field"));
    }
    if (event.target.closest("[data-use]")) use();
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    const split = event.target.closest("button[value^='split:']");
    if (split) {
      const words = one("textarea", split.closest(".line"));
      const cut = one("input[name$='.cut']", split.closest(".line"));
      if (words && cut) cut.value = words.selectionStart > 0 && words.selectionStart < words.value.length ? points(words.value.slice(0, words.selectionStart)) : "";
    }
  });

  // What comes back from a save
  document.addEventListener("htmx:beforeSwap", () => say(""));
  document.addEventListener("htmx:afterSettle", (event) => {
    const section = event.target.closest?.(".field");
    ready(document);
    if (!section) return;
    const current = one(`#${section.id}`);
    if (!field()) choose(current, { focus: false, scroll: false });
    const open = one(".edit[open]", current);
    if (open && !current.contains(document.activeElement)) (one(".conflict .actions > *", current) || one(".unfit input:not([type=hidden])", current) || one(".actions .primary", open)).focus();
    else if (!current.contains(document.activeElement)) current.focus({ preventScroll: true });
    getSelection().removeAllRanges();
    last = null;
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
    document.addEventListener(name, (event) => {
      const status = event.detail.xhr?.status;
      if (status === 403) say("Not saved: the desk no longer knows who you are. Open it in another tab, say so there, and save again here.", true);
      else say(status ? `Not saved (${status}). Load the page again and try once more.` : "Not saved: the desk does not answer. Is it still running?", true);
    });

  document.addEventListener("DOMContentLoaded", () => {
    ready(document);
    all(".text").forEach((text) => text.addEventListener("keydown", inText));
    const asked = location.hash.startsWith("#field-") ? document.getElementById(location.hash.slice(1)) : null; // never as a selector: anybody may write an address
    choose(asked || fields()[0], { focus: Boolean(asked), scroll: Boolean(asked) });
  });
})();
