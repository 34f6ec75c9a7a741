/** Which paragraph a number is of, on the page of a report or a section. */

/** @param {HTMLAnchorElement} link @returns {string} "12" of ¶12 */
export function numberOf(link) {
  return link.hash.slice("#p".length);
}

/**
 * @param {HTMLAnchorElement} link
 * @returns {Element | null} the heading above it on the page of a whole report
 */
export function headingAbove(link) {
  const headings = link.ownerDocument.querySelectorAll(
    ".rs-prose :is(h2, h3, h4, h5, h6)[id^='s-']",
  );
  const above = [...headings].filter(
    (heading) => heading.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return above.at(-1) ?? null;
}

/** @param {HTMLAnchorElement} link @returns {string} the words of that heading, "" where there is none */
export function sectionOf(link) {
  return headingAbove(link)?.textContent?.trim() ?? "";
}
