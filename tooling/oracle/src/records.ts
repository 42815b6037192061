import type { EncodedTensor } from './fixture.ts';

/** Options of a call, by camelCase name. */
type Options = Readonly<Record<string, unknown>>;
type NamedTensors = Readonly<Record<string, EncodedTensor>>;

/** `fixtures/init.json`: each function is called on a tensor of 0.5 after `manualSeed(seed)`. */
export interface InitFixture {
  readonly gains: readonly {
    readonly nonlinearity: string;
    readonly param?: number;
    readonly gain: number;
  }[];
  readonly fans: readonly {
    readonly shape: readonly number[];
    readonly fans: readonly [number, number];
  }[];
  readonly cases: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly seed: number;
    readonly dtype: string;
    /** The arguments after the tensor that PyTorch gives no default. */
    readonly args: readonly unknown[];
    readonly options?: Options;
    readonly result?: EncodedTensor;
    readonly throws?: boolean;
  }[];
}

/** `fixtures/optim.json`: parameters and gradients as flat lists, in the order of `shapes`. */
export interface OptimFixture {
  /** Settings that the constructors reject. */
  readonly refusals: readonly { readonly optimizer: string; readonly options: Options }[];
  readonly cases: readonly OptimCase[];
}

/** Ten steps of one optimizer. */
export interface OptimCase {
  readonly name: string;
  readonly optimizer: string;
  readonly dtype: string;
  readonly options: Options;
  /** Parameter groups: `params` are positions in `shapes`, the rest are the group's own options. */
  readonly groups: readonly (Options & { readonly params: readonly number[] })[];
  readonly shapes: readonly (readonly number[])[];
  readonly initial: readonly (readonly number[])[];
  /** By step and parameter; null where the parameter has no gradient. */
  readonly gradients: readonly (readonly (readonly number[] | null)[])[];
  /** The learning rate that every group takes before step `step`, counted from 0. */
  readonly rate?: { readonly step: number; readonly lr: number };
  /** The parameters after each step. */
  readonly trajectory: readonly (readonly (readonly number[])[])[];
}

/** A module to build: a class of `nn`, with arguments that may hold further specs. */
export interface ModuleSpec {
  readonly module: string;
  readonly args: readonly unknown[];
  readonly options?: Options;
}

/** `fixtures/modules.json`. */
export interface ModulesFixture {
  readonly cases: readonly ModuleCase[];
}

/** A module built after `manualSeed(seed)`, and, when it has `inputs`, what it computed next. */
export interface ModuleCase {
  readonly name: string;
  readonly seed: number;
  readonly spec: ModuleSpec;
  /** Every class that the spec needs. */
  readonly classes: readonly string[];
  readonly repr: string;
  readonly parameters: readonly string[];
  readonly buffers: readonly string[];
  readonly modules: readonly string[];
  readonly children: readonly string[];
  /** `stateDict()` as built, in order. */
  readonly state: NamedTensors;
  readonly training?: boolean;
  readonly inputs?: readonly EncodedTensor[];
  readonly output?: EncodedTensor;
  /** Gradients of the weighted sum of the output; see `weightsFor`. */
  readonly inputGradients?: readonly EncodedTensor[];
  readonly gradients?: NamedTensors;
  /** The buffers after the call. */
  readonly stateAfter?: NamedTensors;
}

/** `fixtures/xor.json`: 10,001 steps of each of the notebook's nets. */
export interface XorFixture {
  readonly runs: readonly {
    readonly net: 'xor-perceptron' | 'xor-nn' | 'xor-nn-wide-deep' | 'mlp-backprop';
    /** Null for `mlp-backprop` from zeros. */
    readonly seed: number | null;
    readonly initial: NamedTensors;
    /** The loss at steps 0, 100, 1000 and 10000, by step. */
    readonly losses: Readonly<Record<string, number>>;
    /** The same in float64, from the same initial weights; not for `mlp-backprop`. */
    readonly double?: Readonly<Record<string, number>>;
    readonly hypothesis: EncodedTensor;
  }[];
}

/** How well a net does on a set of images, in evaluation mode. */
export interface MnistScore {
  readonly loss: number;
  readonly accuracy: number;
}

/** The scores of each net of an experiment, by model. */
type MnistScores = Readonly<
  Record<string, { readonly train: MnistScore; readonly test: MnistScore }>
>;

/** The losses of each net of an experiment at its first steps, by model. */
type MnistLosses = Readonly<Record<string, readonly number[]>>;

/** One epoch on the first `limit` images, at most a hundred steps. */
export interface MnistEpoch {
  readonly limit: number;
  readonly losses: MnistLosses;
  /** How well the nets do after the epoch. */
  readonly scores: MnistScores;
  /**
   * How far PyTorch's own numbers move when it sums pixels and samples in other orders: losses
   * relatively and up to each step, accuracies absolutely.
   */
  readonly sensitivity: { readonly losses: MnistLosses; readonly scores: MnistScores };
}

/** `fixtures/mnist.json`: the notebook's MNIST nets, by experiment and by model. */
export interface MnistFixture {
  readonly seed: number;
  readonly first: Readonly<Record<string, MnistEpoch>>;
  /** The first losses in float64, from the same initial weights, in smaller batches. */
  readonly double: Readonly<
    Record<
      string,
      { readonly limit: number; readonly batchSize: number; readonly losses: MnistLosses }
    >
  >;
  /** Ten steps of `mnist-nn` with other settings. */
  readonly variants: readonly (MnistEpoch & {
    readonly settings: Readonly<Record<string, string>>;
  })[];
  /** The first losses, and the end of each epoch, on all 60,000 images. */
  readonly full: Readonly<
    Record<string, { readonly losses: MnistLosses; readonly epochs: readonly MnistScores[] }>
  >;
}
