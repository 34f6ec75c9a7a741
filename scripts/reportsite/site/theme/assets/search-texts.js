/**
 * What the search says. Pure functions.
 *
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-engine.js").Answer} Answer
 */

import { MOST_WORDS } from "./search-query.js";

/** @param {number} count @returns {string} "1 section", "1,200 sections" */
export function sections(count) {
  return count === 1 ? "1 section" : `${count.toLocaleString("en")} sections`;
}

/** @param {Iterable<string>} words @returns {string} */
function quoted(words) {
  return [...words].map((word) => `“${word}”`).join(", ");
}

/** @param {Set<string>} prefixes */
function prefixText(prefixes) {
  if (prefixes.size === 0) return "";
  return ` Words that begin with ${quoted(prefixes)} were looked for.`;
}

/** @param {number} ignored */
function ignoredText(ignored) {
  return ignored > 0 ? ` Only the first ${MOST_WORDS} words were looked for.` : "";
}

/**
 * @param {{query: Query, answer: Answer, ids: string[], asked: boolean}} found `asked` is false
 *   where neither words nor filters were given
 * @returns {string} one line for the eye and for the live region
 */
export function summaryText({ query, answer, ids, asked }) {
  if (!asked && answer.ids.length === 0) return "This archive has no sections yet.";
  if (!asked) return `Type a word to search ${sections(answer.ids.length)}.`;
  if (ids.length === 0) return `No results.${ignoredText(query.ignored)}`;
  const about = answer.approximate ? "About " : "";
  const counted = `${about}${sections(ids.length)} found.`;
  return counted + prefixText(answer.prefixes) + ignoredText(query.ignored);
}

/** @param {Query} query @param {Answer} answer @returns {string[]} why nothing was found, and what helps */
export function noResultText(query, answer) {
  if (answer.ids.length > 0) return ["The words are found, but not with these filters."];
  if (answer.unknown.length > 0) return [`No section has ${quoted(answer.unknown)}.`];
  const phrases = query.terms.filter(({ exact, tokens }) => exact && tokens.length > 1);
  if (phrases.length > 0) {
    return ["The words stand in the archive, but nowhere together as a phrase. Try without quotation marks."];
  }
  return ["No section holds all of these words. Try fewer."];
}

/** @returns {string} */
export function failureText() {
  return "The search could not be loaded. Countries, themes and years can be reached from the links above.";
}
