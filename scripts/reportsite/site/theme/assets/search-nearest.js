/**
 * The words of an archive that are nearest to one that it does not have.
 *
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {{stem: string, count: number, far: number}} Near
 */

import { distance, tolerance } from "./search-distance.js";
import { printedWords, shell, tokenOf } from "./search-words.js";

/** Words that are offered, and stems that are looked at for them. */
const MOST = 3;
const LOOKED_AT = 6;
/** Sections that are read to see how a word is printed. */
const READ = 3;

/**
 * @param {Record<string, number>[]} bundles stems with their numbers of sections
 * @returns {Map<string, number>}
 */
function joined(bundles) {
  /** @type {Map<string, number>} */ const counts = new Map();
  for (const stems of bundles) {
    for (const [stem, count] of Object.entries(stems)) counts.set(stem, (counts.get(stem) ?? 0) + count);
  }
  return counts;
}

/**
 * @param {string} wanted a stem @param {Map<string, number>} counts @param {number} most letters that
 *   may be wrong
 * @returns {Near[]} the nearest first, of those as near the most frequent
 */
function nearOf(wanted, counts, most) {
  /** @type {Near[]} */ const near = [];
  for (const [stem, count] of counts) {
    const far = distance(wanted, stem, most);
    if (far > 0 && far <= most) near.push({ stem, count, far });
  }
  return near.sort((one, other) => one.far - other.far || other.count - one.count);
}

/** @param {string[]} forms @returns {string | undefined} the one that occurs most often */
function commonest(forms) {
  /** @type {Map<string, number>} */ const counts = new Map();
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/**
 * @param {Index} index @param {Near} near @param {string} wanted normalised
 * @returns {Promise<{word: string, count: number, far: number}[]>} the form most like it; none where
 *   only the stem is like it
 */
async function printed(index, { stem, count }, wanted) {
  const word = await index.read([stem], (key) => key === stem);
  const fragments = await Promise.all([...word.ids.subarray(0, READ)].map((id) => index.fragment(id)));
  const texts = fragments.flatMap(({ content, meta }) => [content, ...Object.values(meta)]);
  const forms = texts.flatMap(printedWords).filter((text) => tokenOf(text).stem === stem);
  const bare = forms.map((form) => shell(form)[1].replace(/['’]s$/u, ""));
  const far = bare.map((form) => distance(tokenOf(form).normal, wanted, tolerance(wanted)));
  const least = Math.min(...far);
  const nearest = commonest(bare.filter((_, at) => far[at] === least));
  const isNear = nearest !== undefined && least <= tolerance(wanted);
  return isNear ? [{ word: nearest, count, far: least }] : [];
}

/**
 * @param {string} typed @param {Record<string, number>[]} bundles @param {Index} index
 * @returns {Promise<{word: string, count: number}[]>}
 */
export async function nearestTo(typed, bundles, index) {
  const { normal, stem } = tokenOf(typed);
  const near = nearOf(stem, joined(bundles), tolerance(normal)).slice(0, LOOKED_AT);
  const words = (await Promise.all(near.map((one) => printed(index, one, normal)))).flat();
  words.sort((one, other) => one.far - other.far || other.count - one.count);
  const first = words.filter(({ word }, at) => words.findIndex((other) => other.word === word) === at);
  return first.slice(0, MOST).map(({ word, count }) => ({ word, count }));
}
