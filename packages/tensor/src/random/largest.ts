// Which of several equal values comes first is left open by mathematics but not by PyTorch: it is
// what the selection of libstdc++ happens to leave. Zero probabilities are such equal values, so
// the same steps are taken here.

type Values = Float32Array | Float64Array;

/**
 * The indices of the `count` largest `values`, the largest first, NaN before everything, ties in
 * the order in which PyTorch's CPU `topk` has them.
 *
 * @example
 * ```ts
 * indicesOfLargest(Float32Array.of(3, 1, 2), 2); // 0, 2
 * ```
 */
export function indicesOfLargest(values: Values, count: number): Int32Array {
  if (count === 1) return Int32Array.of(indexOfFirstLargest(values));

  const indices = Int32Array.from(values, (_value, index) => index);
  const order = new Selection(indices, (a, b) =>
    comesBefore(values[a] as number, values[b] as number),
  );
  if (count * 64 <= values.length) {
    order.partialSort(0, count, values.length);
  } else {
    order.selectNth(0, count - 1, values.length);
    order.sort(0, count - 1);
  }
  return indices.slice(0, count);
}

function comesBefore(a: number, b: number): boolean {
  return a > b || (Number.isNaN(a) && !Number.isNaN(b));
}

function indexOfFirstLargest(values: Values): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (comesBefore(values[i] as number, values[best] as number)) best = i;
  }
  return best;
}

const shortRun = 16;

/** Introsort and introselect over the `items`, step by step those of libstdc++. */
class Selection {
  private readonly items: Int32Array;
  private readonly before: (a: number, b: number) => boolean;

  constructor(items: Int32Array, before: (a: number, b: number) => boolean) {
    this.items = items;
    this.before = before;
  }

  /** Puts the item that sorting would put at `nth` there, and those before it before it. */
  selectNth(first: number, nth: number, last: number): void {
    let depth = depthLimit(last - first);
    while (last - first > 3) {
      if (depth === 0) {
        this.selectByHeap(first, nth + 1, last);
        this.swap(first, nth);
        return;
      }
      depth -= 1;
      const cut = this.partition(first, last);
      if (cut <= nth) {
        first = cut;
      } else {
        last = cut;
      }
    }
    this.insertionSort(first, last);
  }

  sort(first: number, last: number): void {
    this.sortRoughly(first, last, depthLimit(last - first));
    this.insertionSort(first, Math.min(last, first + shortRun));
    for (let i = first + shortRun; i < last; i++) this.insertUnguarded(i);
  }

  /** Sorts the first `middle - first` items of the whole run. */
  partialSort(first: number, middle: number, last: number): void {
    this.selectByHeap(first, middle, last);
    for (let end = middle - 1; end > first; end--) this.popHeap(first, end, end);
  }

  /** Sorts down to runs of 16, which the final insertion sort finishes. */
  private sortRoughly(first: number, last: number, depth: number): void {
    while (last - first > shortRun) {
      if (depth === 0) {
        this.partialSort(first, last, last);
        return;
      }
      depth -= 1;
      const cut = this.partition(first, last);
      this.sortRoughly(cut, last, depth);
      last = cut;
    }
  }

  private partition(first: number, last: number): number {
    this.moveMedianToFirst(first, first + 1, first + ((last - first) >> 1), last - 1);
    const pivot = this.at(first);
    let low = first + 1;
    let high = last;
    for (;;) {
      while (this.before(this.at(low), pivot)) low += 1;
      high -= 1;
      while (this.before(pivot, this.at(high))) high -= 1;
      if (low >= high) return low;
      this.swap(low, high);
      low += 1;
    }
  }

  private moveMedianToFirst(first: number, a: number, b: number, c: number): void {
    const [x, y, z] = [this.at(a), this.at(b), this.at(c)];
    if (this.before(x, y)) {
      this.swap(first, this.before(y, z) ? b : this.before(x, z) ? c : a);
    } else {
      this.swap(first, this.before(x, z) ? a : this.before(y, z) ? c : b);
    }
  }

  private insertionSort(first: number, last: number): void {
    for (let i = first + 1; i < last; i++) {
      const item = this.at(i);
      if (this.before(item, this.at(first))) {
        this.items.copyWithin(first + 1, first, i);
        this.items[first] = item;
      } else {
        this.insertUnguarded(i);
      }
    }
  }

  /** Moves the item at `i` back to its place, which must not be the very first. */
  private insertUnguarded(i: number): void {
    const item = this.at(i);
    let place = i;
    while (this.before(item, this.at(place - 1))) {
      this.items[place] = this.at(place - 1);
      place -= 1;
    }
    this.items[place] = item;
  }

  /** Gathers the first `middle - first` items of the order into a heap at the front. */
  private selectByHeap(first: number, middle: number, last: number): void {
    const length = middle - first;
    for (let parent = (length - 2) >> 1; parent >= 0; parent--) {
      this.siftDown(first, parent, length, this.at(first + parent));
    }
    for (let i = middle; i < last; i++) {
      if (this.before(this.at(i), this.at(first))) this.popHeap(first, middle, i);
    }
  }

  /** Swaps the heap's top out to `result` and takes in the item that was there. */
  private popHeap(first: number, last: number, result: number): void {
    const item = this.at(result);
    this.items[result] = this.at(first);
    this.siftDown(first, 0, last - first, item);
  }

  /** Lets the hole at `hole` sink to the bottom, then lets `item` rise from there. */
  private siftDown(first: number, hole: number, length: number, item: number): void {
    const top = hole;
    let child = hole;
    while (child < (length - 1) >> 1) {
      child = 2 * (child + 1);
      if (this.before(this.at(first + child), this.at(first + child - 1))) child -= 1;
      this.items[first + hole] = this.at(first + child);
      hole = child;
    }
    if (length % 2 === 0 && child === (length - 2) >> 1) {
      child = 2 * child + 1;
      this.items[first + hole] = this.at(first + child);
      hole = child;
    }
    let parent = (hole - 1) >> 1;
    while (hole > top && this.before(this.at(first + parent), item)) {
      this.items[first + hole] = this.at(first + parent);
      hole = parent;
      parent = (hole - 1) >> 1;
    }
    this.items[first + hole] = item;
  }

  private at(i: number): number {
    return this.items[i] as number;
  }

  private swap(a: number, b: number): void {
    const item = this.at(a);
    this.items[a] = this.at(b);
    this.items[b] = item;
  }
}

function depthLimit(length: number): number {
  return length === 0 ? 0 : 2 * (31 - Math.clz32(length));
}
