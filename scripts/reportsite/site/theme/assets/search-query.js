/**
 * What was typed, as words and phrases to be found, and what could not be read of it. Pure functions.
 *
 * Words are joined by AND, which need not be written. `"…"` is a phrase taken as typed, `OR` in capitals joins what stands on
 * its two sides and binds more tightly than AND, `-` directly before a word or a phrase leaves out
 * what holds it, and `country:`, `year:` and `theme:` are filters. Everything else is words.
 *
 * @typedef {object} Term
 * @property {string} typed as it stands in the text, without the signs around it
 * @property {string[]} tokens normalised words, in order; they must stand next to each other
 * @property {boolean} exact true for words in quotation marks: taken as typed, not by their stem
 * @property {boolean} open true where the closing quotation mark is still missing
 * @property {boolean} [variant] true where it was not typed, but means the same
 *
 * @typedef {object} Clause one of its alternatives must be found, with all of its terms
 * @property {Term[][]} alternatives
 *
 * @typedef {object} TypedFilter
 * @property {"country" | "year" | "theme"} facet
 * @property {string} text what stands behind the colon
 * @property {number} start place in the text, counted from 0
 * @property {number} end the place after the last
 *
 * @typedef {object} Fault
 * @property {number} start
 * @property {number} end
 * @property {string} message a sentence for the reader, which says what was done instead
 * @property {boolean} [open] true where it may only be that the text is still being typed
 *
 * @typedef {object} Query
 * @property {Clause[]} clauses all of which must be found
 * @property {Term[]} excluded none of which may be found
 * @property {TypedFilter[]} filters
 * @property {Fault[]} faults in the order of the text
 * @property {number} ignored how many words went beyond MOST_WORDS and are not looked for
 */

import { piecesOf } from "./search-reading.js";
import { typedTokens } from "./search-words.js";

/** Every word is a look-up in the index; a pasted page would be hundreds. */
export const MOST_WORDS = 24;

const ONLY_WORDS = "Only words and phrases can be left out of a search";
const NO_WORD = "A minus sign leaves out the word directly behind it: here there is none.";
const NOT_CLOSED = "A quotation mark is not closed: all behind it was taken as one phrase.";

// three points are what some keyboards make of two
const YEARS = /^(?:(?<one>\d{4})|(?<from>\d{4})?\s*(?:\.{2,3}|…|–|-)\s*(?<to>\d{4})?)$/u;

/**
 * @typedef {import("./search-reading.js").Piece} Piece
 * @typedef {{sign: "or" | "and" | "word" | "without" | "filter", term?: Term, piece: Piece}} Item
 */

/**
 * @param {string} text "2016", "2016..2024", "2016..", "..2019"
 * @returns {[number, number] | null} the first and the last year; 0 and Infinity where it is open
 */
export function yearsOf(text) {
  const found = YEARS.exec(text.trim());
  if (!found) return null;
  const { one, from, to } = /** @type {Record<string, string>} */ (found.groups);
  if (one) return [Number(one), Number(one)];
  if (!from && !to) return null;
  const years = [from ? Number(from) : 0, to ? Number(to) : Infinity];
  return years[0] <= years[1] ? [years[0], years[1]] : [years[1], years[0]];
}

/**
 * @param {string} text a year or a run of years @param {string[]} years
 * @returns {string[]} those of `years` that it names
 */
export function yearsWithin(text, years) {
  const [from, to] = yearsOf(text) ?? [Infinity, 0];
  return years.filter((year) => from <= Number(year) && Number(year) <= to);
}

/** @param {Piece} piece @returns {Term} */
function termOf({ text, quoted, closed }) {
  const bare = text.trim().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  return { typed: bare, tokens: typedTokens(text), exact: quoted, open: quoted && !closed };
}

/** @param {Piece} piece @param {string} message @param {boolean} [open] @returns {Fault} */
function faultAt({ start, end }, message, open) {
  return open ? { start, end, message, open } : { start, end, message };
}

/** @param {Piece} piece @returns {Fault[]} what is wrong with it by itself */
function faultsIn(piece) {
  const { kind, minus, facet, text, atEnd, typed } = piece;
  if (kind === "filter" && minus) {
    return [faultAt(piece, `${ONLY_WORDS}: “${typed}” was passed over.`)];
  }
  if (kind === "filter" && !text.trim()) {
    return [faultAt(piece, `Nothing stands behind “${facet}:”, so it was passed over.`, atEnd)];
  }
  if (kind === "filter" && facet === "year" && !yearsOf(text)) {
    return [faultAt(piece, `“${text}” is no year and was passed over: write 2016, or 2016..2024.`)];
  }
  if (minus && typedTokens(text).length === 0) {
    return [faultAt(piece, NO_WORD, atEnd)];
  }
  if (piece.quoted && !piece.closed) {
    return [faultAt(piece, NOT_CLOSED, true)];
  }
  return [];
}

/** @param {Piece} piece a filter */
function isReadable({ minus, facet, text }) {
  return !minus && text.trim() !== "" && (facet !== "year" || yearsOf(text) !== null);
}

/** @param {Piece} piece @returns {Item[]} nothing for what is only punctuation, or at fault */
function itemOf(piece) {
  if (piece.kind === "or") return [{ sign: "or", piece }];
  if (piece.kind === "filter") {
    return isReadable(piece) ? [{ sign: "filter", piece }] : [];
  }
  const term = termOf(piece);
  if (term.tokens.length === 0) return [];
  if (piece.kind === "and") return [{ sign: "and", term, piece }];
  return [{ sign: piece.minus ? "without" : "word", term, piece }];
}

/** @param {Item} item */
function isOperand({ sign }) {
  return sign !== "or" && sign !== "and";
}

/**
 * An AND between others says only what holds without it; the first or the last is a word.
 * @param {Item[]} items
 * @returns {{kept: Item[], ands: Item[]}} the items with no AND but as a word, and those ANDs that
 *   were passed over
 */
function withoutAnds(items) {
  const [first, last] = [items.findIndex(isOperand), items.findLastIndex(isOperand)];
  const isBetween = (/** @type {Item} */ { sign }, /** @type {number} */ at) =>
    sign === "and" && first < at && at < last;
  const kept = items.filter((item, at) => !isBetween(item, at));
  /** @type {Item[]} */ const read = kept.map((item) =>
    (item.sign === "and" ? { ...item, sign: "word" } : item));
  return { kept: read, ands: items.filter(isBetween) };
}

/** @param {Item | undefined} item */
function isWord(item) {
  return item?.sign === "word";
}

/** @param {Item} or @param {Item | undefined} before @param {Item | undefined} after @returns {Fault} */
function faultOfOr({ piece }, before, after) {
  const what = isWord(before) ? "follows" : "stands before it";
  const message =
    `“OR” joins two words or phrases: nothing that it could join ${what}, so it was passed over.`;
  return faultAt(piece, message, isWord(before) && !after);
}

/**
 * @param {Item[]} items
 * @returns {{words: {term: Term, joined: boolean}[], faults: Fault[]}} words that are not left out,
 *   and whether an OR joins each to the one before
 */
function joinedWords(items) {
  /** @type {Fault[]} */ const faults = [];
  /** @type {{term: Term, joined: boolean}[]} */ const words = [];
  let joined = false;
  items.forEach((item, at) => {
    const [before, after] = [items[at - 1], items[at + 1]];
    if (item.term && isWord(item)) words.push({ term: item.term, joined });
    joined = item.sign === "or" && isWord(before) && isWord(after);
    if (item.sign === "or" && !joined) faults.push(faultOfOr(item, before, after));
  });
  return { words, faults };
}

/**
 * @param {string} typed
 * @returns {{start: number, end: number}[]} places of each AND, and of each OR that joins nothing,
 *   that was passed over
 */
export function passedOver(typed) {
  const { kept, ands } = withoutAnds(piecesOf(typed).flatMap(itemOf));
  const places = [...joinedWords(kept).faults, ...ands.map(({ piece }) => piece)];
  return places.map(({ start, end }) => ({ start, end }));
}

/** @param {Term} term @returns {string} the same for terms that find the same */
function keyOf({ exact, tokens }) {
  return `${exact}|${tokens.join(" ")}`;
}

/** Counts the words that are looked for, and shortens what goes beyond the most. */
class Room {
  constructor() {
    this.used = 0;
  }

  /** @param {Term} term @returns {Term[]} nothing where there is no room left */
  take(term) {
    const tokens = term.tokens.slice(0, Math.max(0, MOST_WORDS - this.used));
    this.used += term.tokens.length;
    return tokens.length > 0 ? [{ ...term, tokens }] : [];
  }

  get ignored() {
    return Math.max(0, this.used - MOST_WORDS);
  }
}

/**
 * @template Value
 * @param {Value[]} values @param {(value: Value) => string} key
 * @returns {Value[]} the first of those that have the same key
 */
function once(values, key) {
  const keys = values.map(key);
  return values.filter((_, at) => keys.indexOf(keys[at]) === at);
}

/** @param {{term: Term, joined: boolean}[]} words @returns {Term[][]} those joined by OR together */
function groupsOf(words) {
  /** @type {Term[][]} */ const found = [];
  for (const { term, joined } of words) {
    if (joined) found.at(-1)?.push(term);
    else found.push([term]);
  }
  const groups = found.map((group) => once(group, keyOf));
  return once(groups, (group) => group.map(keyOf).join());
}

/**
 * @param {string} typed
 * @returns {Query} empty where no letter or digit was typed
 */
export function parseQuery(typed) {
  const pieces = piecesOf(typed);
  const { kept: items } = withoutAnds(pieces.flatMap(itemOf));
  const { words, faults } = joinedWords(items);
  const room = new Room();
  const clauses = groupsOf(words)
    .map((group) => ({ alternatives: group.flatMap((term) => room.take(term)).map((term) => [term]) }))
    .filter(({ alternatives }) => alternatives.length > 0);
  const without = items.flatMap((item) => (item.sign === "without" && item.term ? [item.term] : []));
  const excluded = once(without, keyOf).flatMap((term) => room.take(term));
  const filters = items.filter(({ sign }) => sign === "filter").map(({ piece }) => filterOf(piece));
  const all = [...pieces.flatMap(faultsIn), ...faults].sort((a, b) => a.start - b.start);
  return { clauses, excluded, filters, faults: all, ignored: room.ignored };
}

/** @param {Piece} piece @returns {TypedFilter} */
function filterOf({ facet, text, start, end }) {
  return { facet: /** @type {TypedFilter["facet"]} */ (facet), text: text.trim(), start, end };
}

/** Whether only the words on the page can tell if it holds the term. @param {Term} term */
export function needsReading(term) {
  return term.exact || term.tokens.length > 1;
}

/** @param {Term} term @returns {string} */
function printed({ typed, exact }) {
  return exact ? `“${typed}”` : typed;
}

/** @param {Clause} clause @param {boolean} alone */
function printedClause({ alternatives }, alone) {
  const isOne = alternatives.length === 1;
  const text = alternatives.map((terms) => {
    const all = terms.map(printed).join(" and ");
    return terms.length > 1 && !isOne ? `(${all})` : all;
  }).join(" or ");
  return isOne || alone ? text : `(${text})`;
}

/**
 * @param {Query} query
 * @returns {string} how it was read: "(torture or beating) and police, without “appeal”"; "" where
 *   there is nothing to find or to leave out
 */
export function understood({ clauses, excluded }) {
  const alone = clauses.length === 1;
  const found = clauses.map((clause) => printedClause(clause, alone)).join(" and ");
  const without = excluded.map(printed).join(" or ");
  if (!without) return found;
  return found ? `${found}, without ${without}` : `everything without ${without}`;
}
