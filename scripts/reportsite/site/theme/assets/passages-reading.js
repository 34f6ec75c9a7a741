/**
 * A list of passages as JSON, and back. Whatever comes from storage, a file or a link is looked at
 * part by part: what is not as it should be is left out, and told. Pure functions.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./passages-list.js").Entry} Entry
 * @typedef {import("./passages-list.js").Kept} Kept
 * @typedef {{list: List, faults: string[]}} Read `faults` are sentences for the reader
 */

import { MOST, heading, keyOf, passageOf } from "./passages-list.js";

export const VERSION = 1;

// An address of this site and of nothing else: no scheme, no query, no "..", nor signs written as
// "%2e", which a browser reads as points.
const PAGE = /^reports\/(?:[^/.?#%\\\s][^/?#%\\\s]*\/){2,3}$/u;
// any address will do: what matters is where a page is from there
const ROOT = "https://site.example/archive/";
const NUMBER = /^(?:0[a-z]+|[1-9][0-9]*[a-z]*)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const STYLE = /^[\w-]{1,40}$/;
const LONGEST = { short: 500, note: 10_000, text: 100_000 }; // signs

/** @param {List} list @returns {object} what JSON.stringify writes */
export function plainOf({ title, entries }) {
  return { format: "reportsite passages", version: VERSION, title, entries };
}

/** @param {List} list @returns {List} without what can be read again from the pages */
export function lean({ title, entries }) {
  const bare = entries.map((entry) =>
    entry.kind === "passage" ? { ...entry, kept: null } : entry,
  );
  return { title, entries: bare };
}

/**
 * @param {string} text JSON @returns {Read | null} null where it is no list that this page can read
 */
export function listFrom(text) {
  try {
    const found = JSON.parse(text);
    return whyNot(found) ? null : readList(found);
  } catch {
    return null;
  }
}

/**
 * @param {string} text of a file
 * @returns {string} why it is no list that can be opened, "" where it is one
 */
export function whyNoList(text) {
  try {
    return whyNot(JSON.parse(text));
  } catch {
    return "This file is not JSON. Expected a file that was downloaded here as “JSON”.";
  }
}

/** @param {unknown} found @returns {string} */
function whyNot(found) {
  const expected = "Expected a file that was downloaded here as “JSON”.";
  if (!isObject(found) || !Array.isArray(found.entries)) {
    return `This file holds no list of passages. ${expected}`;
  }
  if (typeof found.version !== "number") return `This file does not say its version. ${expected}`;
  if (found.version > VERSION) {
    return "This list was made by a newer edition of this site than this page is of.";
  }
  return "";
}

/** @param {Record<string, unknown>} found @returns {Read} */
export function readList(found) {
  const faults = /** @type {string[]} */ ([]);
  const entries = /** @type {Entry[]} */ ([]);
  const known = new Set();
  for (const [index, one] of /** @type {unknown[]} */ (found.entries).entries()) {
    const entry = entryFrom(one);
    const wrong = typeof entry === "string" ? entry : repeated(entry, known, entries);
    if (wrong) faults.push(`Entry ${index + 1} was left out: ${wrong}.`);
    else entries.push(/** @type {Entry} */ (entry));
  }
  const list = Object.freeze({ title: short(found.title), entries: Object.freeze(entries) });
  return { list: withOwnIds(list), faults };
}

/** @param {Entry} entry @param {Set<unknown>} known @param {Entry[]} entries */
function repeated(entry, known, entries) {
  if (entry.kind === "heading") return "";
  const { page, number } = entry;
  if (known.has(keyOf(entry))) return `paragraph ${number} of ${page} stands there twice`;
  if (known.size >= MOST) return `a list holds ${MOST.toLocaleString("en")} passages at most`;
  known.add(keyOf(entry));
  return "";
}

/** @param {unknown} one @returns {Entry | string} the entry, or what is wrong with it */
function entryFrom(one) {
  if (!isObject(one)) return "it is neither a heading nor a passage";
  if (one.kind === "heading") return heading(short(one.id), short(one.text));
  if (one.kind !== "passage") return "it is neither a heading nor a passage";
  const { page, number } = one;
  if (typeof page !== "string" || page.length > LONGEST.short || !isPage(page)) {
    return "it does not name the page of a report or a section of this site";
  }
  if (typeof number !== "string" || number.length > 20 || !NUMBER.test(number)) {
    return "it has no number of a paragraph";
  }
  const { title, section, words, note, added, kept } = one;
  return passageOf(
    {
      ...{ page, number, title: short(title), section: short(section) },
      words: text(words, LONGEST.text),
      note: text(note, LONGEST.note),
      added: day(added),
      kept: keptFrom(kept),
    },
    "",
  );
}

/** @param {string} page @returns {boolean} whether it is a report's or section's, below the root */
export function isPage(page) {
  return PAGE.test(page) && new URL(page, ROOT).href.startsWith(`${ROOT}reports/`);
}

/**
 * Its HTML is looked at where it is shown: see passages-markup.js.
 *
 * @param {unknown} kept @returns {Kept | null}
 */
function keptFrom(kept) {
  if (!isObject(kept) || typeof kept.html !== "string") return null;
  const citations = isObject(kept.citations) ? kept.citations : {};
  const right = Object.entries(citations).filter(
    ([style, html]) => STYLE.test(style) && style !== "__proto__" && typeof html === "string",
  );
  return Object.freeze({
    read: day(kept.read),
    html: text(kept.html, LONGEST.text),
    citations: Object.fromEntries(right.map(([style, html]) => [style, text(html, LONGEST.note)])),
    address: webAddress(kept.address),
    source: short(kept.source),
  });
}

/** @param {unknown} value @returns {string} "" for what is no address of the web */
export function webAddress(value) {
  const typed = short(value);
  return /^https?:\/\/[^\s<>"']+$/.test(typed) ? typed : "";
}

/**
 * Ids are this program's own: a heading that has none, or one that is taken, gets another.
 *
 * @param {List} list @returns {List}
 */
function withOwnIds(list) {
  const numbers = list.entries.map((entry) => (entry.kind === "heading" ? numberOf(entry.id) : 0));
  let last = Math.max(0, ...numbers);
  const entries = list.entries.map((entry, index) => {
    if (entry.kind !== "heading") return entry;
    const isOwn = numbers[index] > 0 && numbers.indexOf(numbers[index]) === index;
    return isOwn ? entry : heading(`h${(last += 1)}`, entry.text);
  });
  return Object.freeze({ title: list.title, entries: Object.freeze(entries) });
}

/** @param {string} id @returns {number} 3 for "h3", 0 for none */
function numberOf(id) {
  return /^h[1-9]\d{0,8}$/.test(id) ? Number(id.slice(1)) : 0;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value one line */
function short(value) {
  return text(value, LONGEST.short).replace(/\s+/g, " ").trim();
}

/** @param {unknown} value @param {number} most signs */
function text(value, most) {
  return typeof value === "string" ? value.slice(0, most) : "";
}

/** @param {unknown} value */
function day(value) {
  return typeof value === "string" && DAY.test(value) ? value : "";
}
