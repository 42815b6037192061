/**
 * An object that is called like a function: `model(x)`.
 *
 * JavaScript calls functions only, so the constructor makes one and hands it out as `this`, with
 * the prototype of the class that is being made. Methods, fields and `instanceof` then work as on
 * any object, and, unlike with `new Function`, no code is made from text, which a strict content
 * security policy would forbid. A `Proxy` would do as well, but slows down every access.
 *
 * Fields of a class that extends this one land on the function; fields of this class would not.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor returns a function.
export abstract class Callable<Inputs extends readonly unknown[], Output> {
  constructor() {
    const callable = (...inputs: Inputs): Output => self.invoke(...inputs);
    // What Function gives every function; a class may want fields of these names.
    Reflect.deleteProperty(callable, 'name');
    Reflect.deleteProperty(callable, 'length');
    const self = Object.setPrototypeOf(callable, new.target.prototype) as this;
    // biome-ignore lint/correctness/noConstructorReturn: the point of this class.
    return self;
  }

  /** What happens on a call. */
  protected abstract invoke(...inputs: Inputs): Output;
}

export interface Callable<Inputs extends readonly unknown[], Output> {
  // biome-ignore lint/style/useShorthandFunctionType: a type would not merge with the class.
  (...inputs: Inputs): Output;
}
