/**
 * The list of passages, kept in the reader's browser and nowhere else. Other tabs of this site see
 * what one of them does. Where the browser keeps nothing, or has no room, the list lives as long as
 * the page.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./passages-list.js").Item} Item
 * @typedef {{where: "browser" | "lean" | "page", setAside: boolean}} Keeping "lean": without the
 *   words of the passages, for which there was no room; "page": only as long as the page is open;
 *   `setAside`: what was kept could not be read, and was put where `forgotten` finds it
 */

import { EMPTY, added, indexOf, keyFor, passagesOf, removed } from "./passages-list.js";
import { lean, listFrom, plainOf } from "./passages-reading.js";

// Several archives may stand on one host, each below a path of its own.
const KEY = `reportsite.passages ${new URL("../", import.meta.url).pathname}`;
const ASIDE = `${KEY} set aside`;

/** @type {Set<() => void>} */
const callbacks = new Set();
/** @type {List} */
let current = EMPTY;
/** @type {string | null} */
let written = null;
/** @type {Keeping["where"]} */
let where = "browser";
// what cannot be read and could not be set aside either is not written over
let mayWrite = true;

window.addEventListener("storage", (event) => {
  if (event.key !== KEY && event.key !== null) return;
  if (where === "page") return;
  told();
});

/** @returns {List} as it is now, in whichever tab it was changed */
export function read() {
  const text = stored();
  // what another tab wrote is newer; what this page could not keep is not there to be read
  if (where === "page" || text === undefined || text === written) return current;
  written = text;
  current = EMPTY;
  if (text !== null) current = parsed(text);
  return current;
}

/**
 * @param {(list: List) => List} operation on the list as it is now
 * @returns {List} the new one
 */
export function change(operation) {
  const before = read();
  const after = operation(before);
  if (after === before) return before;
  current = after;
  keep(after);
  told();
  return after;
}

/** @param {Item[]} items @returns {{added: number, already: number, left: number}} `left` had no room */
export function add(items) {
  let counted = { added: 0, already: 0, left: 0 };
  change((list) => {
    const { list: after, ...counts } = added(list, items, today());
    counted = counts;
    return counts.added > 0 ? after : list;
  });
  return counted;
}

/** @param {string} key "reports/kazakhstan/2010/#p12" @returns {void} */
export function remove(key) {
  change((list) => (indexOf(list, key) < 0 ? list : removed(list, key)));
}

/** @param {string} key @returns {boolean} */
export function has(key) {
  return indexOf(read(), key) >= 0;
}

/** @returns {number} of passages, headings not counted */
export function count() {
  return passagesOf(read()).length;
}

/**
 * @param {() => void} callback after every change, here or in another tab
 * @returns {() => void} what ends it
 */
export function onChange(callback) {
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

/** @returns {Keeping} */
export function keeping() {
  return { where, setAside: aside() !== null };
}

/** @returns {string | null} what was kept and could not be read */
export function aside() {
  try {
    return localStorage.getItem(ASIDE);
  } catch {
    return null;
  }
}

/** Give up what could not be read. @returns {void} */
export function forgetAside() {
  read();
  try {
    localStorage.removeItem(ASIDE);
  } catch {
    // where nothing can be kept, nothing was put aside
  }
  told();
}

/** @param {string} page @param {string} number @returns {string} as `has` and `remove` take it */
export function passageKey(page, number) {
  return keyFor(page, number);
}

/** @returns {string} the day where the reader is, "2026-11-21" */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @returns {string | null | undefined} null for nothing yet, undefined where it may not be read */
function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    where = "page";
    return undefined;
  }
}

/**
 * What cannot be read is set aside, whole, before anything is written in its place.
 *
 * @param {string} text
 */
function parsed(text) {
  const found = listFrom(text);
  if (!found || found.faults.length > 0) setAside(text, found?.list ?? EMPTY);
  return found?.list ?? EMPTY;
}

/** @param {string} text @param {List} left what could be read of it */
function setAside(text, left) {
  const before = aside();
  try {
    localStorage.setItem(ASIDE, before === null ? text : `${before}\n${text}`);
    write(left);
  } catch {
    mayWrite = false;
    where = "page";
  }
}

/** @param {List} list */
function keep(list) {
  if (!mayWrite || stored() === undefined) return;
  if (write(list)) where = "browser";
  else where = write(lean(list)) ? "lean" : "page";
}

/** @param {List} list @returns {boolean} whether there was room */
function write(list) {
  const text = JSON.stringify(plainOf(list));
  try {
    localStorage.setItem(KEY, text);
    written = text;
    return true;
  } catch {
    return false;
  }
}

function told() {
  for (const callback of callbacks) callback();
  // for the masthead, see passages-count.js
  window.dispatchEvent(new Event("reportsite:passages"));
}
