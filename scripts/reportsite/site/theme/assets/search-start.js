/** What the field and the search page begin with. */

import { Bundles } from "./search-bundle.js";
import { Engine } from "./search-engine.js";

/** The site's root, wherever the site is served: this file lies in assets/. */
export const base = new URL("../", import.meta.url);

/**
 * @param {HTMLFormElement} form which names the bundles of the index, where there are several
 * @returns {Engine}
 */
export function engineFor(form) {
  return new Engine(new Bundles(base, form.dataset.bundles?.split(" ")));
}
