/** What a page runs to lose its GPU in the middle of a training, as a driver that is reset takes it away. */
import { compile } from '@chainrule/compile';
import { type GpuDevice, webgl2, webgpu } from '@chainrule/kernels-gpu';
import { BCELoss, Linear, Sequential, Sigmoid } from '@chainrule/nn';
import { SGD } from '@chainrule/optim';
import { type DeviceType, manualSeed, type Tensor, tensor } from '@chainrule/tensor';

/** What a training saw before and after its device was lost. */
export interface LossReport {
  /** What computes. */
  readonly renderer: string;
  /** The costs of all steps, over the loss. */
  readonly costs: readonly number[];
  /** What was said by the next read, operation and compiled step, as `name: message`. */
  readonly errors: readonly string[];
  /** Whether what was read before the loss is still what it was. */
  readonly isKept: boolean;
  /** Whether the device that was opened then is another one. */
  readonly isNew: boolean;
}

/** What the page offers. */
export interface LostDevicePage {
  trainThroughLoss(type: 'webgl2' | 'webgpu', steps: number): Promise<LossReport>;
}

// The DOM's types stay out of the package.
type Method = (...given: unknown[]) => unknown;
interface Owner {
  readonly prototype: Record<string, Method>;
}
interface Context {
  getExtension(name: string): { loseContext(): void };
}
declare const OffscreenCanvas: Owner;
declare const GPUAdapter: Owner;

let loseContext: () => void;

/** Remembers how to take away the device that the page is given next. */
function watch(type: 'webgl2' | 'webgpu'): void {
  if (type === 'webgl2') {
    const { getContext } = OffscreenCanvas.prototype as { getContext: Method };
    OffscreenCanvas.prototype.getContext = function (this: unknown, ...given) {
      const context = getContext.apply(this, given) as Context;
      loseContext = () => context.getExtension('WEBGL_lose_context').loseContext();
      return context;
    };
    return;
  }
  const { requestDevice } = GPUAdapter.prototype as { requestDevice: Method };
  GPUAdapter.prototype.requestDevice = async function (this: unknown, ...given) {
    const device = (await requestDevice.apply(this, given)) as { destroy(): void };
    loseContext = () => device.destroy();
    return device;
  };
}

/** The notebook's net and a compiled step of its training. */
function xorTraining(device: DeviceType): { model: Sequential; step: () => Tensor } {
  manualSeed(777);
  const model = new Sequential(new Linear(2, 2), new Sigmoid(), new Linear(2, 1), new Sigmoid());
  model.to(device);
  const [x, y] = [
    tensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]).to(device),
    tensor([[0], [1], [1], [0]]).to(device),
  ];
  const criterion = new BCELoss();
  const optimizer = new SGD(model.parameters(), { lr: 1 });
  const step = compile((): Tensor => {
    optimizer.zeroGrad();
    const cost = criterion(model(x), y);
    cost.backward();
    optimizer.step();
    return cost;
  });
  return { model, step };
}

async function costsOf(step: () => Tensor, steps: number): Promise<number[]> {
  const costs: number[] = [];
  for (let number = 0; number < steps; number++) costs.push((await step().data())[0] as number);
  return costs;
}

async function saidBy(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

const page: LostDevicePage = {
  async trainThroughLoss(type, steps) {
    watch(type);
    const open: () => Promise<GpuDevice> = type === 'webgl2' ? webgl2 : webgpu;
    const device = await open();
    const { model, step } = xorTraining(type);
    const before = await costsOf(step, steps);
    const weights = Object.entries(model.stateDict());
    const read = new Map<string, Tensor>();
    for (const [name, weight] of weights) {
      read.set(name, tensor([...(await weight.data())]).reshape(weight.shape));
    }
    const text = (): string => JSON.stringify([...read.values()].map((weight) => weight.toArray()));
    const kept = text();

    const [weight] = model.parameters() as Iterable<Tensor>;
    loseContext();
    const errors = [
      await saidBy(() => (weight as Tensor).data()),
      await saidBy(() => (weight as Tensor).add(1).data()),
      await saidBy(() => step().data()),
    ];

    const again = await open();
    const goesOn = xorTraining(type);
    goesOn.model.loadStateDict(Object.fromEntries(read));
    const after = await costsOf(goesOn.step, steps);
    return {
      renderer: again.describe().renderer,
      costs: [...before, ...after],
      errors,
      isKept: text() === kept,
      isNew: again !== device,
    };
  },
};

Object.assign(globalThis, { lostDevice: page });
