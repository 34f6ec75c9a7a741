/**
 * What a section that was found looks like, on the search page and in the field's panel.
 *
 * @typedef {import("./search-engine.js").Answer} Answer
 * @typedef {import("./search-engine.js").Fragment} Fragment
 * @typedef {import("./search-match.js").Hit} Hit
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {object} Section
 * @property {string} address of the section's page
 * @property {Fragment} fragment
 * @property {Hit[]} hits at least one
 */

import { element, marked } from "./search-dom.js";
import { excerptOf } from "./search-excerpt.js";
import { opening, searchSection } from "./search-match.js";
import { rejoined } from "./search-words.js";

/** Passages of a section that are shown at once; the others are folded. */
const SHOWN = 3;
/** About two lines of the panel. */
const PANEL_WORDS = 18;

/**
 * @param {Answer} answer @param {string} id @param {Term[]} terms @param {URL} base the site's root
 * @returns {Promise<Section | null>} null where an approximate answer named a section that has not
 *   all of the terms; what other answers name is counted, and so is shown
 */
export async function readSection(answer, id, terms, base) {
  const fragment = await answer.load(id);
  const { hits, complete } = searchSection(fragment, terms, answer.prefixes);
  if (!complete && answer.approximate) return null;
  const address = new URL(fragment.raw_url.replace(/^\/+/, ""), base).href;
  return { address, fragment, hits: hits.length > 0 ? hits : opening(fragment) };
}

/** @param {Section} section @param {string} name @returns {string} "" where it is not recorded */
function named({ fragment }, name) {
  return rejoined(fragment.meta[name] ?? "");
}

/** @param {Section} section @returns {string} "Kazakhstan 2010 · Amnesty International" */
function sourceOf(section) {
  const organisations = section.fragment.filters?.organisation ?? [];
  return [named(section, "report"), ...organisations].join(" · ");
}

/** @param {Section} section @param {Hit} hit */
function addressOfHit(section, hit) {
  return hit.passage.id ? `${section.address}#${hit.passage.id}` : section.address;
}

/** @param {Hit} hit */
function numberOf({ passage }) {
  if (passage.number) return element("span", { class: "rs-hit__number" }, `¶${passage.number}`);
  return passage.id ? element("span", { class: "rs-hit__number" }, "Note") : null;
}

/** @param {Hit} hit @param {number} [length] in words */
function wordsOfHit({ passage, marks }, length) {
  const pieces = marked(excerptOf(passage.words, marks, length));
  return element("span", { class: "rs-hit__words", dir: "auto" }, ...pieces);
}

/** @param {Section} section @param {Hit} hit */
function passageItem(section, hit) {
  const link = element("a", { href: addressOfHit(section, hit) }, numberOf(hit), " ", wordsOfHit(hit));
  return element("li", {}, link);
}

/** @param {Section} section @param {Hit[]} hits */
function passageList(section, hits) {
  return element("ul", { class: "rs-hit__passages" }, ...hits.map((hit) => passageItem(section, hit)));
}

/** @param {Section} section */
function furtherPassages(section) {
  const further = section.hits.slice(SHOWN);
  if (further.length === 0) return null;
  const many = further.length === 1 ? "1 more paragraph" : `${further.length} more paragraphs`;
  const summary = element("summary", {}, `${many} in this section`);
  return element("details", {}, summary, passageList(section, further));
}

/** @param {Section} section @returns {HTMLElement} an item of the list of results */
export function resultItem(section) {
  const theme = named(section, "theme");
  const [best] = section.hits;
  const title = element("bdi", {}, named(section, "title"));
  const href = best.held > 0 ? addressOfHit(section, best) : section.address;
  return element(
    "li",
    { class: "rs-hit" },
    element("p", { class: "rs-hit__report" }, sourceOf(section)),
    element("h2", { class: "rs-hit__title" }, element("a", { href }, title)),
    theme ? element("p", { class: "rs-hit__theme" }, `Theme: ${theme}`) : null,
    passageList(section, section.hits.slice(0, SHOWN)),
    furtherPassages(section),
  );
}

/** @param {Section} section @param {string} id @returns {HTMLElement} an entry of the panel */
export function panelOption(section, id) {
  const [hit] = section.hits;
  const title = element("bdi", {}, named(section, "title"));
  return element(
    "a",
    { role: "option", id, href: addressOfHit(section, hit), tabindex: "-1", "aria-selected": "false" },
    element("span", { class: "rs-option__place" }, `${named(section, "report")} › `, title),
    " ",
    numberOf(hit),
    " ",
    wordsOfHit(hit, PANEL_WORDS),
  );
}
