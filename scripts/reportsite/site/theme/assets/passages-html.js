/**
 * A list of passages as a complete HTML document, which word processors open: its styles are its own,
 * it loads nothing, and quotations keep their language and direction.
 *
 * @typedef {import("./passages-text.js").ShownList} ShownList
 * @typedef {import("./passages-text.js").ShownPassage} ShownPassage
 */

import { escaped } from "./paragraph-menu-markup.js";

// Attributes rather than a style sheet: word processors heed them best.
const STYLES = {
  body:
    "max-width: 42em; margin: 2em auto; padding: 0 1em; " +
    "font: 11pt/1.5 Georgia, 'Times New Roman', serif",
  h1: "font-size: 20pt; font-weight: normal; margin: 0 0 6pt",
  h2: "font-size: 14pt; margin: 24pt 0 6pt; page-break-after: avoid",
  h3: "font-size: 11pt; margin: 16pt 0 4pt; page-break-after: avoid",
  blockquote: "margin: 0 0 6pt 18pt",
  small: "font-size: 9.5pt; margin: 0 0 4pt",
  remark: "font-size: 9.5pt; font-weight: bold; margin: 0 0 4pt",
};

/** @param {ShownList} list @param {string} site its name @returns {string} */
export function documentOf(list, site) {
  const title = escaped(list.title || "Passages");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
</head>
<body style="${STYLES.body}">
<h1 dir="auto" style="${STYLES.h1}">${title}</h1>
<p style="${STYLES.small}">From ${escaped(site)}, as of ${escaped(list.date)}.</p>
${list.entries.map(entryHtml).join("\n")}
</body>
</html>
`;
}

/** @param {import("./passages-text.js").Shown} entry */
function entryHtml(entry) {
  return entry.kind === "heading" ? headingOf(entry.text) : passageHtml(entry);
}

/** @param {string} text */
function headingOf(text) {
  return `<h2 dir="auto" style="${STYLES.h2}">${escaped(text)}</h2>`;
}

/** @param {ShownPassage} passage */
function passageHtml({ where, quotation, citation, address, source, note, remarks, former }) {
  const at = escaped(address);
  return [
    `<h3 style="${STYLES.h3}"><bdi>${escaped(where)}</bdi></h3>`,
    block(quotation.html),
    citation.html && `<div style="${STYLES.small}">${citation.html}</div>`,
    `<p style="${STYLES.small}"><a href="${at}">${at}</a></p>`,
    source && `<p style="${STYLES.small}">Source: <bdi>${escaped(source)}</bdi></p>`,
    note &&
      `<p dir="auto" style="${STYLES.small}">Note: ${escaped(note).replace(/\n/g, "<br>")}</p>`,
    ...remarks.map((remark) => `<p style="${STYLES.remark}">${escaped(remark)}</p>`),
    former && `<p style="${STYLES.small}">Before:</p>${block(former.html)}`,
  ]
    .filter(Boolean)
    .join("\n");
}

/** @param {string} html that is safe */
function block(html) {
  const direction = /^<(?:p|div)[^>]* dir="rtl"/.test(html) ? ' dir="rtl"' : "";
  return `<blockquote${direction} style="${STYLES.blockquote}">${html}</blockquote>`;
}
