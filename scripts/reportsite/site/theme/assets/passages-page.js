/**
 * The page of passages: the reader's own list, or one that came in a link or a file and is not kept
 * unless the reader says so.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./paragraph-menu-citation.js").Style} Style
 * @typedef {{from: "link" | "file", list: List}} Other
 */

import { copied } from "./paragraph-menu-clipboard.js";
import { remember } from "./paragraph-menu-style.js";
import { FORMATS, download, fileName, linkOf, listInFile } from "./passages-carry.js";
import { button } from "./passages-edit.js";
import { Entries } from "./passages-entries.js";
import { Frame } from "./passages-frame.js";
import { pagesOf } from "./passages-length.js";
import { LONGEST, holdsList, listInHash } from "./passages-link.js";
import { joined, movable, titled } from "./passages-list.js";
import { Own } from "./passages-own.js";
import * as store from "./passages-store.js";
import { shownList } from "./passages-text.js";
import { Today } from "./passages-today.js";
import * as words from "./passages-words.js";
import { debounced } from "./search-dom.js";

const SOON = 60; // milliseconds
const MOST_FAULTS = 20; // that are told one by one

export class PassagesPage {
  /** @param {HTMLElement} root @param {Style[]} styles @param {string} style the name of one */
  constructor(root, styles, style) {
    this.site = root.dataset.site ?? "";
    this.style = style;
    /** @type {Other | null} */
    this.other = null;
    /** @type {HTMLElement | null} */
    this.told = null;
    this.own = new Own(this);
    this.frame = new Frame(root, styles, style, this.actions());
    this.entries = new Entries(this.frame.entries);
    const renderSoon = debounced(() => this.readOn(), SOON);
    this.today = new Today(() => renderSoon());
    store.onChange(() => this.render());
    window.addEventListener("hashchange", () => void this.readHash());
  }

  /** @returns {import("./passages-frame.js").Actions} */
  actions() {
    return {
      style: (name) => this.chooseStyle(name),
      print: () => window.print(),
      link: () => void this.copyLink(),
      download: (suffix) => this.download(suffix),
      open: (file) => void this.openFile(file),
      clear: () => void this.own.clear(),
      heading: (text) => this.own.addHeading(text),
      title: (text) => void store.change((list) => titled(list, text)),
      replace: () => void this.replaceOwn(),
      add: () => this.addToOwn(),
      leave: () => this.leaveOther(),
    };
  }

  /** @returns {List} the one that is shown */
  get list() {
    return this.other?.list ?? store.read();
  }

  get shown() {
    return shownList(this.list, this.today.found, this.style, store.today());
  }

  async start() {
    this.render();
    if (holdsList(location.hash)) await this.readHash();
  }

  // What is shown ------------------------------------------------------------------------------

  render() {
    const { list, frame, shown } = this;
    this.today.ask(list, store.today());
    document.title = `${list.title || "Passages"} – ${this.site}`;
    frame.showTitle(list.title);
    frame.showState({ isEmpty: list.entries.length === 0, isOwn: this.other === null });
    frame.date.textContent = `As of ${words.dayText(store.today())}`;
    frame.extent.textContent = words.wholeText(list, pagesOf(shown), this.today.awaited);
    frame.keeping.textContent = words.keepingText(store.keeping().where);
    if (this.other) this.renderOther(this.other);
    this.renderMessages();
    this.entries.render(shown.entries, movable(list), this.other ? null : this.own.actions);
  }

  /** Something more is known of the passages. */
  readOn() {
    const before = store.read();
    // what is kept anew is drawn anew
    if (!this.other && store.change((list) => this.today.kept(list)) !== before) return;
    this.render();
  }

  /** @param {Other} other */
  renderOther({ from, list }) {
    const own = store.read();
    const text = words.otherText(list, own);
    this.frame.showOther(words.otherTitle(from), text, own.entries.length === 0);
  }

  renderMessages() {
    const parts = [];
    if (this.today.unread) {
      const again = button("Try again", () => this.readAgain());
      parts.push(this.frame.message(words.unreadText(this.today.unread), [again]));
    }
    if (store.keeping().setAside) parts.push(this.asideMessage());
    if (this.told) parts.push(this.told);
    this.frame.showMessages(parts);
  }

  asideMessage() {
    const save = button("Download what was set aside", () =>
      download("passages-set-aside.txt", "text/plain", store.aside() ?? ""),
    );
    const forget = button("Forget it", () => store.forgetAside());
    return this.frame.message(words.ASIDE, [save, forget]);
  }

  /**
   * Tell something above the list until something else is.
   *
   * @param {string} text @param {...HTMLElement} buttons
   */
  tell(text, ...buttons) {
    this.told = this.frame.message(text, buttons);
    this.frame.say(text);
    this.renderMessages();
  }

  readAgain() {
    this.today.again();
    this.render();
    this.focusTitle();
  }

  focusTitle() {
    this.frame.title.focus({ preventScroll: true });
  }

  /** @param {string} key @returns {string} "Kazakhstan 2010, Impunity, ¶8", or the words of a heading */
  nameOf(key) {
    const entry = this.shown.entries.find((one) => one.key === key);
    return entry?.kind === "passage" ? entry.where : (entry?.text ?? "");
  }

  // What is done with the list that is shown ---------------------------------------------------

  /** @param {string} name */
  chooseStyle(name) {
    this.style = name;
    remember(name);
    this.render();
  }

  /** @param {string} suffix */
  download(suffix) {
    const format = FORMATS.find((one) => one.suffix === suffix);
    if (!format) return;
    const text = format.write(this.list, this.shown, this.site);
    download(fileName(this.list.title, suffix), format.type, text);
  }

  async copyLink() {
    const address = await linkOf(this.list, document);
    if (address.length > LONGEST) {
      const save = button("Download as JSON", () => this.download("json"));
      this.tell(words.tooLongText(address.length, LONGEST), save);
      return;
    }
    const content = { text: address, html: `<a href="${address}">${address}</a>` };
    if (await copied(content, this.frame.tools)) this.tell(words.COPIED);
    else this.frame.showByHand(content);
  }

  // A list that is somebody else's -------------------------------------------------------------

  async readHash() {
    if (!holdsList(location.hash)) return;
    const read = await listInHash(location.hash);
    if (read) {
      this.showOther("link", read);
      return;
    }
    this.forgetHash();
    this.tell(words.BROKEN_LINK);
  }

  /** @param {File} file */
  async openFile(file) {
    const read = await listInFile(file);
    if (typeof read === "string") this.tell(`${file.name}: ${read}`);
    else this.showOther("file", read);
  }

  /** @param {"link" | "file"} from @param {{list: List, faults: string[]}} read */
  showOther(from, { list, faults }) {
    this.anew();
    this.other = { from, list };
    if (faults.length > 0) this.tell(words.faultsText(faults, MOST_FAULTS));
    this.render();
    this.frame.focusOther();
  }

  async replaceOwn() {
    const { other } = this;
    if (!other) return;
    // until the reader has agreed, both are as they were
    if (await this.own.replace(other.list)) this.leaveOther();
  }

  addToOwn() {
    const { other } = this;
    if (!other) return;
    const { list, ...counts } = joined(store.read(), other.list);
    store.change(() => list);
    this.leaveOther();
    this.tell(words.joinedText(counts));
  }

  leaveOther() {
    const { notice } = this.entries;
    const { told } = this;
    this.anew();
    Object.assign(this.entries, { notice });
    this.told = told;
    this.other = null;
    this.forgetHash();
    this.render();
    if (notice) this.entries.focusNotice();
    else this.focusTitle();
  }

  /** Another list is shown: nothing of the one before is. */
  anew() {
    this.today.forget();
    this.entries.forget();
    this.told = null;
  }

  forgetHash() {
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  }
}
