/**
 * What a reader may try where nothing is found: the nearest words, and wider searches with what
 * each would give.
 *
 * @typedef {import("./search-asking.js").Outcome} Outcome
 * @typedef {import("./search-engine.js").Engine} Engine
 * @typedef {import("./search-facets.js").FacetValue} FacetValue
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {import("./search-state.js").State} State
 * @typedef {(state: State) => void} Go
 * @typedef {{label: string, state: State, count: number}} Offer
 */

import { answerTo, wanted } from "./search-asking.js";
import { element } from "./search-dom.js";
import { otherWays, searchLink } from "./search-links.js";
import { parseQuery } from "./search-query.js";
import { isFiltered } from "./search-state.js";
import { quoted, sections } from "./search-texts.js";
import { exchanged, widerQueries, widerStates } from "./search-wider.js";

/** Words of a search for which others are offered. */
const MOST_UNKNOWN = 3;

/** @param {Outcome} outcome @param {Map<Facet, FacetValue[]>} values @returns {Offer[]} */
function widerFilters({ state, answer, index }, values) {
  if (answer.ids.length === 0) return [];
  const offers = widerStates(state, values).map((wider) => ({
    ...wider, count: index.chosen(answer.ids, wider.state).length,
  }));
  return offers.filter(({ count }) => count > 0);
}

/** @param {Engine} engine @param {Outcome} outcome @returns {Promise<Offer[]>} */
async function widerWords(engine, { state, typed, index, vocabulary }) {
  const offers = await Promise.all(widerQueries(typed).map(async ({ label, q }) => {
    const { ids } = await answerTo(engine, wanted(parseQuery(q), state, vocabulary));
    return { label, state: { ...state, q }, count: index.chosen(ids, state).length };
  }));
  return offers.filter(({ count }) => count > 0);
}

/** @param {Offer} offer @param {Go} go */
function offerItem({ label, state, count }, go) {
  return element("li", {}, searchLink(state, go, {}, element("bdi", {}, label)), `: ${sections(count)}`);
}

/** @param {Engine} engine @param {Outcome} outcome @param {string} word @param {Go} go */
async function nearestLine(engine, { state, typed }, word, go) {
  const nearest = await engine.nearest(word);
  if (nearest.length === 0) return null;
  const links = nearest.flatMap(({ word: other, count }, at) => [
    at > 0 ? ", " : "",
    searchLink({ ...state, q: exchanged(typed, word, other) }, go, {}, element("bdi", {}, other)),
    ` (${sections(count)})`,
  ]);
  return element("p", {}, `Nearest to ${quoted([word])}: `, ...links, ".");
}

/** @param {Offer[]} offers @param {Go} go */
function offerList(offers, go) {
  if (offers.length === 0) return null;
  const list = element("ul", {}, ...offers.map((offer) => offerItem(offer, go)));
  return element("div", {}, element("p", {}, "A wider search:"), list);
}

/**
 * @param {Engine} engine @param {Outcome} outcome @param {Map<Facet, FacetValue[]>} values
 * @param {Go} go @param {URL} base the site's root
 * @returns {Promise<HTMLElement[]>}
 */
export async function adviceFor(engine, outcome, values, go, base) {
  const unknown = outcome.answer.unknown.slice(0, MOST_UNKNOWN);
  const [words, ...nearest] = await Promise.all([
    isFiltered(outcome.state) && outcome.answer.ids.length > 0 ? [] : widerWords(engine, outcome),
    ...unknown.map((word) => nearestLine(engine, outcome, word, go)),
  ]);
  const offers = offerList([...widerFilters(outcome, values), ...words], go);
  return [...nearest, offers, otherWays(base)].filter((line) => line !== null);
}
