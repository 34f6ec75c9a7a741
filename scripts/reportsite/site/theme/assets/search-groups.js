/**
 * Sections that were found, report by report. Pure functions.
 *
 * @typedef {import("./search-state.js").Sort} Sort
 * @typedef {import("./search-facets.js").FacetIndex} FacetIndex
 * @typedef {number | string} Id of a section; what it is, only the engine knows
 * @typedef {object} Group
 * @property {string} report "kazakhstan/2010"
 * @property {Id[]} ids its sections that were found, the most relevant first; at least one
 */

/** Sections of a report that are shown before a reader asks for the rest. */
export const SHOWN = 3;

/** @param {Id[]} ids @param {FacetIndex} index @returns {Group[]} the report of the best section first */
function byReport(ids, index) {
  /** @type {Map<string, Id[]>} */ const groups = new Map();
  for (const id of ids) {
    const report = index.of(id, "report");
    const own = groups.get(report);
    if (own) own.push(id);
    else groups.set(report, [id]);
  }
  return [...groups].map(([report, own]) => ({ report, ids: own }));
}

/**
 * @param {Id[]} ids by relevance @param {FacetIndex} index @param {Sort} sort
 * @returns {Group[]} by relevance, or by year; reports of one year stay by relevance
 */
export function groupsOf(ids, index, sort) {
  const groups = byReport(ids, index);
  if (sort === "relevance") return groups;
  const sign = sort === "newest" ? -1 : 1;
  const years = new Map(groups.map((group) => [group, Number(index.of(group.ids[0], "year"))]));
  const year = (/** @type {Group} */ group) => years.get(group) || 0;
  return groups.sort((a, b) => sign * (year(a) - year(b)));
}

/**
 * @param {Group[]} groups @param {number} from the first that is not yet shown
 * @param {number} room how many sections are wanted
 * @returns {Group[]} as many as fill the room, when each shows SHOWN sections at most
 */
export function nextGroups(groups, from, room) {
  let end = from;
  for (let left = room; left > 0 && end < groups.length; end += 1) {
    left -= Math.min(SHOWN, groups[end].ids.length);
  }
  return groups.slice(from, end);
}
