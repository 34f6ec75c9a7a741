/** How far two words are from one another. Pure functions. */

/**
 * Optimal string alignment: a letter put in, taken out or replaced, or two neighbours that changed
 * places, count one each (Damerau 1964; no letter is touched twice).
 * @param {string} one @param {string} other @param {number} most beyond which it does not matter
 * @returns {number} the distance, or more than `most`
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const next = rowOf(one, other, row, before, last);
    if (Math.min(...next) > most) return most + 1;
    [before, last] = [last, next];
  }
  return last[other.length];
}

/**
 * @param {string} one @param {string} other @param {number} row letters of `one` so far
 * @param {number[]} before @param {number[]} last the two rows above
 * @returns {number[]} the distance to each beginning of `other`
 */
function rowOf(one, other, row, before, last) {
  const found = [row];
  for (let at = 1; at <= other.length; at += 1) {
    const same = one[row - 1] === other[at - 1];
    let least = Math.min(last[at] + 1, found[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
    const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
    if (swapped) least = Math.min(least, before[at - 2] + 1);
    found.push(least);
  }
  return found;
}

/** @param {string} word @returns {number} how many letters may be wrong in it */
export function tolerance(word) {
  return word.length < 6 ? 1 : 2;
}
