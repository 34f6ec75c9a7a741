/**
 * The browser's history as the search uses it: each step knows how far down the reader was and how
 * many sections were shown, so that going back leads to the same place.
 *
 * @typedef {{scroll: number, shown: number}} Place
 */

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

/** @param {number} shown sections */
export function keepPlace(shown) {
  history.replaceState({ scroll: window.scrollY, shown }, "");
}

/** @param {string} search "?q=…", or "" @param {boolean} inPlace keep to the present step */
export function goTo(search, inPlace) {
  const address = `${location.pathname}${search}`;
  const isSame = address === location.pathname + location.search;
  history[inPlace || isSame ? "replaceState" : "pushState"](null, "", address);
}

/**
 * @param {() => number} shown how many sections are shown
 * @param {() => void} onStep after the address has changed by itself
 */
export function followHistory(shown, onStep) {
  // the list is not there yet when the browser would scroll
  history.scrollRestoration = "manual";
  window.addEventListener("pagehide", () => keepPlace(shown()));
  window.addEventListener("popstate", onStep);
}
