// Every page works without this file: it only makes some things easier.
import { initAll } from "./govuk-frontend.min.js";
import "./listen.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// "Copy" appears only where the browser can do it, and says aloud that it has.
for (const box of document.querySelectorAll("[data-copyable]")) {
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  if (!button || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.querySelector("[data-copy]").textContent.trim());
    said.textContent = button.dataset.done;
  });
}

// Leaving in a hurry: the page that was open must not be one step back in the history.
for (const link of document.querySelectorAll(".govuk-js-exit-this-page-button")) {
  link.addEventListener(
    "click",
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      document.documentElement.hidden = true;
      window.location.replace(link.href);
    },
    { capture: true },
  );
}

// The network may go while somebody types: say so, and do not let the page be lost for it.
// Nothing is kept by this script: the page itself still holds what was typed.
for (const note of document.querySelectorAll("[data-offline]")) {
  const said = note.querySelector("[role=status]");
  const form = note.previousElementSibling;
  let pressed = false;

  const say = (words) => {
    note.hidden = false;
    said.textContent = words;
  };

  window.addEventListener("offline", () => say(note.dataset.gone));
  window.addEventListener("online", () => {
    pressed = false;
    say(note.dataset.back);
  });
  if (!navigator.onLine) say(note.dataset.gone);

  // A browser that is wrong about its network is believed once, not twice.
  form.addEventListener(
    "submit",
    (event) => {
      if (navigator.onLine || pressed) return;
      pressed = true;
      event.preventDefault();
      event.stopImmediatePropagation();
      say(note.dataset.notSent);
    },
    { capture: true },
  );
}
