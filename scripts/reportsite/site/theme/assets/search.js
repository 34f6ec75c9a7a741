/** The search field in the head of every page. */

import { SearchField } from "./search-field.js";
import { base, engineFor } from "./search-start.js";

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll('form[role="search"]');
for (const form of forms) {
  // the search page has a script of its own
  if (!form.closest("#search-page")) new SearchField(form, engineFor(form), base);
}
