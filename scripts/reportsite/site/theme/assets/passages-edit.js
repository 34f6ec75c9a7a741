/** Parts of the page of passages that wait for the reader: buttons, and fields that come and go. */

import { element } from "./search-dom.js";

/** @param {string} label @param {() => void} action @returns {HTMLButtonElement} */
export function button(label, action) {
  const made = /** @type {HTMLButtonElement} */ (
    element("button", { type: "button", class: "rs-tool" }, label)
  );
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") action();
  });
  return made;
}

/**
 * A button that can do nothing now stays where it is, so that the keyboard does.
 *
 * @param {HTMLButtonElement} one @param {boolean} isAble
 */
export function enable(one, isAble) {
  if (isAble) one.removeAttribute("aria-disabled");
  else one.setAttribute("aria-disabled", "true");
}

/**
 * A field in place of a text, until it is saved (Enter, in a field of one line) or left (Escape).
 *
 * @param {{label: string, value: string, field: "input" | "textarea", save: (value: string) => void}}
 *   options
 * @param {() => void} end is called in either case
 * @returns {HTMLFormElement} focus it with `focusField`
 */
export function editor({ label, value, field, save }, end) {
  const { input, named } = fieldIn(label, value, field);
  const saving = element("button", { type: "submit", class: "rs-tool" }, "Save");
  const submit = () => {
    save(input.value.trim());
    end();
  };
  return formOf([named, saving, button("Cancel", end)], { submit, escape: end });
}

/**
 * @param {string} label @param {string} value @param {"input" | "textarea"} field
 * @returns {{input: HTMLInputElement | HTMLTextAreaElement, named: HTMLElement}} `named`: with its label
 */
export function fieldIn(label, value, field) {
  const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
    element(field, {
      class: "rs-input",
      dir: "auto",
      maxlength: field === "input" ? "500" : "10000",
      rows: field === "textarea" ? "3" : null,
    })
  );
  input.value = value;
  const named = element("label", { class: "rs-field" }, element("span", {}, label), input);
  return { input, named };
}

/**
 * @param {HTMLElement[]} parts @param {{submit: () => void, escape: () => void}} actions
 * @returns {HTMLFormElement}
 */
export function formOf(parts, { submit, escape }) {
  const form = /** @type {HTMLFormElement} */ (element("form", { class: "rs-editor" }, ...parts));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") escape();
  });
  return form;
}

/** @param {HTMLFormElement} form */
export function focusField(form) {
  const field = /** @type {HTMLInputElement | null} */ (form.querySelector("input, textarea"));
  field?.focus();
  field?.select();
}

/**
 * Put an editor behind an element, once, and give the focus back where it came from.
 *
 * @param {Element} place @param {HTMLElement} opener
 * @param {(end: () => void) => HTMLFormElement} made the editor, which `end` takes away
 */
export function edited(place, opener, made) {
  if (place.nextElementSibling?.matches(".rs-editor")) {
    focusField(/** @type {HTMLFormElement} */ (place.nextElementSibling));
    return;
  }
  const form = made(() => {
    form.remove();
    opener.focus({ preventScroll: true });
  });
  place.after(form);
  focusField(form);
}
