/**
 * Links to other searches, and to pages that need no search.
 *
 * @typedef {import("./search-state.js").State} State
 */

import { element } from "./search-dom.js";
import { addressOf } from "./search-state.js";

/** @param {MouseEvent} event @returns {boolean} whether the reader wants another tab or window */
function goesElsewhere(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
}

/**
 * @param {State} state @param {(state: State) => void} go
 * @param {Record<string, string | boolean | null>} attributes
 * @param {...(Node | string | null)} children
 * @returns {HTMLElement} a link to the search, which this page follows without being loaded anew
 */
export function searchLink(state, go, attributes, ...children) {
  const href = `${location.pathname}${addressOf(state)}`;
  const link = element("a", { ...attributes, href }, ...children);
  link.addEventListener("click", (event) => {
    if (goesElsewhere(event)) return;
    event.preventDefault();
    go(state);
  });
  return link;
}

const PAGES = [["themes/", "themes"], ["countries/", "countries"], ["years/", "years"],
  ["headings/", "headings A–Z"]];

/** @param {URL} base the site's root @returns {HTMLElement} "Or go by: themes · countries …" */
export function otherWays(base) {
  const links = PAGES.map(([page, text]) => element("a", { href: new URL(page, base).href }, text));
  const parted = links.flatMap((link, at) => (at > 0 ? [" · ", link] : [link]));
  return element("p", {}, "Or go by: ", ...parted, ".");
}
