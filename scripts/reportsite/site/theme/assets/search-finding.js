/**
 * What one query finds: the sections of its words, put together.
 *
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-postings.js").Word} Word
 * @typedef {import("./search-query.js").Clause} Clause
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {{word: Word, isPrefix: boolean}} Looked
 */

import { holdsTerm, searchSection } from "./search-match.js";
import { nowhere, phraseOf, together } from "./search-postings.js";
import { needsReading } from "./search-query.js";
import { difference, intersection, union } from "./search-sets.js";

/** How many sections are read to the end before an answer is given. */
const MOST_READ = 100;

/** @param {Clause} clause @returns {Term | null} its only word */
function onlyWord({ alternatives }) {
  const [terms] = alternatives;
  const isOne = alternatives.length === 1 && terms.length === 1 && terms[0].tokens.length === 1;
  return isOne && !needsReading(terms[0]) ? terms[0] : null;
}

/** @param {Term[]} terms @returns {Term[]} those that the index alone does not decide */
function strict(terms) {
  return terms.filter((term) => needsReading(term) && !term.variant);
}

/** One query on its way to an answer. */
export class Finding {
  /** @param {Index} index @param {Query} query */
  constructor(index, query) {
    this.index = index;
    this.query = query;
    const isCommon = (/** @type {Clause} */ clause) => {
      const word = onlyWord(clause);
      return word !== null && index.isCommon(word.tokens[0]);
    };
    const rare = query.clauses.filter((clause) => !isCommon(clause));
    /** Nearly every section has the others, and fetching where they stand takes long. */
    this.clauses = rare.length > 0 ? rare : query.clauses;
    const left = query.clauses.filter((clause) => !this.clauses.includes(clause));
    this.common = left.flatMap((clause) => onlyWord(clause)?.typed ?? []);
    /** @type {Map<string, Promise<Looked>>} */ this.looked = new Map();
  }

  /** @param {string} token @param {Term} term @param {boolean} isOpen @returns {Promise<Word>} */
  async look(token, term, isOpen) {
    if (term.variant || this.query.excluded.includes(term)) return this.index.word(token);
    const known = this.looked.get(token) ?? this.lookFor(token, isOpen);
    this.looked.set(token, known);
    return (await known).word;
  }

  /**
   * @param {string} token @param {boolean} isOpen whether it is still being typed
   * @returns {Promise<Looked>}
   */
  async lookFor(token, isOpen) {
    const word = await this.index.word(token);
    if (word.ids.length > 0 && !isOpen) return { word, isPrefix: false };
    const longer = await this.index.beginning(token);
    return { word: isOpen ? together([word, longer]) : longer, isPrefix: longer.ids.length > 0 };
  }

  /** @param {Term} term @returns {Promise<Word>} where it stands, by stems */
  async term(term) {
    const { tokens } = term;
    const last = tokens.length - 1;
    const all = tokens.map((token, at) => ({ token, at }));
    const rare = all.filter(({ token }) => !this.index.isCommon(token));
    const asked = rare.length > 1 ? rare : all;
    const words = await Promise.all(
      asked.map(({ token, at }) => this.look(token, term, term.open && at === last)),
    );
    return words.length === 1 ? words[0] : phraseOf(words, asked.map(({ at }) => at));
  }

  /** @returns {Promise<Word[][][]>} the words of each alternative of each clause */
  found() {
    this.finding ??= Promise.all(this.clauses.map(({ alternatives }) =>
      Promise.all(alternatives.map((terms) => Promise.all(terms.map((term) => this.term(term)))))));
    return this.finding;
  }

  /** @returns {Promise<Uint32Array>} sections with all clauses, by stems */
  async candidates() {
    const found = await this.found();
    if (found.length === 0) return Uint32Array.from({ length: this.index.size }, (_, id) => id);
    return intersection(found.map((alternatives) =>
      union(alternatives.map((words) => intersection(words.map(({ ids }) => ids))))));
  }

  /** @param {Term[]} terms @returns {Promise<Uint32Array>} sections with one of them, by stems */
  async holding(terms) {
    const words = await Promise.all(terms.map((term) => this.term(term)));
    return union([nowhere(), ...words].map(({ ids }) => ids));
  }

  /** @returns {Promise<{ids: Uint32Array, approximate: boolean}>} in the order of their numbers */
  async result() {
    const { excluded } = this.query;
    const [found, left, perhaps] = await Promise.all([
      this.candidates(),
      this.holding(excluded.filter((term) => !needsReading(term))),
      this.holding(strict(excluded)),
    ]);
    const ids = difference(found, left);
    const isStrict = this.clauses.some(({ alternatives }) => strict(alternatives.flat()).length > 0);
    const doubtful = isStrict ? ids : intersection([ids, perhaps]);
    if (doubtful.length === 0) return { ids, approximate: false };
    if (doubtful.length > MOST_READ) return { ids: difference(ids, perhaps), approximate: true };
    return { ids: difference(ids, await this.refuted(doubtful)), approximate: false };
  }

  /** @param {Uint32Array} ids @returns {Promise<Uint32Array>} those whose text says otherwise */
  async refuted(ids) {
    const prefixes = await this.prefixes();
    const right = await Promise.all([...ids].map(async (id) => {
      const fragment = await this.index.fragment(id);
      const { complete } = searchSection(fragment, this.clauses, prefixes);
      const left = strict(this.query.excluded);
      return complete && !left.some((term) => holdsTerm(fragment, term, new Set()));
    }));
    return ids.filter((_, at) => !right[at]);
  }

  /** @returns {Promise<Set<string>>} words that are only beginnings of longer ones */
  async prefixes() {
    const found = await this.lookedUp();
    return new Set(found.filter(([, { isPrefix }]) => isPrefix).map(([token]) => token));
  }

  /** @returns {Promise<string[]>} words that no section has */
  async unknown() {
    const found = await this.lookedUp();
    return found.filter(([, { word }]) => word.ids.length === 0).map(([token]) => token);
  }

  /** @returns {Promise<[string, Looked][]>} */
  async lookedUp() {
    await this.found();
    return Promise.all([...this.looked].map(async ([token, looked]) =>
      /** @type {[string, Looked]} */ ([token, await looked])));
  }
}
