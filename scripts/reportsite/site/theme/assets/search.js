/** Search on every page: the field in its head, and the search page itself. */

import { Bundles } from "./search-bundle.js";
import { Engine } from "./search-engine.js";
import { SearchField } from "./search-field.js";
import { SearchPage } from "./search-page.js";

// This file lies in assets/, so that the site's root is found wherever the site is served.
const base = new URL("../", import.meta.url);
const forms = [...document.querySelectorAll('form[role="search"]')];
const bundles = forms[0]?.getAttribute("data-bundles")?.split(" ");
const engine = new Engine(new Bundles(base, bundles));
const page = document.getElementById("search-page");

if (page) new SearchPage(page, engine, base);
for (const form of forms) {
  if (!page?.contains(form)) new SearchField(/** @type {HTMLFormElement} */ (form), engine, base);
}
