/**
 * A list of passages as it is shown, printed and downloaded: every part in words, none of them HTML
 * that has not been looked at.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./passages-list.js").Passage} Passage
 * @typedef {import("./passages-list.js").Kept} Kept
 * @typedef {import("./passages-complete.js").Found} Found
 * @typedef {{text: string, html: string}} Content
 * @typedef {object} ShownPassage
 * @property {"passage"} kind @property {string} key
 * @property {string} where "Kazakhstan 2010, Impunity, ¶8"
 * @property {string} title @property {string} section @property {string} number
 * @property {Content} quotation @property {Content} citation in the chosen style, empty where not known
 * @property {string} address @property {string} source @property {string} note @property {string} added
 * @property {string[]} remarks what a reader must know of the text
 * @property {Content | null} former the words as they were when they were added, where they differ
 * @typedef {{kind: "heading", key: string, text: string}} ShownHeading
 * @typedef {ShownPassage | ShownHeading} Shown
 * @typedef {{title: string, date: string, entries: Shown[]}} ShownList
 */

import { textOf } from "./paragraph-menu-markup.js";
import { keyOf, reportOf } from "./passages-list.js";
import { addressOf } from "./passages-from-page.js";
import { partsOf } from "./passages-markup.js";
import { dayText } from "./passages-words.js";

/**
 * @param {List} list @param {Map<string, Found>} found by the passages' keys
 * @param {string} style of citations @param {string} date "2026-11-21" @returns {ShownList}
 */
export function shownList(list, found, style, date) {
  const entries = list.entries.map((entry) =>
    entry.kind === "heading"
      ? { kind: /** @type {const} */ ("heading"), key: entry.id, text: entry.text }
      : shownPassage(entry, found.get(keyOf(entry)) ?? null, style),
  );
  return { title: list.title, date, entries };
}

/** @param {Passage} passage @param {Found | null} found @param {string} style @returns {ShownPassage} */
export function shownPassage(passage, found, style) {
  const today = found?.item ?? null;
  const { title, section } = today?.title ? /** @type {Passage} */ (today) : passage;
  const kept = today?.kept ?? passage.kept;
  const quotation = kept ? contentOf(kept.html) : plainContent(passage.words);
  const former = formerWords(passage, quotation);
  return {
    ...{ kind: "passage", key: keyOf(passage), title, section, number: passage.number },
    where: [title || passage.page, section, `¶${passage.number}`].filter(Boolean).join(", "),
    quotation,
    citation: contentOf(kept?.citations[style] ?? ""),
    address: kept?.address || addressOf(`${reportOf(passage.page)}#p${passage.number}`),
    source: kept?.source ?? "",
    ...{ note: passage.note, added: passage.added },
    remarks: remarks(passage, found, former !== null),
    former,
  };
}

/** @param {Passage} passage @param {Content} now @returns {Content | null} */
function formerWords(passage, now) {
  if (!passage.kept) return null;
  const before = contentOf(passage.kept.html);
  return sameWords(before.text, now.text) ? null : before;
}

/** @param {string} one @param {string} other @returns {boolean} */
export function sameWords(one, other) {
  const bare = (/** @type {string} */ text) => text.replace(/\s+/g, " ").trim();
  return bare(one) === bare(other);
}

/** @param {Passage} passage @param {Found | null} found @param {boolean} hasChanged @returns {string[]} */
function remarks(passage, found, hasChanged) {
  const read = passage.kept?.read ? dayText(passage.kept.read) : "";
  const shown = passage.kept
    ? ` It is shown as it was read${read && ` on ${read}`}.`
    : " Its words are not known here.";
  const state = found?.state;
  const said = [];
  if (state === "unread") said.push(`The page of this passage could not be read just now.${shown}`);
  if (state === "missing") said.push(`This site has no such paragraph.${shown}`);
  if (state === "gone") said.push(`This paragraph was withdrawn: “${found?.said}”.${shown}`);
  if (state === "elsewhere") said.push(`The site says of this paragraph: “${found?.said}”.`);
  if (hasChanged) said.push(`The text has changed since ${read || "it was added"}.`);
  return said;
}

// The same HTML is looked at again each time that the list is drawn.
/** @type {Map<string, Content>} */
const known = new Map();
const MOST_KNOWN = 10_000;

/** @param {string} html of whatever origin @returns {Content} without anything that could run */
export function contentOf(html) {
  const found = known.get(html) ?? readContent(html);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(html, found);
  return found;
}

/** @param {string} html @returns {Content} */
function readContent(html) {
  const holder = document.createElement("div");
  holder.append(partsOf(html));
  return { text: textOf(holder), html: holder.innerHTML };
}

/** @param {string} text @returns {Content} */
function plainContent(text) {
  const holder = document.createElement("p");
  holder.textContent = text ? `“${text}”` : "";
  return { text: holder.textContent, html: text ? holder.outerHTML : "" };
}

/** @param {string} address @param {string} text @returns {boolean} whether a citation ends in it already */
export function isIn(address, text) {
  return text.includes(address) || text.includes(address.replace(/^https?:\/\//, ""));
}

/**
 * @param {string} source "Yearbook: 2011, Example Watch" @param {string} citation
 * @returns {boolean} whether a citation names both the work and its publisher, in whatever order
 */
export function isNamed(source, citation) {
  return source.split(", ").every((part) => citation.includes(part));
}
