/**
 * A list of passages as a table for spreadsheets: CSV as RFC 4180 describes it, in UTF-8 with a byte
 * order mark, by which spreadsheets know it.
 *
 * A spreadsheet would run a cell that begins with “=”, “+”, “-”, “@”, a tab or a line's end as a formula, and
 * notes and headings may come from somebody else's link or file: such a cell begins with an
 * apostrophe instead, as OWASP advises (“CSV Injection”).
 *
 * @typedef {import("./passages-text.js").ShownList} ShownList
 * @typedef {import("./passages-text.js").ShownPassage} ShownPassage
 */

const COLUMNS = [
  "Heading",
  "Report",
  "Section",
  "Paragraph",
  "Quotation",
  "Citation",
  "Address",
  "Source",
  "Note",
  "Remarks",
  "Former words",
  "Added",
];

/** @param {ShownList} list @returns {string} a line for each passage */
export function csvOf(list) {
  const rows = [COLUMNS];
  let heading = "";
  for (const entry of list.entries) {
    if (entry.kind === "heading") heading = entry.text;
    else rows.push(rowOf(heading, entry));
  }
  return `\ufeff${rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("")}`;
}

/** @param {string} heading @param {ShownPassage} passage */
function rowOf(heading, passage) {
  const { title, section, number, quotation, citation, address, source, note } = passage;
  const { remarks, former, added } = passage;
  const words = [quotation.text, citation.text, address, source, note];
  return [heading, title, section, number, ...words, remarks.join(" "), former?.text ?? "", added];
}

/** @param {string} value @returns {string} in quotation marks where it needs them */
export function cellOf(value) {
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
