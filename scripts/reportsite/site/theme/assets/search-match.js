/**
 * Where in a section the words of a query stand. Pure functions on what Pagefind returns for a page.
 *
 * @typedef {import("./search-query.js").Clause} Clause
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {import("./search-words.js").Token} Token
 *
 * @typedef {object} Fragment what Pagefind keeps of a page
 * @property {string} raw_url its address from the site's root
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
 * @property {string[]} themes ids of themes of its own, besides the section's
 *
 * @typedef {object} Hit
 * @property {Passage} passage
 * @property {Set<number>} marks places of the words found, counted from 0 within the passage
 * @property {number} held how many terms stand in it, of each clause those of one alternative
 */

import { printedWords, tokenOf } from "./search-words.js";

const PARAGRAPH = /^p(\d[^~]*)$/;
/** An anchor that search_article.py puts into a paragraph for each theme of its own: "p12~torture". */
const OWN_THEME = /^(p\d[^~]*)~(.+)$/;
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

/** @param {Fragment} fragment @param {string} paragraph its id @returns {string[]} */
function themesOf({ anchors }, paragraph) {
  const found = anchors.map(({ id }) => OWN_THEME.exec(id));
  return found.flatMap((theme) => (theme?.[1] === paragraph ? [theme[2]] : []));
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
    themes: themesOf(fragment, id),
    words: passageWords(content, text, location, starts[index + 1]?.location ?? content.length),
  }));
  return [{ id: "", number: "", themes: [], words: above }, ...passages];
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

/** @param {Token[]} tokens @param {Clause[]} clauses @param {Set<string>} prefixes @returns {number[][][][]} */
function findAll(tokens, clauses, prefixes) {
  return clauses.map(({ alternatives }) =>
    alternatives.map((terms) => terms.map((term) => findTerm(term, tokens, prefixes))));
}

/** How many terms of the alternative that is found best. @param {number[][][]} alternatives */
function most(alternatives) {
  return Math.max(...alternatives.map((terms) => terms.filter((places) => places.length > 0).length));
}

/** @param {Passage} passage @param {Clause[]} clauses @param {Set<string>} prefixes */
function searched(passage, clauses, prefixes) {
  const found = findAll(passage.words.map(tokenOf), clauses, prefixes);
  return { passage, found, held: found.reduce((sum, alternatives) => sum + most(alternatives), 0) };
}

/** @param {Fragment} fragment @returns {Token[][]} */
function namesOf({ meta }) {
  return NAMES.map((name) => printedWords(meta[name] ?? "").map(tokenOf));
}

/** @param {Fragment} fragment @param {Term} term @param {Set<string>} prefixes @returns {boolean} */
export function holdsTerm(fragment, term, prefixes) {
  const passages = passagesOf(fragment).map(({ words }) => words.map(tokenOf));
  const all = [...passages, ...namesOf(fragment)];
  return all.some((tokens) => findTerm(term, tokens, prefixes).length > 0);
}

/** @param {Clause[]} clauses @param {number[][][][][]} all what is found in each passage and name */
function isComplete(clauses, all) {
  return clauses.every(({ alternatives }, clause) =>
    alternatives.some((terms, at) =>
      terms.every((_, term) => all.some((found) => found[clause][at][term].length > 0))));
}

/**
 * @param {Fragment} fragment @param {Clause[]} clauses @param {Set<string>} prefixes
 * @returns {{hits: Hit[], complete: boolean}} passages that hold a term, those with most terms
 *   first; `complete` where one alternative of every clause stands in the section or in its names
 */
export function searchSection(fragment, clauses, prefixes) {
  const [above, ...passages] = passagesOf(fragment).map((passage) =>
    searched(passage, clauses, prefixes));
  const names = namesOf(fragment).map((tokens) => findAll(tokens, clauses, prefixes));
  const complete = isComplete(clauses, [above.found, ...passages.map(({ found }) => found), ...names]);
  const hits = passages
    .filter(({ held }) => held > 0)
    .map(({ passage, found, held }) => ({ passage, held, marks: new Set(found.flat(4)) }))
    .sort((a, b) => b.held - a.held);
  return { hits, complete };
}

/**
 * @param {Fragment} fragment @param {Clause[]} clauses @param {Set<string>} prefixes
 * @returns {"heading" | "names" | "above" | ""} where words stand that no paragraph holds; "above"
 *   is the text above the first paragraph, "" none of them
 */
export function placeBeside(fragment, clauses, prefixes) {
  const holds = (/** @type {Token[]} */ tokens) =>
    findAll(tokens, clauses, prefixes).some((alternatives) => most(alternatives) > 0);
  const [heading, ...names] = namesOf(fragment);
  if (holds(heading)) return "heading";
  if (names.some(holds)) return "names";
  return holds(passagesOf(fragment)[0].words.map(tokenOf)) ? "above" : "";
}

/** @param {Fragment} fragment @returns {Hit[]} the opening paragraph, for a section found by name */
export function opening(fragment) {
  const passages = passagesOf(fragment);
  const passage = passages.find(({ number }) => number) ?? passages[0];
  return [{ passage, held: 0, marks: new Set() }];
}
