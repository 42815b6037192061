import {
  type BuiltInPrimitive,
  clone,
  nameOfPrimitive,
  type ParamsOf,
  type Primitive,
  shapesEqual,
  type Tensor,
} from '@chainrule/tensor';
import type { AnyFormula, AnyRule } from './custom/formula.ts';
import { DefinedOperation } from './custom/operation.ts';
import { gradients } from './gradients/index.ts';
import type { FormulaContext, InputInfo } from './gradients/rule.ts';
import { type Edge, Node } from './node.ts';
import { releasedError, SavedTensor } from './saved-tensor.ts';
import { sumTo } from './sum-to.ts';

const noRule: AnyRule = [];

/** The gradient rule of a primitive: from the table, or what it brings from outside. */
export function ruleOf(primitive: Primitive, params: object): AnyRule {
  if (primitive !== 'custom') return gradients[primitive] as unknown as AnyRule;
  const { operation } = params as ParamsOf<'custom'>;
  return operation instanceof DefinedOperation ? operation.rule : noRule;
}

/** The formula for input number `input`, or `null` if it has no gradient. */
export function formulaOf(rule: AnyRule, input: number): AnyFormula | null {
  return typeof rule === 'function' ? rule : (rule[input] ?? null);
}

// Where PyTorch's node is not called after the primitive.
const nodeNames: { readonly [P in BuiltInPrimitive]?: string } = {
  cast: 'ToCopyBackward0',
  contiguous: 'CloneBackward0',
  indexAdd: 'IndexAddBackward0',
  transfer: 'ToCopyBackward0',
};

const namesInUse = new Map<BuiltInPrimitive, string>();

function backwardOf(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}Backward0`;
}

/** PyTorch's name for the node of a primitive, such as `SigmoidBackward0`. */
function nodeName(primitive: Primitive, params: object): string {
  if (primitive === 'custom') return backwardOf(nameOfPrimitive(primitive, params));
  const known = namesInUse.get(primitive);
  if (known !== undefined) return known;
  const name = nodeNames[primitive] ?? backwardOf(primitive);
  namesInUse.set(primitive, name);
  return name;
}

const noInputs: readonly Tensor[] = [];
const noGradients: readonly null[] = [];

/** A recorded primitive, whose gradient is the rule in the table. */
export class PrimitiveNode extends Node {
  private readonly rule: AnyRule;
  private readonly params: object;
  private readonly info: readonly InputInfo[];
  private savedInputs: (SavedTensor | undefined)[] | undefined = undefined;
  private savedOutput: SavedTensor | undefined = undefined;
  private released = false;

  constructor(
    primitive: Primitive,
    params: ParamsOf<Primitive>,
    info: readonly InputInfo[],
    edges: readonly (Edge | null)[],
    rule: AnyRule = ruleOf(primitive, params),
  ) {
    super(nodeName(primitive, params), edges);
    this.rule = rule;
    this.params = params;
    this.info = info;
  }

  /**
   * Keeps the inputs that the formulas of the inputs with an edge declare. Those that are about to
   * be overwritten, as they share the storage of `overwritten`, are copied.
   */
  saveInputs(inputs: readonly Tensor[], overwritten?: Tensor): void {
    for (let input = 0; input < this.edges.length; input++) {
      const saves = this.edges[input] === null ? null : formulaOf(this.rule, input)?.savesInputs;
      if (saves == null) continue;
      this.savedInputs ??= new Array(inputs.length).fill(undefined);
      for (let position = 0; position < saves.length; position++) {
        const which = saves[position] as number;
        const tensor = inputs[which] as Tensor;
        const kept = tensor.storage === overwritten?.storage ? clone(tensor) : tensor;
        this.savedInputs[which] ??= new SavedTensor(kept);
      }
    }
  }

  /** Keeps the result if a formula declares it. */
  saveOutput(output: Tensor): void {
    for (let input = 0; input < this.edges.length; input++) {
      if (this.edges[input] === null || !formulaOf(this.rule, input)?.savesOutput) continue;
      this.savedOutput ??= new SavedTensor(output);
    }
  }

  private unpackInputs(): readonly (Tensor | undefined)[] {
    const saved = this.savedInputs;
    if (saved === undefined) return noInputs;
    const inputs = new Array<Tensor | undefined>(saved.length);
    for (let input = 0; input < saved.length; input++) {
      inputs[input] = saved[input]?.unpack(this.name);
    }
    return inputs;
  }

  private context(): FormulaContext<readonly Tensor[], object> {
    if (this.released) throw releasedError(this.name);
    const context = {
      inputs: this.unpackInputs(),
      output: this.savedOutput?.unpack(this.name),
      params: this.params,
      info: this.info,
    };
    return context as FormulaContext<readonly Tensor[], object>;
  }

  override backward(
    gradients: readonly (Tensor | null)[],
    needs: (input: number) => boolean,
  ): readonly (Tensor | null)[] {
    const gradient = gradients[0];
    if (gradient === null || gradient === undefined) return noGradients;
    const context = this.context();
    const results = new Array<Tensor | null>(this.edges.length).fill(null);
    for (let input = 0; input < this.edges.length; input++) {
      if (this.edges[input] === null || !needs(input)) continue;
      const formula = formulaOf(this.rule, input) as AnyFormula;
      const result = formula(gradient, context, input);
      const { shape } = this.info[input] as InputInfo;
      results[input] = shapesEqual(result.shape, shape) ? result : sumTo(result, shape);
    }
    return results;
  }

  override release(): void {
    if (this.savedInputs === undefined && this.savedOutput === undefined) return;
    this.savedInputs = undefined;
    this.savedOutput = undefined;
    this.released = true;
  }
}
