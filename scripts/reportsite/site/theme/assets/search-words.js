/**
 * Words as the index knows them. Pure functions.
 *
 * search_article.py parts words that print joins ("zero-tolerance", "police—who") with JOINER and a
 * space before Pagefind reads them, so that each part is a word with a place of its own. BREAKS is
 * the same rule as its _BREAKS; tests/test_search_functions.py holds the two together.
 */

import { stem } from "./search-stem.js";

/** Stands at the end of a word that print joins to the next (U+2060, word joiner). */
export const JOINER = "\u2060";

const DASH = "\\-\u2010-\u2015/\u2026";
const IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff";
const STOP = "\u3001\u3002\uff01-\uff1f";
const BREAKS = new RegExp(
  [
    `(?<=\\S[${DASH}])(?=[^\\s${DASH}])`,
    "(?<=\\p{L}{2}[.,;:!?)\\]”\"»])(?=\\p{L}{2})",
    `(?<=\\S)(?=[${IDEOGRAPH}])`,
    `(?<=[${IDEOGRAPH}${STOP}])(?=[\\p{L}\\p{N}])`,
  ].join("|"),
  "gu",
);

/**
 * A word in the forms that a search compares; `parts` are the stems of what Pagefind finds within it.
 * @typedef {{normal: string, stem: string, parts: string[]}} Token
 */

/** @param {string} text @returns {string} lower case, letters and digits only, without accents */
function normalise(text) {
  return text.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
}

/** English stems keep the plural of a word whose only vowel is its last letter: NGOs, MPs, 1990s. */
const SHORT = /^[b-df-hj-np-tv-xz0-9]+[aeiouy]?$/;

/** @param {string} normal @returns {string} a short word without its plural ending */
function singular(normal) {
  const base = normal.slice(0, -1);
  return normal.endsWith("s") && base.length > 1 && SHORT.test(base) ? base : normal;
}

/** Pagefind parts a word at ASCII punctuation, between letters and digits, and at inner capitals. */
const SEAMS =
  /[!-/:-@[-`{-~]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** @param {string} word @returns {string[]} */
function partsOf(word) {
  const parts = word.split(SEAMS).map(normalise).filter((part) => part.length > 1);
  return parts.map((part) => stem(singular(part)));
}

/** Words that were seen lately: most of a text is made of few. */
const MOST_SEEN = 20_000;
/** @type {Map<string, Token>} */ const seen = new Map();

/** @param {string} word @returns {Token} */
function madeToken(word) {
  const normal = normalise(word);
  return { normal, stem: stem(singular(normal)), parts: partsOf(word) };
}

/** @param {string} word @returns {Token} not to be changed */
export function tokenOf(word) {
  const known = seen.get(word);
  if (known) return known;
  if (seen.size >= MOST_SEEN) seen.clear();
  const made = madeToken(word);
  seen.set(word, made);
  return made;
}

/** @param {string} token normalised @returns {string[]} the forms under which the index may hold it */
export function formsOf(token) {
  const base = singular(token);
  return base !== token || SHORT.test(token) ? [base, `${base}s`] : [token];
}

/** @param {string} text @returns {string} the text with joined words parted */
export function partJoined(text) {
  return text.replace(BREAKS, `${JOINER} `);
}

/** @param {string} text @returns {string} as it was printed, joined words together again */
export function rejoined(text) {
  return text.replaceAll(`${JOINER} `, "").replaceAll(JOINER, "");
}

/** @param {string} text @returns {string[]} words as printed, a parted one still ending in JOINER */
export function printedWords(text) {
  return text.split(/\s+/u).filter(Boolean);
}

/** @param {string} typed @returns {string[]} what to look up, word by word, without punctuation */
export function typedTokens(typed) {
  return printedWords(partJoined(typed)).map(normalise).filter(Boolean);
}

/** @param {string} word @returns {[string, string, string]} punctuation before, word, and after */
export function shell(word) {
  const bare = word.replaceAll(JOINER, "");
  const [, before, core, after] = /** @type {RegExpMatchArray} */ (
    bare.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su)
  );
  return core ? [before, core, after] : ["", "", bare];
}
