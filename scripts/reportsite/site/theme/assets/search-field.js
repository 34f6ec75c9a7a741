/**
 * The search field in a page's head: results open beneath it as one types.
 *
 * The pattern is the combobox with a list of WAI-ARIA's Authoring Practices: focus stays in the
 * field, aria-activedescendant names the entry that the arrow keys have reached.
 */

import { ask, hasWords } from "./search-asking.js";
import { debounced, element, focusOnSlash } from "./search-dom.js";
import { parseQuery } from "./search-query.js";
import { panelOption, readSection } from "./search-results.js";
import { addressOf, plainState } from "./search-state.js";
import { panelNote } from "./search-texts.js";

/** Milliseconds from the last key to the search: people type faster than that within a word. */
const WAIT = 150;
/** Milliseconds after which a search is said to go on. */
const SLOW = 300;
/** Entries of the panel, which should fit on the screen. */
const MOST = 8;
const NOTHING = "Nothing found. Press Enter for nearest words and wider searches.";
const LAST = "Open the search page";

/** @typedef {import("./search-asking.js").Outcome} Outcome */

/** @param {string} typed @returns {boolean} whether there is anything to look for */
function asksSomething(typed) {
  const query = parseQuery(typed);
  return hasWords(query) || query.filters.length > 0;
}

/** @param {number} count @param {boolean} approximate */
function countText(count, approximate) {
  const text = count === 1 ? "1 result" : `${count.toLocaleString("en")} results`;
  return approximate ? `about ${text}` : text;
}

/** A field with its panel. */
export class SearchField {
  /**
   * @param {HTMLFormElement} form @param {import("./search-engine.js").Engine} engine
   * @param {URL} base the site's root
   */
  constructor(form, engine, base) {
    this.form = form;
    this.engine = engine;
    this.base = base;
    this.input = /** @type {HTMLInputElement} */ (form.querySelector('input[name="q"]'));
    this.active = -1;
    this.turn = 0;
    this.later = debounced(() => this.search(), WAIT);
    this.build();
    this.listen();
  }

  build() {
    const name = `${this.input.id || "search"}-results`;
    this.list = element("div", { role: "listbox", id: name, "aria-label": "Results" });
    this.message = element("p", { class: "rs-panel__message", hidden: true });
    this.note = element("p", { class: "rs-panel__note", hidden: true });
    this.panel = element("div", { class: "rs-panel", hidden: true }, this.message, this.note, this.list);
    this.status = element("p", { class: "rs-unseen", role: "status" });
    this.form.append(this.panel, this.status);
    this.form.classList.add("rs-search--live");
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": name,
      "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-keyshortcuts": "/",
    })) this.input.setAttribute(key, value);
  }

  listen() {
    this.input.addEventListener("focus", () => this.engine.ready().catch(() => {}), { once: true });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("focusout", (event) => {
      if (!this.form.contains(/** @type {Node | null} */ (event.relatedTarget))) this.close();
    });
    // Pressing on an entry must not take the focus from the field before the click arrives.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    focusOnSlash(this.input);
  }

  typed() {
    this.turn += 1;
    if (asksSomething(this.input.value)) this.later();
    else this.close();
  }

  async search() {
    const turn = (this.turn += 1);
    const slow = window.setTimeout(() => turn === this.turn && this.say("Searching…"), SLOW);
    try {
      const outcome = await ask(this.engine, plainState(this.input.value.trim()));
      const sections = await this.firstSections(outcome);
      if (turn === this.turn) this.show(outcome, sections);
    } catch {
      if (turn === this.turn) this.say("The search could not be loaded. Press Enter to try the search page.");
    } finally {
      window.clearTimeout(slow);
    }
  }

  /** @param {Outcome} outcome */
  async firstSections({ answer, ids }) {
    const first = ids.slice(0, answer.approximate ? 2 * MOST : MOST);
    const sections = await Promise.all(first.map((id) => readSection(answer, id, this.base)));
    return sections.filter((section) => section !== null).slice(0, MOST);
  }

  /** @param {Outcome} outcome @param {import("./search-results.js").Section[]} sections */
  show(outcome, sections) {
    const { answer, ids } = outcome;
    const note = panelNote(outcome);
    if (ids.length === 0) return this.say(NOTHING, note);
    const count = countText(ids.length, answer.approximate);
    const last = this.lastOption(sections.length, answer.approximate || ids.length > 1 ? `All ${count}` : LAST);
    this.list.replaceChildren(
      ...sections.map((section, index) => panelOption(section, this.optionId(index))), last,
    );
    this.message.hidden = true;
    this.showNote(note);
    this.open([`${count}.`, note, "Use the arrow keys to go through them."].filter(Boolean).join(" "));
  }

  /** @param {number} at @param {string} text */
  lastOption(at, text) {
    const address = addressOf(plainState(this.input.value.trim()));
    const href = new URL(`search/${address}`, this.base).href;
    return element("a", { role: "option", id: this.optionId(at), href, tabindex: "-1",
      class: "rs-panel__all", "aria-selected": "false" }, text);
  }

  /** @param {string} note how the query was read, "" where there is nothing to be told */
  showNote(note) {
    this.note.textContent = note;
    this.note.hidden = !note;
  }

  /** @param {number} index */
  optionId(index) {
    return `${this.list.id}-${index}`;
  }

  /** @param {string} text @param {string} [note] */
  say(text, note = "") {
    this.list.replaceChildren();
    this.message.textContent = text;
    this.message.hidden = false;
    this.showNote(note);
    this.open([text, note].filter(Boolean).join(" "));
  }

  /** @param {string} announcement */
  open(announcement) {
    this.mark(-1);
    this.panel.hidden = false;
    this.list.hidden = this.list.childElementCount === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.status.textContent = announcement;
  }

  close() {
    this.turn += 1;
    this.later.cancel();
    this.mark(-1);
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
  }

  /** @param {number} index of the entry reached, -1 for the field itself */
  mark(index) {
    this.active = index;
    [...this.list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
      if (at === index) option.scrollIntoView({ block: "nearest" });
    });
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.optionId(index));
  }

  /** @param {number} step 1 for the next entry, -1 for the one before; the field stands between the ends */
  move(step) {
    const places = this.list.childElementCount + 1;
    this.mark(((this.active + 1 + step + places) % places) - 1);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing) return;
    if (this.panel.hidden) this.pressedClosed(event);
    else if (this.pressedOpen(event.key)) event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  pressedClosed(event) {
    if (event.key !== "ArrowDown" || !asksSomething(this.input.value)) return;
    event.preventDefault();
    this.search();
  }

  /** @param {string} key @returns {boolean} whether the panel has taken the key */
  pressedOpen(key) {
    const last = this.list.childElementCount - 1;
    const reached = this.active >= 0;
    if (key === "Escape") this.close();
    else if (key === "ArrowDown" && last >= 0) this.move(1);
    else if (key === "ArrowUp" && last >= 0) this.move(-1);
    else if (key === "Home" && reached) this.mark(0);
    else if (key === "End" && reached) this.mark(last);
    else if (key === "Enter" && reached) {
      /** @type {HTMLElement} */ (this.list.children[this.active]).click();
    } else return false;
    return true;
  }
}
