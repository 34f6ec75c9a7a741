/** Sections of two editions in rows: those of the same heading beside each other. */

/**
 * @template T
 * @typedef {{ left: T[], right: T[], isSame: boolean }} Row sections of one row; `isSame` where
 *   they are one of each, under the same heading
 */

/**
 * Both orders are kept: a section that stands elsewhere in the other edition has no partner.
 *
 * @template T
 * @param {T[]} left
 * @param {T[]} right
 * @param {(section: T) => string} headingOf
 * @returns {Row<T>[]} what stands between two rows of partners is one row of its own
 */
export function rowsOf(left, right, headingOf) {
  const partners = longest(left.map(key), right.map(key));
  /** @type {Row<T>[]} */
  const rows = [];
  let [atLeft, atRight] = [0, 0];
  for (const [i, j] of [...partners, [left.length, right.length]]) {
    const between = { left: left.slice(atLeft, i), right: right.slice(atRight, j), isSame: false };
    if (between.left.length + between.right.length > 0) rows.push(between);
    if (i < left.length) rows.push({ left: [left[i]], right: [right[j]], isSame: true });
    [atLeft, atRight] = [i + 1, j + 1];
  }
  return rows;

  /** @param {T} section */
  function key(section) {
    return folded(headingOf(section));
  }
}

// "c. ", "(2) ", "Section 3. ": the same section has another letter where one before it has gone
const NUMBER = /^(?:section \d+[.:]|\(?(?:[a-z]|[ivxl]+|\d{1,3})[.)])(?= )/u;

/**
 * @param {string} heading
 * @returns {string} the same for headings that differ in case, blanks, or the letter before them
 */
export function folded(heading) {
  const words = heading.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
  return words.replace(NUMBER, "").trim();
}

/**
 * @param {string[]} left
 * @param {string[]} right
 * @returns {[number, number][]} the places of a longest common subsequence
 */
function longest(left, right) {
  const lengths = Array.from({ length: left.length + 1 }, () => Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i][j] =
        left[i] === right[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  /** @type {[number, number][]} */
  const places = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) places.push([i++, j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
    else j++;
  }
  return places;
}
