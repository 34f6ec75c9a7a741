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
import { askedText, failureText, nextStepText, summaryText } from "./search-texts.js";

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
    this.slow = 0;
    this.reports = Number(root.dataset.reports ?? 0);
    this.isTypingOn = false;
    this.later = debounced(() => this.typed(), WAIT);
    this.build(root);
    this.listen();
    this.run();
  }

  /** @param {HTMLElement} root */
  build(root) {
    this.asked = element("p", { class: "rs-asked" });
    this.status = element("p", { class: "rs-status", role: "status" });
    this.advice = element("div", { class: "rs-advice" });
    this.list = element("ol", { class: "rs-hits" });
    this.more = element("button", { type: "button", class: "rs-more", hidden: true });
    this.facets = new FacetPanel(FACETS, (facet, value) => this.toggle(facet, value));
    const found = element("div", { class: "rs-found" },
      this.asked, this.status, this.advice, this.list, this.more);
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
    this.more.addEventListener("click", () => this.goOn());
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
    window.clearTimeout(this.slow);
    this.slow = window.setTimeout(() => this.tell("Searching…"), SLOW);
    try {
      const query = parseQuery(this.state.q);
      const answer = await this.answer(query);
      const index = await this.engine.facetIndex();
      if (turn === this.turn) await this.show(query, answer, index);
    } catch {
      if (turn === this.turn) this.fail();
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
    const asked = query.terms.length > 0 || isFiltered(state);
    const ids = asked ? chosenIds(answer.ids, index, state) : [];
    this.found = { query, answer, ids, next: 0 };
    this.list.replaceChildren();
    this.more.hidden = true;
    this.asked.textContent = asked ? askedText(state, new Map(values)) : "";
    this.summarise(asked);
    await this.showMore(false);
  }

  /** Count what is found, and say what helps where nothing is. @param {boolean} asked */
  summarise(asked) {
    const { query, answer, ids } = /** @type {NonNullable<typeof this.found>} */ (this.found);
    this.tell(summaryText({ query, answer, ids, asked, reports: this.reports }));
    this.advice.replaceChildren(...(asked && ids.length === 0 ? this.advised(query, answer) : []));
  }

  /** @param {Query} query @param {Answer} answer @returns {HTMLElement[]} */
  advised(query, answer) {
    if (isFiltered(this.state) && answer.ids.length > 0) return [this.filterRemover(answer.ids.length)];
    const themes = element("a", { href: new URL("themes/", this.base).href }, "browse the themes");
    return [element("p", {}, `${nextStepText(query, answer)}, or `, themes, ".")];
  }

  /** @param {number} count sections that are found without filters */
  filterRemover(count) {
    const button = element("button", { type: "button", class: "rs-more" },
      `Remove filters (${count.toLocaleString("en")})`);
    button.addEventListener("click", () => {
      this.go(unfiltered(this.state));
      this.input.focus();
    });
    return button;
  }

  /** Further sections, asked for once at a time. */
  async goOn() {
    const { turn } = this;
    if (this.more.getAttribute("aria-disabled")) return;
    this.more.setAttribute("aria-disabled", "true");
    try {
      await this.showMore(true);
    } catch {
      if (turn === this.turn) this.fail();
    } finally {
      this.more.removeAttribute("aria-disabled");
    }
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
    if (found.answer.approximate && found.next >= found.ids.length) this.countAgain(found);
  }

  /**
   * Once all of an approximate answer is read, it is known how many sections it holds.
   * @param {{query: Query, answer: Answer, ids: string[], next: number}} found
   */
  countAgain(found) {
    const ids = found.ids.slice(0, this.list.childElementCount);
    const all = isFiltered(this.state) ? found.answer.ids : ids;
    const answer = { ...found.answer, ids: all, approximate: false };
    this.found = { ...found, answer, ids, next: ids.length };
    this.summarise(true);
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

  /** What is told is newer than a "Searching…" that still waits. @param {string} text */
  tell(text) {
    window.clearTimeout(this.slow);
    this.status.textContent = text;
  }
}
