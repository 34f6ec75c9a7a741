/** Building blocks of the page. Text goes in as text, never as markup. */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | null | undefined>} attributes true for one without
 *   value, false, null or undefined for none
 * @param {...(Node | string | null)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** @param {import("./search-excerpt.js").Piece[]} pieces @returns {Node[]} */
export function marked(pieces) {
  return pieces.map(({ text, marked: isMarked }) =>
    isMarked ? element("mark", {}, text) : document.createTextNode(text),
  );
}

/**
 * @template {unknown[]} Arguments
 * @param {(...values: Arguments) => void} action @param {number} wait in milliseconds
 * @returns {((...values: Arguments) => void) & {cancel: () => void}} runs after the last call
 */
export function debounced(action, wait) {
  let timer = 0;
  const run = (/** @type {Arguments} */ ...values) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, wait, ...values);
  };
  run.cancel = () => window.clearTimeout(timer);
  return run;
}

/** Whether keys that are typed now go into a field. @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

/** The key "/" leads to a search field from anywhere on the page. @param {HTMLInputElement} input */
export function focusOnSlash(input) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
