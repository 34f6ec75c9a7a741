/**
 * What the search says. Pure functions.
 *
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-engine.js").Answer} Answer
 * @typedef {import("./search-state.js").State} State
 * @typedef {import("./search-facets.js").FacetValue} FacetValue
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

/** @param {Query} query */
function hasPhrase({ terms }) {
  return terms.some(({ exact, tokens }) => exact && tokens.length > 1);
}

/** @param {Query} query @param {Answer} answer @returns {string} why nothing is found */
function nothingText(query, answer) {
  if (answer.ids.length > 0) return "Nothing found with these filters.";
  if (answer.unknown.length > 0) return `Nothing found: no section has ${quoted(answer.unknown)}.`;
  if (hasPhrase(query)) return "Nothing found: no section has all of this, word by word as quoted.";
  return "Nothing found: no section has all of these words.";
}

/**
 * @param {{query: Query, answer: Answer, ids: string[], asked: boolean, reports: number}} found
 *   `asked` is false where neither words nor filters were given; `reports` are those of the archive
 * @returns {string} one line for the eye and for the live region
 */
export function summaryText({ query, answer, ids, asked, reports }) {
  if (query.terms.length === 0 && answer.ids.length === 0) return "This archive has no sections yet.";
  if (!asked) {
    const many = reports === 1 ? "1 report" : `${reports.toLocaleString("en")} reports`;
    return `Type a word to search ${many}.`;
  }
  if (ids.length === 0) return nothingText(query, answer) + ignoredText(query.ignored);
  const about = answer.approximate ? "About " : "";
  const counted = `${about}${sections(ids.length)} found.`;
  return counted + prefixText(answer.prefixes) + ignoredText(query.ignored);
}

/** @param {Query} query @param {Answer} answer @returns {string} what helps, to be continued with "or" */
export function nextStepText(query, answer) {
  const words = query.terms.flatMap(({ tokens }) => tokens).length;
  if (words === answer.unknown.length) return "Check the spelling, try another word";
  if (answer.unknown.length > 0) return "Check the spelling, try fewer words";
  return hasPhrase(query) ? "Try without quotation marks, with fewer words" : "Try fewer words";
}

/**
 * @param {State} state @param {Map<string, FacetValue[]>} values
 * @returns {string} words and filters as they are printed above the results
 */
export function askedText({ q }, values) {
  const labels = [...values.values()].flat().filter(({ chosen }) => chosen).map(({ label }) => label);
  return [...(q ? [`Search: ${q}`] : []), ...labels].join(" · ");
}

/** @returns {string} */
export function failureText() {
  return "The search could not be loaded. Countries, themes and years can be reached from the links above.";
}
