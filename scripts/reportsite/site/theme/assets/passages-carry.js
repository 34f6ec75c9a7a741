/**
 * A list of passages carried elsewhere: as a link, or as a file in one of several formats.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./passages-text.js").ShownList} ShownList
 */

import { csvOf } from "./passages-csv.js";
import { documentOf } from "./passages-html.js";
import { hashOf } from "./passages-link.js";
import { markdownOf } from "./passages-markdown.js";
import { listFrom, plainOf, whyNoList } from "./passages-reading.js";

/**
 * @typedef {object} Format
 * @property {string} suffix of the file's name @property {string} label @property {string} type
 * @property {(list: List, shown: ShownList, site: string) => string} write
 */

/** @type {Format[]} */
export const FORMATS = [
  {
    ...{ suffix: "html", label: "HTML, for word processors", type: "text/html" },
    write: (_, shown, site) => documentOf(shown, site),
  },
  {
    ...{ suffix: "md", label: "Markdown", type: "text/markdown" },
    write: (_, shown) => markdownOf(shown),
  },
  {
    ...{ suffix: "csv", label: "CSV, for spreadsheets", type: "text/csv" },
    write: (_, shown) => csvOf(shown),
  },
  {
    ...{ suffix: "json", label: "JSON, to be opened here again", type: "application/json" },
    write: (list) => jsonOf(list),
  },
];

const MOST_BYTES = 20_000_000;

/** @param {List} list @returns {string} */
export function jsonOf(list) {
  return `${JSON.stringify(plainOf(list), null, 1)}\n`;
}

/** @param {List} list @param {Document} page @returns {Promise<string>} the whole address */
export async function linkOf(list, page) {
  const canonical = /** @type {HTMLLinkElement | null} */ (
    page.querySelector('link[rel="canonical"]')
  );
  const address = new URL(canonical?.href ?? page.baseURI);
  address.search = "";
  address.hash = await hashOf(list);
  return address.href;
}

/**
 * @param {File} file
 * @returns {Promise<{list: List, faults: string[]} | string>} the list, or why there is none
 */
export async function listInFile(file) {
  if (file.size > MOST_BYTES) return "This file is too large to be a list of passages.";
  try {
    const text = (await file.text()).replace(/^\ufeff/, "");
    return listFrom(text) ?? whyNoList(text);
  } catch {
    return "This file could not be read.";
  }
}

/** @param {string} title @param {string} suffix @returns {string} "torture-in-custody.md" */
export function fileName(title, suffix) {
  const words = title
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? ["passages"];
  return `${words.join("-").slice(0, 60).replace(/-$/, "")}.${suffix}`;
}

/** @param {string} name @param {string} type @param {string} text */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  // not before the browser has begun
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
