/**
 * Parts of the menu of a paragraph's number.
 *
 * @typedef {import("./paragraph-menu-words.js").Content} Content
 * @typedef {import("./paragraph-menu-citation.js").Style} Style
 */

import { copiesAs } from "./paragraph-menu-clipboard.js";
import { element } from "./search-dom.js";

/** The style of citations: an item that unfolds those there are. */
export class Chooser {
  /** @param {Style[]} styles @param {(name: string) => void} choose */
  constructor(styles, choose) {
    this.current = element("span", { class: "rs-menu__style" });
    this.button = item("", () => this.toggle());
    this.button.append("Style: ", this.current);
    this.radios = styles.map(({ name, label }) => {
      const radio = item(label, () => this.take(name), "menuitemradio");
      radio.dataset.style = name;
      return radio;
    });
    this.choose = choose;
    this.group = element("div", { role: "group", "aria-label": "Style of citation" }, ...this.radios);
    this.parts = [element("div", { role: "separator" }), this.button, this.group];
    this.fold();
  }

  fold() {
    this.group.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  toggle() {
    this.group.hidden = !this.group.hidden;
    this.button.setAttribute("aria-expanded", String(!this.group.hidden));
    // it unfolds downwards, so that nothing slips away beneath the finger that pressed
    this.group.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} name */
  take(name) {
    this.fold();
    this.button.focus({ preventScroll: true });
    this.choose(name);
  }

  /** @param {Style} style */
  show(style) {
    this.current.textContent = style.label;
    for (const radio of this.radios) {
      radio.setAttribute("aria-checked", String(radio.dataset.style === style.name));
    }
  }
}

/** A field for where copying is refused. */
export class ByHand {
  constructor() {
    this.field = /** @type {HTMLTextAreaElement} */ (
      element("textarea", { readonly: true, rows: "4", id: "rs-by-hand" })
    );
    const why = "This browser does not let the page copy. The text is selected: copy it by hand.";
    const label = element("label", { for: "rs-by-hand" }, why);
    this.root = element("div", { class: "rs-menu__by-hand", hidden: true }, label, this.field);
  }

  /** @param {Content} content */
  fill(content) {
    this.field.value = content.text;
    copiesAs(this.field, content);
  }

  select() {
    this.field.focus({ preventScroll: true });
    this.field.select();
  }
}

/** @param {string} label @param {() => void} action @param {string} [role] @returns {HTMLElement} */
export function item(label, action, role = "menuitem") {
  const button = element("button", { type: "button", role, tabindex: "-1" }, label);
  button.addEventListener("click", action);
  return button;
}
