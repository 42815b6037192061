import { Tensor } from '@chainrule/tensor';

/** `value` with every tensor in it, in arrays and plain objects, replaced. */
export function mapTensors<Value>(value: Value, replace: (tensor: Tensor) => Tensor): Value {
  if (value instanceof Tensor) return replace(value) as Value;
  if (Array.isArray(value)) return value.map((element) => mapTensors(element, replace)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([name, element]) => [
    name,
    mapTensors(element, replace),
  ]);
  return Object.fromEntries(entries) as Value;
}
