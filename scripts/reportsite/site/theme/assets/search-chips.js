/**
 * The values that are chosen, as they stand above the results. Pure functions.
 *
 * @typedef {import("./search-facets.js").FacetValue} FacetValue
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {{facet: Facet, label: string, values: string[]}} Chip values that go with it
 */

import { FACETS } from "./search-state.js";

/** What one value of a facet is called, and what several are. @type {Record<Facet, [string, string]>} */
export const NOUNS = {
  country: ["country", "countries"], year: ["year", "years"], theme: ["theme", "themes"],
};

/** As many years as this, one after the other, are one chip. */
const RUN = 3;

/** @param {FacetValue[]} chosen @param {string[]} years of the archive @returns {FacetValue[][]} */
function runs(chosen, years) {
  const order = [...years].sort((a, b) => Number(a) - Number(b));
  const place = (/** @type {FacetValue} */ { value }) => order.indexOf(value);
  const known = chosen.filter((value) => place(value) >= 0).sort((a, b) => place(a) - place(b));
  /** @type {FacetValue[][]} */ const found = [];
  for (const value of known) {
    const last = found.at(-1);
    if (last && place(value) === place(last[last.length - 1]) + 1) last.push(value);
    else found.push([value]);
  }
  return [...found, ...chosen.filter((value) => place(value) < 0).map((value) => [value])];
}

/** @param {FacetValue[]} run @returns {Chip[]} */
function yearChips(run) {
  const values = run.map(({ value }) => value);
  if (run.length < RUN) return run.map(({ value, label }) => ({ facet: "year", label, values: [value] }));
  return [{ facet: "year", label: `${run[0].label}–${run[run.length - 1].label}`, values }];
}

/**
 * @param {Map<Facet, FacetValue[]>} values of each facet @param {string[]} years of the archive
 * @returns {Chip[]} countries, years and themes that are chosen; years that follow each other in
 *   the archive are one from RUN on
 */
export function chipsOf(values, years) {
  return FACETS.flatMap((facet) => {
    const chosen = (values.get(facet) ?? []).filter((value) => value.chosen);
    if (facet === "year") return runs(chosen, years).flatMap(yearChips);
    return chosen.map(({ value, label }) => ({ facet, label, values: [value] }));
  });
}
