/**
 * A search as an address, and back. Pure functions.
 *
 * @typedef {"country" | "year" | "theme"} Facet
 * @typedef {"relevance" | "newest" | "oldest"} Sort
 * @typedef {object} State
 * @property {string} q the query as typed
 * @property {string[]} country slugs
 * @property {string[]} year years, and runs of years as an address may have them: "2016..2024"
 * @property {string[]} theme ids
 * @property {Sort} sort
 * @property {boolean} variants whether other spellings are looked for too
 */

import { yearsWithin } from "./search-query.js";

/** @type {Facet[]} */
export const FACETS = ["country", "year", "theme"];
/** @type {Sort[]} */
export const SORTS = ["relevance", "newest", "oldest"];

/** @param {URLSearchParams} parameters @param {string} name @returns {string[]} */
function valuesOf(parameters, name) {
  return [...new Set(parameters.getAll(name).map((value) => value.trim()).filter(Boolean))];
}

/** @param {string} search the part of an address from "?" on @returns {State} */
export function stateFrom(search) {
  const parameters = new URLSearchParams(search);
  return {
    q: (parameters.get("q") ?? "").trim(),
    country: valuesOf(parameters, "country"),
    year: valuesOf(parameters, "year"),
    theme: valuesOf(parameters, "theme"),
    sort: SORTS.find((sort) => sort === parameters.get("sort")) ?? "relevance",
    variants: parameters.get("variants") !== "off",
  };
}

/** @param {State} state @returns {string} "?q=…&country=…", or "" where nothing is asked for */
export function addressOf(state) {
  const parameters = new URLSearchParams();
  if (state.q) parameters.append("q", state.q);
  for (const facet of FACETS) {
    for (const value of state[facet]) parameters.append(facet, value);
  }
  if (state.sort !== "relevance") parameters.append("sort", state.sort);
  if (!state.variants) parameters.append("variants", "off");
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/** @param {string} q @returns {State} a query that nothing narrows */
export function plainState(q) {
  return { q, country: [], year: [], theme: [], sort: "relevance", variants: true };
}

/**
 * @param {State} state @param {string[]} years that the archive has
 * @returns {State} runs of years written out; one without a year of the archive stays as it is
 */
export function withYears(state, years) {
  const written = state.year.flatMap((value) => {
    const within = yearsWithin(value, years);
    return within.length > 0 ? within : [value];
  });
  const year = [...new Set(written)];
  return { ...state, year };
}

/** @param {State} state @param {Facet} facet @param {string} value @returns {State} */
export function toggled(state, facet, value) {
  const chosen = state[facet];
  const values = chosen.includes(value)
    ? chosen.filter((other) => other !== value)
    : [...chosen, value];
  return { ...state, [facet]: values };
}

/** @param {State} state @param {Facet} facet @param {string} value @returns {State} only this value */
export function narrowed(state, facet, value) {
  return { ...state, [facet]: [value] };
}

/**
 * @param {State} state @param {Facet} facet @param {string[]} values
 * @returns {State} without these values of the facet
 */
export function without(state, facet, values) {
  return { ...state, [facet]: state[facet].filter((value) => !values.includes(value)) };
}

/** @param {State} state @returns {State} the same query without facets */
export function unfiltered(state) {
  return { ...state, country: [], year: [], theme: [] };
}

/** @param {State} state @returns {boolean} */
export function isFiltered(state) {
  return FACETS.some((facet) => state[facet].length > 0);
}
