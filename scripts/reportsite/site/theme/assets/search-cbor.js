/**
 * Reads the part of CBOR (RFC 8949) in which Pagefind writes its index: numbers, texts and arrays,
 * all of known length. What is asked for must come next.
 */

const TEXT = new TextDecoder();

/** Goes through bytes from the first to the last. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** @returns {number} the argument of the item's head, whatever its type */
  head() {
    const { bytes } = this;
    const short = bytes[this.at++] & 31;
    if (short < 24) return short;
    let value = 0;
    for (let left = 1 << (short - 24); left > 0; left -= 1) value = value * 256 + bytes[this.at++];
    return value;
  }

  /** @returns {number} */
  number() {
    const isNegative = this.bytes[this.at] >> 5 === 1;
    const value = this.head();
    return isNegative ? -1 - value : value;
  }

  /** @returns {string} */
  text() {
    const length = this.head();
    this.at += length;
    return TEXT.decode(this.bytes.subarray(this.at - length, this.at));
  }

  /** @returns {number} how many items the array holds */
  array() {
    return this.head();
  }

  /** @param {number} count of numbers to pass over */
  pass(count) {
    for (let left = count; left > 0; left -= 1) this.head();
  }
}
