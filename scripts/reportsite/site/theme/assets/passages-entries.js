/**
 * The entries of the list on the page, in their order. An entry that moves stays the same element, and
 * keeps the focus.
 *
 * @typedef {import("./passages-text.js").Shown} Shown
 * @typedef {import("./passages-entry.js").Actions} Actions
 * @typedef {import("./passages-entry.js").View} View
 */

import { entryView } from "./passages-entry.js";
import { element } from "./search-dom.js";

const STAYS = { up: false, down: false };

export class Entries {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.top = element("h2");
    /** @type {Map<string, View>} */
    this.views = new Map();
    /** @type {{message: HTMLElement, before: string | null} | null} */
    this.notice = null;
  }

  /** For another list. */
  forget() {
    this.views.clear();
    this.notice = null;
  }

  /**
   * @param {Shown[]} shown @param {Map<string, import("./passages-entry.js").Can>} movable
   * @param {Actions | null} actions none where nothing can be changed
   */
  render(shown, movable, actions) {
    const focused = document.activeElement;
    const keys = new Set(shown.map(({ key }) => key));
    for (const key of this.views.keys()) if (!keys.has(key)) this.views.delete(key);
    const roots = shown.map((entry) => {
      const view = this.views.get(entry.key) ?? entryView(entry, actions);
      this.views.set(entry.key, view);
      view.show(entry, movable.get(entry.key) ?? STAYS);
      return view.root;
    });
    this.arrange(this.withNotice(this.withTop(roots, shown)));
    if (focused instanceof HTMLElement && focused.isConnected)
      focused.focus({ preventScroll: true });
  }

  /**
   * What stands before the first heading has one that says so.
   *
   * @param {HTMLElement[]} roots @param {Shown[]} shown
   */
  withTop(roots, shown) {
    const hasHeadings = shown.some(({ kind }) => kind === "heading");
    this.top.textContent = hasHeadings ? "Not under a heading" : "Passages";
    this.top.className = hasHeadings ? "rs-issue rs-issue--none" : "rs-unseen";
    return shown[0]?.kind === "passage" ? [this.top, ...roots] : roots;
  }

  /** @param {HTMLElement[]} roots */
  withNotice(roots) {
    if (!this.notice) return roots;
    const { before, message } = this.notice;
    const behind = before === null ? undefined : this.views.get(before)?.root;
    const at = behind ? roots.indexOf(behind) : roots.length;
    return [...roots.slice(0, at), message, ...roots.slice(at)];
  }

  /** Only what stands elsewhere than before is moved. @param {HTMLElement[]} wanted */
  arrange(wanted) {
    const kept = new Set(/** @type {Element[]} */ (wanted));
    for (const child of [...this.root.children]) if (!kept.has(child)) child.remove();
    let there = this.root.firstElementChild;
    for (const one of wanted) {
      if (there === one) there = there.nextElementSibling;
      else this.root.insertBefore(one, there);
    }
  }

  /** @param {string} key */
  focus(key) {
    this.views.get(key)?.heading.focus({ preventScroll: true });
    this.reveal(key);
  }

  /** @param {string} key */
  reveal(key) {
    this.views.get(key)?.root.scrollIntoView({ block: "nearest" });
  }

  focusNotice() {
    const message = this.notice?.message;
    message?.querySelector("button")?.focus({ preventScroll: true });
    message?.scrollIntoView({ block: "nearest" });
  }
}
