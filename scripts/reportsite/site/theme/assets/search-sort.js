/**
 * In which order the reports stand.
 *
 * @typedef {import("./search-state.js").Sort} Sort
 * @typedef {import("./search-state.js").State} State
 */

import { element } from "./search-dom.js";
import { SORTS } from "./search-state.js";

/** @type {Record<Sort, string>} */
const NAMES = { relevance: "Relevance", newest: "Newest first", oldest: "Oldest first" };

/** A choice of three. */
export class SortChoice {
  /** @param {(state: State) => void} go */
  constructor(go) {
    const options = SORTS.map((sort) => element("option", { value: sort }, NAMES[sort]));
    this.select = /** @type {HTMLSelectElement} */ (
      element("select", { autocomplete: "off" }, ...options)
    );
    this.node = element("label", { class: "rs-sort", hidden: true }, "Sort by ", this.select);
    this.select.addEventListener("change", () => {
      if (this.state) go({ ...this.state, sort: /** @type {Sort} */ (this.select.value) });
    });
  }

  /** @param {State} state @param {boolean} isOffered */
  show(state, isOffered) {
    this.state = state;
    this.select.value = state.sort;
    this.node.hidden = !isOffered && document.activeElement !== this.select;
  }
}
