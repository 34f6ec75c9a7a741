/** Questions that the page of passages asks, in dialogs of the browser's own kind. */

import { element } from "./search-dom.js";

/**
 * @param {{title: string, text: string, yes: string, no: string}} question
 * @returns {Promise<boolean>}
 */
export async function agreed({ title, text, yes, no }) {
  const buttons = [submit(yes, "yes"), submit(no, "")];
  return (await answered(title, [element("p", {}, text)], buttons)) === "yes";
}

/**
 * @param {string} passage which is to be moved
 * @param {{id: string, text: string}[]} headings from which to choose; "" is the id of none
 * @param {string} current the id of the one above it
 * @returns {Promise<{id: string} | {text: string} | null>} `text` is that of a new heading
 */
export async function headingChosen(passage, headings, current) {
  const radios = headings.map(({ id, text }) => radio(id, text, id === current));
  const typed = /** @type {HTMLInputElement} */ (
    element("input", { type: "text", maxlength: "500", id: "rs-new-heading", class: "rs-input" })
  );
  const fresh = radio("new", "A new heading:", false);
  typed.addEventListener("input", () => {
    /** @type {HTMLInputElement} */ (fresh.querySelector("input")).checked = true;
  });
  typed.setAttribute("aria-label", "Words of the new heading");
  const choice = element("fieldset", {}, element("legend", {}, passage), ...radios, fresh, typed);
  const answer = await answered("Move to", [choice], [submit("Move", "yes"), submit("Cancel", "")]);
  const chosen = /** @type {HTMLInputElement | null} */ (choice.querySelector("input:checked"));
  if (answer !== "yes" || !chosen) return null;
  if (chosen.value !== "new") return { id: chosen.value };
  const text = typed.value.trim();
  return text ? { text } : null;
}

/** @param {string} value @param {string} label @param {boolean} isChosen */
function radio(value, label, isChosen) {
  const input = element("input", { type: "radio", name: "heading", value, checked: isChosen });
  return element("label", { class: "rs-choice", dir: "auto" }, input, ` ${label}`);
}

/** @param {string} label @param {string} value */
function submit(label, value) {
  return element("button", { type: "submit", value, class: "rs-tool" }, label);
}

/**
 * @param {string} title @param {HTMLElement[]} parts @param {HTMLElement[]} buttons
 * @returns {Promise<string>} the value of the button that ended it, "" for Escape
 */
function answered(title, parts, buttons) {
  const before = document.activeElement;
  const heading = element("h2", { id: "rs-question" }, title);
  const form = element("form", { method: "dialog" }, heading, ...parts);
  form.append(element("p", { class: "rs-tools" }, ...buttons));
  const dialog = /** @type {HTMLDialogElement} */ (
    element("dialog", { class: "rs-question", "aria-labelledby": "rs-question" }, form)
  );
  document.querySelector("main")?.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      done(dialog.returnValue);
    });
  });
}
