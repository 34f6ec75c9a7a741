/**
 * What the site says today of the passages of a list, as far as it is known yet.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./passages-list.js").Passage} Passage
 * @typedef {import("./passages-complete.js").Found} Found
 */

import { completed, pageReader } from "./passages-complete.js";
import { allChanged, keyOf, passagesOf } from "./passages-list.js";
import { contentOf, sameWords } from "./passages-text.js";

export class Today {
  /** @param {() => void} tell called for each passage of which something is known now */
  constructor(tell) {
    this.tell = tell;
    /** @type {Map<string, Found>} */
    this.found = new Map();
    /** @type {Set<string>} */
    this.asked = new Set();
    this.reader = pageReader();
  }

  /** Know nothing any more, for another list. What is being read for this one is not waited for. */
  forget() {
    this.found = new Map();
    this.asked = new Set();
    this.reader = pageReader();
  }

  /** @returns {number} of passages whose page could not be read */
  get unread() {
    return [...this.found.values()].filter(({ state }) => state === "unread").length;
  }

  /** @returns {number} of passages whose page is being read */
  get awaited() {
    return this.asked.size - this.found.size;
  }

  /** Ask again for what could not be read. */
  again() {
    for (const [key, { state }] of this.found) {
      if (state !== "unread") continue;
      this.found.delete(key);
      this.asked.delete(key);
    }
    this.reader = pageReader();
  }

  /** Ask for what was not asked for. @param {List} list @param {string} day */
  ask(list, day) {
    const { asked, found, reader } = this;
    for (const passage of passagesOf(list)) {
      const key = keyOf(passage);
      if (asked.has(key)) continue;
      asked.add(key);
      void completed(passage, reader, day).then((answer) => {
        if (found !== this.found) return;
        found.set(key, answer);
        this.tell();
      });
    }
  }

  /**
   * @param {List} list
   * @returns {List} with what was read, so that it can be shown where the pages cannot be read; the
   *   same list where there is nothing to add
   */
  kept(list) {
    const changes = passagesOf(list).flatMap((passage) => this.changeOf(passage));
    return changes.length > 0 ? allChanged(list, new Map(changes)) : list;
  }

  /**
   * Words that have changed are not kept by themselves: the reader is told first.
   *
   * @param {Passage} passage @returns {[string, object][]}
   */
  changeOf(passage) {
    const item = this.found.get(keyOf(passage))?.item;
    if (!item?.kept) return [];
    const { kept } = passage;
    const now = { ...item.kept, read: kept?.read || item.kept.read };
    const isNew = kept && !sameWords(contentOf(kept.html).text, contentOf(now.html).text);
    if (isNew || JSON.stringify(kept) === JSON.stringify(now)) return [];
    const { title, section, words } = item;
    return [[keyOf(passage), { kept: now, title, section, words }]];
  }
}
