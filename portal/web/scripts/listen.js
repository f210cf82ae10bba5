// The page read aloud in its own language, where this device has a voice for it. Voices that live
// on some company's computers are not used: what a page says stays here. What somebody wrote is
// read only where they asked for it.
const LONGEST = 200; // characters that every browser says without falling silent
const FIELDS = "input, textarea, select";
const NEVER = "script, style, svg, form.portal-languages, [data-listen], [aria-hidden=true], [hidden]";

const box = document.querySelector("[data-listen]");
const main = document.querySelector("main");
const speech = window.speechSynthesis;

const language = (element) => element.closest("[lang]").lang.split("-")[0];
const voiceOf = (code) =>
  speech.getVoices().find((one) => one.localService && one.lang.split(/[-_]/)[0] === code);

/** Whether an element is drawn as part of a line. */
const inLine = (element) => /^(inline|contents)/.test(getComputedStyle(element).display);

/** What is to be said, in the order of the page: the element and its words. */
function* pieces(root, typed) {
  let words = "";
  function* walk(element, host) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) words += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(NEVER)) continue;
      if (node.matches("[data-typed]") && !typed) continue;
      if (node.matches(FIELDS)) {
        if (typed) words += ` ${written(node)} `;
      } else if (inLine(node)) yield* walk(node, host);
      else if (node.checkVisibility?.() ?? node.getClientRects().length) {
        yield* flush(host);
        yield* walk(node, node);
        yield* flush(node);
      }
    }
  }
  function* flush(host) {
    const said = words.replace(/\s+/g, " ").trim();
    words = "";
    if (/[\p{L}\p{N}]/u.test(said)) yield [host, said];
  }
  yield* walk(root, root);
  yield* flush(root);
}

/** What stands in a field that somebody types into. */
function written(field) {
  return field.matches("textarea, [type=text], [type=email], [type=tel]") ? field.value : "";
}

/** Headings of the first level, then all the rest as it stands. */
function inOrder(typed) {
  const found = [...pieces(main, typed)];
  const first = ([host]) => host.closest("h1") || host.querySelector("h1 label, h1 legend");
  return [...found.filter(first), ...found.filter((one) => !first(one))].flatMap(([host, said]) =>
    parts(said).map((part) => [host, part]),
  );
}

/** Sentences, put together as long as a voice can bear them. */
function parts(said) {
  const found = [""];
  for (const piece of said.match(/[^.?!؟]+[.?!؟]*\s*/g) ?? [said]) {
    if ((found.at(-1) + piece).length > LONGEST) found.push("");
    found[found.length - 1] += piece;
  }
  return found.filter((one) => one.trim());
}

function listen() {
  const part = (name) => box.querySelector(`[data-listen-${name}]`);
  const buttons = { start: part("start"), pause: part("pause"), on: part("on"), stop: part("stop") };
  const typed = part("typed");
  const status = box.querySelector("[role=status]");
  let queue = [];
  let at = 0;
  let turn = 0; // a voice that was cut off must not go on with the next piece

  const mark = (host) => {
    document.querySelector(".portal-listen__now")?.classList.remove("portal-listen__now");
    host?.classList.add("portal-listen__now");
  };

  const writes = main.querySelector("[data-typed], textarea, [type=text], [type=email]");

  const show = (state, said, ...visible) => {
    const focused = document.activeElement;
    const ours = box.contains(focused);
    for (const [name, button] of Object.entries(buttons)) button.hidden = !visible.includes(name);
    if (ours && focused.hidden) buttons[visible[0]].focus();
    typed.hidden = !writes || state !== "idle";
    box.dataset.state = state;
    status.textContent = said;
  };

  const silence = () => {
    turn += 1;
    speech.cancel();
  };

  const end = (said) => {
    silence();
    mark(null);
    show("idle", said, "start");
  };

  const next = () => {
    if (at >= queue.length) return end(box.dataset.over);
    const [host, said] = queue[at];
    const mine = turn;
    const utterance = new SpeechSynthesisUtterance(said);
    utterance.lang = language(host);
    utterance.voice = voiceOf(utterance.lang) ?? voiceOf(language(main)) ?? null;
    utterance.onend = utterance.onerror = () => {
      if (mine !== turn) return;
      at += 1;
      next();
    };
    mark(host);
    speech.speak(utterance);
  };

  const go = () => {
    silence();
    show("reading", box.dataset.reading, "pause", "stop");
    next();
  };

  buttons.start.addEventListener("click", () => {
    queue = inOrder(typed.querySelector("input").checked);
    at = 0;
    go();
  });
  buttons.pause.addEventListener("click", () => {
    silence();
    show("paused", box.dataset.paused, "on", "stop");
  });
  buttons.on.addEventListener("click", go);
  buttons.stop.addEventListener("click", () => end(box.dataset.stopped));
  window.addEventListener("pagehide", silence);
  typed.hidden = !writes;
}

/** The button comes once there is a voice: some browsers fetch their voices late. */
function offer() {
  if (!box.hidden || !voiceOf(language(main))) return;
  box.hidden = false;
  listen();
}

if (box && main && speech && window.SpeechSynthesisUtterance) {
  offer();
  speech.addEventListener?.("voiceschanged", offer);
}
