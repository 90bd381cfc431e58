/** First in, first out; adding and taking cost the same however many wait. */
export class WaitingLine<Item> {
  private items: Item[] = [];
  private first = 0;

  get length(): number {
    return this.items.length - this.first;
  }

  add(item: Item): void {
    this.items.push(item);
  }

  /** Undefined when nobody waits. */
  take(): Item | undefined {
    if (this.length === 0) return undefined;
    const item = this.items[this.first];
    this.first += 1;
    if (this.first * 2 > this.items.length) {
      this.items = this.items.slice(this.first);
      this.first = 0;
    }
    return item;
  }

  clear(): void {
    this.items = [];
    this.first = 0;
  }
}
