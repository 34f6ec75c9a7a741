/** The field of a note, which is kept as it is typed: nothing is lost where the page is left. */

import { button, fieldIn, formOf } from "./passages-edit.js";
import { debounced, element } from "./search-dom.js";

const SOON = 300; // milliseconds

/**
 * "Cancel" brings back the note as it was; whatever else ends the field leaves what was typed.
 *
 * @param {{label: string, value: string, save: (value: string) => void}} options
 * @param {() => void} end what takes the field away
 * @returns {HTMLFormElement} focus it with `focusField`
 */
export function noteEditor({ label, value, save }, end) {
  const { input, named } = fieldIn(label, value, "textarea");
  const keep = onlyChanges(value, save);
  const keepNow = () => keep(input.value.trim());
  const keepSoon = debounced(keepNow, SOON);
  const leaving = new AbortController();
  const close = () => {
    keepSoon.cancel();
    keepNow();
    leaving.abort();
    end();
  };
  const cancel = button("Cancel", () => {
    input.value = value;
    close();
  });
  input.addEventListener("input", () => keepSoon());
  input.addEventListener("blur", keepNow);
  window.addEventListener("pagehide", keepNow, { signal: leaving.signal });
  const done = element("button", { type: "submit", class: "rs-tool" }, "Done");
  return formOf([named, done, cancel], { submit: close, escape: close });
}

/** @param {string} value that is kept already @param {(value: string) => void} save */
function onlyChanges(value, save) {
  let last = value;
  return (/** @type {string} */ typed) => {
    if (typed === last) return;
    last = typed;
    save(typed);
  };
}
