/**
 * A list of passages as Markdown (CommonMark, with tables as GitHub writes them).
 *
 * @typedef {import("./passages-text.js").ShownList} ShownList
 * @typedef {import("./passages-text.js").ShownPassage} ShownPassage
 */

import { partsOf } from "./passages-markup.js";

// Signs that mean something in the middle of a line; none is left to mean it by chance.
const INLINE = /[\\`*_{}[\]<>|~#&]/g;
/** @type {Record<string, string>} */
const MARKS = { em: "*", i: "*", cite: "*", strong: "**", b: "**" };

/** @param {ShownList} list @returns {string} */
export function markdownOf(list) {
  const parts = [
    `# ${escapedMarkdown(list.title || "Passages")}`,
    `As of ${list.date}.`,
    ...list.entries.map((entry) =>
      entry.kind === "heading" ? `## ${escapedMarkdown(entry.text)}` : passageParts(entry),
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** @param {ShownPassage} passage */
function passageParts({ where, quotation, citation, address, source, note, remarks, former }) {
  return [
    `### ${escapedMarkdown(where)}`,
    quoted(markdownFrom(quotation.html)),
    markdownFrom(citation.html),
    `<${address}>`,
    source && `Source: ${escapedMarkdown(source)}`,
    note && `Note: ${escapedMarkdown(note).replace(/\n/g, "\\\n")}`,
    ...remarks.map((remark) => `**${escapedMarkdown(remark)}**`),
    former && `Before:\n\n${quoted(markdownFrom(former.html))}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** @param {string} text of one or more lines @returns {string} Markdown that shows just that */
export function escapedMarkdown(text) {
  return text
    .replace(INLINE, "\\$&")
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2")
    .replace(/^(\s*)([-+=])/gm, "$1\\$2");
}

/** @param {string} markdown */
function quoted(markdown) {
  return markdown
    .split("\n")
    .map((line) => (line ? `> ${line}` : ">"))
    .join("\n");
}

/** @param {string} html @returns {string} */
export function markdownFrom(html) {
  return blocksOf(partsOf(html)).join("\n\n");
}

/** @param {Node} node @returns {string[]} blocks, of which each may have several lines */
function blocksOf(node) {
  /** @type {string[]} */
  const blocks = [];
  let line = "";
  const end = () => {
    if (line.trim()) blocks.push(line.trim());
    line = "";
  };
  for (const child of node.childNodes) {
    const block = child instanceof Element ? blockOf(child) : null;
    if (block) {
      end();
      blocks.push(...block);
    } else line += inlineOf(child);
  }
  end();
  return blocks;
}

/** @param {Element} element @returns {string[] | null} null for what stands in a line */
function blockOf(element) {
  const name = element.localName;
  if (name === "ul" || name === "ol") return [listOf(element)];
  if (name === "table") return [tableOf(element)].filter(Boolean);
  if (name === "pre") return [fenced(element.textContent ?? "")];
  if (name === "blockquote") return [quoted(blocksOf(element).join("\n\n"))];
  return ["p", "div", "dl", "dt", "dd", "li", "caption"].includes(name) ? blocksOf(element) : null;
}

/** @param {Element} list */
function listOf(list) {
  const first = list instanceof HTMLOListElement ? list.start : 0;
  return [...list.children]
    .map((item, index) => {
      const marker = first || list.localName === "ol" ? `${first + index}. ` : "- ";
      const indent = " ".repeat(marker.length);
      return (
        marker +
        blocksOf(item)
          .join("\n\n")
          .replace(/\n(?=.)/g, `\n${indent}`)
      );
    })
    .join("\n");
}

/** @param {Element} table @returns {string} "" where it has no rows */
function tableOf(table) {
  const rows = [...table.querySelectorAll("tr")].map((row) => [...row.children].map(cellOf));
  if (rows.length === 0) return "";
  const width = Math.max(...rows.map((row) => row.length));
  const line = (/** @type {string[]} */ row) => {
    const missing = Array(width - row.length).fill("");
    return `| ${[...row, ...missing].join(" | ")} |`;
  };
  const [head = [], ...body] = rows;
  return [line(head), line(Array(width).fill("---")), ...body.map(line)].join("\n");
}

/** @param {Element} cell */
function cellOf(cell) {
  return [...cell.childNodes].map(inlineOf).join("").replace(/\s+/g, " ").trim();
}

/** @param {string} text */
function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** @param {Node} node @returns {string} */
function inlineOf(node) {
  if (node instanceof Text) return escapedMarkdown(node.data.replace(/\s*\n\s*/g, " "));
  if (!(node instanceof Element)) return "";
  const inner = [...node.childNodes].map(inlineOf).join("");
  if (node.localName === "br") return "\\\n";
  if (node.localName === "bdi") return `\u2068${inner}\u2069`;
  if (node instanceof HTMLAnchorElement && node.href) return linked(inner, node.href);
  const mark = MARKS[node.localName] ?? "";
  return mark && inner.trim() ? `${mark}${inner}${mark}` : inner;
}

/** @param {string} words @param {string} address */
function linked(words, address) {
  return `[${words}](<${address}>)`;
}
