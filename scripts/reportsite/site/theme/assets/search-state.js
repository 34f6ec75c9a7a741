/**
 * A search as an address, and back. Pure functions.
 *
 * @typedef {"country" | "year" | "theme"} Facet
 * @typedef {object} State
 * @property {string} q the query as typed
 * @property {string[]} country slugs
 * @property {string[]} year
 * @property {string[]} theme ids
 */

/** @type {Facet[]} */
export const FACETS = ["country", "year", "theme"];

/** @param {string} search the part of an address from "?" on @returns {State} */
export function stateFrom(search) {
  const parameters = new URLSearchParams(search);
  const values = (/** @type {Facet} */ facet) => [
    ...new Set(parameters.getAll(facet).map((value) => value.trim()).filter(Boolean)),
  ];
  return {
    q: (parameters.get("q") ?? "").trim(),
    country: values("country"),
    year: values("year"),
    theme: values("theme"),
  };
}

/** @param {State} state @returns {string} "?q=…&country=…", or "" where nothing is asked for */
export function addressOf(state) {
  const parameters = new URLSearchParams();
  if (state.q) parameters.append("q", state.q);
  for (const facet of FACETS) {
    for (const value of state[facet]) parameters.append(facet, value);
  }
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/** @param {State} state @param {Facet} facet @param {string} value @returns {State} */
export function toggled(state, facet, value) {
  const chosen = state[facet];
  const values = chosen.includes(value)
    ? chosen.filter((other) => other !== value)
    : [...chosen, value];
  return { ...state, [facet]: values };
}

/** @param {State} state @returns {State} the same query without facets */
export function unfiltered(state) {
  return { q: state.q, country: [], year: [], theme: [] };
}

/** @param {State} state @returns {boolean} */
export function isFiltered(state) {
  return FACETS.some((facet) => state[facet].length > 0);
}
