import { setTimeout } from 'node:timers/promises';
import { DeviceError } from '@chainrule/tensor';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Host from './host.ts';

/** Starts threads as the host does, and keeps them for tests to meddle with. */
const { started, meddle } = vi.hoisted(() => ({
  started: [] as Host.Thread[],
  meddle: { message: (message: unknown): unknown => message, mayStart: true },
}));

vi.mock('./host.ts', async (importOriginal) => {
  const host = await importOriginal<typeof Host>();
  return {
    ...host,
    startThread: (events: Host.ThreadEvents): Host.Thread => {
      if (!meddle.mayStart) throw new Error('the policy of this page forbids workers');
      const thread = host.startThread(events);
      const post = thread.postMessage.bind(thread);
      thread.postMessage = (message) => post(meddle.message(message));
      started.push(thread);
      return thread;
    },
  };
});

/** The modules, and a pool, of their own for each test. */
async function load() {
  return {
    ...(await import('../instance.ts')),
    ...(await import('./num-threads.ts')),
    ...(await import('./pool.ts')),
    ...(await import('../testing/help.ts')),
  };
}

beforeEach(() => {
  vi.resetModules();
  started.length = 0;
  meddle.mayStart = true;
  meddle.message = (message) => message;
});

afterEach(async () => {
  vi.unstubAllGlobals();
  for (const thread of started) await thread.terminate();
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(1);
}

describe('the pool', { timeout: 60_000 }, () => {
  it('starts with the first large work, and ends with setNumThreads(1)', async () => {
    const { createKernels, setNumThreads, threadPool, largeProduct, untilHelped } = await load();
    setNumThreads(3);
    const kernels = createKernels({ threads: true });
    expect(started).toHaveLength(0);
    await untilHelped(kernels, () => largeProduct(kernels));
    expect(threadPool()!.running).toBe(2);
    const ended = started.map(
      (thread) =>
        new Promise((resolve) => (thread as unknown as NodeJS.EventEmitter).on('exit', resolve)),
    );
    setNumThreads(1);
    expect(await Promise.all(ended)).toEqual([0, 0]);
    largeProduct(kernels);
    expect(started).toHaveLength(2);
  });

  it('grows and shrinks, and starts anew', async () => {
    const { createKernels, setNumThreads, threadPool, largeProduct, untilHelped } = await load();
    const kernels = createKernels({ threads: true });
    for (const count of [2, 4, 2, 1, 3]) {
      setNumThreads(count);
      largeProduct(kernels);
      expect(threadPool()!.running).toBe(count - 1);
    }
    await untilHelped(kernels, () => largeProduct(kernels));
  });

  it('helps all kernels that threads may share, whenever they were made', async () => {
    const { createKernels, setNumThreads, largeProduct, untilHelped, partsHelped } = await load();
    setNumThreads(2);
    const [first, own] = [createKernels({ threads: true }), createKernels()];
    await untilHelped(first, () => largeProduct(first));
    const second = createKernels({ threads: true });
    await untilHelped(second, () => largeProduct(second));
    await untilHelped(first, () => largeProduct(first));
    largeProduct(own);
    expect(partsHelped(own)).toBe(0);
    expect(started).toHaveLength(1);
  });

  it('replaces a thread that was ended from outside', async () => {
    const { createKernels, setNumThreads, threadPool, largeProduct, untilHelped } = await load();
    setNumThreads(2);
    const kernels = createKernels({ threads: true });
    await untilHelped(kernels, () => largeProduct(kernels));
    await started[0]!.terminate();
    await until(() => threadPool()!.running === 0);
    await untilHelped(kernels, () => largeProduct(kernels));
    expect(started).toHaveLength(2);
  });

  it('gives up on threads that keep failing', async () => {
    const { createKernels, setNumThreads, threadPool, largeProduct } = await load();
    meddle.message = () => ({ control: null, inbox: null });
    setNumThreads(2);
    const kernels = createKernels({ threads: true });
    for (let round = 0; round < 6; round++) {
      largeProduct(kernels);
      await until(() => threadPool()!.running === 0);
    }
    expect(started).toHaveLength(3);
  });

  it('does without where none may start', async () => {
    const { createKernels, setNumThreads, largeProduct, partsHelped } = await load();
    meddle.mayStart = false;
    setNumThreads(4);
    const kernels = createKernels({ threads: true });
    largeProduct(kernels);
    largeProduct(kernels);
    expect(partsHelped(kernels)).toBe(0);
  });

  it('says so when a thread fails at work, and goes on with one', async () => {
    const { createKernels, setNumThreads, largeProduct } = await load();
    // Its own memory would lie outside, where it cannot work.
    meddle.message = (message) =>
      Object.hasOwn(message as object, 'place')
        ? { ...(message as object), place: 2 ** 32 - 65536 }
        : message;
    setNumThreads(2);
    const kernels = createKernels({ threads: true });
    const failure = await new Promise<unknown>((resolve) => {
      const attempt = (): void => {
        try {
          largeProduct(kernels);
          globalThis.setTimeout(attempt, 1);
        } catch (error) {
          resolve(error);
        }
      };
      attempt();
    });
    expect((failure as Error).name).toBe(DeviceError.name);
    expect(String(failure)).toContain('a thread that shared the work failed');
    expect(() => largeProduct(kernels)).not.toThrow();
  });
});

describe('without memory that threads can share', () => {
  it.each([
    ['SharedArrayBuffer is missing', () => vi.stubGlobal('SharedArrayBuffer', undefined)],
    ['the page is not isolated', () => vi.stubGlobal('crossOriginIsolated', false)],
  ])('everything stays on one thread: %s', async (_, limit) => {
    limit();
    const { createKernels, getNumThreads, setNumThreads, largeProduct, partsHelped } = await load();
    setNumThreads(4);
    expect(getNumThreads()).toBe(1);
    const kernels = createKernels({ threads: true });
    expect(kernels.memory.buffer).toBeInstanceOf(ArrayBuffer);
    largeProduct(kernels);
    expect(partsHelped(kernels)).toBe(0);
    expect(started).toHaveLength(0);
  });
});

describe('setNumThreads', () => {
  it('takes whole numbers from 1 on', async () => {
    const { getNumThreads, setNumThreads } = await load();
    setNumThreads(5);
    expect(getNumThreads()).toBe(5);
    for (const count of [0, -1, 1.5, Number.NaN, Infinity]) {
      expect(() => setNumThreads(count)).toThrow(`1 or more; got ${count}`);
    }
    expect(getNumThreads()).toBe(5);
  });
});
