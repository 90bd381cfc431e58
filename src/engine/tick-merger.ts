import type { OnTick } from './load-test.ts';
import { mergeTicks } from './merge-ticks.ts';
import type { Tick } from './tick.ts';

/** Puts the ticks of several workers together, second by second, each when the last worker has told of it. */
export class TickMerger {
  private readonly onTick: OnTick;
  /** The last second that each worker has told of; infinite when it will tell of no more. */
  private readonly told: number[];
  private readonly waiting = new Map<number, Tick[]>();
  private second = 0;

  constructor(workers: number, onTick: OnTick) {
    this.onTick = onTick;
    this.told = new Array<number>(workers).fill(-1);
  }

  add(worker: number, tick: Tick): void {
    const ticks = this.waiting.get(tick.second);
    if (ticks === undefined) this.waiting.set(tick.second, [tick]);
    else ticks.push(tick);
    this.told[worker] = tick.second;
    this.handOver();
  }

  /** That worker tells of no more seconds. */
  end(worker: number): void {
    this.told[worker] = Number.POSITIVE_INFINITY;
    this.handOver();
  }

  private handOver(): void {
    const told = Math.min(...this.told);
    while (this.waiting.size > 0 && this.second <= told) {
      const ticks = this.waiting.get(this.second);
      this.waiting.delete(this.second);
      this.second += 1;
      if (ticks !== undefined) this.onTick(mergeTicks(ticks));
    }
  }
}
