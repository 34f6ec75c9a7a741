/**
 * One search from its state to its answer, the same for the page and for the field's panel.
 *
 * @typedef {import("./search-engine.js").Answer} Answer
 * @typedef {import("./search-engine.js").Engine} Engine
 * @typedef {import("./search-facets.js").Vocabulary} Vocabulary
 * @typedef {import("./search-facets.js").FacetIndex} FacetIndex
 * @typedef {import("./search-groups.js").Id} Id
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-query.js").Fault} Fault
 * @typedef {import("./search-state.js").State} State
 *
 * @typedef {{typed: string, words: string[]}} Also a word, and other spellings that were looked for
 * @typedef {object} Outcome
 * @property {string} text what was typed
 * @property {State} state with the filters that were typed among its facets, and no more in its text
 * @property {Query} typed the query as it stands in the field
 * @property {Query} query what was looked for: the same, with other spellings where they are wanted
 * @property {Fault[]} faults what could not be read, in the order of the text
 * @property {Also[]} also other spellings, whether they were looked for or not
 * @property {boolean} asked whether words or filters were given
 * @property {Answer} answer to the words alone
 * @property {Id[]} ids sections that hold the words and pass the filters
 * @property {FacetIndex} index
 * @property {Vocabulary} vocabulary
 */

import { absorbed, resolveFilters } from "./search-filters.js";
import { parseQuery } from "./search-query.js";
import { isFiltered, withYears } from "./search-state.js";
import { withVariants } from "./search-variants.js";

/** @param {Query} query @returns {boolean} whether it asks for words, or leaves some out */
export function hasWords({ clauses, excluded }) {
  return clauses.length > 0 || excluded.length > 0;
}

/** @param {State} state @param {Query} typed @param {Vocabulary} vocabulary @param {FacetIndex} index */
function settled(state, typed, vocabulary, index) {
  const { faults } = resolveFilters(typed.filters, vocabulary, index);
  const whole = absorbed(state, typed.filters, vocabulary, index);
  const years = [...index.totals("year").keys()];
  const both = [...typed.faults, ...faults].sort((a, b) => a.start - b.start);
  return { state: withYears(whole, years), faults: both };
}

/**
 * @param {Query} typed @param {State} state @param {Vocabulary} vocabulary
 * @returns {Query} with other spellings, where they are wanted
 */
export function wanted(typed, state, vocabulary) {
  return state.variants ? withVariants(typed, vocabulary.variants).query : typed;
}

/** @param {Engine} engine @param {Query} query @returns {Promise<Answer>} */
export function answerTo(engine, query) {
  return hasWords(query) ? engine.search(query) : engine.everything();
}

/**
 * @param {Engine} engine @param {State} state
 * @returns {Promise<Outcome>} fails where the index cannot be fetched
 */
export async function ask(engine, state) {
  const [vocabulary, index] = await Promise.all([engine.vocabulary(), engine.facetIndex()]);
  const typed = parseQuery(state.q);
  const { state: whole, faults } = settled(state, typed, vocabulary, index);
  const { also } = withVariants(typed, vocabulary.variants);
  const query = wanted(typed, state, vocabulary);
  const answer = await answerTo(engine, query);
  const asked = hasWords(query) || isFiltered(whole);
  const ids = asked ? index.chosen(answer.ids, whole) : [];
  const text = state.q;
  return {
    text, state: whole, typed, query, faults, also, asked, answer, ids, index, vocabulary,
  };
}
