/**
 * The style of citation that a reader wants, kept in their browser once it is chosen.
 *
 * @typedef {import("./paragraph-menu-citation.js").Style} Style
 */

const KEY = "reportsite.citation";

/** @param {Style[]} styles @returns {Style | undefined} the one chosen before, else the first */
export function chosenStyle(styles) {
  const name = recall();
  return styles.find((style) => style.name === name) ?? styles[0];
}

// A browser that is locked down may forbid storage: the choice then holds for one page.
function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} name of a style */
export function remember(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Nothing is lost but the memory of the choice.
  }
}
