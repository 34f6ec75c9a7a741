/**
 * Filters that were typed, `country:kazakhstan`, as values of the facets. Pure functions.
 *
 * @typedef {import("./search-query.js").TypedFilter} TypedFilter
 * @typedef {import("./search-query.js").Fault} Fault
 * @typedef {import("./search-facets.js").FacetIndex} FacetIndex
 * @typedef {import("./search-facets.js").Vocabulary} Vocabulary
 * @typedef {import("./search-state.js").State} State
 * @typedef {{country: string[], year: string[], theme: string[]}} Facets
 * @typedef {{value: string, label: string, names: string[]}} Candidate a value and all its names
 * @typedef {{values: string[], message?: string}} Resolved
 */

import { distance, tolerance } from "./search-distance.js";
import { passedOver, yearsWithin } from "./search-query.js";

/** Names that a message tells at most. */
const MOST_NAMED = 3;

/** @param {string} name @returns {string} lower case, letters and digits with single blanks, no "the" */
function plain(name) {
  const bare = name.toLowerCase().normalize("NFD").replace(/\p{M}|['’]/gu, "");
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/^the /, "");
}

/** @param {Vocabulary} vocabulary @returns {Candidate[]} */
function countriesOf({ countries }) {
  return Object.entries(countries).map(([value, { name, code, aliases }]) => ({
    value, label: name, names: [value, name, code, ...aliases].map(plain),
  }));
}

/** @param {Vocabulary} vocabulary @param {FacetIndex} index @returns {Candidate[]} themes in use */
function themesOf({ themes }, index) {
  const used = index.totals("theme");
  return Object.entries(themes)
    .filter(([value]) => used.has(value))
    .map(([value, { label }]) => ({ value, label, names: [value, label].map(plain) }));
}

/**
 * Whether each word that was typed begins a word of the name.
 * @param {string} wanted @param {string} name
 */
function begins(wanted, name) {
  const words = name.split(" ");
  return wanted.split(" ").every((typed) => words.some((word) => word.startsWith(typed)));
}

/** @param {string} wanted @param {Candidate[]} candidates @returns {Candidate[]} one, or none */
function nearestOf(wanted, candidates) {
  const far = candidates.map(({ names }) => Math.min(...names.map((name) => distance(wanted, name, 4))));
  const least = Math.min(...far);
  return least <= tolerance(wanted) ? [candidates[far.indexOf(least)]] : [];
}

/** @param {string[]} names @returns {string} "A", "A or B", "A, B or C" */
function either(names) {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/**
 * @param {string} text @param {Candidate[]} candidates @param {"country" | "theme"} kind
 * @returns {Resolved}
 */
function byName(text, candidates, kind) {
  const wanted = plain(text);
  const exact = candidates.find(({ names }) => names.includes(wanted));
  const longer = candidates.filter(({ names }) =>
    wanted !== "" && names.some((name) => begins(wanted, name)));
  const found = exact ?? (longer.length === 1 ? longer[0] : undefined);
  if (found) return { values: [found.value] };
  const hint = hintOf(longer.length > 0 ? longer : nearestOf(wanted, candidates));
  const message = `This archive has no ${kind} “${text}”, so it was passed over${hint}.`;
  return { values: [], message };
}

/** @param {Candidate[]} near @returns {string} */
function hintOf(near) {
  const meant = near.slice(0, MOST_NAMED).map(({ label }) => `“${label}”`);
  return meant.length > 0 ? `; perhaps ${either(meant)} is meant` : "";
}

/** @param {number[]} years in order @returns {string} "2008, 2010 and 2016 to 2019" */
export function runsOf(years) {
  /** @type {[number, number][]} */ const runs = [];
  for (const year of years) {
    const last = runs.at(-1);
    if (last && last[1] === year - 1) last[1] = year;
    else runs.push([year, year]);
  }
  const texts = runs.flatMap(([from, to]) => {
    if (to > from + 1) return [`${from} to ${to}`];
    return from === to ? [`${from}`] : [`${from}`, `${to}`];
  });
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** @param {string} text @param {FacetIndex} index @returns {Resolved} */
function byYear(text, index) {
  const years = [...index.totals("year").keys()].sort();
  const within = yearsWithin(text, years);
  if (within.length > 0) return { values: within };
  const hint = years.length > 0 ? `; there are reports on ${runsOf(years.map(Number))}` : "";
  return { values: [], message: `This archive has no report on ${text}, so it was passed over${hint}.` };
}

/**
 * @param {TypedFilter} filter @param {Vocabulary} vocabulary @param {FacetIndex} index
 * @returns {Resolved}
 */
function resolved({ facet, text }, vocabulary, index) {
  if (facet === "year") return byYear(text, index);
  const isCountry = facet === "country";
  return byName(text, isCountry ? countriesOf(vocabulary) : themesOf(vocabulary, index), facet);
}

/**
 * @param {TypedFilter[]} filters @param {Vocabulary} vocabulary @param {FacetIndex} index
 * @returns {{facets: Facets, faults: Fault[]}} values that the archive has, each once; a fault for
 *   each filter that names none
 */
export function resolveFilters(filters, vocabulary, index) {
  /** @type {Facets} */ const facets = { country: [], year: [], theme: [] };
  /** @type {Fault[]} */ const faults = [];
  for (const filter of filters) {
    const { values, message } = resolved(filter, vocabulary, index);
    const known = facets[filter.facet];
    known.push(...values.filter((value) => !known.includes(value)));
    if (message) faults.push({ start: filter.start, end: filter.end, message });
  }
  return { facets, faults };
}

/**
 * What the rest finds must stay the same: a minus sign that stood directly behind the place was part
 * of a word, and an empty phrase before it keeps it so.
 * @param {string} text @param {{start: number, end: number}} place of a piece of it
 * @returns {string} the text without the piece
 */
function cut(text, { start, end }) {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const [head, tail] = [before.trimEnd(), after.trimStart()];
  const isParted = head !== before || tail !== after;
  const guard = /^[-−]/u.test(after) && !/\S$/u.test(before) ? '""' : "";
  return head + (isParted && head && tail ? " " : "") + guard + tail;
}

/**
 * An OR beside a filter joins nothing; without the filter it would join the words on its two sides.
 * An AND beside one would be left as the first or the last of the text, and so become a word.
 * @param {string} typed @param {TypedFilter[]} filters of it @returns {string} without filters and
 *   without each OR and AND that was passed over; as typed where there is no filter to take out
 */
function withoutFilters(typed, filters) {
  if (filters.length === 0) return typed.trim();
  const places = [...filters, ...passedOver(typed)].sort((a, b) => b.start - a.start);
  return places.reduce(cut, typed).trim();
}

/**
 * @param {State} state with `q` as typed @param {TypedFilter[]} filters of `q`
 * @param {Vocabulary} vocabulary @param {FacetIndex} index
 * @returns {State} with the filters that could be read in place of what was chosen of their facets,
 *   and no longer in the text
 */
export function absorbed(state, filters, vocabulary, index) {
  const { facets } = resolveFilters(filters, vocabulary, index);
  const read = filters.filter((filter) => resolved(filter, vocabulary, index).values.length > 0);
  const set = (/** @type {"country" | "year" | "theme"} */ facet) =>
    (facets[facet].length > 0 ? facets[facet] : state[facet]);
  const q = withoutFilters(state.q, read);
  return { ...state, q, country: set("country"), year: set("year"), theme: set("theme") };
}
