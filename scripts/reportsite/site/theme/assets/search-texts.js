/**
 * What the search says. Pure functions.
 *
 * @typedef {import("./search-asking.js").Also} Also
 * @typedef {import("./search-asking.js").Outcome} Outcome
 * @typedef {import("./search-query.js").Fault} Fault
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-chips.js").Chip} Chip
 */

import { MOST_WORDS } from "./search-query.js";

/** @param {number} count @param {string} one @param {string} many @returns {string} "1,200 sections" */
function counted(count, one, many) {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString("en")} ${many}`;
}

/** @param {number} count @returns {string} "1 section", "1,200 sections" */
export function sections(count) {
  return counted(count, "section", "sections");
}

/** @param {number} count @returns {string} "1 report", "1,200 reports" */
export function reports(count) {
  return counted(count, "report", "reports");
}

/** @param {Iterable<string>} words @returns {string} “a”, “b” */
export function quoted(words) {
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

/** @param {string[]} words that were passed over */
function commonText(words) {
  if (words.length === 0) return "";
  const are = words.length === 1 ? "is a frequent little word and was" : "are frequent little words and were";
  return ` ${quoted(words)} ${are} not looked for.`;
}

/** @param {Query} query @returns {boolean} */
function hasPhrase({ clauses }) {
  return clauses.some(({ alternatives }) =>
    alternatives.some((terms) => terms.some(({ exact, tokens }) => exact && tokens.length > 1)));
}

/** @param {Outcome} outcome @returns {string} why nothing is found */
function nothingText({ typed, answer }) {
  if (answer.ids.length > 0) return "Nothing found with these filters.";
  if (answer.unknown.length > 0) return `Nothing found: no section has ${quoted(answer.unknown)}.`;
  if (typed.excluded.length > 0) {
    return "Nothing found: no section has all of this and nothing of what is left out.";
  }
  if (hasPhrase(typed)) return "Nothing found: no section has all of this, word by word as quoted.";
  return "Nothing found: no section has all of these words.";
}

/**
 * @param {Outcome} outcome
 * @param {{found: number, all: number}} many reports with a match, and reports of the archive
 * @returns {string} one line for the eye and for the live region
 */
export function summaryText(outcome, many) {
  const { typed, answer, ids, asked } = outcome;
  if (!asked && answer.ids.length === 0) return "This archive has no sections yet.";
  if (!asked) return `Type a word to search ${reports(many.all)}.`;
  if (ids.length === 0) return nothingText(outcome) + ignoredText(typed.ignored);
  const about = answer.approximate ? "About " : "";
  const found = `${about}${sections(ids.length)} found in ${reports(many.found)}.`;
  return found + prefixText(answer.prefixes) + commonText(answer.common) + ignoredText(typed.ignored);
}

/** @param {Query} query @returns {boolean} whether it says more than which words are wanted */
export function isMoreThanWords({ clauses, excluded }) {
  return excluded.length > 0 || clauses.some(({ alternatives }) =>
    alternatives.length > 1 || alternatives.some((terms) => terms.some(({ exact }) => exact)));
}

/**
 * @param {Fault[]} faults @param {boolean} isTyping a quotation mark that is not closed may still be
 * @returns {Fault[]} those to be told now
 */
export function toldFaults(faults, isTyping) {
  return isTyping ? faults.filter(({ open }) => !open) : faults;
}

/** Letters that are shown on each side of what cannot be read. */
const AROUND = 40;

/**
 * @param {string} typed @param {Fault} fault
 * @returns {{before: string, place: string, after: string}} the typed text around what cannot be
 *   read; "…" where more stands
 */
export function faultPlace(typed, { start, end }) {
  const from = Math.max(0, start - AROUND);
  const to = end + AROUND;
  return {
    before: (from > 0 ? "…" : "") + typed.slice(from, start),
    place: typed.slice(start, end),
    after: typed.slice(end, to) + (to < typed.length ? "…" : ""),
  };
}

/** @param {Also[]} also @returns {string} “Kazakstan”, “Qazaqstan” */
export function alsoWords(also) {
  return quoted(new Set(also.flatMap(({ words }) => words)));
}

/** @param {Also[]} also @returns {string} the words as typed, of which there are other spellings */
export function typedWords(also) {
  return quoted(new Set(also.map(({ typed }) => typed)));
}

/** @param {Outcome} outcome @returns {string} how the query was read, in short; "" for plain words */
export function panelNote({ state, faults, also }) {
  const told = toldFaults(faults, true).map(({ message }) => message);
  const spellings = state.variants && also.length > 0 ? [`Also searched for ${alsoWords(also)}.`] : [];
  return [...told, ...spellings].join(" ");
}

const SORTED = { relevance: "", newest: "newest first", oldest: "oldest first" };

/** @param {Outcome} outcome @param {Chip[]} chips @returns {string} the search, as it is printed */
export function askedText({ state, also }, chips) {
  const spellings = !state.variants && also.length > 0 ? "only as typed" : "";
  const words = state.q ? `Search: ${state.q}` : "";
  return [words, ...chips.map(({ label }) => label), spellings, SORTED[state.sort]]
    .filter(Boolean).join(" · ");
}

/** @returns {string} */
export function failureText() {
  return "The search could not be loaded. Countries, themes and years can be reached from the links above.";
}
