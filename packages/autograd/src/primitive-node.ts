import { clone, type ParamsOf, type Primitive, shapesEqual, type Tensor } from '@chainrule/tensor';
import { gradients } from './gradients/index.ts';
import type { GradientContext, GradientFormula, InputInfo, Saved } from './gradients/rule.ts';
import { type Edge, Node } from './node.ts';
import { releasedError, SavedTensor } from './saved-tensor.ts';
import { sumTo } from './sum-to.ts';

type AnyFormula = GradientFormula<Primitive>;

/** The formula for input number `input` of a primitive, or `null` if it has no gradient. */
export function formulaOf(primitive: Primitive, input: number): AnyFormula | null {
  const rule = gradients[primitive] as AnyFormula | readonly (AnyFormula | null)[];
  return typeof rule === 'function' ? rule : (rule[input] ?? null);
}

// Where PyTorch's node is not called after the primitive.
const nodeNames: { readonly [P in Primitive]?: string } = {
  cast: 'ToCopyBackward0',
  contiguous: 'CloneBackward0',
  indexAdd: 'IndexAddBackward0',
  transfer: 'ToCopyBackward0',
};

/** PyTorch's name for the node of a primitive, such as `SigmoidBackward0`. */
export function nodeName(primitive: Primitive): string {
  return nodeNames[primitive] ?? `${primitive[0]?.toUpperCase()}${primitive.slice(1)}Backward0`;
}

const noneSaved: readonly Saved[] = [];

/** A recorded primitive, whose gradient is the rule in the table. */
export class PrimitiveNode extends Node {
  private readonly primitive: Primitive;
  private readonly params: object;
  private readonly info: readonly InputInfo[];
  private saved: Map<Saved, SavedTensor> | null | undefined = undefined;

  constructor(
    primitive: Primitive,
    params: ParamsOf<Primitive>,
    info: readonly InputInfo[],
    edges: readonly (Edge | null)[],
  ) {
    super(nodeName(primitive), edges);
    this.primitive = primitive;
    this.params = params;
    this.info = info;
  }

  /**
   * Keeps the inputs that the formulas of the inputs with an edge declare. Those that are about to
   * be overwritten, as they share the storage of `overwritten`, are copied.
   */
  saveInputs(inputs: readonly Tensor[], overwritten?: Tensor): void {
    this.forEachSaved((what) => {
      if (what === 'output') return;
      const input = inputs[what] as Tensor;
      this.save(what, input.storage === overwritten?.storage ? clone(input) : input);
    });
  }

  /** Keeps the result if a formula declares it. */
  saveOutput(output: Tensor): void {
    this.forEachSaved((what) => {
      if (what === 'output') this.save(what, output);
    });
  }

  private forEachSaved(visit: (what: Saved) => void): void {
    for (let input = 0; input < this.edges.length; input++) {
      if (this.edges[input] === null) continue;
      const saves = formulaOf(this.primitive, input)?.saves ?? noneSaved;
      for (const what of saves) visit(what);
    }
  }

  private save(what: Saved, tensor: Tensor): void {
    this.saved ??= new Map();
    if (!this.saved.has(what)) this.saved.set(what, new SavedTensor(tensor));
  }

  private context(): GradientContext<Primitive> {
    if (this.saved === null) throw releasedError(this.name);
    const inputs: (Tensor | undefined)[] = new Array(this.info.length).fill(undefined);
    let output: Tensor | undefined;
    for (const [what, saved] of this.saved ?? []) {
      const tensor = saved.unpack(this.name);
      if (what === 'output') output = tensor;
      else inputs[what] = tensor;
    }
    const context = { inputs, output, params: this.params, info: this.info };
    return context as unknown as GradientContext<Primitive>;
  }

  override backward(
    [gradient]: readonly (Tensor | null)[],
    needs: (input: number) => boolean,
  ): readonly (Tensor | null)[] {
    if (gradient === null || gradient === undefined) return this.edges.map(() => null);
    const context = this.context();
    return this.edges.map((edge, input) => {
      if (edge === null || !needs(input)) return null;
      const formula = formulaOf(this.primitive, input) as AnyFormula;
      const result = formula(gradient, context, input);
      const { shape } = this.info[input] as InputInfo;
      return shapesEqual(result.shape, shape) ? result : sumTo(result, shape);
    });
  }

  override release(): void {
    if (this.saved !== undefined) this.saved = null;
  }
}
