/* Leaving at once: hides the page, signs out, goes elsewhere and leaves no way back to this page.
   Works as a plain link without scripts. Three times Esc within 1.5 seconds does the same. */
(() => {
  "use strict";
  const presses = [];
  function leave(link) {
    document.documentElement.hidden = true;
    document.title = " ";
    let headers = {};
    try { headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}"); } catch { headers = {}; }
    const gone = () => location.replace(link.href);
    if (!link.dataset.signOut) { gone(); return; }
    fetch(link.dataset.signOut, { method: "POST", headers, keepalive: true, credentials: "same-origin", redirect: "manual" }).catch(() => undefined);
    gone();
  }
  const link = () => document.querySelector("a[data-leave]");
  document.addEventListener("click", (event) => {
    const clicked = event.target instanceof Element && event.target.closest("a[data-leave]");
    if (clicked) { event.preventDefault(); leave(clicked); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { presses.length = 0; return; }
    const now = Date.now();
    presses.push(now);
    while (presses.length && now - presses[0] > 1500) presses.shift();
    if (presses.length >= 3 && link()) leave(link());
  });
})();
