/**
 * HTML that was kept in a browser, or came in a file, as parts of a page. What it says is shown; what
 * could run, load or send anything, or look like a part of the page, is not there.
 */

const KEPT = new Set(
  (
    "p div ul ol li blockquote pre code table caption thead tbody tfoot tr th td dl dt dd " +
    "em i strong b cite q abbr sub sup small del ins s bdi a br"
  ).split(" "),
);
// What holds no words for a reader goes with all that is in it; of all else the words stay.
const WITHOUT_WORDS = new Set(
  (
    "script style template noscript iframe object embed svg math head title textarea select " +
    "option noembed noframes xmp plaintext"
  ).split(" "),
);
/** @type {Record<string, RegExp>} */
const ATTRIBUTES = {
  href: /^https?:\/\/[^\s<>"']+$/i,
  lang: /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i,
  dir: /^(?:ltr|rtl|auto)$/,
  start: /^-?\d{1,6}$/,
  colspan: /^\d{1,3}$/,
  rowspan: /^\d{1,3}$/,
};
const DEEPEST = 40; // elements within each other

/**
 * @param {string} html of whatever origin @returns {DocumentFragment} made of new elements
 */
export function partsOf(html) {
  // a document of its own, in which nothing runs and nothing is fetched
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const parts = document.createDocumentFragment();
  parts.append(...cleanedChildren(parsed.body, 0));
  return parts;
}

/** @param {string} html @returns {string} the same, made safe */
export function safeHtml(html) {
  const holder = document.createElement("div");
  holder.append(partsOf(html));
  return holder.innerHTML;
}

/** @param {Node} node @param {number} depth @returns {Node[]} */
function cleanedChildren(node, depth) {
  return depth > DEEPEST ? [] : [...node.childNodes].flatMap((child) => cleaned(child, depth + 1));
}

/** @param {Node} node @param {number} depth @returns {Node[]} */
function cleaned(node, depth) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? "")];
  if (!(node instanceof Element)) return [];
  const name = node.localName;
  if (WITHOUT_WORDS.has(name)) return [];
  const children = cleanedChildren(node, depth);
  if (!KEPT.has(name)) return children;
  const copy = document.createElement(name);
  for (const [attribute, right] of Object.entries(ATTRIBUTES)) {
    const value = node.getAttribute(attribute);
    if (value !== null && right.test(value)) copy.setAttribute(attribute, value);
  }
  copy.append(...children);
  return [copy];
}
