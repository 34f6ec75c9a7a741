/** Parts of a page as they go into the clipboard: plain HTML that stands anywhere, and plain text. */

// What a reader of the copy needs; all else is the page's own.
const KEPT = new Set(["href", "lang", "dir", "start", "colspan", "rowspan"]);
const BLANKS = /[ \t\r\n\f]+/g; // not those that keep words together
const BLOCKS =
  "p, ul, ol, li, blockquote, pre, table, thead, tbody, tr, th, td, dl, dt, dd, div";

/**
 * @param {Element} element @param {string} without selector of what is left out, "" for nothing
 * @returns {HTMLElement} a copy: no ids and classes, absolute addresses, blanks as one sees them
 */
export function cleaned(element, without) {
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  if (without) for (const part of copy.querySelectorAll(without)) part.remove();
  for (const link of copy.querySelectorAll("a")) absolute(link);
  for (const part of [copy, ...copy.querySelectorAll("*")]) strip(part);
  for (const span of copy.querySelectorAll("span")) span.replaceWith(...span.childNodes);
  copy.normalize();
  collapse(copy);
  return copy;
}

/** A page that is read at its address of today links to addresses that last. */
function absolute(/** @type {HTMLAnchorElement} */ link) {
  const page = link.ownerDocument;
  const canonical = /** @type {HTMLLinkElement | null} */ (
    page.querySelector('link[rel="canonical"]')
  );
  const href = link.getAttribute("href");
  if (href) link.setAttribute("href", new URL(href, canonical?.href ?? page.baseURI).href);
}

/** @param {Element} element */
function strip(element) {
  for (const { name } of [...element.attributes]) {
    if (!KEPT.has(name)) element.removeAttribute(name);
  }
}

/** One blank for any number, none at the edges of a block. @param {Element} copy */
function collapse(copy) {
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    if (text.parentElement?.closest("pre")) continue;
    text.data = text.data.replace(BLANKS, " ");
    if (isAtEdge(text, "previousSibling", copy)) text.data = text.data.replace(/^ /, "");
    if (isAtEdge(text, "nextSibling", copy)) text.data = text.data.replace(/ $/, "");
    if (!text.data) text.remove();
  }
}

/** @param {Node} node @param {"previousSibling" | "nextSibling"} side @param {Element} root */
function isAtEdge(node, side, root) {
  for (let at = node; at !== root; at = /** @type {Node} */ (at.parentNode)) {
    const beside = at[side];
    if (beside) return beside instanceof Element && beside.matches(BLOCKS);
    if (at instanceof Element && at.matches(BLOCKS)) return true;
  }
  return true;
}

/**
 * What runs its own way does so in plain text by marks: first strong isolate, pop directional isolate.
 *
 * @param {Element} copy cleaned @returns {string} a line for each of its blocks
 */
export function textOf(copy) {
  return lines(copy).replace(/ *\n[\n ]*/g, "\n").trim();
}

/** @param {Node} node @returns {string} */
function lines(node) {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return "";
  if (node.matches("br")) return "\n";
  if (node.matches("bdi")) return `\u2068${inside(node)}\u2069`;
  if (node.matches("tr")) return `\n${[...node.children].map(inside).join("\t")}\n`;
  if (node.matches("li li, ul > li, ol > li")) return `\n${bullet(node)}${inside(node)}\n`;
  return node.matches(BLOCKS) ? `\n${inside(node)}\n` : inside(node);
}

/** @param {Node} node */
function inside(node) {
  return [...node.childNodes].map(lines).join("");
}

/** @param {Element} item */
function bullet(item) {
  const list = item.parentElement;
  if (!(list instanceof HTMLOListElement)) return "• ";
  return `${list.start + [...list.children].indexOf(item)}. `;
}

/** @param {string} text @returns {string} as HTML that shows just that */
export function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
