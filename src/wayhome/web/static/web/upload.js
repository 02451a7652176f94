/* <form data-upload>: a progress bar while a file travels, and <div class="drop"> takes files dropped on it.
   Without scripts the form is sent as any other. The answer replaces the page's main part. */
(() => {
  "use strict";
  function bar(form) {
    let box = form.querySelector(".progress");
    if (!box) {
      box = document.createElement("div");
      box.className = "progress";
      box.setAttribute("role", "status");
      box.append(document.createElement("progress"), document.createElement("span"));
      form.append(box);
    }
    box.hidden = false;
    const meter = box.querySelector("progress");
    meter.setAttribute("aria-label", form.dataset.upload || form.querySelector("label")?.textContent.trim() || "…");
    return { meter, words: box.querySelector("span") };
  }

  function show(text, address) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("main");
    const old = document.getElementById("main");
    if (!fresh || !old) { location.assign(address); return; }
    for (const script of page.head.querySelectorAll("script[src]")) {
      if (document.head.querySelector(`script[src="${CSS.escape(script.getAttribute("src"))}"]`)) continue;
      const copy = document.createElement("script");
      copy.src = script.src;
      document.head.append(copy);
    }
    old.replaceWith(document.adoptNode(fresh));
    document.title = page.title;
    if (address && address !== location.href) history.pushState(null, "", address);
    if (window.htmx) window.htmx.process(fresh);
    document.dispatchEvent(new CustomEvent("wayhome:shown"));
    scrollTo(0, 0);
    fresh.focus();
  }

  function send(form, submitter) {
    const { meter, words } = bar(form);
    const request = new XMLHttpRequest();
    const body = new FormData(form);
    const buttons = form.querySelectorAll("button, input[type=submit]");
    if (submitter && submitter.name) body.append(submitter.name, submitter.value);
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      meter.max = event.total;
      meter.value = event.loaded;
      words.textContent = `${Math.round((100 * event.loaded) / event.total)} %`;
    };
    request.upload.onload = () => { meter.removeAttribute("value"); words.textContent = form.dataset.uploadReading || "…"; };
    const again = (message) => { buttons.forEach((b) => { b.disabled = false; }); meter.value = 0; words.textContent = message; };
    request.onload = () => {
      if (request.status < 500 && (request.getResponseHeader("Content-Type") || "").includes("text/html")) show(request.responseText, request.responseURL);
      else again(form.dataset.uploadFailed || String(request.status));
    };
    request.onerror = () => again(form.dataset.uploadFailed || "×");
    request.open("POST", form.action || location.href);
    request.send(body);
    buttons.forEach((b) => { b.disabled = true; });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-upload]")) return;
    if (![...form.querySelectorAll("input[type=file]")].some((f) => f.files.length)) return;
    event.preventDefault();
    send(form, event.submitter);
  });

  const zone = (event) => event.target instanceof Element && event.target.closest(".drop");
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => {
    if (!zone(event)) return;
    event.preventDefault();
    zone(event).classList.add("over");
  });
  document.addEventListener("dragleave", (event) => { const z = zone(event); if (z && !z.contains(event.relatedTarget)) z.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    const z = zone(event);
    const field = z && z.querySelector("input[type=file]");
    if (!field) return;
    event.preventDefault();
    z.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
