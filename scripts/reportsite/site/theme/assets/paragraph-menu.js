/**
 * The menu of a paragraph's number, on the pages of reports and sections: its link, its citation, its
 * words with their citation, and whether it is in the reader's list of passages. Without this script a number is a plain link to its paragraph, and with
 * it still, for whoever opens it in a new tab or copies its address.
 */

import { reportAddress } from "./paragraph-menu-address.js";
import { citationOf, stylesOf, withCitation } from "./paragraph-menu-citation.js";
import { copied } from "./paragraph-menu-clipboard.js";
import { numberOf, sectionOf } from "./paragraph-menu-paragraph.js";
import { chosenStyle, remember } from "./paragraph-menu-style.js";
import { View } from "./paragraph-menu-view.js";
import { wordsOf } from "./paragraph-menu-words.js";
import { pageAt, passageAt } from "./passages-from-page.js";
import { add, has, keeping, passageKey, remove, today } from "./passages-store.js";

/** @typedef {import("./paragraph-menu-words.js").Content} Content */

// On a page of several reports a number leads to another page; a trace has no words to be cited.
const NUMBERS = '.rs-prose :not(.rs-trace) > a.pn[href^="#"]';
const SAID_FOR = 2500; // milliseconds

class ParagraphMenu {
  /** @param {Element} main */
  constructor(main) {
    this.cite = document.getElementById("cite");
    this.styles = this.cite ? stylesOf(this.cite) : [];
    this.style = chosenStyle(this.styles);
    this.address = reportAddress(document);
    this.view = new View(main, {
      styles: this.styles,
      copy: (what) => this.copy(what),
      take: () => this.take(),
      choose: (name) => this.choose(name),
      close: () => this.close(),
    });
    if (this.style) this.view.showStyle(this.style);
    /** @type {HTMLAnchorElement | null} */
    this.link = null;
  }

  /** @param {HTMLAnchorElement} link */
  open(link) {
    this.close();
    showInAddressBar(link.hash);
    this.link = link;
    link.setAttribute("aria-expanded", "true");
    const take = has(keyAt(link)) ? "In my passages – remove" : "Add to my passages";
    this.view.open(link, numberOf(link), take);
  }

  /** Close without moving the focus. */
  close() {
    this.link?.setAttribute("aria-expanded", "false");
    this.link = null;
    this.view.close();
  }

  /** @param {string} what "link", "citation" or "words" */
  async copy(what) {
    const link = this.link;
    if (!link) return;
    const content = this.content(what, link);
    if (!(await copied(content, this.view.panel))) {
      this.view.showByHand(content);
      return;
    }
    this.close();
    link.focus({ preventScroll: true });
    this.view.say("Copied", link, SAID_FOR);
  }

  /** @param {string} what @param {HTMLAnchorElement} link @returns {Content} */
  content(what, link) {
    const address = this.address + link.hash;
    const itself = { text: address, html: `<a href="${address}">${address}</a>` };
    if (what === "link" || !this.cite || !this.style) return itself;
    const paragraph = { number: numberOf(link), address, section: sectionOf(link) };
    const citation = citationOf(this.cite, this.style.name, paragraph);
    return what === "citation" ? citation : withCitation(wordsOf(link), citation);
  }

  /** Put the paragraph into the list of passages, or out of it. */
  take() {
    const link = this.link;
    if (!link) return;
    const said = has(keyAt(link)) ? left(link) : taken(link);
    this.close();
    link.focus({ preventScroll: true });
    this.view.say(said, link, SAID_FOR);
  }

  /** @param {string} name of a style */
  choose(name) {
    this.style = this.styles.find((style) => style.name === name) ?? this.style;
    if (!this.style) return;
    remember(this.style.name);
    this.view.showStyle(this.style);
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = numberAt(event.target);
    if (!link) return;
    event.preventDefault();
    if (link === this.link) this.close();
    else this.open(link);
  }

  /** A button answers to the space bar too, which a link does not. @param {KeyboardEvent} event */
  onKey(event) {
    const link = event.key === " " ? numberAt(event.target) : null;
    if (!link) return;
    event.preventDefault();
    this.open(link);
  }

  /** What happens elsewhere on the page closes the menu. @param {Event} event */
  onElsewhere(event) {
    const isWithin = this.view.holds(event.target) || numberAt(event.target) === this.link;
    if (this.link && !isWithin) this.close();
  }
}

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
function numberAt(target) {
  return target instanceof Element ? target.closest(NUMBERS) : null;
}

/** @param {HTMLAnchorElement} link */
function keyAt(link) {
  return passageKey(pageAt(document.baseURI), numberOf(link));
}

/** @param {HTMLAnchorElement} link @returns {string} what came of it */
function taken(link) {
  if (add([passageAt(link, today())]).left > 0) return "Your list of passages is full";
  return keeping().where === "page"
    ? "Added, for as long as this page is open: this browser keeps nothing"
    : "Added to your passages";
}

/** @param {HTMLAnchorElement} link @returns {string} */
function left(link) {
  remove(keyAt(link));
  return "Removed from your passages";
}

/**
 * Put a paragraph's address where a link would: people copy it from there. The text stays where it
 * is, and no step is added that the reader would have to take back.
 *
 * A browser that scrolls to the paragraph only when it next paints does not once a page has scrolled
 * by itself: by a pixel, and back.
 *
 * @param {string} hash
 */
function showInAddressBar(hash) {
  const { scrollX: left, scrollY: top } = window;
  location.replace(hash);
  window.scrollTo({ left, top: top > 0 ? top - 1 : 1, behavior: "instant" });
  window.scrollTo({ left, top, behavior: "instant" });
}

const links = document.querySelectorAll(NUMBERS);
const main = document.querySelector("main");

if (main && links.length > 0) {
  const menu = new ParagraphMenu(main);
  for (const link of links) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "menu");
    link.setAttribute("aria-expanded", "false");
  }
  document.addEventListener("click", (event) => menu.onClick(event));
  document.addEventListener("keydown", (event) => menu.onKey(event));
  for (const type of ["pointerdown", "focusin"]) {
    document.addEventListener(type, (event) => menu.onElsewhere(event));
  }
}
