/* Single keys: an element with data-key="s" is pressed (or, if it is a field, focused) by that key.
   Never while somebody types, never with Ctrl, Alt or Meta; can be switched off on this computer. */
(() => {
  "use strict";
  const OFF = "wayhome-keys-off";
  const NAMED = { ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", Enter: "Enter", Escape: "Esc" };
  const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const isTyping = (target) => target instanceof Element &&
    target.closest("textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit])");
  const isShown = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
  const keyed = () => [...document.querySelectorAll("[data-key]")].filter((e) => isShown(e) && !e.disabled);
  const find = (key) => keyed().find((e) => e.dataset.key.toLowerCase() === key.toLowerCase());

  function press(element) {
    if (element.matches("input, select, textarea") && !element.matches("[type=checkbox], [type=radio], [type=submit]")) {
      element.focus();
      if (element.select) element.select();
    } else if (element.matches("tr, li, article, section")) {
      element.focus();
    } else {
      element.click();
    }
  }

  function says(element) {
    if (element.dataset.keySays) return element.dataset.keySays;
    const copy = element.cloneNode(true);
    copy.querySelectorAll("kbd, small").forEach((e) => e.remove());
    return copy.textContent.trim() || element.getAttribute("aria-label") || "";
  }

  function help() {
    const dialog = document.getElementById("keys");
    if (!dialog || dialog.open) return;
    const list = dialog.querySelector("[data-keys-list]");
    list.replaceChildren();
    for (const element of keyed()) {
      const term = document.createElement("dt");
      const key = document.createElement("kbd");
      const detail = document.createElement("dd");
      key.textContent = NAMED[element.dataset.key] || element.dataset.key.toUpperCase();
      term.append(key);
      detail.textContent = says(element);
      list.append(term, detail);
    }
    const off = dialog.querySelector("[data-keys-off]");
    off.checked = isOff();
    off.onchange = () => { try { localStorage.setItem(OFF, off.checked ? "1" : "0"); } catch { /* a private window keeps nothing */ } };
    dialog.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape" && event.target.type === "search") event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") { event.preventDefault(); help(); return; }
    if (isOff()) return;
    if (event.key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary")) return;
    const element = find(event.key);
    if (!element) return;
    event.preventDefault();
    press(element);
  });
  document.addEventListener("click", (event) => { if (event.target instanceof Element && event.target.closest("[data-keys]")) help(); });

  const mark = () => {
    document.querySelectorAll("[data-keys]").forEach((e) => { e.hidden = false; });
    document.querySelectorAll("[data-key]:not([aria-keyshortcuts])").forEach((e) => e.setAttribute("aria-keyshortcuts", e.dataset.key));
  };
  mark();
  document.addEventListener("htmx:afterSwap", mark);
  document.addEventListener("wayhome:shown", mark);
})();
