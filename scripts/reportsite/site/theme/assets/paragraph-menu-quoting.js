/**
 * Quotation marks within quotation marks become single ones: the one change of marks that a quotation
 * may make without saying so (Chicago Manual of Style, 17th edition, 13.7). Where single ones stand
 * there already all stay as they are, for which belongs to which could only be guessed.
 */

const SINGLE = /[‘‚]/;

/** @param {string} text @returns {string} as it stands within “ ” */
export function single(text) {
  return SINGLE.test(text) ? text : text.replaceAll("“", "‘").replaceAll("”", "’");
}

/** Do the same to all words of an element. @param {Element} element */
export function singleWithin(element) {
  if (SINGLE.test(element.textContent ?? "")) return;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    text.data = single(text.data);
  }
}
