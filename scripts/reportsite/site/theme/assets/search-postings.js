/**
 * Where a word stands: in which sections, and at which places. Pure functions.
 *
 * Pagefind's index has for each stem an array of postings `[distance, places, names]`: how many
 * sections this one comes after the last, where the word stands in the text, and where in the names
 * of the section (its title, its theme and so on). In both, a number tells how far a place is from
 * the last, and a negative one the weight of those that follow, or the name in which they are.
 *
 * @typedef {object} Word the sections of a word, in order
 * @property {Uint32Array} ids
 * @property {Uint32Array} from `places[from[n]]` to `places[from[n + 1] - 1]` are those of `ids[n]`
 * @property {Uint32Array} places in the text, counted in words; in names, from NAMED on
 * @property {Float32Array} weight of all its places in the text of each section
 */

import { Reader } from "./search-cbor.js";

/** Places from here on are in names: NAMED times the name's number, counted from 1. */
export const NAMED = 1e6;
/** Pagefind's own: the weight of words in running text, and of those that none is told of. */
const PLAIN = 24;
const UNTOLD = 25;

/**
 * How the sections and names of a bundle are numbered among those of all.
 * @typedef {{start: number, names: number[]}} Numbering of the first section, and of each name
 */

/** Postings as they are read, one after the other. */
class Gathered {
  constructor() {
    /** @type {number[]} */ this.ids = [];
    /** @type {number[]} */ this.from = [0];
    /** @type {number[]} */ this.places = [];
    /** @type {number[]} */ this.weight = [];
  }

  /** @param {Reader} reader @param {Numbering} numbering */
  read(reader, { start, names }) {
    let id = start;
    for (let left = reader.array(); left > 0; left -= 1) {
      const parts = reader.array();
      id += reader.number();
      this.ids.push(id);
      this.weight.push(this.readPlaces(reader) / PLAIN);
      if (parts > 2) this.readNames(reader, names);
      this.from.push(this.places.length);
    }
  }

  /** @param {Reader} reader @returns {number} the sum of weights */
  readPlaces(reader) {
    let [weight, place, sum] = [UNTOLD, 0, 0];
    for (let left = reader.array(); left > 0; left -= 1) {
      const number = reader.number();
      if (number < 0) [weight, place] = [-1 - number, 0];
      else {
        place += number;
        sum += weight;
        this.places.push(place);
      }
    }
    return sum;
  }

  /** @param {Reader} reader @param {number[]} names */
  readNames(reader, names) {
    let [name, place] = [0, 0];
    for (let left = reader.array(); left > 0; left -= 1) {
      const number = reader.number();
      if (number < 0) [name, place] = [-1 - number, 0];
      else {
        place += number;
        this.places.push(NAMED * (names[name] + 1) + place);
      }
    }
  }

  /** @returns {Word} */
  word() {
    return {
      ids: Uint32Array.from(this.ids),
      from: Uint32Array.from(this.from),
      places: Uint32Array.from(this.places),
      weight: Float32Array.from(this.weight),
    };
  }
}

/** @param {Reader} reader */
function passPostings(reader) {
  for (let left = reader.array(); left > 0; left -= 1) {
    const parts = reader.array();
    reader.pass(1);
    for (let list = 1; list < parts; list += 1) reader.pass(reader.array());
  }
}

/** @param {Reader} reader @param {Numbering} numbering @returns {Word} */
function readWord(reader, numbering) {
  const gathered = new Gathered();
  gathered.read(reader, numbering);
  return gathered.word();
}

/**
 * @param {Uint8Array} chunk of the index @param {(stem: string) => boolean} wanted
 * @param {Numbering} numbering
 * @returns {Map<string, Word>} the wanted stems; forms with accents count as the stem itself
 */
export function wordsIn(chunk, wanted, numbering) {
  const reader = new Reader(chunk);
  reader.array();
  /** @type {Map<string, Word>} */ const found = new Map();
  for (let left = reader.array(); left > 0; left -= 1) {
    reader.array();
    const stem = reader.text();
    const isWanted = wanted(stem);
    /** @type {Word[]} */ const forms = [];
    if (isWanted) forms.push(readWord(reader, numbering));
    else passPostings(reader);
    for (let form = reader.array(); form > 0; form -= 1) {
      reader.array();
      reader.text();
      if (isWanted) forms.push(readWord(reader, numbering));
      else passPostings(reader);
    }
    if (isWanted) found.set(stem, together(forms));
  }
  return found;
}

/** @returns {Word} that stands nowhere */
export function nowhere() {
  return new Gathered().word();
}

/** @param {Word[]} words @returns {Word} the places of all of them, as of one word */
export function together(words) {
  const own = words.filter(({ ids }) => ids.length > 0);
  if (own.length < 2) return own[0] ?? nowhere();
  /** @type {Map<number, {places: number[], weight: number}>} */ const sections = new Map();
  for (const word of own) {
    word.ids.forEach((id, at) => {
      const section = sections.get(id) ?? { places: [], weight: 0 };
      section.places.push(...word.places.subarray(word.from[at], word.from[at + 1]));
      section.weight += word.weight[at];
      sections.set(id, section);
    });
  }
  return wordOf([...sections].sort(([one], [other]) => one - other));
}

/** @param {[number, {places: number[], weight: number}][]} sections in order @returns {Word} */
function wordOf(sections) {
  const gathered = new Gathered();
  for (const [id, { places, weight }] of sections) {
    gathered.ids.push(id);
    gathered.weight.push(weight);
    for (const place of places.sort((one, other) => one - other)) gathered.places.push(place);
    gathered.from.push(gathered.places.length);
  }
  return gathered.word();
}

/** @param {Word} word @param {boolean[]} wanted of each section @returns {Word} in those sections */
export function onlyAt(word, wanted) {
  if (wanted.every(Boolean)) return word;
  /** @type {[number, {places: number[], weight: number}][]} */ const sections = [];
  word.ids.forEach((id, at) => {
    const places = [...word.places.subarray(word.from[at], word.from[at + 1])];
    if (wanted[at]) sections.push([id, { places, weight: word.weight[at] }]);
  });
  return wordOf(sections);
}

/** @param {Word} word @returns {(id: number) => Uint32Array} its places in a section */
function placesBySection(word) {
  let at = 0;
  return (id) => {
    while (at < word.ids.length && word.ids[at] < id) at += 1;
    const isThere = word.ids[at] === id;
    return isThere ? word.places.subarray(word.from[at], word.from[at + 1]) : new Uint32Array(0);
  };
}

/**
 * @param {Uint32Array[]} all places of each word in one section @param {number[]} offsets
 * @param {number} gap
 * @returns {Uint32Array} places of the first from which the others follow, one after the other
 */
function startsOf(all, offsets, gap) {
  let next = all[all.length - 1];
  for (let at = all.length - 2; at >= 0; at -= 1) {
    const far = offsets[at + 1] - offsets[at];
    const behind = next;
    next = all[at].filter((place) => {
      for (let more = 0; more <= gap; more += 1) if (behind.includes(place + far + more)) return true;
      return false;
    });
  }
  return next;
}

/**
 * A sign that stands alone between two words ("–", "&") has a place of its own in the index, but is
 * no word of a phrase.
 * @param {Word[]} words at least one @param {number[]} offsets of each from the first, in words
 * @param {number} gap how many places more may lie between a word and the next
 * @returns {Word} the places of the first from which all stand as far off as they should
 */
export function phraseOf(words, offsets, gap) {
  const [first, ...others] = words;
  const readers = others.map(placesBySection);
  /** @type {[number, {places: number[], weight: number}][]} */ const sections = [];
  first.ids.forEach((id, at) => {
    const sets = readers.map((read) => read(id));
    if (sets.some((places) => places.length === 0)) return;
    const own = first.places.subarray(first.from[at], first.from[at + 1]);
    const places = [...startsOf([own, ...sets], offsets, gap)];
    if (places.length > 0) sections.push([id, { places, weight: places.length }]);
  });
  return wordOf(sections);
}
