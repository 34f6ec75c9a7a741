/**
 * What one sees of the menu of a paragraph's number, and how the keyboard moves in it: the pattern
 * “menu button” of the ARIA Authoring Practices Guide.
 *
 * @typedef {import("./paragraph-menu-words.js").Content} Content
 * @typedef {import("./paragraph-menu-citation.js").Style} Style
 * @typedef {object} Actions
 * @property {Style[]} styles from which to choose
 * @property {(what: string) => void} copy "link", "citation" or "words"
 * @property {() => void} take it into the list of passages, or out of it
 * @property {(name: string) => void} choose a style
 * @property {() => void} close
 */

import { ByHand, Chooser, item } from "./paragraph-menu-parts.js";
import { placed } from "./paragraph-menu-place.js";
import { element } from "./search-dom.js";

const COPIES = [
  ["link", "Copy link"],
  ["citation", "Copy citation"],
  ["words", "Copy words with citation"],
];

export class View {
  /** @param {Element} main where it stands @param {Actions} actions */
  constructor(main, actions) {
    this.actions = actions;
    const { styles } = actions;
    const copies = styles.length > 0 ? COPIES : COPIES.slice(0, 1);
    this.chooser = styles.length > 1 ? new Chooser(styles, actions.choose) : null;
    this.menu = element("div", { role: "menu" });
    this.take = item("", actions.take);
    this.menu.append(
      ...copies.map(([what, label]) => item(label, () => actions.copy(what))),
      this.take,
      ...(this.chooser?.parts ?? []),
    );
    this.byHand = new ByHand();
    this.panel = element("div", { class: "rs-menu", hidden: true, lang: "en", dir: "ltr" });
    this.panel.append(this.menu, this.byHand.root);
    this.note = element("p", { class: "rs-copied", role: "status", lang: "en", dir: "ltr" });
    this.panel.addEventListener("keydown", (event) => this.onKey(event));
    main.append(this.panel, this.note);
    window.addEventListener("resize", () => this.place());
    /** @type {HTMLElement | null} */
    this.link = null;
    this.timer = 0;
  }

  /** @param {HTMLElement} link @param {string} number @param {string} take what `take` does */
  open(link, number, take) {
    this.say("");
    this.link = link;
    this.menu.setAttribute("aria-label", `Paragraph ${number}`);
    this.take.textContent = take;
    this.chooser?.fold();
    this.show(this.menu);
    this.items()[0].focus({ preventScroll: true });
  }

  close() {
    this.panel.hidden = true;
    this.link = null;
  }

  /** Show what could not be copied, selected. @param {Content} content */
  showByHand(content) {
    this.byHand.fill(content);
    this.show(this.byHand.root);
    this.byHand.select();
  }

  /** @param {HTMLElement} part the one to show */
  show(part) {
    for (const other of [this.menu, this.byHand.root]) other.hidden = other !== part;
    this.panel.hidden = false;
    this.place();
  }

  place() {
    if (this.link && !this.panel.hidden) placed(this.panel, this.link);
  }

  /** @param {string} words @param {HTMLElement} [link] beside which @param {number} [time] in ms */
  say(words, link, time) {
    window.clearTimeout(this.timer);
    this.note.textContent = words;
    if (link) placed(this.note, link);
    if (time) this.timer = window.setTimeout(() => this.say(""), time);
  }

  /** @param {Style} style */
  showStyle(style) {
    this.chooser?.show(style);
  }

  /** @param {EventTarget | null} target */
  holds(target) {
    return target instanceof Node && this.panel.contains(target);
  }

  /** @returns {HTMLElement[]} those that can be reached now */
  items() {
    const all = /** @type {NodeListOf<HTMLElement>} */ (this.menu.querySelectorAll("button"));
    return [...all].filter((button) => !button.closest("[hidden]"));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape" || event.key === "Tab") {
      // from the number on, the browser finds the next stop by itself
      this.link?.focus({ preventScroll: true });
      this.actions.close();
      if (event.key === "Escape") event.preventDefault();
    } else if (!this.menu.hidden) this.move(event);
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const items = this.items();
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }
}
