/**
 * Queries answered from Pagefind's index, as sets of sections. A section is a number.
 *
 * Every word is looked up by itself and the sets are put together. What only the text can tell (a
 * word taken as typed) is read in the sections' own words, where they are not too many.
 *
 * @typedef {import("./search-bundle.js").Bundles} Bundles
 * @typedef {import("./search-bundle.js").Directory} Directory
 * @typedef {import("./search-facets.js").Vocabulary} Vocabulary
 * @typedef {import("./search-match.js").Fragment} Fragment
 * @typedef {import("./search-query.js").Clause} Clause
 * @typedef {import("./search-query.js").Query} Query
 *
 * @typedef {object} Answer
 * @property {number[]} ids sections, the most relevant first
 * @property {boolean} approximate true where there were too many sections to read for a phrase or
 *   for the beginning of a word
 * @property {Set<string>} prefixes words that the archive has only as beginnings of longer ones
 * @property {string[]} unknown words that no section has
 * @property {Clause[]} clauses those that were looked for
 * @property {string[]} common frequent little words that were not looked for
 * @property {(id: number) => Promise<Fragment>} load a section of the index that the ids are of
 */

import { FacetIndex } from "./search-facets.js";
import { find } from "./search-finding.js";
import { Index } from "./search-index.js";
import { nearestTo } from "./search-nearest.js";
import { ranked, scoresOf } from "./search-ranking.js";

/** Lets the browser draw, and take keys, between two pieces of work. @returns {Promise<void>} */
function breath() {
  const { scheduler } = /** @type {any} */ (globalThis);
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** The search of one site, and what was already looked up in it. */
export class Engine {
  /** @param {Bundles} bundles */
  constructor(bundles) {
    this.bundles = bundles;
    /** @type {Map<string, Promise<any>>} */ this.loaded = new Map();
  }

  /**
   * @template Value
   * @param {string} name @param {() => Promise<Value>} load
   * @returns {Promise<Value>} loaded once; a failure is not kept, so that one can retry
   */
  once(name, load) {
    const known = this.loaded.get(name) ?? load();
    this.loaded.set(name, known);
    known.catch(() => this.loaded.delete(name));
    return known;
  }

  /** @returns {Promise<Directory[]>} */
  directories() {
    return this.once("directories", () => this.bundles.directories());
  }

  /** @returns {Promise<Index>} */
  index() {
    return this.once("index", async () => new Index(this.bundles, await this.directories()));
  }

  /** @returns {Promise<Vocabulary>} */
  vocabulary() {
    return this.once("vocabulary", () => this.bundles.vocabulary());
  }

  /** @returns {Promise<FacetIndex>} */
  facetIndex() {
    return this.once("facets", async () =>
      new FacetIndex(...(await Promise.all([this.directories(), this.vocabulary()]))));
  }

  /** Fetch what every search needs, before one is asked for. @returns {Promise<void>} */
  async ready() {
    await Promise.all([this.index(), this.facetIndex()]);
  }

  /**
   * @param {Query} query
   * @returns {Promise<Answer>} one of nothing but exclusions starts from every section
   */
  search(query) {
    return this.orForgotten(this.answer(query));
  }

  /**
   * Where a file is not there, the site may have been published anew, and what is known of its index
   * no longer be right.
   * @template Value
   * @param {Promise<Value>} answer @returns {Promise<Value>}
   */
  orForgotten(answer) {
    return answer.catch((error) => {
      this.loaded.clear();
      throw error;
    });
  }

  /** @param {Query} query @returns {Promise<Answer>} */
  async answer(query) {
    const index = await this.index();
    const { finding, ids, approximate } = await find(index, query);
    await breath();
    const scores = (await finding.found()).map((words) => scoresOf(words, index.lengths));
    const inOrder = ranked(ids, scores);
    await breath();
    return {
      ids: inOrder,
      approximate,
      prefixes: await finding.prefixes(),
      unknown: await finding.unknown(),
      clauses: finding.clauses,
      common: finding.common,
      load: this.loaderOf(index),
    };
  }

  /** @returns {Promise<Answer>} every section of the archive */
  async everything() {
    const index = await this.index();
    const ids = Array.from({ length: index.size }, (_, id) => id);
    const nothing = { approximate: false, prefixes: new Set(), unknown: [], clauses: [], common: [] };
    return { ids, ...nothing, load: this.loaderOf(index) };
  }

  /**
   * Where the site was published anew, the numbers of an earlier index name other sections.
   * @param {Index} index @returns {(id: number) => Promise<Fragment>} of a section of this index
   */
  loaderOf(index) {
    return (id) => this.orForgotten(index.fragment(id));
  }

  /** @param {number} id @returns {Promise<Fragment>} */
  async fragment(id) {
    return this.loaderOf(await this.index())(id);
  }

  /**
   * @param {string} word that no section has
   * @returns {Promise<{word: string, count: number}[]>} at most three that the archive has, as
   *   printed, with the number of sections, the nearest first
   */
  async nearest(word) {
    const index = await this.index();
    const stems = await this.once("stems", () => this.bundles.stems());
    return nearestTo(word, stems, index);
  }
}
