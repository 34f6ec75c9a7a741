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
 *
 * @typedef {object} Begun where words stand that begin as one typed
 * @property {Word} word
 * @property {boolean} approximate true where there were too many sections to read them all
 */

import { lengthOf } from "./search-bundle.js";
import { sectionsIn } from "./search-facets.js";
import { nowhere, onlyAt, together, wordsIn } from "./search-postings.js";
import { stem } from "./search-stem.js";
import { formsOf, printedWords, tokenOf } from "./search-words.js";

/** Words and files that are kept, and chunks that are read for the beginning of a word. */
const MOST_KEPT = 200;
const MOST_CHUNKS = 4;
/** Sections of a large archive, and the share of them from which on a little word is passed over. */
const LARGE = 1000;
const COMMON = 1 / 3;
/** Letters that a word and the stem of a longer one have in common at least. */
const SHORTEST = 4;
/** Sections that are read to see whether a word begins as it was typed: all, or else a few. */
const MOST_READ = 30;
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

/**
 * @param {Pick<Directory, "little">[]} directories of all bundles
 * @param {number} size sections of all bundles @param {number} [large] sections of a large archive
 * @returns {Set<string>} stems of little words that more than a third of all sections have; none
 *   where the archive is small, since nothing is saved there by passing them over
 */
export function commonOf(directories, size, large = LARGE) {
  /** @type {Map<string, number>} */ const counts = new Map();
  for (const [word, count] of directories.flatMap(({ little }) => Object.entries(little))) {
    counts.set(word, (counts.get(word) ?? 0) + count);
  }
  const isCommon = (/** @type {number} */ count) => size >= large && count > size * COMMON;
  return new Set([...counts].filter(([, count]) => isCommon(count)).map(([word]) => word));
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
    this.common = commonOf(directories, this.size);
    /** @type {Kept<Word>} */ this.words = new Kept();
    /** @type {Kept<Begun>} */ this.begun = new Kept();
    /** @type {Kept<Uint8Array>} */ this.chunks = new Kept();
    /** @type {Kept<Fragment>} */ this.fragments = new Kept();
  }

  /** Whether it is a little word that very many sections have. @param {string} token */
  isCommon(token) {
    return this.common.has(stem(token));
  }

  /** @param {string} token normalised @returns {Promise<Word>} where it stands, by its stem */
  word(token) {
    const stems = new Set(formsOf(token).map(stem));
    return this.words.get(token, () => this.read([...stems], (key) => stems.has(key)));
  }

  /**
   * @param {string} token
   * @returns {Promise<Begun>} where words stand that begin with it, as they are printed
   */
  beginning(token) {
    return this.begun.get(token, async () => {
      const longer = await this.read([token], (key) => key.startsWith(token));
      // an index word is nearly always the beginning of the printed one: many need not be read
      const isMany = longer.ids.length > MOST_READ;
      const word = isMany ? longer : await this.printedSo(longer, token);
      const shorter = await this.shorter(token);
      return {
        word: together([word, ...shorter.map((begun) => begun.word)]),
        approximate: shorter.some(({ approximate }) => approximate),
      };
    });
  }

  /**
   * A word may be longer than its stem: "organiza" begins "organization", whose stem is "organ".
   * @param {string} token @returns {Promise<Begun[]>} of each stem that is shorter than the token
   */
  shorter(token) {
    const lengths = Array.from({ length: token.length }, (_, at) => at);
    return Promise.all(lengths.slice(SHORTEST).map(async (length) => {
      const start = token.slice(0, length);
      const word = await this.read([start], (key) => key === start);
      if (word.ids.length <= MOST_READ) {
        return { word: await this.printedSo(word, token), approximate: false };
      }
      const tried = await this.begins([...word.ids.subarray(0, TRIED)], token);
      const isBegun = tried.includes(true);
      return { word: isBegun ? word : nowhere(), approximate: isBegun };
    }));
  }

  /** @param {Word} word @param {string} token @returns {Promise<Word>} where a word begins with it */
  async printedSo(word, token) {
    const isThere = await this.begins([...word.ids], token);
    return onlyAt(word, isThere);
  }

  /**
   * @param {number[]} ids @param {string} token
   * @returns {Promise<boolean[]>} of each section whether a word of it begins with the token
   */
  begins(ids, token) {
    return Promise.all(ids.map(async (id) => {
      const { content, meta } = await this.fragment(id);
      const words = [content, ...Object.values(meta)].flatMap(printedWords);
      return words.some((word) => tokenOf(word).normal.startsWith(token));
    }));
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
