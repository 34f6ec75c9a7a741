/**
 * What is said of two editions that stand side by side.
 *
 * @typedef {object} Edition
 * @property {string} name of the report
 * @property {string} label the year, and the name where a year has several
 * @property {number} source the same for editions of one source
 * @property {string} organisation "" where it is not recorded
 * @property {string | null} since the name of the edition before, where a page says what changed
 * @property {string | null} changes the address of that page
 */

const OF_THE_TEXTS = "what one says and the other does not, tells of the texts, not of the country.";

/**
 * @param {Edition} one
 * @param {Edition} other
 * @returns {string} "" for two editions of one source
 */
export function aboutSources(one, other) {
  if (one.source === other.source) return "";
  if (!one.organisation || !other.organisation) {
    return `Whether these texts have one source is not recorded; ${OF_THE_TEXTS}`;
  }
  return one.organisation === other.organisation
    ? `These are texts of two different works of one organisation; ${OF_THE_TEXTS}`
    : `These are texts of two different organisations; ${OF_THE_TEXTS}`;
}

/**
 * @param {Edition} one
 * @param {Edition} other
 * @returns {{ words: string, address: string } | null} the link to what changed between them
 */
export function linkToChanges(one, other) {
  for (const [earlier, later] of [
    [one, other],
    [other, one],
  ]) {
    if (later.changes && later.since === earlier.name) {
      const words = `What changed from ${earlier.label} to ${later.label}, on all themes`;
      return { words, address: later.changes };
    }
  }
  return null;
}

/**
 * @param {Edition[]} editions in the order of their sources
 * @returns {[Edition, Edition]} the two to propose: the last of which a page says what changed,
 *   else the last two
 */
export function proposed(editions) {
  const byName = new Map(editions.map((edition) => [edition.name, edition]));
  const later = [...editions]
    .sort((a, b) => (a.label < b.label ? 1 : -1))
    .find((edition) => edition.since && byName.has(edition.since));
  const earlier = later?.since && byName.get(later.since);
  return earlier ? [earlier, later] : [editions[editions.length - 2], editions[editions.length - 1]];
}
