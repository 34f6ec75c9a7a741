/**
 * The citation of one paragraph, from the block “Cite” of its page, which cites the whole of it.
 *
 * @typedef {import("./paragraph-menu-words.js").Content} Content
 * @typedef {{name: string, label: string}} Style as in `data-style`, and as a reader knows it
 * @typedef {object} Paragraph
 * @property {string} number “12” @property {string} address its permanent one
 * @property {string} section the title of the section in which it stands, "" for none
 */

import { cleaned, textOf } from "./paragraph-menu-markup.js";
import { single } from "./paragraph-menu-quoting.js";

// Hebrew, Arabic and the scripts about them in Unicode, and their presentation forms.
const LETTER = "[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufeff]";
const RIGHT_TO_LEFT = new RegExp(`${LETTER}(?:.*${LETTER})?`, "g");

// The marks for a paragraph and for its section: the first of all, since titles may have such too.
const PLACE = /\{number\}((?: ?[([])?)(\{section\})?/;

/** @param {Element} cite the block @returns {Style[]} in its order, each once */
export function stylesOf(cite) {
  /** @type {Map<string, Style>} */
  const found = new Map();
  for (const text of cite.querySelectorAll("[data-style]")) {
    const name = text.getAttribute("data-style") ?? "";
    if (!found.has(name)) found.set(name, { name, label: labelOf(text, name) });
  }
  return [...found.values()];
}

/** @param {Element} text @param {string} name */
function labelOf(text, name) {
  return text.getAttribute("data-label") ?? (name === "full" ? "Full citation" : name);
}

/**
 * @param {Element} cite the block @param {string} style its name @param {Paragraph} paragraph
 * @returns {Content}
 */
export function citationOf(cite, style, paragraph) {
  const whole = /** @type {Element} */ (cite.querySelector(`[data-style="${CSS.escape(style)}"]`));
  const text = /** @type {Element} */ (whole.cloneNode(true));
  for (const part of text.querySelectorAll("[data-locator]")) {
    part.textContent = locator(part, paragraph);
  }
  for (const part of text.querySelectorAll("[data-address]")) readdress(part, paragraph.address);
  const copy = cleaned(text, "");
  return { text: textOf(copy), html: `<p>${copy.innerHTML}</p>` };
}

/**
 * A number with a letter, put in between two, is the site's even where the others are the source's.
 *
 * @param {Element} part @param {Paragraph} paragraph
 */
function locator(part, { number, section }) {
  const lettered = /\D$/.test(number) && part.getAttribute("data-of-lettered");
  const words = lettered || part.getAttribute("data-of-paragraph") || "";
  const title = section ? `“${isolated(single(section))}”; ` : "";
  return words.replace(
    PLACE,
    (_, /** @type {string} */ bracket, /** @type {string} */ mark) =>
      number + bracket + (mark ? title : ""),
  );
}

/** What runs from right to left is kept apart from the English about it. @param {string} text */
function isolated(text) {
  return text.replace(RIGHT_TO_LEFT, "\u2068$&\u2069");
}

/** Some styles write addresses without "https://". */
function readdress(/** @type {Element} */ part, /** @type {string} */ address) {
  const isWhole = /^https?:/.test(part.textContent ?? "");
  const link = part.closest("a") ?? document.createElement("a");
  link.href = address;
  link.textContent = isWhole ? address : address.replace(/^https?:\/\//, "");
  if (!link.parentNode) part.replaceWith(link);
}

/** @param {Content} words @param {Content} citation @returns {Content} one beneath the other */
export function withCitation(words, citation) {
  return {
    text: `${words.text}\n${citation.text}`,
    html: words.html + citation.html,
  };
}
