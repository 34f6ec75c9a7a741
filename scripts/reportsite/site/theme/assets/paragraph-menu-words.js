/**
 * The words of a paragraph as they are quoted: without its number and whatever else the site put
 * beside them, with their emphasis and links.
 *
 * @typedef {{text: string, html: string}} Content the same as plain text and as HTML
 */

import { cleaned, escaped, textOf } from "./paragraph-menu-markup.js";
import { singleWithin } from "./paragraph-menu-quoting.js";

// Numbers, labels of themes, what became of a paragraph, marks of editorial notes. A cross-reference
// stays, though its words are the site's: the sentence would break without it.
const SITES_OWN = '.pn, .pt, .rs-state, .rs-trace, sup[id^="fnref"]';

/** @param {HTMLAnchorElement} link a paragraph's number @returns {Content} */
export function wordsOf(link) {
  const paragraph = /** @type {HTMLElement} */ (link.parentElement);
  const table = tableAt(paragraph);
  if (table) return tableOf(table);
  const item = itemAt(paragraph, link);
  return quoted(item ?? paragraph, item ? markerOf(item) : "", languageOf(paragraph));
}

/** A table's number stands before it, in a paragraph of its own. @param {Element} paragraph */
function tableAt(paragraph) {
  if (!paragraph.matches(".table-number")) return null;
  let next = paragraph.nextElementSibling;
  while (next?.matches(".rs-state")) next = next.nextElementSibling;
  return next?.querySelector("table") ?? null;
}

/** @param {Element} table @returns {Content} a table says by itself that it is one: no quotation marks */
function tableOf(table) {
  const copy = cleaned(table, SITES_OWN);
  return { text: textOf(copy), html: copy.outerHTML };
}

/** The item whose first words these are; what is nested in it belongs to it. */
function itemAt(/** @type {Element} */ paragraph, /** @type {Element} */ link) {
  const item = paragraph.closest("li");
  return item?.querySelector(".pn") === link ? item : null;
}

/** @param {Element} item @returns {string} "3. ", and nothing in a list without numbers */
function markerOf(item) {
  const list = item.parentElement;
  if (!(list instanceof HTMLOListElement)) return "";
  const items = [...list.children].filter((child) => child.matches("li"));
  return `${list.start + items.indexOf(item)}. `;
}

/** @param {Element} element @returns {string} as attributes */
function languageOf(element) {
  const language = element.closest("[lang]")?.getAttribute("lang");
  const direction = element.closest("[dir]")?.getAttribute("dir");
  return `${language ? ` lang="${escaped(language)}"` : ""}${direction === "rtl" ? ' dir="rtl"' : ""}`;
}

/** @param {Element} element @param {string} marker @param {string} attributes @returns {Content} */
function quoted(element, marker, attributes) {
  const copy = cleaned(element, SITES_OWN);
  singleWithin(copy);
  const blocks = [...copy.children].some(isBlock);
  copy.normalize();
  (blocks ? innermost(copy, "firstElementChild") : copy).prepend(`“${marker}`);
  (blocks ? innermost(copy, "lastElementChild") : copy).append("”");
  const inner = copy.innerHTML;
  return {
    text: textOf(copy),
    html: blocks ? `<div${attributes}>${inner}</div>` : `<p${attributes}>${inner}</p>`,
  };
}

/** @param {Element} element */
function isBlock(element) {
  return element.matches("p, ul, ol, li, blockquote, pre, table, dl, div");
}

/** @param {Element} element @param {"firstElementChild" | "lastElementChild"} end @returns {Element} */
function innermost(element, end) {
  const child = element[end];
  const isLast = end === "lastElementChild" ? element.lastChild : element.firstChild;
  return child && child === isLast && isBlock(child) ? innermost(child, end) : element;
}
