/** Search on every page: the field in its head, and the search page itself. */

import { Engine } from "./search-engine.js";
import { SearchField } from "./search-field.js";
import { SearchPage } from "./search-page.js";

// This file lies in assets/, so that the site's root is found wherever the site is served.
const base = new URL("../", import.meta.url);
let attempts = 0;

/** A module that failed to load is not fetched again under the same address. */
function loadPagefind() {
  const again = attempts > 0 ? `?attempt=${attempts}` : "";
  attempts += 1;
  return import(new URL(`pagefind/pagefind.js${again}`, base).href);
}

/** The index's own name for its present state; an empty archive has none. */
async function indexVersion() {
  const response = await fetch(new URL("pagefind/pagefind-entry.json", base), { cache: "no-store" });
  return response.text();
}

const engine = new Engine(loadPagefind, indexVersion);
const page = document.getElementById("search-page");
if (page) new SearchPage(page, engine, base);
for (const form of document.querySelectorAll('form[role="search"]')) {
  if (!page?.contains(form)) new SearchField(/** @type {HTMLFormElement} */ (form), engine, base);
}
