/**
 * What was typed, as terms that must all be found. Pure functions.
 *
 * @typedef {object} Term
 * @property {string[]} tokens normalised words, in order; they must stand next to each other
 * @property {boolean} exact true for words in quotation marks: taken as typed, not by their stem
 * @property {boolean} open true where the closing quotation mark is still missing
 *
 * @typedef {object} Query
 * @property {Term[]} terms
 * @property {number} ignored how many words went beyond MOST_WORDS and are not looked for
 */

import { printedWords, typedTokens } from "./search-words.js";

/** Every word costs two look-ups in the index; a pasted page would cost hundreds. */
export const MOST_WORDS = 24;

const QUOTES = /["“”„‟«»＂]/u;

/** @param {string} text @param {boolean} exact @param {boolean} open @returns {Term} */
function termOf(text, exact, open) {
  return { tokens: typedTokens(text), exact, open };
}

/** @param {string} piece @param {number} index @param {number} last @returns {Term[]} */
function termsOfPiece(piece, index, last) {
  if (index % 2 === 1) return [termOf(piece, true, index === last)];
  return printedWords(piece).map((word) => termOf(word, false, false));
}

/** @param {Term} term @param {number} room @returns {Term} */
function shortened(term, room) {
  return { ...term, tokens: term.tokens.slice(0, Math.max(0, room)) };
}

/**
 * @param {string} typed
 * @returns {Query} without repeated terms; empty where no letter or digit was typed
 */
export function parseQuery(typed) {
  const pieces = typed.split(QUOTES);
  const all = pieces.flatMap((piece, index) => termsOfPiece(piece, index, pieces.length - 1));
  const seen = new Set();
  /** @type {Term[]} */ const terms = [];
  let words = 0;
  for (const term of all) {
    const key = `${term.exact}|${term.tokens.join(" ")}`;
    if (term.tokens.length === 0 || seen.has(key)) continue;
    seen.add(key);
    const kept = shortened(term, MOST_WORDS - words);
    words += term.tokens.length;
    if (kept.tokens.length > 0) terms.push(kept);
  }
  return { terms, ignored: Math.max(0, words - MOST_WORDS) };
}

/** @param {Query} query @returns {string[]} every word once, in order */
export function wordsOf(query) {
  return [...new Set(query.terms.flatMap((term) => term.tokens))];
}

/** Whether only the words on the page can tell if it holds the term. @param {Term} term */
export function needsReading(term) {
  return term.exact || term.tokens.length > 1;
}
