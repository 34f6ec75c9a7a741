/** Search on every page: the field in its head, and the search page itself. */

import { Bundle } from "./search-bundle.js";
import { Engine } from "./search-engine.js";
import { SearchField } from "./search-field.js";
import { SearchPage } from "./search-page.js";

// This file lies in assets/, so that the site's root is found wherever the site is served.
const base = new URL("../", import.meta.url);
const engine = new Engine(new Bundle(base));
const page = document.getElementById("search-page");

if (page) new SearchPage(page, engine, base);
for (const form of document.querySelectorAll('form[role="search"]')) {
  if (!page?.contains(form)) new SearchField(/** @type {HTMLFormElement} */ (form), engine, base);
}
