/**
 * Which sections carry which country, year and theme, and how many. Pure functions.
 *
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {import("./search-state.js").State} State
 * @typedef {Record<Facet, Map<string, Set<string>>>} FacetIndex value → ids of its sections
 * @typedef {{value: string, label: string, count: number, chosen: boolean}} FacetValue
 * @typedef {Partial<Record<Facet, Record<string, string>>>} Labels
 */

import { FACETS } from "./search-state.js";

/** @param {FacetIndex} index @param {Facet} facet @param {string[]} chosen @param {string} id */
function holds(index, facet, chosen, id) {
  return chosen.length === 0 || chosen.some((value) => index[facet].get(value)?.has(id));
}

/**
 * @param {Iterable<string>} ids @param {FacetIndex} index @param {State} state
 * @param {Facet} [except] a facet whose own choice is put aside
 * @returns {string[]} ids that hold one chosen value of every facet in which a choice was made
 */
export function chosenIds(ids, index, state, except) {
  const asked = FACETS.filter((facet) => facet !== except && state[facet].length > 0);
  return [...ids].filter((id) => asked.every((facet) => holds(index, facet, state[facet], id)));
}

/**
 * @param {FacetIndex} index @param {Facet} facet @param {string} value @param {Labels} labels
 * @returns {string} a value that only the address knows stands as it was typed there
 */
function labelOf(index, facet, value, labels) {
  const label = labels[facet]?.[value];
  if (label !== undefined) return label;
  if (!index[facet].has(value)) return `${value} (not in this archive)`;
  const words = value.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Years from the newest, all else by label. @param {Facet} facet @param {FacetValue[]} values */
function sorted(facet, values) {
  const order = new Intl.Collator("en", { numeric: true });
  const sign = facet === "year" ? -1 : 1;
  return values.sort((a, b) => sign * order.compare(a.label, b.label));
}

/**
 * How many of the sections found carry each value, with the choices in the other facets kept.
 * @param {string[]} ids @param {FacetIndex} index @param {State} state @param {Facet} facet
 * @param {Labels} labels
 * @returns {FacetValue[]} values that occur or are chosen
 */
export function facetValues(ids, index, state, facet, labels) {
  const within = new Set(chosenIds(ids, index, state, facet));
  const names = new Set([...index[facet].keys(), ...state[facet]]);
  const values = [...names].map((value) => ({
    value,
    label: labelOf(index, facet, value, labels),
    count: [...(index[facet].get(value) ?? [])].filter((id) => within.has(id)).length,
    chosen: state[facet].includes(value),
  }));
  return sorted(facet, values.filter(({ count, chosen }) => count > 0 || chosen));
}
