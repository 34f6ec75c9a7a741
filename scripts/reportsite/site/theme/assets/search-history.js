/**
 * The browser's history as the search uses it: each step knows how far down the reader was and how
 * many sections were shown, so that going back, and forward again, leads to
 * the same place.
 *
 * @typedef {{scroll: number, shown: number}} Place
 */

import { debounced } from "./search-dom.js";

/** Milliseconds without scrolling after which the place is kept; browsers limit how often one may. */
const REST = 150;

/** @param {unknown} kept @returns {Place | null} */
function placeFrom(kept) {
  const place = /** @type {Partial<Place> | null} */ (kept);
  if (typeof place?.scroll !== "number" || typeof place.shown !== "number") return null;
  return { scroll: place.scroll, shown: place.shown };
}

/** @returns {Place | null} where the reader was when this step was left; null for a new one */
export function placeHere() {
  return placeFrom(history.state);
}

/** @param {number | null} shown sections; null while they are being loaded: no place worth keeping */
export function keepPlace(shown) {
  if (shown !== null) history.replaceState({ scroll: window.scrollY, shown }, "");
}

/** @param {string} search "?q=…", or "" @param {boolean} inPlace keep to the present step */
export function goTo(search, inPlace) {
  const address = `${location.pathname}${search}`;
  const isSame = address === location.pathname + location.search;
  history[inPlace || isSame ? "replaceState" : "pushState"](null, "", address);
}

/**
 * The address has changed already when one hears of a step, so the place is kept before.
 * @param {() => number | null} shown how many sections are shown, null while they are being loaded
 * @param {() => void} onStep after the address has changed by itself
 */
export function followHistory(shown, onStep) {
  // the list is not there yet when the browser would scroll
  history.scrollRestoration = "manual";
  const keep = () => keepPlace(shown());
  const later = debounced(keep, REST);
  window.addEventListener("scroll", () => later(), { passive: true });
  window.addEventListener("pagehide", keep);
  window.addEventListener("popstate", () => {
    later.cancel();
    onStep();
  });
}
