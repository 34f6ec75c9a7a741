/**
 * What the page of passages says. Pure functions.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./passages-store.js").Keeping} Keeping
 */

import { headingAbove, headingsOf, indexOf, keyOf, passagesOf } from "./passages-list.js";

/** @param {number} count @param {string} one @param {string} many @returns {string} "1,200 passages" */
export function counted(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** @param {List} list @returns {string} "3 passages under 2 headings" */
export function extentText(list) {
  const headings = headingsOf(list).length;
  const passages = counted(passagesOf(list).length, "passage", "passages");
  return headings ? `${passages} under ${counted(headings, "heading", "headings")}` : passages;
}

/** @param {number} pages @returns {string} */
export function lengthText(pages) {
  return `about ${counted(pages, "page", "pages")} in print`;
}

/** @param {Keeping["where"]} where @returns {string} */
export function keepingText(where) {
  if (where === "browser") return "Saved in this browser only; nothing is sent.";
  if (where === "lean") {
    return (
      `Saved in this browser only, without the words of the passages, for which ` +
      `it has no room; nothing is sent.`
    );
  }
  return (
    "This browser does not let the page keep anything: the list is gone " +
    "when you leave this page. Download it first."
  );
}

/** @param {{added: number, already: number, left: number}} counts @returns {string} */
export function joinedText({ added, already, left }) {
  const said = [`${counted(added, "passage", "passages")} added.`];
  if (already) said.push(`${counted(already, "was", "were")} in your list already.`);
  if (left) said.push(`${counted(left, "passage", "passages")} found no room: your list is full.`);
  return said.join(" ");
}

/** @param {number} unread @returns {string} */
export function unreadText(unread) {
  return (
    `The pages of ${counted(unread, "passage", "passages")} could not be read just now. ` +
    `What this browser has kept of them is shown.`
  );
}

/** @param {number} length @param {number} most @returns {string} */
export function tooLongText(length, most) {
  const [is, may] = [length, most].map((value) => value.toLocaleString("en"));
  return (
    `This list is too long for a link: ${is} signs, where programs pass on ${may} at most. ` +
    `Download it as JSON instead, which can be opened on this page.`
  );
}

/** @param {"link" | "file"} from @returns {string} */
export function otherTitle(from) {
  return `A list from a ${from}`;
}

/** @param {List} other @param {List} own @returns {string} */
export function otherText(other, own) {
  const isEmpty = own.entries.length === 0;
  const mine = isEmpty ? "is empty" : `(${extentText(own)}) is as it was`;
  return `It holds ${extentText(other)}. It is shown here, and not kept unless you say so. Your own list ${mine}.`;
}

/** @param {List} list @param {number} pages @param {number} awaited passages whose page is being read */
export function wholeText(list, pages, awaited) {
  if (list.entries.length === 0) return "";
  const whole = `${extentText(list)}, ${lengthText(pages)}.`;
  return awaited
    ? `${whole} ${counted(awaited, "passage is", "passages are")} still being read.`
    : whole;
}

/** @param {List} list @param {string} key @returns {string} where an entry stands now */
export function placeText(list, key) {
  const isHeading = list.entries[indexOf(list, key)]?.kind === "heading";
  const all = isHeading ? headingsOf(list) : passagesOf(list);
  const place = `${all.findIndex((entry) => keyOf(entry) === key) + 1} of ${all.length}`;
  if (isHeading) return `Heading ${place}.`;
  const above = headingAbove(list, key);
  return `Passage ${place}, ${above ? `under “${above.text}”` : "under no heading"}.`;
}

/** @param {string[]} faults @param {number} most @returns {string} */
export function faultsText(faults, most) {
  const more = faults.length - most;
  return [...faults.slice(0, most), ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}

/** @param {string} day "2026-11-22" @returns {string} "22 November 2026" */
export function dayText(day) {
  const options = /** @type {const} */ ({
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", options);
}

export const COPIED =
  "The link is copied. The list is in the link itself: " +
  "whoever has the link has the list, with your notes.";
export const BROKEN_LINK =
  "This link holds no list that can be read. A part of it may have been lost on the way: " +
  "compare it with what you were sent.";
export const ASIDE =
  "What this browser had kept of your list could not be read, or not all of it. " +
  "It was set aside as it was.";
