/**
 * What a section that was found looks like, on the search page and in the field's panel.
 *
 * @typedef {import("./search-engine.js").Answer} Answer
 * @typedef {import("./search-engine.js").Fragment} Fragment
 * @typedef {import("./search-facets.js").Vocabulary} Vocabulary
 * @typedef {import("./search-groups.js").Id} Id
 * @typedef {import("./search-match.js").Hit} Hit
 * @typedef {object} Section
 * @property {string} page its page from the site's root, "reports/kazakhstan/2010/impunity/"
 * @property {string} address of its page
 * @property {Fragment} fragment
 * @property {Hit[]} hits at least one
 * @property {string} beside where the words stand if no paragraph holds them, to be read before its
 *   opening; else ""
 */

import { element, marked } from "./search-dom.js";
import { excerptOf } from "./search-excerpt.js";
import { keepBox } from "./search-keep.js";
import { opening, placeBeside, searchSection } from "./search-match.js";
import { rejoined } from "./search-words.js";

/** Passages of a section that are shown at once; the others are folded. */
const SHOWN = 3;
/** About two lines of the panel. */
const PANEL_WORDS = 18;
/** Where the words of a search stand that no paragraph holds. */
const BESIDE = {
  heading: "In the heading; the section begins:",
  names: "In the names of the section; it begins:",
  above: "Above the first paragraph; the section begins:",
  "": "",
};
/** "reports/kazakhstan/2010/" and no more: the page of a whole report. */
const WHOLE = /^reports\/[^/]+\/[^/]+\/$/;

/**
 * @param {Answer} answer @param {Id} id @param {URL} base the site's root
 * @returns {Promise<Section | null>} null where an approximate answer named a section that does not
 *   hold the query; what other answers name is counted, and so is shown
 */
export async function readSection(answer, id, base) {
  const fragment = await answer.load(id);
  const { hits, complete } = searchSection(fragment, answer.clauses, answer.prefixes);
  if (!complete && answer.approximate) return null;
  const page = fragment.raw_url.replace(/^\/+/, "");
  const address = new URL(page, base).href;
  if (hits.length > 0) return { page, address, fragment, hits, beside: "" };
  const beside = BESIDE[placeBeside(fragment, answer.clauses, answer.prefixes)];
  return { page, address, fragment, hits: opening(fragment), beside };
}

/** @param {Section} section @param {string} name @returns {string} "" where it is not recorded */
export function named({ fragment }, name) {
  return rejoined(fragment.meta[name] ?? "");
}

/** @param {Section} section @returns {string} "Amnesty International", or what the archive knows of it */
export function organisationOf({ fragment }) {
  const [organisation] = fragment.filters?.organisation ?? [];
  if (!organisation || organisation === "not recorded") return "organisation not recorded";
  return rejoined(organisation);
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

/** @param {Section} section @param {Hit} hit @returns {import("./search-keep.js").Item} */
function itemOf(section, { passage }) {
  return {
    page: section.page,
    number: passage.number,
    words: rejoined(passage.words.join(" ")),
    title: named(section, "report"),
    section: named(section, "title"),
  };
}

/** @param {Section} section @returns {HTMLElement | null} */
function besideLabel({ beside }) {
  return beside ? element("span", { class: "rs-hit__where" }, beside) : null;
}

/** The themes that a paragraph is on besides its section's. @param {Hit} hit @param {Vocabulary} vocabulary */
function ownThemes({ passage }, vocabulary) {
  const labels = (passage.themes ?? []).map((id) => vocabulary.themes[id]?.label ?? id);
  if (labels.length === 0) return null;
  return element("span", { class: "rs-hit__own" }, `Also on: ${labels.join(", ")}`);
}

/** @param {Section} section @param {Hit} hit @param {Vocabulary} vocabulary */
function passageItem(section, hit, vocabulary) {
  const link = element("a", { href: addressOfHit(section, hit) }, numberOf(hit), " ", wordsOfHit(hit));
  const label = besideLabel(section);
  const above = label && element("p", { class: "rs-hit__below" }, label);
  const box = hit.passage.number ? keepBox(itemOf(section, hit)) : null;
  const themes = ownThemes(hit, vocabulary);
  const below = element("p", { class: "rs-hit__below" }, themes, themes && box ? " " : null, box);
  return element("li", {}, above, link, themes || box ? below : null);
}

/** @param {Section} section @param {Hit[]} hits @param {Vocabulary} vocabulary */
function passageList(section, hits, vocabulary) {
  const items = hits.map((hit) => passageItem(section, hit, vocabulary));
  return element("ul", { class: "rs-hit__passages" }, ...items);
}

/** Written when it is opened. @param {Section} section @param {Vocabulary} vocabulary */
function furtherPassages(section, vocabulary) {
  const further = section.hits.slice(SHOWN);
  if (further.length === 0) return null;
  const many = further.length === 1 ? "1 more paragraph" : `${further.length} more paragraphs`;
  const summary = element("summary", {}, `${many} in this section`);
  const details = element("details", {}, summary);
  details.addEventListener("toggle", () => details.append(passageList(section, further, vocabulary)),
    { once: true });
  return details;
}

/** @param {Section} section @returns {string} what the section is on, or what it is where it is none */
function placeText(section) {
  if (!WHOLE.test(section.page)) {
    const theme = named(section, "theme");
    return theme && `Theme: ${theme}`;
  }
  const isSummary = named(section, "title") === "Summary";
  return isSummary ? "What stands before the first heading" : "The whole report";
}

/**
 * @param {Section} section @param {Vocabulary} vocabulary
 * @returns {HTMLElement} an item of a report's list
 */
export function sectionItem(section, vocabulary) {
  const [best] = section.hits;
  const title = element("bdi", {}, named(section, "title"));
  const href = best.held > 0 ? addressOfHit(section, best) : section.address;
  const place = placeText(section);
  return element(
    "li",
    { class: "rs-hit" },
    element("h3", { class: "rs-hit__title" }, element("a", { href }, title)),
    place ? element("p", { class: "rs-hit__theme" }, place) : null,
    passageList(section, section.hits.slice(0, SHOWN), vocabulary),
    furtherPassages(section, vocabulary),
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
    besideLabel(section),
    " ",
    numberOf(hit),
    " ",
    wordsOfHit(hit, PANEL_WORDS),
  );
}
