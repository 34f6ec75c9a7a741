/**
 * The search page: a query, facets with their counts, and the sections found. The page's address is
 * its state, so that a search can be linked to and the browser's own back and forward work.
 *
 * @typedef {import("./search-state.js").State} State
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {import("./search-engine.js").Answer} Answer
 * @typedef {import("./search-query.js").Query} Query
 */

import { debounced, element, focusOnSlash } from "./search-dom.js";
import { FacetPanel } from "./search-facet-list.js";
import { chosenIds, facetValues } from "./search-facets.js";
import { parseQuery } from "./search-query.js";
import { readSection, resultItem } from "./search-results.js";
import { FACETS, addressOf, isFiltered, stateFrom, toggled, unfiltered } from "./search-state.js";
import { failureText, noResultText, summaryText } from "./search-texts.js";

/** Sections shown at a time. */
const PAGE = 10;
/** Milliseconds from the last key to the search; longer than in the field, for more is drawn anew. */
const WAIT = 250;
/** Milliseconds after which a search is said to go on. */
const SLOW = 300;

/** @param {Element} root @returns {import("./search-facets.js").Labels} */
function readLabels(root) {
  const script = root.ownerDocument.getElementById("search-labels");
  return script?.textContent ? JSON.parse(script.textContent) : {};
}

/** What the search page shows, and what it does. */
export class SearchPage {
  /**
   * @param {HTMLElement} root @param {import("./search-engine.js").Engine} engine
   * @param {URL} base the site's root
   */
  constructor(root, engine, base) {
    this.engine = engine;
    this.base = base;
    this.labels = readLabels(root);
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
    this.input = /** @type {HTMLInputElement} */ (this.form.querySelector('input[name="q"]'));
    this.state = stateFrom(location.search);
    this.turn = 0;
    this.isTypingOn = false;
    this.later = debounced(() => this.typed(), WAIT);
    this.build(root);
    this.listen();
    this.run();
  }

  /** @param {HTMLElement} root */
  build(root) {
    this.status = element("p", { class: "rs-status", role: "status" });
    this.advice = element("div", { class: "rs-advice" });
    this.list = element("ol", { class: "rs-hits" });
    this.more = element("button", { type: "button", class: "rs-more", hidden: true });
    this.facets = new FacetPanel(FACETS, (facet, value) => this.toggle(facet, value));
    const found = element("div", { class: "rs-found" }, this.status, this.advice, this.list, this.more);
    root.append(element("div", { class: "rs-finding" }, this.facets.node, found));
    this.input.value = this.state.q;
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.later.cancel();
      this.go({ ...this.state, q: this.input.value.trim() });
    });
    this.input.addEventListener("input", () => this.later());
    this.more.addEventListener("click", () => this.showMore(true));
    window.addEventListener("popstate", () => {
      this.later.cancel();
      this.isTypingOn = false;
      this.state = stateFrom(location.search);
      this.input.value = this.state.q;
      this.run();
    });
    focusOnSlash(this.input);
  }

  /** While one types the address follows, in one step of the history. */
  typed() {
    const q = this.input.value.trim();
    if (q === this.state.q) return;
    const goesOn = this.isTypingOn;
    this.go({ ...this.state, q }, goesOn);
    this.isTypingOn = true;
  }

  /** @param {Facet} facet @param {string} value */
  toggle(facet, value) {
    this.go(toggled(this.state, facet, value));
  }

  /** @param {State} state @param {boolean} [inPlace] keep to the present step of the history */
  go(state, inPlace = false) {
    this.isTypingOn = false;
    this.state = state;
    const address = `${location.pathname}${addressOf(state)}`;
    if (address === location.pathname + location.search) inPlace = true;
    history[inPlace ? "replaceState" : "pushState"](null, "", address);
    this.run();
  }

  async run() {
    const turn = (this.turn += 1);
    const slow = window.setTimeout(() => turn === this.turn && this.tell("Searching…"), SLOW);
    try {
      const query = parseQuery(this.state.q);
      const answer = await this.answer(query);
      const index = await this.engine.facetIndex();
      if (turn === this.turn) await this.show(query, answer, index);
    } catch {
      if (turn === this.turn) this.fail();
    } finally {
      window.clearTimeout(slow);
    }
  }

  /** @param {Query} query @returns {Promise<Answer>} */
  answer(query) {
    return query.terms.length > 0 ? this.engine.search(query) : this.engine.everything();
  }

  /** @param {Query} query @param {Answer} answer @param {import("./search-facets.js").FacetIndex} index */
  async show(query, answer, index) {
    const { state } = this;
    const values = FACETS.map((facet) => /** @type {const} */ ([
      facet, facetValues(answer.ids, index, state, facet, this.labels),
    ]));
    this.facets.show(new Map(values));
    this.found = { query, answer, ids: chosenIds(answer.ids, index, state), next: 0 };
    this.list.replaceChildren();
    this.advice.replaceChildren();
    this.more.hidden = true;
    if (query.terms.length === 0 && !isFiltered(state)) {
      return this.tell(summaryText({ ...this.found, asked: false }));
    }
    this.tell(summaryText({ ...this.found, asked: true }));
    if (this.found.ids.length === 0) this.advise(query, answer);
    await this.showMore(false);
  }

  /** @param {Query} query @param {Answer} answer */
  advise(query, answer) {
    this.advice.append(...noResultText(query, answer).map((text) => element("p", {}, text)));
    if (!isFiltered(this.state) || answer.ids.length === 0) return;
    const button = element("button", { type: "button", class: "rs-more" },
      `Take the filters off (${answer.ids.length.toLocaleString("en")})`);
    button.addEventListener("click", () => {
      this.go(unfiltered(this.state));
      this.input.focus();
    });
    this.advice.append(button);
  }

  /** @param {boolean} move whether the focus goes to the first of the sections that are added */
  async showMore(move) {
    const { found, turn } = this;
    if (!found) return;
    /** @type {import("./search-results.js").Section[]} */ const sections = [];
    while (sections.length < PAGE && found.next < found.ids.length) {
      const ids = found.ids.slice(found.next, found.next + PAGE - sections.length);
      found.next += ids.length;
      const read = await Promise.all(
        ids.map((id) => readSection(found.answer, id, found.query.terms, this.base)),
      );
      if (turn !== this.turn) return;
      sections.push(...read.filter((section) => section !== null));
    }
    this.add(sections.map(resultItem), move);
  }

  /** @param {HTMLElement[]} items @param {boolean} move */
  add(items, move) {
    const { ids, next } = /** @type {{ids: string[], next: number}} */ (this.found);
    this.list.append(...items);
    const left = ids.length - next;
    this.more.hidden = left <= 0;
    this.more.textContent = `Show more (${left.toLocaleString("en")} left)`;
    if (move) items[0]?.querySelector("a")?.focus();
  }

  fail() {
    this.facets.show(new Map());
    this.list.replaceChildren();
    this.more.hidden = true;
    this.tell(failureText());
    const button = element("button", { type: "button", class: "rs-more" }, "Try again");
    button.addEventListener("click", () => {
      this.input.focus();
      this.run();
    });
    this.advice.replaceChildren(button);
  }

  /** @param {string} text */
  tell(text) {
    this.status.textContent = text;
  }
}
