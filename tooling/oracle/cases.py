"""Records what went into an operation, what came out, and the gradients, as PyTorch has them."""

import warnings

import numpy as np
import torch

from encoding import encode_number, encode_tensor
from execution import Register, Run, Slice, Step
from inputs import Input

warnings.filterwarnings('ignore')
torch.set_num_threads(1)


# How far from the truth a value of each dtype may be before its own precision is to blame.
PRECISIONS = {torch.float32: 2e-7, torch.float64: 2e-13}


def tolerance(narrow, wide, floor):
    """
    An absolute tolerance for where PyTorch itself is inexact: four times its own distance from
    the same computation in float64, if that is more than `floor`.
    """
    if not narrow.dtype.is_floating_point or wide.dtype != torch.float64:
        return floor
    reference = wide.detach()
    error = (narrow.detach().double() - reference).abs()
    error = error - PRECISIONS[narrow.dtype] * reference.abs()
    error = error[torch.isfinite(error)]
    worst = 4 * error.max().item() if error.numel() else 0
    least = 1e-8 if narrow.dtype == torch.float32 else 1e-14
    if worst <= max(floor or 0, least):
        return floor
    return float(np.format_float_scientific(worst, precision=1))


class Family:
    """Cases that are alike, in one file. `atol` allows for sums in another order."""

    def __init__(self, name, atol=None):
        self.name, self.atol = name, atol
        self.cases, self.names = [], {}

    def case(self, op, *args, call='function', twice=False, note='', **options):
        self.record([Step(op, *args, call=call, **options)], None, twice, note)

    def method(self, op, *args, **rest):
        self.case(op, *args, call='method', **rest)

    def functional(self, op, *args, **rest):
        self.case(op, *args, call='functional', **rest)

    def primitive(self, op, *inputs, **rest):
        """A primitive by its own name: tensors as arguments, params as options."""
        self.case(op, *inputs, call='primitive', **rest)

    def both(self, op, *args, **rest):
        self.case(op, *args, **rest)
        self.method(op, *args, **rest)

    def program(self, note, inputs, steps, returns, twice=False):
        """Several steps; `returns` says which registers are outputs."""
        self.record(steps, returns, twice, note, inputs)

    def throws(self, op, *args, call='function', note='', **options):
        self.record([Step(op, *args, call=call, **options)], None, False, note, throws=True)

    def throws_program(self, note, inputs, steps):
        """The steps, or the gradients through them, raise."""
        self.record(steps, None, False, note, inputs, throws=True)

    def record(self, steps, returns, twice, note, inputs=None, throws=False):
        inputs = inputs or found_inputs(steps)
        case = self.describe(steps, returns, note, inputs)
        if throws:
            self.assert_raises(case, inputs, steps, returns)
            case['throws'] = True
        else:
            check_numbers(case['name'], inputs, steps)
            self.fill(case, Run(inputs, steps, returns), twice, wide_run(inputs, steps, returns))
        self.cases.append(case)

    def assert_raises(self, case, inputs, steps, returns):
        try:
            Run(inputs, steps, returns).gradients(False)
        except Exception:
            return
        raise AssertionError(f"{self.name}: '{case['name']}' was expected to raise and did not")

    def describe(self, steps, returns, note, inputs):
        case = {
            'name': self.unique_name(steps, returns, note),
            'op': steps[-1].op if returns is None else note,
        }
        encoded = [encode_step(step, inputs) for step in steps]
        if returns is None and len(steps) == 1:
            case |= encoded[0]
        else:
            case['steps'] = encoded
            if returns is not None:
                case['returns'] = returns
        case['inputs'] = [entry.encode() for entry in inputs]
        return case

    def unique_name(self, steps, returns, note):
        name = call_label(steps[0], note) if returns is None and len(steps) == 1 else note
        self.names[name] = self.names.get(name, 0) + 1
        return name if self.names[name] == 1 else f'{name} #{self.names[name]}'

    def fill(self, case, run, twice, wide):
        first, second = run.gradients(twice)
        wide_first, wide_second = wide.gradients(twice) if wide else (None, None)
        wide_outputs = wide.outputs if wide else [None] * len(run.outputs)
        tracks = any(leaf.requires_grad for leaf in run.leaves)
        case['outputs'] = [self.result(*pair, tracks) for pair in zip(run.outputs, wide_outputs)]
        for key, exact, better in (
            ('gradients', first, wide_first),
            ('second', second, wide_second),
        ):
            if exact is not None:
                pairs = zip(exact, better or [None] * len(exact))
                case[key] = [self.result(*pair) for pair in pairs]

    def result(self, value, wide, tracks=False):
        if value is None or isinstance(value, (bool, int, float)):
            return None if value is None else {'value': encode_number(value)}
        record = encode_tensor(value)
        if value.dtype.is_floating_point:
            floor = self.atol if value.dtype == torch.float32 else (self.atol or 0) * 1e-6
            atol = tolerance(value, wide, floor) if wide is not None else floor
            if atol:
                record['atol'] = atol
        if tracks and value.requires_grad:
            record['grad'] = True
        return record


def wide_run(inputs, steps, returns):
    if not any(entry.dtype == 'float32' for entry in inputs):
        return None
    try:
        return Run(inputs, steps, returns, wide=torch.float64)
    except RuntimeError:
        return None


def found_inputs(steps):
    found = {}

    def visit(value):
        if isinstance(value, Input):
            found[id(value)] = value
        elif isinstance(value, (list, tuple)):
            for item in value:
                visit(item)

    for step in steps:
        visit(step.args)
        visit(list(step.options.values()))
    return list(found.values())


def check_numbers(name, inputs, steps):
    """A whole float must not meet integers: JavaScript cannot tell 2.0 from 2, PyTorch can."""
    if all(entry.dtype.startswith('float') for entry in inputs) and inputs:
        return
    for step in steps:
        # A primitive's inputs have one dtype already, so nothing is promoted by its params.
        if step.call == 'primitive':
            continue
        for value in [*step.args, *step.options.values()]:
            if isinstance(value, float) and value.is_integer():
                raise AssertionError(f"'{name}' depends on {value} being a float")


def encode_step(step, inputs):
    encoded = {
        'op': step.op,
        'call': step.call,
        'args': [encode(value, inputs) for value in step.args],
    }
    if step.options:
        encoded['options'] = {key: encode(value, inputs) for key, value in step.options.items()}
    return encoded


def encode(value, inputs):
    if isinstance(value, Input):
        return {'t': next(i for i, entry in enumerate(inputs) if entry is value)}
    if isinstance(value, Register):
        return {'t': value.index}
    if isinstance(value, Slice):
        return {'slice': value.bounds}
    if isinstance(value, (list, tuple)):
        return [encode(item, inputs) for item in value]
    if isinstance(value, dict):
        return {'record': {key: encode(item, inputs) for key, item in value.items()}}
    if isinstance(value, float):
        number = encode_number(value)
        return {'number': number} if isinstance(number, str) else number
    return value


def label(value):
    if isinstance(value, Input):
        return value.label()
    if isinstance(value, Slice):
        return ':'.join('' if bound is None else str(bound) for bound in value.bounds)
    if isinstance(value, (list, tuple)):
        return '[' + ', '.join(map(label, value)) + ']'
    if isinstance(value, dict):
        return '{' + ', '.join(f'{key}: {label(item)}' for key, item in value.items()) + '}'
    if value is None:
        return 'null'
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def call_label(step, note=''):
    """How a case is named after its call: `.add(float32[3], 2)`."""
    dot = {'method': '.', 'functional': 'F.', 'function': '', 'primitive': ''}[step.call]
    options = [f'{key}={label(value)}' for key, value in step.options.items()]
    name = f'{dot}{step.op}({", ".join([*map(label, step.args), *options])})'
    return f'{name}: {note}' if note else name
