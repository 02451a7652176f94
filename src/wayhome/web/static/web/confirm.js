/* <form data-confirm="What will happen." data-confirm-yes="Withdraw it">: asks in a dialog before sending.
   Without scripts the form is sent at once, so whatever cannot be undone asks on a page of its own. */
(() => {
  "use strict";
  const sure = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    const source = button && button.dataset.confirm ? button : form;
    const question = source.dataset.confirm;
    const dialog = document.getElementById("confirm");
    if (!question || !dialog || !dialog.showModal) return;
    if (sure.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const yes = dialog.querySelector("[data-confirm-yes]");
    dialog.querySelector("[data-confirm-says]").textContent = question;
    yes.textContent = source.dataset.confirmYes || yes.dataset.plain;
    yes.classList.toggle("danger", "confirmDanger" in source.dataset);
    yes.classList.toggle("primary", !("confirmDanger" in source.dataset));
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (dialog.returnValue !== "yes") return;
      sure.add(form);
      form.requestSubmit(button || undefined);
    };
    dialog.showModal();
  }, true);
})();
