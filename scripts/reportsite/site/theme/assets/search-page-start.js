/** The search page. */

import { SearchPage } from "./search-page.js";
import { base, engineFor } from "./search-start.js";

const root = /** @type {HTMLElement} */ (document.getElementById("search-page"));
const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
new SearchPage(root, engineFor(form), base);
