/**
 * What stands between the field and the results: how the query was read, other spellings, filters.
 *
 * @typedef {import("./search-asking.js").Outcome} Outcome
 * @typedef {import("./search-chips.js").Chip} Chip
 * @typedef {import("./search-query.js").Fault} Fault
 * @typedef {import("./search-state.js").State} State
 * @typedef {(state: State) => void} Go
 */

import { NOUNS } from "./search-chips.js";
import { element } from "./search-dom.js";
import { searchLink } from "./search-links.js";
import { understood } from "./search-query.js";
import { unfiltered, without } from "./search-state.js";
import { alsoWords, faultPlace, isMoreThanWords, toldFaults, typedWords } from "./search-texts.js";

/** Faults that are told one by one. */
const MOST_FAULTS = 4;

/** The typed text with the bad place marked, and what is wrong. @param {string} typed @param {Fault} fault */
function faultItem(typed, fault) {
  const { before, place, after } = faultPlace(typed, fault);
  const text = element("bdi", { class: "rs-fault__typed" },
    before, element("mark", { class: "rs-fault__place" }, place), after);
  return element("li", {}, "Not understood in ", text, ": ", fault.message);
}

/** @param {string} typed @param {Fault[]} faults @returns {HTMLElement | null} */
function faultList(typed, faults) {
  if (faults.length === 0) return null;
  const items = faults.slice(0, MOST_FAULTS).map((fault) => faultItem(typed, fault));
  const left = faults.length - items.length;
  if (left > 0) items.push(element("li", {}, `And ${left} more.`));
  return element("ul", { class: "rs-faults" }, ...items);
}

/** @param {Outcome} outcome @param {Fault[]} faults @returns {HTMLElement | null} */
function understoodLine({ typed, asked }, faults) {
  const text = understood(typed);
  if (faults.length > 0 && !asked) return element("p", {}, "Nothing was left to search for.");
  if (!text || !(faults.length > 0 || isMoreThanWords(typed))) return null;
  return element("p", {}, "Understood as: ", element("bdi", { class: "rs-understood" }, text));
}

/** @param {Outcome} outcome @param {Go} go @returns {HTMLElement | null} */
function alsoLine({ state, also }, go) {
  if (also.length === 0) return null;
  const other = { ...state, variants: !state.variants };
  if (state.variants) {
    return element("p", {}, "Also searched for ", element("bdi", {}, alsoWords(also)), ". ",
      searchLink(other, go, {}, "Search only as typed"));
  }
  return element("p", {}, "Searched only for ", element("bdi", {}, typedWords(also)), " as typed. ",
    searchLink(other, go, {}, "Search also for ", element("bdi", {}, alsoWords(also))));
}

/**
 * @param {Outcome} outcome @param {boolean} isTyping @param {Go} go
 * @returns {HTMLElement[]} lines about how the query was read
 */
export function readingLines(outcome, isTyping, go) {
  const { state } = outcome;
  const faults = toldFaults(outcome.faults, isTyping);
  const lines = [faultList(state.q, faults), understoodLine(outcome, faults), alsoLine(outcome, go)];
  return lines.filter((line) => line !== null);
}

/** @param {Chip} chip @param {State} state @param {Go} go */
function chipItem({ facet, label, values }, state, go) {
  const button = element("button", { type: "button", class: "rs-chip" },
    element("span", { class: "rs-unseen" }, `Remove ${NOUNS[facet][0]} `),
    element("bdi", {}, label), element("span", { "aria-hidden": "true" }, " ×"));
  button.addEventListener("click", () => go(without(state, facet, values)));
  return element("li", {}, button);
}

/** @param {State} state @param {Go} go */
function removerItem(state, go) {
  const button = element("button", { type: "button", class: "rs-quietly" }, "Remove all filters");
  button.addEventListener("click", () => go(unfiltered(state)));
  return element("li", {}, button);
}

/** @param {Chip[]} chips @param {State} state @param {Go} go @returns {HTMLElement | null} */
export function chipList(chips, state, go) {
  if (chips.length === 0) return null;
  const items = chips.map((chip) => chipItem(chip, state, go));
  if (chips.length > 1) items.push(removerItem(state, go));
  return element("ul", { class: "rs-chosen", "aria-label": "Filters" }, ...items);
}
