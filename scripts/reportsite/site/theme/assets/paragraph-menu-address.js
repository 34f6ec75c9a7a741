/** The permanent address of a report, to which that of a paragraph adds #p12. */

/**
 * The script's own element names the report's page as seen from this one (`data-report="../"`), since
 * a section's page shows paragraphs of a report that has its own. Where the site knows what its
 * address will be, the page says so as its canonical one; else it is where it is read.
 *
 * @param {Document} page
 * @returns {string} without a fragment
 */
export function reportAddress(page) {
  const script = /** @type {HTMLElement | null} */ (page.querySelector("script[data-report]"));
  const canonical = /** @type {HTMLLinkElement | null} */ (
    page.querySelector('link[rel="canonical"]')
  );
  const address = new URL(script?.dataset.report ?? "", canonical?.href ?? page.baseURI);
  address.search = "";
  address.hash = "";
  return address.href;
}
