/**
 * Putting passages that were found on the reader's list, and taking them off again.
 *
 * @typedef {object} Item as the list of passages takes it
 * @property {string} page the section's page from the site's root, "reports/kazakhstan/2010/impunity/"
 * @property {string} number of the paragraph, "12"
 * @property {string} words of the paragraph
 * @property {string} title of the report, "Kazakhstan 2010"
 * @property {string} section its title
 */

import { element } from "./search-dom.js";

/** @typedef {typeof import("./passages-store.js")} Store */

const NOT_LOADED = "Your list could not be loaded, so nothing can be put on it.";

/** What each box stands for; a box that is gone from the page takes its item with it. */
const items = new WeakMap();

/** @type {Promise<Store> | null} */ let loading = null;

/** @returns {Promise<Store>} fetched once there are results to put on the list; fails where it cannot be */
function store() {
  loading ??= import("./passages-store.js").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** @param {Store} kept @param {Item} item @returns {string} */
function keyOf(kept, item) {
  return kept.passageKey(item.page, item.number);
}

/** @param {HTMLInputElement} box @param {string} text for the row above the results, "" for nothing */
function tell(box, text) {
  box.dispatchEvent(new CustomEvent("rs-kept", { bubbles: true, detail: text }));
}

/** @param {HTMLInputElement} box */
async function changed(box) {
  // the box may be set anew while the list is fetched
  const isWanted = box.checked;
  const kept = await store().catch(() => null);
  const fault = kept ? put(kept, items.get(box), isWanted) : NOT_LOADED;
  // it says what is on the list
  box.checked = kept ? kept.has(keyOf(kept, items.get(box))) : !isWanted;
  tell(box, fault);
}

/** @param {Store} kept @param {Item} item @param {boolean} isWanted @returns {string} why not, or "" */
function put(kept, item, isWanted) {
  if (!isWanted) kept.remove(keyOf(kept, item));
  else if (kept.add([item]).left > 0) return fullText(kept.count());
  return "";
}

/** @param {Item} item @returns {HTMLElement} a box to tick: whether the passage is on the list */
export function keepBox(item) {
  const box = /** @type {HTMLInputElement} */ (
    element("input", { type: "checkbox", class: "rs-keep__box", autocomplete: "off" })
  );
  items.set(box, item);
  box.addEventListener("change", () => changed(box));
  const which = element("span", { class: "rs-unseen" }, `(¶${item.number}, ${item.section}, ${item.title})`);
  return element("label", { class: "rs-keep" }, box, " Add to passages ", which);
}

/** @param {HTMLElement} root @returns {HTMLInputElement[]} boxes that a reader sees */
function boxesIn(root) {
  const boxes = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll(".rs-keep__box")]);
  return boxes.filter((box) => !box.closest("details:not([open])"));
}

/** @param {number} many @returns {string} */
function passagesText(many) {
  return many === 1 ? "1 passage" : `${many.toLocaleString("en")} passages`;
}

/** @param {number} many on the list @returns {string} */
function fullText(many) {
  return `Not added: your list is full with ${passagesText(many)}.`;
}

/** @param {{added: number, already: number, left: number}} counts @returns {string} */
function addedText({ added, already, left }) {
  const before = already > 0 ? `, ${already} ${already === 1 ? "was" : "were"} there already` : "";
  const room = left > 0 ? `, ${left} had no room` : "";
  return `${passagesText(added)} added to your list${before}${room}.`;
}

/** The row above the results: all that is shown, and the way to the list. */
export class KeepBar {
  /** @param {HTMLElement} list of results @param {URL} base the site's root */
  constructor(list, base) {
    this.list = list;
    this.isFollowing = false;
    this.all = element("button", { type: "button", class: "rs-quietly" });
    this.link = element("a", { href: new URL("passages/", base).href });
    this.told = element("span", { class: "rs-unseen", "aria-live": "polite" });
    this.node = element("p", { class: "rs-keeping", hidden: true },
      this.all, " ", this.link, " ", this.told);
    this.all.addEventListener("click", () => this.addAll());
    list.addEventListener("rs-kept", (event) => this.warn(/** @type {CustomEvent} */ (event).detail));
  }

  /** After the list, or what is kept, has changed. */
  async show() {
    const boxes = boxesIn(this.list);
    this.node.hidden = boxes.length === 0;
    if (boxes.length === 0) return;
    this.all.textContent = `Add all hits shown (${boxes.length.toLocaleString("en")})`;
    const kept = await store().catch(() => null);
    for (const part of [this.all, this.link]) part.hidden = !kept;
    if (!kept) return this.warn(NOT_LOADED);
    if (this.told.textContent === NOT_LOADED) this.warn("");
    this.tick(boxes, kept);
  }

  /** What is seen anyway is said to those who do not see it. @param {string} text */
  say(text) {
    this.told.className = "rs-unseen";
    this.told.textContent = text;
  }

  /** What is not done is said to everyone. @param {string} text */
  warn(text) {
    this.told.className = "";
    this.told.textContent = text;
  }

  /** @param {HTMLInputElement[]} boxes @param {Store} kept */
  tick(boxes, kept) {
    this.follow(kept);
    for (const box of boxes) box.checked = kept.has(keyOf(kept, items.get(box)));
    this.link.textContent = `Your list: ${passagesText(kept.count())}`;
  }

  /** @param {Store} kept */
  follow(kept) {
    if (!this.isFollowing) kept.onChange(() => this.show());
    this.isFollowing = true;
  }

  async addAll() {
    const kept = await store().catch(() => null);
    if (!kept) return this.warn(NOT_LOADED);
    const counts = kept.add(boxesIn(this.list).map((box) => items.get(box)));
    if (counts.left > 0) this.warn(addedText(counts));
    else this.say(addedText(counts));
  }
}
