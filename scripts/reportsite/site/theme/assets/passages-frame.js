/**
 * What stands about the entries of the list: its title, what is said of it, and what can be done with
 * all of it. Text goes in as text, never as markup.
 *
 * @typedef {import("./paragraph-menu-citation.js").Style} Style
 * @typedef {object} Actions
 * @property {(name: string) => void} style @property {() => void} print @property {() => void} link
 * @property {(suffix: string) => void} download @property {(file: File) => void} open
 * @property {() => void} clear @property {(text: string) => void} heading
 * @property {(text: string) => void} title
 * @property {() => void} replace @property {() => void} add @property {() => void} leave
 */

import { ByHand } from "./paragraph-menu-parts.js";
import { FORMATS } from "./passages-carry.js";
import { button, edited, editor } from "./passages-edit.js";
import { element } from "./search-dom.js";

const MEASURED = "An estimate for A4; the print may be a page, or a fifth, longer or shorter.";
const ON_A_PAGE =
  "On the page of a report or a section, follow the number of a paragraph (¶12) and choose " +
  "“Add to my passages”.";

export class Frame {
  /** @param {HTMLElement} root @param {Style[]} styles @param {string} style @param {Actions} actions */
  constructor(root, styles, style, actions) {
    this.title = /** @type {HTMLElement} */ (document.querySelector("h1"));
    this.titleText = "";
    this.actions = actions;
    this.date = element("p", { class: "rs-passages__date" });
    this.extent = element("p", { class: "rs-passages__extent" });
    this.keeping = owned(element("p", { class: "rs-passages__keeping" }));
    this.measured = filled(element("details", { class: "rs-passages__measured" }));
    this.measured.append(
      element("summary", {}, "How the length is reckoned"),
      element("p", {}, MEASURED),
    );
    this.status = element("p", { class: "rs-unseen rs-passages__status", role: "status" });
    this.messages = element("div", { class: "rs-passages__messages" });
    this.other = element("section", { class: "rs-passages__other", hidden: true });
    this.entries = element("div", { class: "rs-passages__entries" });
    this.empty = element("div", { class: "rs-prose rs-passages__empty" });
    this.empty.append(...howToFill());
    this.byHand = new ByHand();
    this.own = owned(element("div", { class: "rs-passages__own" }, this.headingForm()));
    this.tools = element("div", { class: "rs-passages__tools" }, ...this.groups(styles, style));
    this.root = root;
    this.title.tabIndex = -1;
    root.append(
      ...[this.date, this.extent, this.measured, this.keeping, this.other, this.tools],
      ...[this.byHand.root, this.messages, this.status, this.empty, this.entries, this.own],
    );
  }

  /** @param {Style[]} styles @param {string} style @returns {HTMLElement[]} */
  groups(styles, style) {
    const { actions } = this;
    this.retitle = button("Give it a title", () => {
      const [place, opener] = [this.title, this.retitle];
      const options = { label: "Title of the list", value: this.titleText, save: actions.title };
      edited(/** @type {Element} */ (place), /** @type {HTMLElement} */ (opener), (end) =>
        editor({ ...options, field: "input" }, end),
      );
    });
    const whole = [
      filled(button("Print", actions.print)),
      filled(button("Copy as a link", actions.link)),
      owned(this.retitle),
      this.fileField(),
      owned(filled(button("Clear the list", actions.clear))),
    ];
    const files = FORMATS.map(({ suffix, label }) => button(label, () => actions.download(suffix)));
    return [
      filled(element("div", { class: "rs-tools" }, this.styleField(styles, style))),
      element("div", { class: "rs-tools", role: "group", "aria-label": "The list" }, ...whole),
      filled(
        element(
          "div",
          { class: "rs-tools", role: "group", "aria-label": "Download as" },
          element("span", { class: "rs-tools__label", "aria-hidden": "true" }, "Download as"),
          ...files,
        ),
      ),
    ];
  }

  /** @param {Style[]} styles @param {string} style */
  styleField(styles, style) {
    const field = /** @type {HTMLSelectElement} */ (element("select", { class: "rs-input" }));
    for (const { name, label } of styles) {
      field.append(element("option", { value: name, selected: name === style }, label));
    }
    field.addEventListener("change", () => this.actions.style(field.value));
    return element("label", { class: "rs-tools__label" }, "Style of citations ", field);
  }

  fileField() {
    const field = /** @type {HTMLInputElement} */ (
      element("input", { type: "file", accept: ".json,application/json", class: "rs-unseen" })
    );
    field.addEventListener("change", () => {
      const file = field.files?.[0];
      if (file) this.actions.open(file);
      field.value = "";
    });
    return element("label", { class: "rs-tool" }, "Open a file", field);
  }

  headingForm() {
    const field = /** @type {HTMLInputElement} */ (
      element("input", { type: "text", class: "rs-input", maxlength: "500", dir: "auto" })
    );
    const label = element(
      "label",
      { class: "rs-field" },
      element("span", {}, "New heading, such as an issue in dispute"),
      field,
    );
    const adding = element("button", { type: "submit", class: "rs-tool" }, "Add the heading");
    const form = element("form", { class: "rs-editor" }, label, adding);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) this.actions.heading(field.value.trim());
      field.value = "";
      field.focus();
    });
    return form;
  }

  /** @param {string} title */
  showTitle(title) {
    this.titleText = title;
    this.title.textContent = title || "Passages";
    this.title.dir = "auto";
    if (this.retitle) this.retitle.textContent = title ? "Change the title" : "Give it a title";
  }

  /** @param {{isEmpty: boolean, isOwn: boolean}} state */
  showState({ isEmpty, isOwn }) {
    this.root.classList.toggle("rs-passages--empty", isEmpty);
    this.root.classList.toggle("rs-passages--other", !isOwn);
    if (isOwn) this.other.hidden = true;
  }

  /** @param {HTMLElement[]} messages */
  showMessages(messages) {
    this.messages.replaceChildren(...messages);
  }

  /** @param {import("./paragraph-menu-words.js").Content} content that could not be copied */
  showByHand(content) {
    this.byHand.fill(content);
    this.byHand.root.hidden = false;
    this.byHand.select();
  }

  /**
   * Something that happened, with what can be done about it.
   *
   * @param {string} text @param {HTMLElement[]} buttons
   * @returns {HTMLElement}
   */
  message(text, buttons) {
    return element(
      "div",
      { class: "rs-message" },
      element("p", {}, text),
      buttons.length ? element("p", { class: "rs-tools" }, ...buttons) : null,
    );
  }

  /** @param {string} text what the live region says */
  say(text) {
    this.status.textContent = text;
  }

  /** @param {string} title @param {string} text @param {boolean} isOwnEmpty */
  showOther(title, text, isOwnEmpty) {
    const shown = `${title} ${text}`;
    if (!this.other.hidden && this.other.dataset.shown === shown) return;
    this.other.dataset.shown = shown;
    const { replace, add, leave } = this.actions;
    const buttons = isOwnEmpty
      ? [button("Keep it as my list", replace)]
      : [button("Add it to my list", add), button("Replace my list with it", replace)];
    const heading = element("h2", { id: "rs-other", tabindex: "-1" }, title);
    this.other.setAttribute("aria-labelledby", "rs-other");
    this.other.replaceChildren(
      heading,
      element("p", {}, text),
      element("p", { class: "rs-tools" }, ...buttons, button("Leave it", leave)),
    );
    this.other.hidden = false;
  }

  focusOther() {
    /** @type {HTMLElement | null} */ (this.other.querySelector("h2"))?.focus();
  }
}

/** Only where the list has something. @template {HTMLElement} T @param {T} part @returns {T} */
function filled(part) {
  part.classList.add("rs-passages__filled");
  return part;
}

/** Only where the list is the reader's own. @template {HTMLElement} T @param {T} part @returns {T} */
function owned(part) {
  part.classList.add("rs-passages__ours");
  return part;
}

/** @returns {HTMLElement[]} */
function howToFill() {
  const link = (/** @type {string} */ to, /** @type {string} */ words) =>
    element("a", { href: new URL(`../${to}`, import.meta.url).href }, words);
  const ways = [
    element("li", {}, ON_A_PAGE),
    element("li", {}, "On the page of the ", link("search/", "search"), ", add what was found."),
    element("li", {}, "Open a link or a file in which somebody gave you a list."),
  ];
  return [
    element("p", {}, "There is nothing in this list yet. To fill it:"),
    element("ul", {}, ...ways),
  ];
}
