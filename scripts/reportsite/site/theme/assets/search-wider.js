/**
 * Wider searches, for where nothing is found. Pure functions.
 *
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-query.js").Clause} Clause
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {import("./search-facets.js").FacetValue} FacetValue
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {import("./search-state.js").State} State
 *
 * @typedef {{label: string, q: string}} WiderQuery what is typed for it
 * @typedef {{label: string, state: State}} WiderState
 */

import { NOUNS } from "./search-chips.js";
import { FACETS, unfiltered, without } from "./search-state.js";

/** A search of more words than these is not offered without each of them. */
const MOST_CLAUSES = 5;

/** @param {Term} term @returns {string} */
function typedTerm({ typed, exact }) {
  return exact ? `"${typed}"` : typed;
}

/** @param {Clause} clause @returns {string} */
function typedClause({ alternatives }) {
  return alternatives.map((terms) => terms.map(typedTerm).join(" ")).join(" OR ");
}

/**
 * @param {Pick<Query, "clauses" | "excluded">} query as it was typed, without other spellings
 * @returns {string} a text that is read as the same words; filters are not in it
 */
export function typedAgain({ clauses, excluded }) {
  return [...clauses.map(typedClause), ...excluded.map((term) => `-${typedTerm(term)}`)].join(" ");
}

/** @param {Clause} clause a phrase by itself, not one of several @returns {boolean} */
function isPhrase({ alternatives: [only, ...others] }) {
  return others.length === 0 && only.every(({ exact }) => exact);
}

/**
 * Words alone are written, since signs and capitals that mean nothing in a phrase may mean something
 * outside: a minus, a colon, an OR.
 * @param {Clause} clause @returns {Clause} a phrase without its quotation marks
 */
function unquoted(clause) {
  if (!isPhrase(clause)) return clause;
  const plain = (/** @type {Term} */ term) => ({
    ...term, exact: false, typed: term.tokens.join(" "),
  });
  return { alternatives: clause.alternatives.map((terms) => terms.map(plain)) };
}

/** @param {Query} query @returns {WiderQuery[]} the same search without one of its words */
function withFewerWords({ clauses, excluded }) {
  if (clauses.length < 2 || clauses.length > MOST_CLAUSES) return [];
  return clauses.map((clause) => ({
    label: `without ${typedClause(clause)}`,
    q: typedAgain({ clauses: clauses.filter((other) => other !== clause), excluded }),
  }));
}

/** @param {Query} query as it was typed @returns {WiderQuery[]} searches that ask for less */
export function widerQueries(query) {
  const { clauses, excluded } = query;
  /** @type {WiderQuery[]} */ const wider = [];
  if (clauses.some(isPhrase)) {
    const q = typedAgain({ clauses: clauses.map(unquoted), excluded });
    wider.push({ label: "without quotation marks", q });
  }
  if (excluded.length > 0 && clauses.length > 0) {
    wider.push({ label: "with nothing left out", q: typedAgain({ clauses, excluded: [] }) });
  }
  return [...wider, ...withFewerWords(query)];
}

/** @param {Term} term @param {string} word @param {string} other @returns {Term} */
function exchangedTerm(term, word, other) {
  if (!term.tokens.includes(word)) return term;
  const tokens = term.tokens.map((token) => (token === word ? other : token));
  return { ...term, typed: tokens.join(term.exact ? " " : "-") };
}

/**
 * @param {Query} query as it was typed @param {string} word normalised, one of its tokens
 * @param {string} other a word to stand in its place
 * @returns {string} the text of the search with the other word
 */
export function exchanged({ clauses, excluded }, word, other) {
  const changed = clauses.map(({ alternatives }) => ({
    alternatives: alternatives.map((terms) => terms.map((term) => exchangedTerm(term, word, other))),
  }));
  return typedAgain({ clauses: changed, excluded });
}

/** @param {Facet} facet @param {string[]} labels @returns {string} "without year 2016" */
function withoutText(facet, labels) {
  const [one, many] = NOUNS[facet];
  return labels.length === 1 ? `without ${one} ${labels[0]}` : `without ${many} ${labels.join(", ")}`;
}

/**
 * @param {State} state @param {Map<Facet, FacetValue[]>} values of each facet, with their labels
 * @returns {WiderState[]} the same search without one facet's filters, and without any
 */
export function widerStates(state, values) {
  const labels = (/** @type {Facet} */ facet) =>
    (values.get(facet) ?? []).filter(({ chosen }) => chosen).map(({ label }) => label);
  const used = FACETS.filter((facet) => state[facet].length > 0);
  const single = used.map((facet) => ({
    label: withoutText(facet, labels(facet)), state: without(state, facet, state[facet]),
  }));
  if (used.length < 2) return single;
  return [...single, { label: "without any filter", state: unfiltered(state) }];
}
