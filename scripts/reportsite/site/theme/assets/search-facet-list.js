/**
 * The facets beside the results: boxes to tick, each with its count.
 *
 * @typedef {import("./search-state.js").Facet} Facet
 * @typedef {import("./search-facets.js").FacetValue} FacetValue
 */

import { element } from "./search-dom.js";

/** A facet with more values than this starts folded, and can be narrowed by typing. */
const LONG = 12;
/** @type {Record<Facet, {title: string, find: string}>} */
const NAMES = {
  country: { title: "Country", find: "Find a country" },
  year: { title: "Year", find: "Find a year" },
  theme: { title: "Theme", find: "Find a theme" },
};

/** @param {Facet} facet @param {FacetValue} value */
function box(facet, { value, label, count, chosen }) {
  const input = element("input", { type: "checkbox", name: facet, value, checked: chosen });
  const number = element("span", { class: "rs-facet__count" }, count.toLocaleString("en"));
  return element("li", {}, element("label", {}, input, element("span", {}, label), " ", number));
}

/** @param {HTMLElement} list @param {string} typed */
function narrow(list, typed) {
  const wanted = typed.trim().toLocaleLowerCase();
  for (const item of /** @type {Iterable<HTMLElement>} */ (list.children)) {
    item.hidden = !item.textContent?.toLocaleLowerCase().includes(wanted);
  }
}

/** A list that is long can be narrowed by typing a part of a name. @param {Facet} facet @param {HTMLElement} list */
function finder(facet, list) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", { type: "search", "aria-label": NAMES[facet].find, placeholder: NAMES[facet].find,
      class: "rs-facet__find", autocomplete: "off" })
  );
  input.addEventListener("input", () => narrow(list, input.value));
  return input;
}

/** One facet, folded until it is wanted where it is long. */
class FacetList {
  /** @param {Facet} facet @param {(facet: Facet, value: string) => void} onToggle */
  constructor(facet, onToggle) {
    this.touched = false;
    this.list = element("ul", { class: "rs-facet__values" });
    this.find = finder(facet, this.list);
    this.summary = element("summary", {}, NAMES[facet].title);
    this.group = element("fieldset", { "aria-label": NAMES[facet].title }, this.find, this.list);
    this.node = element("details", { class: "rs-facet" }, this.summary, this.group);
    this.facet = facet;
    this.summary.addEventListener("click", () => { this.touched = true; });
    this.list.addEventListener("change", (event) => {
      onToggle(facet, /** @type {HTMLInputElement} */ (event.target).value);
    });
  }

  /** @param {FacetValue[]} values */
  show(values) {
    const focused = this.list.contains(document.activeElement)
      ? /** @type {HTMLInputElement} */ (document.activeElement).value
      : null;
    const long = values.length > LONG;
    this.list.replaceChildren(...values.map((value) => box(this.facet, value)));
    this.find.hidden = !long;
    if (long) narrow(this.list, this.find.value);
    else this.find.value = "";
    if (!this.touched) this.node.open = !long || values.some(({ chosen }) => chosen);
    this.node.hidden = values.length === 0;
    this.focus(focused);
  }

  /** @param {string | null} value whose box had the focus before the list was written anew */
  focus(value) {
    if (value === null) return;
    const boxes = [...this.list.querySelectorAll("input")];
    (boxes.find((input) => input.value === value) ?? this.summary).focus();
  }
}

/** All facets, folded together on a narrow screen. */
export class FacetPanel {
  /** @param {Facet[]} facets @param {(facet: Facet, value: string) => void} onToggle */
  constructor(facets, onToggle) {
    this.lists = new Map(facets.map((facet) => [facet, new FacetList(facet, onToggle)]));
    const nodes = [...this.lists.values()].map(({ node }) => node);
    this.summary = element("summary", {}, "Filters");
    this.node = element("details", { class: "rs-facets" }, this.summary, ...nodes);
    this.node.open = window.matchMedia("(min-width: 50rem)").matches;
    this.node.hidden = true;
  }

  /** @param {Map<Facet, FacetValue[]>} values */
  show(values) {
    for (const [facet, list] of this.lists) list.show(values.get(facet) ?? []);
    const all = [...values.values()].flat();
    const chosen = all.filter((value) => value.chosen).length;
    this.summary.textContent = chosen > 0 ? `Filters (${chosen})` : "Filters";
    this.node.hidden = all.length === 0;
  }
}
