/**
 * Two parts in two columns; on a narrow screen one beneath the other, each with its year.
 *
 * @typedef {import("./side-by-side-parts.js").Part} Part
 * @typedef {import("./side-by-side-parts.js").Section} Section
 * @typedef {import("./side-by-side-words.js").Edition} Edition
 */

import { element } from "./search-dom.js";
import { folded, rowsOf } from "./side-by-side-align.js";
import { aboutSources, linkToChanges } from "./side-by-side-words.js";

/** @typedef {{ edition: Edition, part: Part }} Side */

/**
 * @param {Side} left
 * @param {Side} right
 * @returns {HTMLElement} it takes the nodes of the parts out of where they were
 */
export function pairView(left, right) {
  const rows = rowsOf(left.part.sections, right.part.sections, (section) => section.heading);
  return element(
    "div",
    { class: "rs-pair" },
    ...about(left.edition, right.edition),
    row(left.part.head, right.part.head),
    ...rows.map((found) =>
      row(
        cell(left, found.left, found.right, right.part),
        cell(right, found.right, found.left, left.part),
      ),
    ),
    ...notes(left, right),
  );
}

/** @param {Edition} one @param {Edition} other @returns {HTMLElement[]} */
function about(one, other) {
  const sources = aboutSources(one, other);
  const changes = linkToChanges(one, other);
  return [
    ...(sources ? [element("p", { class: "rs-note" }, sources)] : []),
    ...(changes
      ? [element("p", { class: "rs-note" }, element("a", { href: changes.address }, changes.words))]
      : []),
  ];
}

/** @param {Element[]} left @param {Element[]} right @returns {HTMLElement} */
function row(left, right) {
  return element(
    "div",
    { class: "rs-pair__row" },
    element("div", { class: "rs-pair__cell" }, ...left),
    element("div", { class: "rs-pair__cell" }, ...right),
  );
}

/**
 * @param {Side} side
 * @param {Section[]} sections
 * @param {Section[]} beside those of the other side in the same row
 * @param {Part} other
 * @returns {Element[]}
 */
function cell(side, sections, beside, other) {
  const label = element("p", { class: "rs-pair__of rs-label" }, side.edition.label);
  if (sections.length > 0) return [label, ...sections.flatMap((section) => section.nodes)];
  const here = new Set(side.part.sections.map((section) => folded(section.heading)));
  const isElsewhere = beside.some((section) => here.has(folded(section.heading)));
  const words = isElsewhere
    ? "The section of this heading stands elsewhere in this edition."
    : "No section of this heading on this theme in this edition.";
  return [label, element("p", { class: "rs-note" }, words)];
}

/** @param {Side} left @param {Side} right @returns {HTMLElement[]} a row, if there are notes */
function notes(left, right) {
  if (left.part.notes.length + right.part.notes.length === 0) return [];
  return [row(notesOf(left), notesOf(right))];
}

/** @param {Side} side @returns {Element[]} */
function notesOf({ edition, part }) {
  if (part.notes.length === 0) return [];
  const label = element("p", { class: "rs-pair__of rs-label" }, edition.label);
  const list = element("ol", {}, ...part.notes);
  return [label, element("div", { class: "footnote" }, list)];
}
