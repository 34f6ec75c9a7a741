/**
 * A paragraph on the page of its report or section → an entry of the list of passages, with its words,
 * its citations and its permanent address.
 *
 * @typedef {import("./passages-list.js").Item} Item
 * @typedef {import("./passages-list.js").Kept} Kept
 */

import { reportAddress } from "./paragraph-menu-address.js";
import { citationOf, stylesOf } from "./paragraph-menu-citation.js";
import { headingAbove, numberOf, sectionOf } from "./paragraph-menu-paragraph.js";
import { wordsOf } from "./paragraph-menu-words.js";

const ROOT = new URL("../", import.meta.url);
const SECTION = /^reports\/[^/]+\/[^/]+\/[^/]+\/$/;

/** @param {string} page @returns {string} the whole address of a page below the site's root */
export function addressOf(page) {
  return new URL(page, ROOT).href;
}

/** @param {string} address @returns {string} of a page, as seen from the root; "" where it is not below */
export function pageAt(address) {
  const { origin, pathname } = new URL(address);
  const isBelow = origin === ROOT.origin && pathname.startsWith(ROOT.pathname);
  return isBelow ? decodeURI(pathname.slice(ROOT.pathname.length)) : "";
}

/** @param {HTMLAnchorElement} link a paragraph's number @param {string} today @returns {Item} */
export function passageAt(link, today) {
  const page = link.ownerDocument;
  const words = wordsOf(link);
  const number = numberOf(link);
  const address = `${reportAddress(page)}#p${number}`;
  /** @type {Kept} */
  const kept = {
    read: today,
    html: words.html,
    citations: citationsOf(page, { number, address, section: sectionOf(link) }),
    address,
    source: sourceOf(page),
  };
  return { ...placeOf(link), number, words: words.text, title: titleOf(page), kept };
}

/** @param {HTMLAnchorElement} link @returns {{page: string, section: string}} the section's own page */
function placeOf(link) {
  const here = pageAt(link.ownerDocument.baseURI);
  if (SECTION.test(here)) {
    return { page: here, section: wordsIn(link.ownerDocument.querySelector("h1")) };
  }
  const heading = headingAbove(link);
  if (!heading) return { page: here, section: "" };
  return { page: `${here}${heading.id.slice("s-".length)}/`, section: sectionOf(link) };
}

/** @param {Document} page @param {import("./paragraph-menu-citation.js").Paragraph} paragraph */
function citationsOf(page, paragraph) {
  const cite = page.getElementById("cite");
  const styles = cite ? stylesOf(cite) : [];
  return Object.fromEntries(
    styles.map(({ name }) => [
      name,
      citationOf(/** @type {Element} */ (cite), name, paragraph).html,
    ]),
  );
}

/** @param {Document} page @returns {string} "Kazakhstan 2010" */
function titleOf(page) {
  const named = page.querySelector("[data-report][data-title]")?.getAttribute("data-report");
  return named ?? wordsIn(page.querySelector("h1"));
}

/** @param {Document} page @returns {string} the work, who issued it, and that a digest is one */
function sourceOf(page) {
  const line = page.querySelector(".rs-digest, .rs-source") ?? null;
  const work = wordsIn(line?.querySelector("cite") ?? null) || factOf(page, "Work");
  const issuer = line?.matches(".rs-digest") ? "" : factOf(page, "Issued by") || issuerOf(page);
  const named = [work, issuer].filter(Boolean).join(", ") || "a source that is not recorded";
  return line?.matches(".rs-digest") ? `Digest of ${named}` : named;
}

/** @param {Document} page */
function issuerOf(page) {
  return page.querySelector("[data-organisation]")?.getAttribute("data-organisation") ?? "";
}

/** @param {Document} page @param {string} label @returns {string} "" where it is not recorded */
function factOf(page, label) {
  const terms = [...page.querySelectorAll(".rs-facts dt")];
  const value = terms.find((term) => wordsIn(term) === label)?.nextElementSibling ?? null;
  return value?.matches(".rs-missing") ? "" : wordsIn(value);
}

/** @param {Element | null} element */
function wordsIn(element) {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}
