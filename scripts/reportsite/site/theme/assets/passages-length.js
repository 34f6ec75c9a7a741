/**
 * How many printed pages a list of passages fills, reckoned from its text: signs to a line and lines
 * to a page of A4, as print.css and passages.css set them. The measures were taken from what Chromium
 * prints (a test holds the two together); another typeface prints a little longer or shorter.
 *
 * @typedef {import("./passages-text.js").ShownList} ShownList
 * @typedef {import("./passages-text.js").ShownPassage} ShownPassage
 */

import { isIn } from "./passages-text.js";

// in points, as on the paper
const SHEET = 722;
const HEAD = 95; // the masthead, the title and the date, once
const HEADING = { line: 17, signs: 62, around: 26 };
const PLACE = { line: 15, signs: 85, around: 16 };
const QUOTATION = { line: 16, signs: 82, around: 8 };
const SMALL = { line: 14, signs: 102, around: 3 };
// scripts whose signs are twice as wide
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6]/g;

/** @param {ShownList} list @returns {number} whole pages, 0 for an empty list */
export function pagesOf(list) {
  if (list.entries.length === 0) return 0;
  const heights = list.entries.map((entry) =>
    entry.kind === "heading" ? height(entry.text, HEADING) : heightOf(entry),
  );
  return Math.ceil((HEAD + heights.reduce((sum, one) => sum + one, 0)) / SHEET);
}

/** @param {ShownPassage} passage @returns {number} points */
function heightOf({ where, quotation, citation, address, source, note, remarks, former }) {
  const cited = isIn(address, citation.text) ? "" : address;
  const named = [source && `Source: ${source}`, note && `Note: ${note}`];
  const small = [citation.text, cited, ...named, ...remarks];
  return [
    height(where, PLACE),
    height(quotation.text, QUOTATION),
    ...small.map((text) => height(text, SMALL)),
    former ? height(former.text, QUOTATION) : 0,
  ].reduce((sum, one) => sum + one, 0);
}

/** @param {string} text @param {{line: number, signs: number, around: number}} measure */
function height(text, { line, signs, around }) {
  if (!text) return 0;
  const lines = text.split("\n").map((one) => Math.max(1, Math.ceil(widthOf(one) / signs)));
  return around + line * lines.reduce((sum, one) => sum + one, 0);
}

/** @param {string} text @returns {number} in signs of the Latin script */
function widthOf(text) {
  return text.length + (text.match(WIDE) ?? []).length;
}
