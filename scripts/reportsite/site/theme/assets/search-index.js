/**
 * Pagefind's index of an archive: which sections have a word, and at which places.
 *
 * The files are those that Pagefind's own program reads in a browser. They are read here, because
 * that program takes time with the square of a word's sections (0.7 s for one in 20,000), does not
 * say where the words stand, and is itself larger than what a search needs of the index.
 *
 * @typedef {import("./search-bundle.js").Bundles} Bundles
 * @typedef {import("./search-bundle.js").Directory} Directory
 * @typedef {import("./search-match.js").Fragment} Fragment
 * @typedef {import("./search-postings.js").Word} Word
 */

import { lengthOf } from "./search-bundle.js";
import { sectionsIn } from "./search-facets.js";
import { nowhere, together, wordsIn } from "./search-postings.js";
import { stem } from "./search-stem.js";
import { formsOf, printedWords, tokenOf } from "./search-words.js";

/** Words and files that are kept, and chunks that are read for the beginning of a word. */
const MOST_KEPT = 200;
const MOST_CHUNKS = 4;
/** Letters that a word and the stem of a longer one have in common at least. */
const SHORTEST = 4;
/** Sections that are read to see whether a word begins as it was typed. */
const TRIED = 3;

/** What was asked for once is not asked for again; a failure is not kept. @template Value */
export class Kept {
  constructor() {
    /** @type {Map<string, Promise<Value>>} */ this.values = new Map();
  }

  /** @param {string} key @param {() => Promise<Value>} make @returns {Promise<Value>} */
  get(key, make) {
    const known = this.values.get(key);
    if (known) return known;
    if (this.values.size >= MOST_KEPT) this.values.clear();
    const made = make();
    this.values.set(key, made);
    made.catch(() => this.values.delete(key));
    return made;
  }
}

/**
 * @param {[string, string][]} chunks @param {string} key
 * @returns {number} the chunk in which it would be
 */
function placeOf(chunks, key) {
  let [low, high] = [0, chunks.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (chunks[middle][0] <= key) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {Directory} directory @param {number} start number of its first section
 * @param {string[]} names of all bundles
 */
function bundleOf({ parts, chunks, names: own }, start, names) {
  return { parts, chunks, start, names: own.map((name) => names.indexOf(name)) };
}

/** The index of all bundles of a site. */
export class Index {
  /** @param {Bundles} files @param {Directory[]} directories */
  constructor(files, directories) {
    this.files = files;
    const names = [...new Set(directories.flatMap((directory) => directory.names))];
    let start = 0;
    this.bundles = directories.map((directory) => {
      const bundle = bundleOf(directory, start, names);
      start += sectionsIn(directory);
      return bundle;
    });
    this.size = start;
    const words = Float32Array.from(directories.flatMap(({ lengths }) => [...lengths].map(lengthOf)));
    const mean = words.reduce((sum, length) => sum + length, 0) / Math.max(1, words.length);
    this.lengths = { words, mean, names };
    const [first, ...others] = directories.map(({ common }) => new Set(common));
    this.common = new Set([...(first ?? [])].filter((word) => others.every((set) => set.has(word))));
    /** @type {Kept<Word>} */ this.words = new Kept();
    /** @type {Kept<Uint8Array>} */ this.chunks = new Kept();
    /** @type {Kept<Fragment>} */ this.fragments = new Kept();
  }

  /** Whether nearly every section has the word. @param {string} token */
  isCommon(token) {
    return this.common.has(stem(token));
  }

  /** @param {string} token normalised @returns {Promise<Word>} where it stands, by its stem */
  word(token) {
    const stems = new Set(formsOf(token).map(stem));
    return this.words.get(token, () => this.read([...stems], (key) => stems.has(key)));
  }

  /** @param {string} token @returns {Promise<Word>} where words stand that begin with it */
  beginning(token) {
    return this.words.get(`${token}…`, async () => {
      const begins = [token, tokenOf(token).stem];
      const found = await this.read(begins, (key) => begins.some((start) => key.startsWith(start)));
      return together([found, await this.shorter(token)]);
    });
  }

  /**
   * A word may be longer than its stem: "organiza" begins "organization", whose stem is "organ".
   * @param {string} token @returns {Promise<Word>}
   */
  async shorter(token) {
    for (let length = token.length - 1; length >= SHORTEST; length -= 1) {
      const start = token.slice(0, length);
      const word = await this.read([start], (key) => key === start);
      if (word.ids.length > 0) return (await this.isBegun(word, start, token)) ? word : nowhere();
    }
    return nowhere();
  }

  /** @param {Word} word @param {string} own its stem @param {string} token */
  async isBegun(word, own, token) {
    const fragments = await Promise.all([...word.ids.subarray(0, TRIED)].map((id) => this.fragment(id)));
    const texts = fragments.flatMap(({ content, meta }) => [content, ...Object.values(meta)]);
    const tokens = texts.flatMap(printedWords).map(tokenOf);
    return tokens.some(({ normal, stem: of }) => of === own && normal.startsWith(token));
  }

  /**
   * @param {string[]} starts of words: where to look
   * @param {(stem: string) => boolean} wanted
   * @returns {Promise<Word>} all that is wanted, as of one word
   */
  async read(starts, wanted) {
    const chunks = this.bundles.flatMap((_, bundle) => this.chunksFor(bundle, starts));
    const read = await Promise.all(chunks.map(async ([bundle, name]) => {
      const chunk = await this.chunks.get(name, () => this.files.chunk(bundle, name));
      return [...wordsIn(chunk, wanted, this.bundles[bundle]).values()];
    }));
    return together(read.flat());
  }

  /**
   * @param {number} bundle @param {string[]} starts
   * @returns {[number, string][]} bundle and name of each chunk in which words may begin so
   */
  chunksFor(bundle, starts) {
    const { chunks } = this.bundles[bundle];
    const places = starts.flatMap((start) => {
      const first = placeOf(chunks, start);
      const others = chunks.slice(first + 1, first + MOST_CHUNKS);
      const after = others.findIndex(([from]) => !from.startsWith(start));
      const count = after < 0 ? MOST_CHUNKS : after + 1;
      return chunks.slice(first, first + count).map(([, name]) => name);
    });
    return [...new Set(places)].map((name) => [bundle, name]);
  }

  /** @param {number} id @returns {Promise<Fragment>} a section's text and names */
  fragment(id) {
    const bundle = this.bundles.findLastIndex(({ start }) => start <= id);
    const { parts, start } = this.bundles[bundle];
    let place = id - start;
    const part = parts.find(([, count]) => place < count || ((place -= count), false));
    if (!part) throw new Error(`no section ${id} in the search index`);
    return this.fragments.get(String(id), () => this.files.fragment(bundle, `${part[0]}_${place}`));
  }
}
