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

// "Read aloud" appears only where a voice on this device speaks the language: others would be sent
// what they are to say.
const speech = window.speechSynthesis;
for (const box of document.querySelectorAll("[data-aloud-box]")) {
  const button = box.querySelector("[data-aloud]");
  if (!speech || !button) continue;
  const name = button.textContent;
  const number = box.querySelector("[data-copy]").textContent.trim();
  const words = [...box.querySelectorAll("[translate=no] li")].map((word) => word.textContent.trim());
  const language = box.querySelector("ol").lang;
  const here = document.documentElement.lang;
  const voiceOf = (code) =>
    speech.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(code));
  const offer = () => {
    button.hidden = !(voiceOf(here) && voiceOf(language));
  };
  const say = (text, code) => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voiceOf(code);
    spoken.lang = code;
    spoken.rate = 0.8;
    spoken.onend = () => {
      if (!speech.pending) button.textContent = name;
    };
    speech.speak(spoken);
  };
  offer();
  speech.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", () => speech.cancel());
  button.addEventListener("click", () => {
    const going = speech.speaking;
    speech.cancel();
    button.textContent = going ? name : button.dataset.stop;
    if (going) return;
    // Letter by letter, with a rest between: the number is no word.
    say([...number.replaceAll("-", "")].join(", "), here);
    for (const word of words) say(word, language);
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
