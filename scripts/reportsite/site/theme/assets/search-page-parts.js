/**
 * The parts of the search page, and what each shows of a search.
 *
 * @typedef {import("./search-asking.js").Outcome} Outcome
 * @typedef {import("./search-facets.js").FacetValue} FacetValue
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {import("./search-state.js").State} State
 * @typedef {object} Actions
 * @property {(state: State) => void} go to another search
 * @property {(facet: Facet, value: string) => void} toggle
 * @property {() => void} more further sections
 */

import { hasWords } from "./search-asking.js";
import { chipsOf } from "./search-chips.js";
import { element } from "./search-dom.js";
import { FacetPanel } from "./search-facet-list.js";
import { FoundList } from "./search-found.js";
import { KeepBar } from "./search-keep.js";
import { SortChoice } from "./search-sort.js";
import { SpreadView } from "./search-spread-view.js";
import { countryRows, totalsOf, yearRows } from "./search-spread.js";
import { FACETS } from "./search-state.js";
import { chipList, readingLines } from "./search-telling.js";
import { askedText, failureText, summaryText } from "./search-texts.js";

/** @param {(Node | null)[]} nodes @returns {Node[]} */
function present(nodes) {
  return nodes.filter((node) => node !== null);
}

/** What a reader sees beneath the field. */
export class PageParts {
  /**
   * @param {HTMLElement} root @param {import("./search-engine.js").Engine} engine
   * @param {URL} base the site's root @param {Actions} actions
   */
  constructor(root, engine, base, actions) {
    this.engine = engine;
    this.base = base;
    this.actions = actions;
    this.reports = Number(root.dataset.reports ?? 0);
    this.build(actions);
    this.lay(root);
    this.found.more.addEventListener("click", () => actions.more());
    this.found.node.addEventListener("rs-shown", () => this.keep.show());
    this.found.node.addEventListener("toggle", () => this.keep.show(), true);
  }

  /** @param {Actions} actions */
  build({ go, toggle }) {
    this.asked = element("p", { class: "rs-asked" });
    this.reading = element("div", { class: "rs-reading" });
    this.chosen = element("div", {});
    this.status = element("p", { class: "rs-status", role: "status" });
    this.sort = new SortChoice(go);
    this.advice = element("div", { class: "rs-advice" });
    this.spread = new SpreadView(go);
    this.found = new FoundList(this.base);
    this.keep = new KeepBar(this.found.node, this.base);
    this.facets = new FacetPanel(FACETS, toggle);
  }

  /** @param {HTMLElement} root */
  lay(root) {
    const bar = element("div", { class: "rs-results-bar" }, this.status, this.sort.node);
    this.results = element("section", { class: "rs-found", "aria-label": "Results", tabindex: "-1" },
      this.asked, this.reading, this.chosen, bar, this.advice, this.spread.node, this.keep.node,
      this.found.node, this.found.more);
    root.append(element("div", { class: "rs-finding" }, this.facets.node, this.results));
  }

  /**
   * @param {Outcome} outcome @param {"typing" | "settled"} moment
   * @param {number} [shown] sections to begin with, where a reader comes back
   */
  async show(outcome, moment, shown) {
    const hadFocus = this.results.contains(document.activeElement);
    const { index, answer, state } = outcome;
    const values = new Map(FACETS.map((facet) =>
      /** @type {const} */ ([facet, index.values(answer.ids, state, facet)])));
    this.outcome = outcome;
    this.facets.show(values);
    this.showReading(outcome, values, moment);
    this.showSpread(outcome, values);
    this.advice.replaceChildren();
    const reports = this.found.start(outcome);
    this.keep.show();
    this.tell(summaryText(outcome, { found: reports, all: this.reports }));
    // what had the focus may be gone
    if (hadFocus && !this.results.contains(document.activeElement)) {
      this.results.focus({ preventScroll: true });
    }
    await Promise.all([this.showFound(shown), this.showAdvice(outcome, values)]);
  }

  /** @param {Outcome} outcome @param {Map<Facet, FacetValue[]>} values @param {"typing" | "settled"} moment */
  showReading(outcome, values, moment) {
    const { go } = this.actions;
    const chips = chipsOf(values, [...outcome.index.totals("year").keys()]);
    this.asked.textContent = outcome.asked ? askedText(outcome, chips) : "";
    this.reading.replaceChildren(...readingLines(outcome, moment === "typing", go));
    this.chosen.replaceChildren(...present([chipList(chips, outcome.state, go)]));
    this.sort.show(outcome.state, outcome.ids.length > 1);
  }

  /** @param {Outcome} outcome @param {Map<Facet, FacetValue[]>} values */
  showSpread({ index, state, ids, query }, values) {
    if (ids.length === 0 || !hasWords(query)) return this.spread.hide();
    const years = yearRows(values.get("year") ?? [], totalsOf(index, state, "year"));
    const countries = countryRows(values.get("country") ?? [], totalsOf(index, state, "country"));
    if (years.length + countries.length < 3) return this.spread.hide();
    this.spread.show(years, countries, state);
  }

  /** @param {number} [shown] */
  async showFound(shown) {
    await this.found.add(shown || undefined);
    this.keep.show();
  }

  /** @param {Outcome} outcome @param {Map<Facet, FacetValue[]>} values */
  async showAdvice(outcome, values) {
    if (!outcome.asked || outcome.ids.length > 0) return;
    try {
      const { adviceFor } = await import("./search-nothing.js");
      const lines = await adviceFor(this.engine, outcome, values, this.actions.go, this.base);
      if (outcome === this.outcome) this.advice.replaceChildren(...lines);
    } catch (error) {
      // what was found to be nothing stays so without advice
      console.error(error);
    }
  }

  /** Further reports; the focus goes to the first of them. */
  async showMore() {
    const { more } = this.found;
    if (more.getAttribute("aria-disabled")) return;
    more.setAttribute("aria-disabled", "true");
    try {
      const [first] = await this.found.add();
      first?.querySelector("a")?.focus();
      this.keep.show();
    } finally {
      more.removeAttribute("aria-disabled");
    }
  }

  /** @param {() => void} again */
  fail(again) {
    this.outcome = undefined;
    this.facets.show(new Map());
    for (const part of [this.reading, this.chosen]) part.replaceChildren();
    this.asked.textContent = "";
    this.sort.node.hidden = true;
    this.spread.hide();
    this.found.clear();
    this.keep.show();
    this.tell(failureText());
    const button = element("button", { type: "button", class: "rs-more" }, "Try again");
    button.addEventListener("click", again);
    this.advice.replaceChildren(button);
  }

  /** @param {string} text */
  tell(text) {
    this.status.textContent = text;
  }
}
