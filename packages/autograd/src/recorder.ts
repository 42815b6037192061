import {
  AutogradError,
  type InputsOf,
  type Interpreter,
  isFloatingPoint,
  isViewPrimitive,
  type ParamsOf,
  type Primitive,
  type Tensor,
  type ViewPrimitive,
} from '@chainrule/tensor';
import { isAnomalyDetected, rememberCaller } from './anomaly.ts';
import type { AnyRule } from './custom/formula.ts';
import type { InputInfo } from './gradients/rule.ts';
import { edgeOf, type Meta, metaOf, type ViewOf } from './meta.ts';
import { isGradEnabled } from './mode.ts';
import type { Edge } from './node.ts';
import { formulaOf, PrimitiveNode, ruleOf } from './primitive-node.ts';
import { ViewUpdateNode } from './view-update-node.ts';

const noEdges: readonly (Edge | null)[] = [];

/** The ways back to the inputs, or none if no gradient would flow along any of them. */
function edgesOf(rule: AnyRule, inputs: readonly Tensor[]): readonly (Edge | null)[] {
  let edges: (Edge | null)[] | undefined;
  for (let input = 0; input < inputs.length; input++) {
    const tensor = inputs[input] as Tensor;
    if (tensor.autograd === undefined) continue;
    const edge = edgeOf(tensor);
    if (edge === null || formulaOf(rule, input) === null) continue;
    edges ??= new Array<Edge | null>(inputs.length).fill(null);
    edges[input] = edge;
  }
  return edges ?? noEdges;
}

function makeNode(
  primitive: Primitive,
  inputs: readonly Tensor[],
  params: ParamsOf<Primitive>,
  edges: readonly (Edge | null)[],
  rule: AnyRule,
  overwritten?: Tensor,
): PrimitiveNode {
  const info = new Array<InputInfo>(inputs.length);
  for (let input = 0; input < inputs.length; input++) {
    const { shape, strides, dtype, storage } = inputs[input] as Tensor;
    info[input] = { shape, strides, dtype, device: storage.device };
  }
  const node = new PrimitiveNode(primitive, params, info, edges, rule);
  node.saveInputs(inputs, overwritten);
  if (isAnomalyDetected()) rememberCaller(node);
  return node;
}

function viewOf(x: Tensor, primitive: ViewPrimitive, params: ParamsOf<ViewPrimitive>): ViewOf {
  const step = { primitive, params, inputShape: x.shape };
  const parent = (x.autograd as Meta | undefined)?.viewOf;
  return parent == null
    ? { base: x, steps: [step] }
    : { base: parent.base, steps: [...parent.steps, step] };
}

function checkMayChange(target: Tensor): void {
  const meta = target.autograd as Meta | undefined;
  const base = meta?.viewOf?.base;
  const changed = base ?? target;
  if (changed.requiresGrad && changed.isLeaf) {
    const what = base === undefined ? 'a leaf' : 'a view of a leaf';
    throw new AutogradError(
      `${what} that requires grad cannot be changed in place while it is recorded; ` +
        'wrap the change in noGrad(() => ...), as an optimizer does, or change a clone()',
    );
  }
}

/**
 * The layer that records, for every primitive whose inputs need gradients, the node that computes
 * them. It calls the layer below for the value and changes nothing about it.
 */
export function recorder(below: Interpreter): Interpreter {
  return {
    apply<P extends Primitive>(primitive: P, inputs: InputsOf<P>, params: ParamsOf<P>): Tensor {
      const result = below.apply(primitive, inputs, params);
      if (!isGradEnabled()) return result;
      const rule = ruleOf(primitive, params);
      const edges = edgesOf(rule, inputs);
      if (edges !== noEdges && isFloatingPoint(result.dtype)) {
        const node = makeNode(primitive, inputs, params, edges, rule);
        metaOf(result).recordAs(node);
        node.saveOutput(result);
      }
      // Only a view shares storage with its input, and most results are none.
      const first: Tensor | undefined = inputs[0];
      if (result.storage === first?.storage && isViewPrimitive(primitive)) {
        const steps = params as ParamsOf<ViewPrimitive>;
        metaOf(result).viewOf = viewOf(first, primitive, steps);
      }
      return result;
    },

    assign<P extends Primitive>(
      target: Tensor,
      primitive: P,
      inputs: InputsOf<P>,
      params: ParamsOf<P>,
    ): Tensor {
      if (!isGradEnabled()) return below.assign(target, primitive, inputs, params);
      checkMayChange(target);
      const view = (target.autograd as Meta | undefined)?.viewOf ?? null;
      const rule = ruleOf(primitive, params);
      const edges = edgesOf(rule, inputs);
      const touched = edges !== noEdges || (view?.base ?? target).requiresGrad;
      if (!touched || !isFloatingPoint(target.dtype)) {
        return below.assign(target, primitive, inputs, params);
      }
      const node = makeNode(primitive, inputs, params, edges, rule, target);
      const changed = view ?? { base: target, steps: [] };
      const before = edgeOf(changed.base);
      const keepsNothing =
        view === null && (before === null || inputs.some((input) => input === target));
      below.assign(target, primitive, inputs, params);
      const written = { node, output: 0 };
      const made = keepsNothing ? node : new ViewUpdateNode(changed, before, written);
      metaOf(changed.base).recordAs(made);
      node.saveOutput(target);
      return target;
    },
  };
}
