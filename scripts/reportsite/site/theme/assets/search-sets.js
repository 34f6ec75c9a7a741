/** Sets of sections. A section is a number, a set has them in order. Pure functions. */

/** @typedef {Uint32Array} Ids in rising order, each once */

/** @param {Ids} set @param {number} size of the archive @returns {Uint8Array} 1 for each that is in the set */
function marksOf(set, size) {
  const marks = new Uint8Array(size);
  for (const id of set) marks[id] = 1;
  return marks;
}

/** @param {Ids[]} sets @returns {number} */
function sizeOf(sets) {
  return Math.max(0, ...sets.map((set) => (set.at(-1) ?? -1) + 1));
}

/** @param {Ids[]} sets at least one @returns {Ids} what all of them have */
export function intersection(sets) {
  const [first, ...others] = [...sets].sort((a, b) => a.length - b.length);
  const size = sizeOf(sets);
  return others.reduce((found, set) => {
    const marks = marksOf(set, size);
    return found.filter((id) => marks[id] === 1);
  }, first);
}

/** @param {Ids[]} sets @returns {Ids} what one of them has */
export function union(sets) {
  if (sets.length === 1) return sets[0];
  const marks = new Uint8Array(sizeOf(sets));
  for (const set of sets) for (const id of set) marks[id] = 1;
  return Uint32Array.from(marks.keys()).filter((id) => marks[id] === 1);
}

/** @param {Ids} set @param {Ids} other @returns {Ids} what the first has and the other has not */
export function difference(set, other) {
  const marks = marksOf(other, sizeOf([set, other]));
  return set.filter((id) => marks[id] === 0);
}
