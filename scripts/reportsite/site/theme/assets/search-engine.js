/**
 * Queries answered from Pagefind's index, as sets of section ids.
 *
 * Pagefind by itself joins words loosely: it leaves out a word that no page has, takes "policy" for
 * "police", and knows a phrase only where the whole query is one. Here every word is looked up by
 * itself, the sets are intersected, and what only the text can tell (a phrase, a word taken as
 * typed) is read in the sections' own words.
 *
 * @typedef {import("./search-match.js").Fragment & {raw_url: string}} Fragment
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {import("./search-facets.js").FacetIndex} FacetIndex
 * @typedef {import("./search-bundle.js").FacetTable} FacetTable
 * @typedef {{id: string, words: number[], data: () => Promise<Fragment>}} Result
 *
 * @typedef {object} Answer
 * @property {string[]} ids sections, the most relevant first
 * @property {boolean} approximate true where there were too many sections to read for a phrase
 * @property {Set<string>} prefixes words that the archive has only as beginnings of longer ones
 * @property {string[]} unknown words that no section has
 * @property {(id: string) => Promise<Fragment>} load
 */

import { apart, facetIndexOf } from "./search-bundle.js";
import { searchSection } from "./search-match.js";
import { needsReading, wordsOf } from "./search-query.js";
import { formsOf, printedWords, tokenOf } from "./search-words.js";

/** How many sections are read to the end before an answer is given. */
const MOST_READ = 100;

/** @param {Set<string>[]} sets @returns {Set<string>} */
function intersection(sets) {
  const [first = new Set(), ...others] = [...sets].sort((a, b) => a.size - b.size);
  return new Set([...first].filter((id) => others.every((set) => set.has(id))));
}

/**
 * Pagefind answers a word that it does not have with pages of a shorter one ("gulagx": "gulag").
 * All results of a bundle are then of that kind, so that one shows which it is.
 * @param {Result[]} results @param {string} token
 */
async function beginWith(results, token) {
  const result = results.find(({ words }) => words.length > 0) ?? results[0];
  if (!result) return false;
  const fragment = await result.data();
  const content = printedWords(fragment.content);
  const texts = result.words.length > 0
    ? result.words.map((place) => content[place] ?? "")
    : Object.values(fragment.meta).flatMap(printedWords);
  const wanted = tokenOf(token).stem;
  return texts.map(tokenOf).some(({ normal, stem }) =>
    normal.startsWith(token) || stem.startsWith(wanted));
}

/** @param {Term[]} terms @returns {Set<string>} last words of phrases still being typed */
function openWords(terms) {
  return new Set(terms.filter(({ open }) => open).map(({ tokens }) => tokens.at(-1) ?? ""));
}

/** The index of one site, and what was already looked up in it. */
export class Engine {
  /** @param {import("./search-bundle.js").Bundles} bundles */
  constructor(bundles) {
    this.bundles = bundles;
    /** @type {Promise<any> | null} */ this.loading = null;
    /** @type {Map<string, Promise<{ids: Set<string>, prefix: boolean}>>} */ this.words = new Map();
    /** @type {Map<string, Result>} */ this.results = new Map();
    /** @type {Promise<FacetTable[]> | null} */ this.tables = null;
    /** @type {FacetIndex | null} */ this.facets = null;
  }

  /** @returns {Promise<any>} Pagefind, loaded once; a failure is not kept, so that one can retry */
  pagefind() {
    this.loading ??= this.start().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  async start() {
    const [pagefind, version] = await Promise.all([this.bundles.pagefind(), this.bundles.version()]);
    this.loadedVersion = version;
    return pagefind;
  }

  /**
   * Where a part of the index cannot be fetched (no connection, or the site was published anew),
   * Pagefind answers as if no page had the word. Before that is said, ask whether the index is there.
   */
  async check() {
    const version = await this.bundles.version().catch(() => null);
    if (version === this.loadedVersion) return;
    const pagefind = await this.pagefind();
    await pagefind.destroy?.();
    this.loading = null;
    this.facets = null;
    this.tables = null;
    this.words.clear();
    this.results.clear();
    throw new Error("the search index cannot be reached");
  }

  /** @param {string | null} text @param {object} [options] @returns {Promise<Result[]>} */
  async ask(text, options = {}) {
    const pagefind = await this.pagefind();
    const { results } = await pagefind.search(text, options);
    for (const result of results) this.results.set(result.id, result);
    return results;
  }

  /** @param {string} token @param {boolean} open */
  async look(token, open) {
    const forms = open ? [] : formsOf(token);
    const answers = await Promise.all(forms.map((form) => this.ask(`"${form}"`)));
    const exact = answers.flat();
    if (exact.length > 0) return { ids: new Set(exact.map(({ id }) => id)), prefix: false };
    const loose = await this.byBundle(await this.ask(token));
    const longer = await Promise.all(loose.map((results) => beginWith(results, token)));
    const ids = loose.filter((_, at) => longer[at]).flat().map(({ id }) => id);
    return { ids: new Set(ids), prefix: ids.length > 0 };
  }

  /** @param {Result[]} results @returns {Promise<Result[][]>} */
  async byBundle(results) {
    const isOne = this.bundles.addresses.length === 1;
    return isOne ? [results] : apart(results, await this.facetTables());
  }

  /** @param {string} token @param {boolean} open */
  lookOnce(token, open) {
    const key = `${open}|${token}`;
    const known = this.words.get(key) ?? this.look(token, open);
    this.words.set(key, known);
    known.catch(() => this.words.delete(key));
    return known;
  }

  /** @param {Query} query @returns {Promise<Answer>} */
  async search(query) {
    const open = openWords(query.terms);
    const words = wordsOf(query);
    const found = await Promise.all(words.map((word) => this.lookOnce(word, open.has(word))));
    const prefixes = new Set(words.filter((_, index) => found[index].prefix));
    const unknown = words.filter((_, index) => found[index].ids.size === 0);
    if (unknown.length > 0) await this.check();
    const ids = await this.ranked(words, intersection(found.map((word) => word.ids)));
    const read = await this.read(query.terms, ids, prefixes);
    return { ...read, prefixes, unknown, load: (id) => this.fragment(id) };
  }

  /** @param {string[]} words @param {Set<string>} ids @returns {Promise<string[]>} */
  async ranked(words, ids) {
    if (ids.size === 0) return [];
    const order = (await this.ask(words.join(" "))).map(({ id }) => id);
    return [...new Set([...order, ...ids])].filter((id) => ids.has(id));
  }

  /** @param {Term[]} terms @param {string[]} ids @param {Set<string>} prefixes */
  async read(terms, ids, prefixes) {
    const strict = terms.filter(needsReading);
    if (strict.length === 0) return { ids, approximate: false };
    if (ids.length > MOST_READ) return { ids: await this.adjacent(strict, ids), approximate: true };
    const complete = await Promise.all(
      ids.map(async (id) => searchSection(await this.fragment(id), strict, prefixes).complete),
    );
    return { ids: ids.filter((_, index) => complete[index]), approximate: false };
  }

  /** Phrases by Pagefind's own measure, their words by stem. @param {Term[]} terms @param {string[]} ids */
  async adjacent(terms, ids) {
    const phrases = terms.filter(({ tokens, open }) => tokens.length > 1 && !open);
    const answers = await Promise.all(phrases.map(({ tokens }) => this.ask(`"${tokens.join(" ")}"`)));
    const sets = answers.map((results) => new Set(results.map(({ id }) => id)));
    return ids.filter((id) => sets.every((set) => set.has(id)));
  }

  /** @param {string} id of a section that an earlier answer named @returns {Promise<Fragment>} */
  async fragment(id) {
    const result = this.results.get(id);
    if (!result) throw new Error(`no section ${id} in the search index`);
    return result.data();
  }

  /** @returns {Promise<Answer>} every section of the archive */
  async everything() {
    const results = await this.ask(null);
    const ids = results.map(({ id }) => id);
    const load = (/** @type {string} */ id) => this.fragment(id);
    return { ids, approximate: false, prefixes: new Set(), unknown: [], load };
  }

  /** @returns {Promise<FacetTable[]>} fetched once; a failure is not kept */
  facetTables() {
    this.tables ??= this.bundles.tables().catch((error) => {
      this.tables = null;
      throw error;
    });
    return this.tables;
  }

  /** @returns {Promise<FacetIndex>} */
  async facetIndex() {
    const tables = await this.facetTables();
    this.facets ??= facetIndexOf(tables);
    return this.facets;
  }
}
