/**
 * The parts of a page on a theme in one country: one for each edition.
 *
 * @typedef {object} Section what stands under one heading
 * @property {string} heading its words
 * @property {Element[]} nodes the heading, and all behind it
 *
 * @typedef {object} Part
 * @property {string} name of the report
 * @property {Element[]} head its title and its source
 * @property {Section[]} sections
 * @property {Element[]} notes the editorial notes to which it refers
 * @property {string | null} elsewhere where all of its text is, if it is not here
 */

/**
 * @param {Element} prose the text of a page
 * @returns {Map<string, Part>} by name
 */
export function partsOf(prose) {
  /** @type {Map<string, Element[]>} */
  const found = new Map();
  /** @type {Element[] | null} */
  let current = null;
  for (const node of prose.children) {
    if (node.matches("h2[id]")) found.set(node.id, (current = []));
    if (node.matches(".rs-end, .footnote")) current = null;
    current?.push(node);
  }
  return new Map([...found].map(([name, nodes]) => [name, part(name, nodes, prose)]));
}

/**
 * @param {Part} part
 * @returns {Promise<Part>} the same with all of its text, from the page on which that is
 */
export async function inFull(part) {
  if (!part.elsewhere) return part;
  const answer = await fetch(part.elsewhere);
  if (!answer.ok) throw new Error(`${part.elsewhere}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const prose = page.querySelector(".rs-prose");
  const found = prose && partsOf(prose).get(part.name);
  if (!found) throw new Error(`${part.elsewhere}: nothing of ${part.name}`);
  const { head, sections, notes } = found;
  const all = [...head, ...sections.flatMap((section) => section.nodes), ...notes];
  for (const node of all) adopt(node, answer.url);
  return { ...found, elsewhere: null };
}

/** @param {string} name @param {Element[]} nodes @param {Element} prose @returns {Part} */
function part(name, nodes, prose) {
  const first = nodes.findIndex((node) => node.matches("h3"));
  const head = first < 0 ? nodes : nodes.slice(0, first);
  /** @type {Section[]} */
  const sections = [];
  for (const node of first < 0 ? [] : nodes.slice(first)) {
    if (node.matches("h3")) sections.push({ heading: node.textContent ?? "", nodes: [] });
    sections.at(-1)?.nodes.push(node);
  }
  return { name, head, sections, notes: notesOf(nodes, prose), elsewhere: elsewhereIn(head, name) };
}

/** @param {Element[]} head @param {string} name @returns {string | null} */
function elsewhereIn(head, name) {
  const links = head.flatMap((node) => [...node.querySelectorAll("a[href]")]);
  const target = links.map((link) => link.getAttribute("href") ?? "");
  return target.find((href) => !href.startsWith("#") && href.endsWith(`#${name}`)) ?? null;
}

/** Copies: the notes of a page stand together, and a part has only its own. */
/** @param {Element[]} nodes @param {Element} prose @returns {Element[]} */
function notesOf(nodes, prose) {
  const marks = nodes.flatMap((node) => [...node.querySelectorAll("a.footnote-ref")]);
  /** @type {Map<string, string>} */
  const numbers = new Map();
  for (const mark of marks) {
    const id = decodeURIComponent((mark.getAttribute("href") ?? "").slice(1));
    if (!numbers.has(id)) numbers.set(id, mark.textContent ?? "");
  }
  return [...prose.querySelectorAll(".footnote li[id]")]
    .filter((note) => numbers.has(note.id))
    .map((note) => {
      const copy = /** @type {Element} */ (note.cloneNode(true));
      copy.setAttribute("value", numbers.get(note.id) ?? "");
      return copy;
    });
}

/**
 * Make what was fetched part of this document: its links are those of the page where it stood.
 *
 * @param {Element} node @param {string} address of that page
 */
function adopt(node, address) {
  document.adoptNode(node);
  for (const link of node.querySelectorAll("a[href]")) {
    const target = link.getAttribute("href") ?? "";
    if (!target.startsWith("#")) link.setAttribute("href", new URL(target, address).href);
  }
}
