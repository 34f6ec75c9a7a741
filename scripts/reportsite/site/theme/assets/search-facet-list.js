/**
 * The facets beside the results: boxes to tick, each with its count; themes beneath their parents.
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

/** @param {Facet} facet @param {FacetValue} value @param {HTMLElement[]} beneath items of its children */
function box(facet, { value, label, count, chosen }, beneath) {
  const input = element("input", {
    type: "checkbox", name: facet, value, checked: chosen, autocomplete: "off",
  });
  const number = element("span", { class: "rs-facet__count" }, count.toLocaleString("en"));
  const name = element("label", {}, input, element("bdi", {}, label), " ", number);
  return element("li", {}, name, beneath.length > 0 ? element("ul", {}, ...beneath) : null);
}

/**
 * @param {Facet} facet @param {FacetValue[]} values
 * @returns {HTMLElement[]} children in their parent's item
 */
function boxes(facet, values) {
  const known = new Set(values.map(({ value }) => value));
  const beneath = (/** @type {string | undefined} */ parent) =>
    values.filter((value) => (known.has(value.parent ?? "") ? value.parent : undefined) === parent);
  /** @type {(value: FacetValue) => HTMLElement} */
  const item = (value) => box(facet, value, beneath(value.value).map(item));
  return beneath(undefined).map(item);
}

/** @param {Element | null | undefined} item @returns {string} its name, without its count */
function nameOf(item) {
  return item?.querySelector("label bdi")?.textContent ?? "";
}

/**
 * An item stays where its own name or that of one beneath it has what was typed, or that of
 * its parent.
 * @param {HTMLElement} list @param {string} typed
 */
function narrow(list, typed) {
  const wanted = typed.trim().toLocaleLowerCase();
  for (const item of list.querySelectorAll("li")) {
    const family = [item.parentElement?.closest("li"), item, ...item.querySelectorAll("li")];
    item.hidden = !family.some((one) => nameOf(one).toLocaleLowerCase().includes(wanted));
  }
}

/**
 * A list that is long can be narrowed by typing a part of a name.
 * @param {Facet} facet @param {HTMLElement} list
 */
function finder(facet, list) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", { type: "search", "aria-label": NAMES[facet].find, placeholder: NAMES[facet].find,
      class: "rs-facet__find", autocomplete: "off" })
  );
  input.addEventListener("input", () => narrow(list, input.value));
  return input;
}

/** One facet, folded until it is wanted where it is long; its boxes are written when it is open. */
class FacetList {
  /** @param {Facet} facet @param {(facet: Facet, value: string) => void} onToggle */
  constructor(facet, onToggle) {
    this.touched = false;
    /** @type {FacetValue[]} */ this.values = [];
    this.list = element("ul", { class: "rs-facet__values" });
    this.find = finder(facet, this.list);
    this.summary = element("summary", {}, NAMES[facet].title);
    this.group = element("fieldset", { "aria-label": NAMES[facet].title }, this.find, this.list);
    this.node = element("details", { class: "rs-facet" }, this.summary, this.group);
    this.facet = facet;
    this.summary.addEventListener("click", () => { this.touched = true; });
    this.node.addEventListener("toggle", () => this.write());
    this.list.addEventListener("change", (event) => {
      onToggle(facet, /** @type {HTMLInputElement} */ (event.target).value);
    });
  }

  /** @param {FacetValue[]} values */
  show(values) {
    this.values = values;
    this.isWritten = false;
    this.find.hidden = values.length <= LONG;
    const isChosen = values.some(({ chosen }) => chosen);
    if (!this.touched) this.node.open = values.length <= LONG || isChosen;
    this.node.hidden = values.length === 0;
    this.write();
  }

  /** A long list costs time, which a reader who types has no use for while it is folded. */
  write() {
    if (this.isWritten || !this.node.open) return;
    this.isWritten = true;
    const focused = this.list.contains(document.activeElement)
      ? /** @type {HTMLInputElement} */ (document.activeElement).value
      : null;
    this.list.replaceChildren(...boxes(this.facet, this.values));
    if (this.find.hidden) this.find.value = "";
    else narrow(this.list, this.find.value);
    this.focus(focused);
  }

  /** @param {string | null} value whose box had the focus before the list was written anew */
  focus(value) {
    if (value === null) return;
    const all = [...this.list.querySelectorAll("input")];
    (all.find((input) => input.value === value) ?? this.summary).focus();
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
