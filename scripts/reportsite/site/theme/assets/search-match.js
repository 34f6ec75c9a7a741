/**
 * Where in a section the words of a query stand. Pure functions on what Pagefind returns for a page.
 *
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {import("./search-words.js").Token} Token
 *
 * @typedef {object} Fragment what Pagefind keeps of a page
 * @property {string} content its words, parted by single spaces
 * @property {{element: string, id: string, text: string, location: number}[]} anchors elements with
 *   an id; `location` counts the words before the element
 * @property {Record<string, string>} meta
 * @property {Record<string, string[]>} [filters]
 *
 * @typedef {object} Passage
 * @property {string} id the element's id, "p12"; "" for what stands above the first paragraph
 * @property {string} number the paragraph's number, "12"; "" for a note
 * @property {string[]} words as printed
 *
 * @typedef {object} Hit
 * @property {Passage} passage
 * @property {Set<number>} marks places of the words found, counted from 0 within the passage
 * @property {number} held how many of the terms stand in the passage
 */

import { printedWords, tokenOf } from "./search-words.js";

const PARAGRAPH = /^p(\d.*)$/;
const NOTE = /^fn:/;
const NAMES = ["title", "report", "country", "theme"];

/**
 * The words of a passage are those of its anchor: Pagefind puts full stops of its own between the
 * blocks of `content`. An anchor's text lacks what stands in blocks within it; then `content` serves.
 * @param {string[]} content @param {string} text @param {number} from @param {number} to
 */
function passageWords(content, text, from, to) {
  const own = printedWords(text);
  return own.length >= to - from ? own.slice(0, to - from) : content.slice(from, to);
}

/** @param {Fragment} fragment @returns {Passage[]} what stands above, paragraphs and notes, in order */
export function passagesOf(fragment) {
  const content = printedWords(fragment.content);
  const starts = fragment.anchors
    .filter(({ id }) => PARAGRAPH.test(id) || NOTE.test(id))
    .sort((a, b) => a.location - b.location);
  const above = content.slice(0, starts[0]?.location ?? content.length);
  const passages = starts.map(({ id, text, location }, index) => ({
    id,
    number: PARAGRAPH.exec(id)?.[1] ?? "",
    words: passageWords(content, text, location, starts[index + 1]?.location ?? content.length),
  }));
  return [{ id: "", number: "", words: above }, ...passages];
}

/** @param {Term} term @param {number} at @param {Token} token @param {Set<string>} prefixes */
function fits(term, at, token, prefixes) {
  const wanted = term.tokens[at];
  const last = at === term.tokens.length - 1;
  if (prefixes.has(wanted) && (!term.exact || (term.open && last))) {
    return token.normal.startsWith(wanted);
  }
  if (term.exact) return token.normal === wanted;
  const { stem } = tokenOf(wanted);
  return token.stem === stem || token.parts.includes(stem);
}

/** Matching from one word on; words that are only punctuation are passed over. */
function runFrom(term, tokens, start, prefixes) {
  const places = [];
  for (let at = start; at < tokens.length && places.length < term.tokens.length; at += 1) {
    if (!tokens[at].normal) continue;
    if (!fits(term, places.length, tokens[at], prefixes)) return [];
    places.push(at);
  }
  return places.length === term.tokens.length ? places : [];
}

/**
 * @param {Term} term @param {Token[]} tokens
 * @param {Set<string>} prefixes words that the archive has only as beginnings of longer ones
 * @returns {number[]} places of the words that make up the term, wherever it occurs
 */
function findTerm(term, tokens, prefixes) {
  return tokens.flatMap((token, start) =>
    token.normal ? runFrom(term, tokens, start, prefixes) : [],
  );
}

/** @param {Passage} passage @param {Term[]} terms @param {Set<string>} prefixes */
function searched(passage, terms, prefixes) {
  const tokens = passage.words.map(tokenOf);
  const found = terms.map((term) => findTerm(term, tokens, prefixes));
  return { passage, found, held: found.filter((places) => places.length > 0).length };
}

/** @param {Fragment} fragment @param {Term} term @param {Set<string>} prefixes */
function isNamed(fragment, term, prefixes) {
  return NAMES.some((name) => {
    const tokens = printedWords(fragment.meta[name] ?? "").map(tokenOf);
    return findTerm(term, tokens, prefixes).length > 0;
  });
}

/**
 * @param {Fragment} fragment @param {Term[]} terms @param {Set<string>} prefixes
 * @returns {{hits: Hit[], complete: boolean}} passages that hold a term, those with most terms
 *   first; `complete` where every term stands in the section or in its names
 */
export function searchSection(fragment, terms, prefixes) {
  const [above, ...passages] = passagesOf(fragment).map((passage) =>
    searched(passage, terms, prefixes),
  );
  const complete = terms.every(
    (term, index) =>
      [above, ...passages].some(({ found }) => found[index].length > 0) ||
      isNamed(fragment, term, prefixes),
  );
  const hits = passages
    .filter(({ held }) => held > 0)
    .map(({ passage, found, held }) => ({ passage, held, marks: new Set(found.flat()) }))
    .sort((a, b) => b.held - a.held);
  return { hits, complete };
}

/** @param {Fragment} fragment @returns {Hit[]} the opening paragraph, for a section found by name */
export function opening(fragment) {
  const passages = passagesOf(fragment);
  const passage = passages.find(({ number }) => number) ?? passages[0];
  return [{ passage, held: 0, marks: new Set() }];
}
