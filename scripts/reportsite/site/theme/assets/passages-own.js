/**
 * What a reader does with the list that is their own.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./passages-list.js").Heading} Heading
 * @typedef {import("./passages-page.js").PassagesPage} PassagesPage
 */

import { agreed, headingChosen } from "./passages-dialog.js";
import { button } from "./passages-edit.js";
import * as lists from "./passages-list.js";
import * as store from "./passages-store.js";
import * as words from "./passages-words.js";

export class Own {
  /** @param {PassagesPage} page */
  constructor(page) {
    this.page = page;
  }

  /** @returns {import("./passages-entry.js").Actions} */
  get actions() {
    return {
      move: (key, step) => this.move(key, step),
      moveTo: (key) => void this.moveTo(key),
      note: (key, note) => void store.change((list) => lists.changed(list, key, { note })),
      remove: (key) => this.remove(key),
      rename: (key, text) => void store.change((list) => lists.changed(list, key, { text })),
      renew: (key) => this.renew(key),
    };
  }

  /** @param {string} key @param {-1 | 1} step */
  move(key, step) {
    const list = store.change((before) => lists.moved(before, key, step));
    this.page.frame.say(words.placeText(list, key));
    this.page.entries.reveal(key);
  }

  /** @param {string} key */
  async moveTo(key) {
    const list = store.read();
    const above = lists.headingAbove(list, key)?.id ?? "";
    const headings = [{ id: "", text: "No heading" }, ...lists.headingsOf(list)];
    const chosen = await headingChosen(this.page.nameOf(key), headings, above);
    if (!chosen) return;
    const after = store.change((before) =>
      "id" in chosen
        ? lists.movedTo(before, key, chosen.id)
        : toNewHeading(before, key, chosen.text),
    );
    this.page.frame.say(words.placeText(after, key));
    this.page.entries.reveal(key);
  }

  /** @param {string} key */
  remove(key) {
    const before = store.read();
    const at = lists.indexOf(before, key);
    if (at < 0) return;
    const entry = before.entries[at];
    const next = before.entries[at + 1];
    const name = this.page.nameOf(key);
    const isHeading = entry.kind === "heading";
    const what = isHeading ? `The heading “${name}” was deleted.` : `${name} was removed.`;
    this.notify(what, next ? lists.keyOf(next) : null, () => {
      store.change((list) => lists.restored(list, entry, at));
      this.page.entries.focus(key);
    });
    store.change((list) => lists.removed(list, key));
    this.page.entries.focusNotice();
  }

  /** Keep the words of today in place of those of before. @param {string} key */
  renew(key) {
    const item = this.page.today.found.get(key)?.item;
    if (!item?.kept) return;
    const { kept } = item;
    store.change((list) => lists.changed(list, key, { kept }));
    this.page.frame.say("The text of today is kept.");
    this.page.entries.focus(key);
  }

  /** @param {string} text */
  addHeading(text) {
    store.change((list) => lists.withHeading(list, text));
    this.page.frame.say(`The heading “${text}” was added at the end.`);
  }

  async clear() {
    const before = store.read();
    const text = `${words.extentText(before)} will be removed from this browser.`;
    const question = { title: "Clear the list?", text, yes: "Clear the list", no: "Keep it" };
    if (!(await agreed(question))) return;
    store.change(() => lists.EMPTY);
    // what was added since then stays
    this.offerBack("The list was cleared.", (now) => lists.joined(before, now).list);
  }

  /** @param {List} other that takes the place of the list @returns {Promise<boolean>} whether it did */
  async replace(other) {
    const before = store.read();
    const text = `It takes the place of yours: ${words.extentText(before)}.`;
    const question = { title: "Replace your list?", text, yes: "Replace it", no: "Keep mine" };
    if (before.entries.length > 0 && !(await agreed(question))) return false;
    store.change(() => other);
    if (before.entries.length > 0) this.offerBack("Your list was replaced.", () => before);
    else this.page.tell("The list is yours now, and kept in this browser.");
    return true;
  }

  /** @param {string} text @param {(now: List) => List} restore */
  offerBack(text, restore) {
    this.notify(text, null, () => {
      store.change(restore);
      this.page.focusTitle();
    });
    this.page.render();
    this.page.entries.focusNotice();
  }

  /**
   * Say in the place of what is gone that it is, and how it comes back.
   *
   * @param {string} text @param {string | null} before the key of the entry behind it
   * @param {() => void} undo
   */
  notify(text, before, undo) {
    const { entries, frame } = this.page;
    const back = button("Undo", () => {
      entries.notice = null;
      undo();
      frame.say("Undone.");
    });
    const close = button("Close", () => {
      entries.notice = null;
      this.page.render();
      this.page.focusTitle();
    });
    entries.notice = { message: frame.message(text, [back, close]), before };
    frame.say(text);
  }
}

/** @param {List} list @param {string} key @param {string} text @returns {List} */
function toNewHeading(list, key, text) {
  const more = lists.withHeading(list, text);
  const { id } = /** @type {Heading} */ (lists.headingsOf(more).at(-1));
  return lists.movedTo(more, key, id);
}
