/**
 * Any two editions on a theme in one country, side by side. Without this script they stand one beneath
 * the other. The two are in the address, so that they can be linked to.
 */

import { pairIn, searchWith } from "./side-by-side-address.js";
import { inFull, partsOf } from "./side-by-side-parts.js";
import { pairView } from "./side-by-side-view.js";
import { proposed } from "./side-by-side-words.js";

/** @typedef {import("./side-by-side-words.js").Edition} Edition */

const CHOOSE_TWO = "Please choose two different editions.";

class SideBySide {
  /** @param {HTMLFormElement} form @param {Element} prose */
  constructor(form, prose) {
    this.form = form;
    this.prose = prose;
    this.status = /** @type {HTMLElement} */ (form.querySelector('[role="status"]'));
    this.all = /** @type {HTMLButtonElement} */ (form.querySelector("[data-all]"));
    this.submitter = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
    this.selects = [...form.querySelectorAll("select")];
    this.editions = editionsIn(this.selects[0]);
    /** The page as it came. */
    this.nodes = [...prose.childNodes];
    this.choose(proposed([...this.editions.values()]).map((edition) => edition.name));
    /** @type {string[] | null} */
    this.shown = null;
    /** Counts what was asked for, since an answer may come late. */
    this.asked = 0;
  }

  /** Show what the address says. */
  async follow() {
    const pair = pairIn(location.search);
    if (String(pair) === String(this.shown)) return;
    const unknown = pair?.find((name) => !this.editions.has(name));
    if (unknown) this.showAll(`Nothing of “${unknown}” is on this page: all years are shown.`);
    else if (pair && pair[0] === pair[1]) this.showAll(CHOOSE_TWO);
    else if (!pair) this.showAll(this.shown ? "All years, one beneath the other." : "");
    else await this.show(pair);
  }

  /** @param {string[]} names */
  choose(names) {
    this.selects.forEach((select, at) => {
      select.value = names[at];
    });
  }

  /** @param {string[] | null} pair */
  async go(pair) {
    history.pushState(null, "", location.pathname + searchWith(location.search, pair));
    await this.follow();
  }

  async submit() {
    const [one, other] = this.selects.map((select) => select.value);
    if (one === other) this.status.textContent = CHOOSE_TWO;
    else await this.go([one, other]);
  }

  /** @param {string} words */
  showAll(words) {
    this.asked++;
    this.shown = null;
    this.prose.replaceChildren(...this.nodes);
    this.frame(false);
    this.status.textContent = words;
  }

  /** @param {string[]} pair */
  async show(pair) {
    const asked = ++this.asked;
    this.shown = pair;
    this.choose(pair);
    this.status.textContent = "Loading…";
    this.prose.replaceChildren(...this.nodes);
    const parts = partsOf(this.prose);
    const sides = await Promise.all(pair.map((name) => this.side(name, parts)));
    if (asked !== this.asked) return;
    this.prose.replaceChildren(pairView(sides[0], sides[1]), ...this.end());
    this.frame(true);
    const labels = sides.map((side) => side.edition.label).join(" and ");
    const short = sides.filter((side) => side.part.elsewhere).map((side) => side.edition.label);
    this.status.textContent =
      short.length > 0
        ? `${labels}, side by side. All of ${short.join(" and ")} could not be loaded.`
        : `${labels}, side by side.`;
    if (location.hash) location.replace(location.hash);
  }

  /** @param {string} name @param {Map<string, import("./side-by-side-parts.js").Part>} parts */
  async side(name, parts) {
    const edition = /** @type {Edition} */ (this.editions.get(name));
    const part = /** @type {import("./side-by-side-parts.js").Part} */ (parts.get(name));
    return { edition, part: await inFull(part).catch(() => part) };
  }

  /** @returns {ChildNode[]} */
  end() {
    return this.nodes.filter((node) => node instanceof Element && node.matches(".rs-end"));
  }

  /** @param {boolean} isPair */
  frame(isPair) {
    this.all.hidden = !isPair;
    this.form.closest(".rs-page")?.classList.toggle("rs-page--broad", isPair);
  }
}

/** @param {HTMLSelectElement} select @returns {Map<string, Edition>} by name */
function editionsIn(select) {
  const groups = [...select.querySelectorAll("optgroup")];
  const found = groups.flatMap((group, source) =>
    [...group.querySelectorAll("option")].map(({ value, text, dataset }) => ({
      name: value,
      label: text,
      source,
      organisation: group.dataset.organisation ?? "",
      since: dataset.since ?? null,
      changes: dataset.changes ?? null,
    })),
  );
  return new Map(found.map((edition) => [edition.name, edition]));
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".rs-compare"));
const prose = document.querySelector(".rs-prose");

if (form && prose) {
  const sides = new SideBySide(form, prose);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sides.submit();
  });
  sides.all.addEventListener("click", async () => {
    // the button that was pressed goes away
    sides.submitter.focus();
    await sides.go(null);
  });
  window.addEventListener("popstate", () => sides.follow());
  sides.follow();
}
