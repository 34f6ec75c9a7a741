/**
 * What one query finds: the sections of its words, put together.
 *
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-postings.js").Word} Word
 * @typedef {import("./search-query.js").Clause} Clause
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {{word: Word, isPrefix: boolean, approximate: boolean}} Looked
 */

import { holdsTerm, searchSection } from "./search-match.js";
import { nowhere, phraseOf, together } from "./search-postings.js";
import { needsReading } from "./search-query.js";
import { difference, intersection, union } from "./search-sets.js";

/** How many sections are read to the end before an answer is given. */
const MOST_READ = 100;

/** Signs that may stand alone between two words of a phrase, where its text is read. */
const GAP = 2;

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
class Finding {
  /** @param {Index} index @param {Query} query @param {number} gap within a phrase, in places */
  constructor(index, query, gap) {
    this.index = index;
    this.gap = gap;
    this.query = query;
    const isCommon = (/** @type {Clause} */ clause) => {
      const word = onlyWord(clause);
      return word !== null && index.isCommon(word.tokens[0]);
    };
    const rare = query.clauses.filter((clause) => !isCommon(clause));
    /** Very many sections have the others, and fetching where they stand takes long. */
    this.clauses = rare.length > 0 ? rare : query.clauses;
    const left = query.clauses.filter((clause) => !this.clauses.includes(clause));
    this.common = left.flatMap((clause) => onlyWord(clause)?.typed ?? []);
    /** @type {Map<string, {token: string, looking: Promise<Looked>}>} */ this.looked = new Map();
  }

  /** @param {string} token @param {Term} term @param {boolean} isOpen @returns {Promise<Word>} */
  async look(token, term, isOpen) {
    if (term.variant || this.query.excluded.includes(term)) return this.index.word(token);
    const key = isOpen ? `${token}…` : token;
    const known = this.looked.get(key) ?? { token, looking: this.lookFor(token, isOpen) };
    this.looked.set(key, known);
    return (await known.looking).word;
  }

  /**
   * @param {string} token @param {boolean} isOpen whether it is still being typed
   * @returns {Promise<Looked>}
   */
  async lookFor(token, isOpen) {
    const word = await this.index.word(token);
    if (word.ids.length > 0 && !isOpen) return { word, isPrefix: false, approximate: false };
    const { word: longer, approximate } = await this.index.beginning(token);
    const isPrefix = longer.ids.length > 0;
    return { word: isOpen ? together([word, longer]) : longer, isPrefix, approximate };
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
    const gap = term.variant ? 0 : this.gap;
    return words.length === 1 ? words[0] : phraseOf(words, asked.map(({ at }) => at), gap);
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

  /** @returns {Promise<boolean>} whether some sections may have no word that begins as typed */
  async isRough() {
    const found = await this.lookedUp();
    return found.some(([, { approximate }]) => approximate);
  }

  /** @returns {Promise<string[]>} words that no section has */
  async unknown() {
    const found = await this.lookedUp();
    const none = found.filter(([, { word }]) => word.ids.length === 0);
    return [...new Set(none.map(([token]) => token))];
  }

  /** @returns {Promise<[string, Looked][]>} */
  async lookedUp() {
    await this.found();
    return Promise.all([...this.looked.values()].map(async ({ token, looking }) =>
      /** @type {[string, Looked]} */ ([token, await looking])));
  }
}

/**
 * In a gap there may be a word as well as a sign, which only the text tells. Where there are too many
 * sections to read, those count in which the words stand side by side.
 * @param {Index} index @param {Query} query
 * @returns {Promise<{finding: Finding, ids: Uint32Array, approximate: boolean}>}
 */
export async function find(index, query) {
  const finding = new Finding(index, query, GAP);
  const { ids, approximate } = await finding.result();
  if (!approximate) return { finding, ids, approximate: await finding.isRough() };
  const closer = new Finding(index, query, 0);
  return { finding: closer, ids: (await closer.result()).ids, approximate };
}
