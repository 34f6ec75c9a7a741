/**
 * The order of what is found: how much each section is about the words. Pure functions.
 *
 * The measure is BM25 with the settings that Pagefind has for it, and as there a word in a section's
 * title counts five times what it counts in another of its names. It is taken over the whole
 * archive, so that the order is the same in however many bundles the index is made.
 *
 * @typedef {import("./search-postings.js").Word} Word
 * @typedef {object} Lengths
 * @property {Float32Array} words of each section, by number
 * @property {number} mean
 * @property {string[]} names of a section, in the order of their numbers
 */

import { NAMED } from "./search-postings.js";

const SATURATION = 1.4;
const OF_LENGTH = 0.75;
const TITLE = 5;

/** @param {number} all sections @param {number} holding of them that have the word */
function rarity(all, holding) {
  return Math.log(1 + (all - holding + 0.5) / (holding + 0.5));
}

/** @param {Word} word @param {number} at @param {string[]} names @returns {number} */
function weightOfNames(word, at, names) {
  const seen = new Set();
  for (let place = word.from[at + 1] - 1; place >= word.from[at] && word.places[place] >= NAMED; place -= 1) {
    seen.add(names[Math.floor(word.places[place] / NAMED) - 1]);
  }
  return seen.size + (seen.has("title") ? TITLE - 1 : 0);
}

/** @param {Float32Array} scores are added to @param {Word} word @param {Lengths} lengths */
function addScores(scores, word, { words, mean, names }) {
  const rare = rarity(words.length, word.ids.length);
  word.ids.forEach((id, at) => {
    const often = word.weight[at];
    const length = 1 - OF_LENGTH + (OF_LENGTH * words[id]) / mean;
    const text = ((SATURATION + 1) * often) / (SATURATION * length + often);
    scores[id] += rare * (text + weightOfNames(word, at, names));
  });
}

/**
 * @param {Word[][]} alternatives each as its words @param {Lengths} lengths
 * @returns {Float32Array} for each section the score of the alternative that it is most about
 */
export function scoresOf(alternatives, lengths) {
  const best = new Float32Array(lengths.words.length);
  for (const words of alternatives) {
    const scores = new Float32Array(best.length);
    for (const word of words) addScores(scores, word, lengths);
    scores.forEach((score, id) => {
      if (score > best[id]) best[id] = score;
    });
  }
  return best;
}

/**
 * @param {Uint32Array} ids @param {Float32Array[]} scores one for each clause
 * @returns {number[]} by the sum of scores, and of those with the same in their own order
 */
export function ranked(ids, scores) {
  const sums = Float32Array.from(ids, (id) => scores.reduce((sum, of) => sum + of[id], 0));
  return Array.from(ids.keys())
    .sort((one, other) => sums[other] - sums[one] || one - other)
    .map((at) => ids[at]);
}
