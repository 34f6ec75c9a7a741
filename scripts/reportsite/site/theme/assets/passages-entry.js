/**
 * What one sees of one entry of the list: a heading, or a passage with its quotation and citation.
 *
 * @typedef {import("./passages-text.js").Shown} Shown
 * @typedef {import("./passages-text.js").ShownPassage} ShownPassage
 * @typedef {import("./passages-text.js").ShownHeading} ShownHeading
 * @typedef {object} Actions what the buttons do; none for a list that is not the reader's own
 * @property {(key: string, step: -1 | 1) => void} move @property {(key: string) => void} moveTo
 * @property {(key: string, note: string) => void} note @property {(key: string) => void} remove
 * @property {(key: string, text: string) => void} rename @property {(key: string) => void} renew
 * @typedef {{up: boolean, down: boolean}} Can where an entry can be moved
 * @typedef {object} View
 * @property {HTMLElement} root @property {HTMLElement} heading
 * @property {(entry: Shown, can: Can) => void} show
 */

import { button, edited, editor, enable } from "./passages-edit.js";
import { partsOf } from "./passages-markup.js";
import { noteEditor } from "./passages-note.js";
import { isIn, isNamed } from "./passages-text.js";
import { element } from "./search-dom.js";

/** @param {Shown} entry @param {Actions | null} actions @returns {View} */
export function entryView(entry, actions) {
  return entry.kind === "heading"
    ? new HeadingView(entry, actions)
    : new PassageView(entry, actions);
}

class HeadingView {
  /** @param {ShownHeading} entry @param {Actions | null} actions */
  constructor({ key }, actions) {
    this.key = key;
    this.actions = actions;
    this.text = "";
    this.heading = element("h2", { dir: "auto", tabindex: "-1" });
    this.tools = element("div", { class: "rs-tools", role: "group" });
    this.root = element("div", { class: "rs-issue" }, this.heading);
    /** @type {Movers | null} */
    this.movers = null;
    if (actions) this.addTools(actions);
  }

  /** @param {Actions} actions */
  addTools(actions) {
    this.movers = new Movers(this.key, actions);
    const rename = button("Rename", () => {
      const save = (/** @type {string} */ text) => text && actions.rename(this.key, text);
      const options = { label: "Heading", value: this.text, save };
      edited(this.tools, rename, (end) => editor({ ...options, field: "input" }, end));
    });
    const remove = button("Delete the heading", () => actions.remove(this.key));
    this.tools.append(...this.movers.buttons, rename, remove);
    this.root.append(this.tools);
  }

  /** @param {Shown} entry @param {Can} can */
  show(entry, can) {
    const { text } = /** @type {ShownHeading} */ (entry);
    this.movers?.show(can);
    this.tools.setAttribute("aria-label", `Heading: ${text}`);
    if (this.text === text) return;
    this.text = text;
    this.heading.textContent = text;
  }
}

class PassageView {
  /** @param {ShownPassage} entry @param {Actions | null} actions */
  constructor({ key }, actions) {
    this.key = key;
    this.actions = actions;
    this.shown = "";
    this.note = "";
    this.heading = element("h3", { tabindex: "-1" });
    this.body = element("div", { class: "rs-passage__body" });
    this.tools = element("div", { class: "rs-tools", role: "group" });
    this.root = element("article", { class: "rs-passage" }, this.heading, this.body);
    /** @type {Movers | null} */
    this.movers = null;
    if (actions) this.addTools(actions);
  }

  /** @param {Actions} actions */
  addTools(actions) {
    this.movers = new Movers(this.key, actions);
    const note = button("Note", () => {
      const save = (/** @type {string} */ text) => actions.note(this.key, text);
      const options = { label: "Your note to this passage", value: this.note, save };
      edited(this.tools, note, (end) => noteEditor(options, end));
    });
    const moveTo = button("Move to…", () => actions.moveTo(this.key));
    const remove = button("Remove", () => actions.remove(this.key));
    this.tools.append(...this.movers.buttons, moveTo, note, remove);
    this.root.append(this.tools);
  }

  /** @param {Shown} entry @param {Can} can */
  show(entry, can) {
    this.movers?.show(can);
    // an entry is drawn anew only where it says something else, so that what is selected stays so
    const shown = JSON.stringify(entry);
    if (this.shown === shown) return;
    this.shown = shown;
    const passage = /** @type {ShownPassage} */ (entry);
    this.note = passage.note;
    this.tools.setAttribute("aria-label", `Passage: ${passage.where}`);
    const link = element("a", { href: passage.address }, element("bdi", {}, passage.where));
    this.heading.replaceChildren(link);
    this.body.replaceChildren(...this.parts(passage));
  }

  /** @param {ShownPassage} passage @returns {Node[]} */
  parts({ quotation, citation, address, source, note, remarks, former }) {
    return [
      quotation.html && quote(quotation.html),
      citation.html && element("div", { class: "rs-passage__citation" }, partsOf(citation.html)),
      isIn(address, citation.text) ? "" : line("address", element("a", { href: address }, address)),
      source && sourceLine(source, isNamed(source, citation.text)),
      note &&
        element("p", { class: "rs-passage__note", dir: "auto" }, element("b", {}, "Note: "), note),
      ...remarks.map((remark) => line("remark", remark)),
      ...(former ? this.formerParts(former.html) : []),
    ].filter((part) => part instanceof Node);
  }

  /** @param {string} html */
  formerParts(html) {
    const renew =
      this.actions && button("Take the text of today", () => this.actions?.renew(this.key));
    return [line("label", "As it was:"), quote(html), ...(renew ? [element("p", {}, renew)] : [])];
  }
}

/** Up and down. */
class Movers {
  /** @param {string} key @param {Actions} actions */
  constructor(key, actions) {
    this.buttons = [
      button("Up", () => actions.move(key, -1)),
      button("Down", () => actions.move(key, 1)),
    ];
  }

  /** @param {Can} can */
  show({ up, down }) {
    enable(this.buttons[0], up);
    enable(this.buttons[1], down);
  }
}

/** @param {string} html */
function quote(html) {
  const parts = partsOf(html);
  const first = parts.firstElementChild;
  const [lang, dir] = [first?.getAttribute("lang"), first?.getAttribute("dir")];
  return element("blockquote", { class: "rs-passage__words", lang, dir }, parts);
}

/** @param {string} source @param {boolean} isNamed in the citation: on paper, that is enough */
function sourceLine(source, isNamed) {
  const made = line("source", "Source: ", element("bdi", {}, source));
  made.classList.toggle("rs-passage__source--named", isNamed);
  return made;
}

/** @param {string} name @param {...(Node | string)} children */
function line(name, ...children) {
  return element("p", { class: `rs-passage__${name}` }, ...children);
}
