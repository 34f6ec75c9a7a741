/**
 * How the matches spread, as tables whose cells carry bars: numbers and picture in one.
 *
 * @typedef {import("./search-spread.js").Row} Row
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {import("./search-state.js").State} State
 * @typedef {(state: State) => void} Go
 */

import { element } from "./search-dom.js";
import { searchLink } from "./search-links.js";
import { peakOf } from "./search-spread.js";
import { isFiltered, narrowed, without } from "./search-state.js";

/** Rows of a table that are shown at once. */
const SHOWN = 8;
const NOTE = "Each table leaves the filter of its own kind aside. All sections: those that the other " +
  "filters let through, with the words or without.";
const HEADS = { year: "Year", country: "Country", theme: "Theme" };

/** @param {number} length 0 to 1 */
function bar(length) {
  const node = element("span", { class: "rs-bar", "aria-hidden": "true" });
  node.style.setProperty("--rs-length", length.toFixed(3));
  return node;
}

/**
 * A chosen value leads back to all of them.
 * @param {Facet} facet @param {Row} row @param {State} state @param {Go} go
 */
function nameOf(facet, { value, label, chosen, count }, state, go) {
  if (count === 0 && !chosen) return label;
  const next = chosen ? without(state, facet, [value]) : narrowed(state, facet, value);
  const mark = chosen ? "✓ " : "";
  const told = chosen ? element("span", { class: "rs-unseen" }, " (chosen; remove)") : null;
  return searchLink(next, go, { "data-value": value }, mark, element("bdi", {}, label), told);
}

/** @param {Facet} facet @param {Row} row @param {State} state @param {Go} go */
function rowOf(facet, row, state, go) {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, nameOf(facet, row, state, go)),
    element("td", { class: "rs-spread__found" }, bar(row.length), " ", row.count.toLocaleString("en")),
    element("td", { class: "rs-spread__total" }, row.total.toLocaleString("en")),
  );
}

/**
 * The rows that are not shown yet, written when they are wanted.
 * @param {Facet} facet @param {Row[]} rows @param {HTMLElement} body @param {State} state
 * @param {Go} go
 */
function unfolder(facet, rows, body, state, go) {
  if (rows.length <= SHOWN) return null;
  const noun = facet === "year" ? "years" : "countries";
  const button = element("button", { type: "button", class: "rs-quietly" }, `All ${rows.length} ${noun}`);
  button.addEventListener("click", () => {
    const others = rows.slice(SHOWN).map((row) => rowOf(facet, row, state, go));
    body.append(...others);
    button.remove();
    (others.find((row) => row.querySelector("a")) ?? body).querySelector("a")?.focus();
  });
  return button;
}

/** @param {Facet} facet @param {Row[]} rows @param {State} state @param {Go} go */
function table(facet, rows, state, go) {
  const first = rows.slice(0, SHOWN).map((row) => rowOf(facet, row, state, go));
  const body = element("tbody", {}, ...first);
  const head = [HEADS[facet], "Sections found", "All sections"];
  const cells = head.map((text) => element("th", { scope: "col" }, text));
  return element("div", {},
    element("table", { "aria-label": `Sections found by ${facet}` },
      element("thead", {}, element("tr", {}, ...cells)), body),
    unfolder(facet, rows, body, state, go));
}

/** The figure above the results. */
export class SpreadView {
  /** @param {Go} go */
  constructor(go) {
    this.go = go;
    this.summary = element("summary", {});
    this.tables = element("div", { class: "rs-spread__tables" });
    this.note = element("p", { class: "rs-spread__note" }, NOTE);
    this.node = element("details", { class: "rs-spread", hidden: true }, this.summary, this.tables, this.note);
    this.node.open = window.matchMedia("(min-width: 50rem)").matches;
  }

  hide() {
    this.node.hidden = true;
    this.tables.replaceChildren();
  }

  /** @param {Row[]} years @param {Row[]} countries @param {State} state */
  show(years, countries, state) {
    const focused = this.focused();
    const peaks = [peakOf(years), peakOf(countries)].filter(Boolean).join(" and ");
    this.summary.textContent = `How the matches spread${peaks && `: most in ${peaks}`}`;
    this.note.hidden = !isFiltered(state);
    this.tables.replaceChildren(
      table("year", years, state, this.go), table("country", countries, state, this.go),
    );
    this.node.hidden = false;
    this.focus(focused);
  }

  /** @returns {string | null} the value whose link has the focus */
  focused() {
    const { activeElement } = document;
    const link = this.tables.contains(activeElement) ? activeElement : null;
    return link?.getAttribute("data-value") ?? null;
  }

  /** @param {string | null} value */
  focus(value) {
    if (value === null) return;
    const links = [...this.tables.querySelectorAll("a")];
    (links.find((link) => link.dataset.value === value) ?? this.summary).focus();
  }
}
