/**
 * How what was found spreads over the years and the countries. Pure functions.
 *
 * @typedef {import("./search-facets.js").FacetValue} FacetValue
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {import("./search-state.js").State} State
 * @typedef {object} Row
 * @property {string} value
 * @property {string} label
 * @property {number} count sections found
 * @property {number} total sections that the archive has there
 * @property {number} length of the bar, 0 to 1: 1 for the most sections found
 * @property {boolean} chosen whether the search is narrowed to it
 */

import { isFiltered } from "./search-state.js";

/**
 * @param {import("./search-facets.js").FacetIndex} index @param {State} state @param {Facet} facet
 * @returns {Map<string, number>} for each value how many sections the other facets leave to be found
 */
export function totalsOf(index, state, facet) {
  const others = { ...state, [facet]: [] };
  if (!isFiltered(others)) return index.totals(facet);
  const values = index.values(index.everything(), others, facet);
  return new Map(values.map(({ value, count }) => [value, count]));
}

/** @param {Omit<FacetValue, "parent">[]} values @param {Map<string, number>} totals */
function rowsOf(values, totals) {
  const most = Math.max(1, ...values.map(({ count }) => count));
  return values.map(({ value, label, count, chosen }) => ({
    value, label, count, total: totals.get(value) ?? count, length: count / most, chosen,
  }));
}

/**
 * @param {FacetValue[]} values years with what was found in them
 * @param {Map<string, number>} totals for each year of the archive how many sections there are
 * @returns {Row[]} every year of the archive, the newest first: a year without a match counts too
 */
export function yearRows(values, totals) {
  const known = new Map(values.map((value) => [value.value, value]));
  const years = [...totals.keys()].sort((a, b) => Number(b) - Number(a));
  return rowsOf(
    years.map((year) => known.get(year) ?? { value: year, label: year, count: 0, chosen: false }),
    totals,
  );
}

/**
 * @param {FacetValue[]} values countries with what was found in them
 * @param {Map<string, number>} totals
 * @returns {Row[]} countries in which something was found, those with most first
 */
export function countryRows(values, totals) {
  const found = values.filter(({ count }) => count > 0);
  return rowsOf([...found].sort((a, b) => b.count - a.count), totals);
}

/** @param {Row[]} rows @returns {string} where the one longest bar stands, "2010 (31)"; else "" */
export function peakOf(rows) {
  const most = Math.max(0, ...rows.map(({ count }) => count));
  const [best, ...others] = rows.filter(({ count }) => count === most);
  return best && others.length === 0 ? `${best.label} (${most.toLocaleString("en")})` : "";
}
