/**
 * What the site says today of a passage: its words, citations and address, or what became of it. Read
 * from the pages of this site, one after the other, as a reader would follow their links.
 *
 * @typedef {import("./passages-list.js").Item} Item
 * @typedef {import("./passages-list.js").Passage} Passage
 * @typedef {object} Found
 * @property {"there" | "elsewhere" | "gone" | "missing" | "unread"} state "elsewhere": moved, or part
 *   of another paragraph; "gone": withdrawn; "missing": this site has no such paragraph; "unread": its
 *   page could not be read
 * @property {Item | null} item as it is today @property {string} said what the site says of it, ""
 * @typedef {Document | "absent" | "unread"} Answer
 * @typedef {(page: string) => Promise<Answer>} Reader
 */

import { numberOf } from "./paragraph-menu-paragraph.js";
import { addressOf, pageAt, passageAt } from "./passages-from-page.js";
import { reportOf } from "./passages-list.js";

const MOST_STEPS = 5; // from page to page

/**
 * @param {Passage} passage @param {Reader} read @param {string} today @returns {Promise<Found>}
 */
export async function completed(passage, read, today) {
  /** @type {string[]} */
  const said = [];
  let { page, number } = passage;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const answer = await read(page);
    if (answer === "unread") return found("unread");
    const place = answer === "absent" ? null : placeIn(answer, number);
    if (place?.kind === "text") return arrived(passage, passageAt(place.link, today), said);
    if (place?.kind === "trace") said.push(place.said);
    if (place?.leads) ({ page, number } = place.leads);
    else if (page !== reportOf(page)) page = reportOf(page);
    else return place ? found("gone", null, told(said)) : found("missing");
  }
  return found("missing");
}

/** @param {Found["state"]} state @param {Item | null} item @param {string} said @returns {Found} */
function found(state, item = null, said = "") {
  return { state, item, said };
}

/** @param {Passage} passage @param {Item} item @param {string[]} said */
function arrived(passage, item, said) {
  const isSame = reportOf(item.page) === reportOf(passage.page) && item.number === passage.number;
  if (isSame && (item.page === passage.page || said.length === 0)) return found("there", item);
  return found("elsewhere", item, told(said) || `It stands now at ${item.page}#p${item.number}`);
}

/** @param {string[]} said */
function told(said) {
  return said.at(-1) ?? "";
}

/**
 * @param {Document} page @param {string} number
 * @returns {{kind: "text", link: HTMLAnchorElement, leads?: undefined} |
 *   {kind: "trace", said: string, leads: {page: string, number: string} | null} | null}
 */
function placeIn(page, number) {
  const at = page.getElementById(`p${number}`);
  if (!at) return null;
  if (at instanceof HTMLAnchorElement) {
    // the page of a report that has moved: its numbers lead to where they are now
    return { kind: "trace", said: "", leads: leadOf(at) };
  }
  if (!at.matches(".rs-trace")) {
    const link = at.querySelector("a.pn");
    return link instanceof HTMLAnchorElement ? { kind: "text", link } : null;
  }
  const link = at.querySelector("a:not(.pn)");
  const leads = link instanceof HTMLAnchorElement ? leadOf(link) : null;
  return { kind: "trace", said: saidIn(at), leads };
}

/** @param {HTMLAnchorElement} link @returns {{page: string, number: string} | null} */
function leadOf(link) {
  const page = pageAt(link.href);
  return page.startsWith("reports/") && link.hash.startsWith("#p")
    ? { page, number: numberOf(link) }
    : null;
}

/** @param {Element} trace @returns {string} "¶12 withdrawn" */
function saidIn(trace) {
  return (trace.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * @param {number} most pages that are asked for at a time
 * @returns {Reader} which asks for each page once
 */
export function pageReader(most = 4) {
  /** @type {Map<string, Promise<Answer>>} */
  const asked = new Map();
  const queue = new Queue(most);
  return (page) => {
    const answer = asked.get(page) ?? queue.run(() => fetchedPage(page));
    asked.set(page, answer);
    return answer;
  };
}

class Queue {
  /** @param {number} most that run at a time */
  constructor(most) {
    this.free = most;
    /** @type {(() => void)[]} */
    this.waiting = [];
  }

  /** @template T @param {() => Promise<T>} action @returns {Promise<T>} */
  async run(action) {
    if (this.free > 0) this.free -= 1;
    else await new Promise((go) => this.waiting.push(() => go(undefined)));
    try {
      return await action();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

/** @param {string} page @returns {Promise<Answer>} */
async function fetchedPage(page) {
  const address = addressOf(page);
  // other pages of the host are none of this site's reports, whatever named them
  if (!address.startsWith(addressOf("reports/"))) return "absent";
  try {
    // what is kept may be old, and what is asked here is whether the text has changed
    const answer = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
    if (answer.status === 404 || answer.status === 410) return "absent";
    if (!answer.ok) return "unread";
    return parsed(await answer.text(), answer.url || address);
  } catch {
    return "unread";
  }
}

/** @param {string} html @param {string} address @returns {Document} whose links are seen from that address */
function parsed(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const base = page.createElement("base");
  base.href = address;
  page.head.prepend(base);
  return page;
}
