/**
 * The list of results: a report after the other, each with its sections, some at a time.
 *
 * @typedef {import("./search-asking.js").Outcome} Outcome
 * @typedef {import("./search-groups.js").Group} Group
 * @typedef {import("./search-groups.js").Id} Id
 * @typedef {import("./search-results.js").Section} Section
 */

import { element } from "./search-dom.js";
import { SHOWN, groupsOf, nextGroups } from "./search-groups.js";
import { named, organisationOf, readSection, sectionItem } from "./search-results.js";
import { reports, sections } from "./search-texts.js";

/** Sections shown at a time. */
const PAGE = 10;
const NOT_LOADED = "These could not be loaded. Try again";

/** The sections of one report, read as they are wanted. */
class ReportItem {
  /** @param {Outcome} outcome @param {Group} group @param {URL} base the site's root */
  constructor(outcome, group, base) {
    this.outcome = outcome;
    this.group = group;
    this.base = base;
    this.next = 0;
    this.list = element("ol", { class: "rs-hits" });
    this.more = element("button", { type: "button", class: "rs-quietly", hidden: true });
    this.more.addEventListener("click", () => this.goOn());
  }

  /** @param {number} wanted @returns {Promise<Section[]>} fewer where no more are left */
  async read(wanted) {
    const { answer } = this.outcome;
    /** @type {Section[]} */ const found = [];
    let at = this.next;
    while (found.length < wanted && at < this.group.ids.length) {
      const ids = this.group.ids.slice(at, at + wanted - found.length);
      const read = await Promise.all(ids.map((id) => readSection(answer, id, this.base)));
      at += ids.length;
      found.push(...read.filter((section) => section !== null));
    }
    // not before: where one cannot be loaded, all of them are asked for again
    this.next = at;
    return found;
  }

  /** @param {Section[]} found */
  add(found) {
    const items = found.map((section) => sectionItem(section, this.outcome.vocabulary));
    this.list.append(...items);
    const left = this.group.ids.length - this.next;
    this.more.hidden = left <= 0;
    const noun = left === 1 ? "section" : "sections";
    this.more.textContent = `${left.toLocaleString("en")} more ${noun} in this report`;
    return items;
  }

  /** @param {Section[]} found the first of its sections @returns {HTMLElement} an item of the list */
  item(found) {
    const [first] = found;
    const href = new URL(`reports/${this.group.report}/`, this.base).href;
    const name = element("a", { href }, element("bdi", {}, named(first, "report")));
    this.add(found);
    return element(
      "li",
      { class: "rs-report" },
      element("h2", { class: "rs-report__name" }, name, " ",
        element("span", { class: "rs-report__source" }, "· ", element("bdi", {}, organisationOf(first)))),
      element("p", { class: "rs-report__facts" }, this.facts(first)),
      this.list,
      this.more,
    );
  }

  /** @param {Section} section @returns {string} "Digest · 3 sections" */
  facts({ fragment }) {
    const many = sections(this.group.ids.length);
    const about = this.outcome.answer.approximate ? `about ${many}` : many;
    const isDigest = fragment.filters?.kind?.includes("digest");
    return isDigest ? `Digest, not the report’s own words · ${about}` : about;
  }

  async goOn() {
    if (this.more.getAttribute("aria-disabled")) return;
    this.more.setAttribute("aria-disabled", "true");
    try {
      const [first] = this.add(await this.read(PAGE));
      first?.querySelector("a")?.focus();
      this.list.dispatchEvent(new CustomEvent("rs-shown", { bubbles: true }));
    } catch (error) {
      console.error(error);
      this.more.textContent = NOT_LOADED;
    } finally {
      this.more.removeAttribute("aria-disabled");
    }
  }
}

/** @param {unknown} error @returns {null} a failure is told when its turn comes, and no sooner */
function unread(error) {
  console.error(error);
  return null;
}

/** All reports with a match. */
export class FoundList {
  /** @param {URL} base the site's root */
  constructor(base) {
    this.base = base;
    this.node = element("ol", { class: "rs-reports" });
    this.more = element("button", { type: "button", class: "rs-more", hidden: true });
    this.turn = 0;
    this.clear();
  }

  clear() {
    this.turn += 1;
    this.next = 0;
    this.shown = 0;
    /** Whether the last that were asked for could not be loaded. */
    this.isBroken = false;
    /** @type {Group[]} */ this.groups = [];
    this.node.replaceChildren();
    this.more.hidden = true;
  }

  /** @param {Outcome} outcome @returns {number} how many reports have a match */
  start(outcome) {
    this.clear();
    this.outcome = outcome;
    this.groups = groupsOf(outcome.ids, outcome.index, outcome.state.sort);
    return this.groups.length;
  }

  /**
   * @param {number} [wanted] sections
   * @returns {Promise<HTMLElement[]>} the reports that were added; none where the list was begun anew,
   *   and fewer, with `isBroken`, where some could not be loaded
   */
  async add(wanted = PAGE) {
    const { turn } = this;
    /** @type {HTMLElement[]} */ const added = [];
    const enough = this.shown + wanted;
    this.isBroken = false;
    while (!this.isBroken && this.shown < enough && this.next < this.groups.length) {
      added.push(...(await this.addGroups(enough - this.shown)));
      if (turn !== this.turn) return [];
    }
    this.showMore();
    return added;
  }

  /**
   * All are asked for at once; each is shown when those before it are.
   * @param {number} room sections wanted @returns {Promise<HTMLElement[]>}
   */
  async addGroups(room) {
    const { turn } = this;
    const outcome = /** @type {Outcome} */ (this.outcome);
    const groups = nextGroups(this.groups, this.next, room);
    const items = groups.map((group) => new ReportItem(outcome, group, this.base));
    const reads = items.map((item) => item.read(SHOWN).catch(unread));
    /** @type {HTMLElement[]} */ const added = [];
    for (const [at, item] of items.entries()) {
      const found = await reads[at];
      if (turn !== this.turn) return added;
      this.isBroken = found === null;
      if (found === null) return added;
      const shown = found.length > 0 ? [item.item(found)] : [];
      this.node.append(...shown);
      added.push(...shown);
      this.next += 1;
      this.shown += found.length;
    }
    return added;
  }

  showMore() {
    const left = this.groups.length - this.next;
    this.more.hidden = left <= 0;
    this.more.textContent = this.isBroken ? NOT_LOADED : `Show more (${reports(left)} left)`;
  }
}
