/**
 * The search page: a query, facets with their counts, and what was found. The page's address is its
 * state, so that a search can be linked to and the browser's own back and forward work.
 *
 * @typedef {import("./search-asking.js").Outcome} Outcome
 * @typedef {import("./search-history.js").Place} Place
 * @typedef {import("./search-state.js").State} State
 * @typedef {"typing" | "settled"} Moment whether the reader may still be typing
 */

import { ask } from "./search-asking.js";
import { debounced, focusOnSlash } from "./search-dom.js";
import { followHistory, goTo, keepPlace, placeHere } from "./search-history.js";
import { PageParts } from "./search-page-parts.js";
import { addressOf, stateFrom, toggled } from "./search-state.js";

/** Milliseconds from the last key to the search; longer than in the field, for more is drawn anew. */
const WAIT = 250;
/** Milliseconds after which a search is said to go on. */
const SLOW = 300;

/** @param {unknown} error @returns {null} */
function unasked(error) {
  console.error(error);
  return null;
}

/** What the search page does. */
export class SearchPage {
  /**
   * @param {HTMLElement} root @param {import("./search-engine.js").Engine} engine
   * @param {URL} base the site's root
   */
  constructor(root, engine, base) {
    this.engine = engine;
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
    this.input = /** @type {HTMLInputElement} */ (this.form.querySelector('input[name="q"]'));
    this.state = stateFrom(location.search);
    this.turn = 0;
    this.slow = 0;
    this.isTypingOn = false;
    this.isShown = false;
    this.later = debounced(() => this.typed(), WAIT);
    this.parts = new PageParts(root, engine, base, {
      go: (state) => this.go(this.asTyped(state)),
      toggle: (facet, value) => this.go(this.asTyped(toggled(this.settled(), facet, value))),
      more: () => this.goOn(),
    });
    this.input.value = this.state.q;
    this.listen();
    this.run("settled", placeHere());
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.later.cancel();
      this.go({ ...this.state, q: this.input.value.trim() });
    });
    this.input.addEventListener("input", () => this.later());
    followHistory(() => this.shown(), () => this.stepped());
    focusOnSlash(this.input);
  }

  /** The browser's back or forward; a link within the page is a step too, but no other search. */
  stepped() {
    const state = stateFrom(location.search);
    if (addressOf(state) === addressOf(this.state)) return;
    this.later.cancel();
    this.isTypingOn = false;
    this.state = state;
    this.input.value = state.q;
    this.run("settled", placeHere());
  }

  /** @returns {State} the state with typed filters among its facets, as far as it is known */
  settled() {
    return this.outcome && this.outcome.text === this.state.q ? this.outcome.state : this.state;
  }

  /**
   * Letters of the last moment are not lost where a reader chooses a filter or an order.
   * @param {State} state to which a choice leads
   * @returns {State} the same with the text of the field, unless the choice was another text
   */
  asTyped(state) {
    const q = this.input.value.trim();
    const isOther = state.q !== this.state.q && state.q !== this.outcome?.state.q;
    // typed filters, which are no more in the text of the state
    const isRead = q === this.outcome?.text && state.q === this.outcome.state.q;
    return isOther || isRead ? state : { ...state, q };
  }

  /** @returns {number | null} how many sections are shown, null while they are being loaded */
  shown() {
    return this.isShown ? this.parts.found.shown : null;
  }

  /** While one types the address follows, in one step of the history. */
  typed() {
    const q = this.input.value.trim();
    if (q === this.state.q) return;
    this.step({ ...this.state, q }, this.isTypingOn);
    this.isTypingOn = true;
    this.run("typing", null);
  }

  /** @param {State} state */
  go(state) {
    this.later.cancel();
    this.isTypingOn = false;
    this.step(state, false);
    this.input.value = state.q;
    this.run("settled", null);
  }

  /** @param {State} state @param {boolean} inPlace keep to the present step of the history */
  step(state, inPlace) {
    if (!inPlace) keepPlace(this.shown());
    this.state = state;
    goTo(addressOf(state), inPlace);
  }

  /** @param {Moment} moment @param {Place | null} place to which the reader comes back */
  async run(moment, place) {
    const turn = (this.turn += 1);
    this.isShown = false;
    window.clearTimeout(this.slow);
    this.slow = window.setTimeout(() => this.tell("Searching…"), SLOW);
    const outcome = await ask(this.engine, this.state).catch(unasked);
    if (turn !== this.turn) return;
    if (outcome) this.show(outcome, moment, place).catch(console.error);
    else this.fail();
  }

  /** @param {Outcome} outcome @param {Moment} moment @param {Place | null} place */
  async show(outcome, moment, place) {
    this.outcome = outcome;
    if (moment === "settled") this.absorb(outcome.state);
    window.clearTimeout(this.slow);
    const { turn } = this;
    await this.parts.show(outcome, moment, place?.shown);
    if (turn !== this.turn) return;
    const { isBroken, shown } = this.parts.found;
    if (isBroken && shown === 0) return this.fail();
    if (place) window.scrollTo(0, place.scroll);
    this.isShown = true;
    // a reader may have scrolled, and rested, while the list was still growing
    keepPlace(this.shown());
  }

  /** Filters that were typed leave the text once the reader has done typing. @param {State} state */
  absorb(state) {
    if (addressOf(state) === addressOf(this.state)) return;
    if (this.input.value.trim() === this.state.q) this.input.value = state.q;
    this.state = state;
    goTo(addressOf(state), true);
  }

  /** Further sections, asked for once at a time. */
  async goOn() {
    await this.parts.showMore();
    keepPlace(this.shown());
  }

  fail() {
    window.clearTimeout(this.slow);
    this.parts.fail(() => {
      this.input.focus();
      this.run("settled", null);
    });
  }

  /** @param {string} text */
  tell(text) {
    this.parts.tell(text);
  }
}
