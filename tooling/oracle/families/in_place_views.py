"""In-place changes that views, graphs and earlier operations must see or refuse."""

from cases import Family
from execution import Register, Slice, Step
from inputs import Draw


def record():
    family = Family('in_place_views')
    record_autograd(family)
    record_views(family)
    record_refusals(family)
    return family


def record_autograd(family):
    draw = Draw('autograd')
    x, y = draw.real([3]), draw.real([3])
    family.program(
        'mul then add_ twice',
        [x, y],
        [Step('mul', x, y), Step('add_', Register(2), x), Step('mul_', Register(2), y)],
        [2],
    )
    family.program(
        'in-place on a clone leaves the first alone',
        [x],
        [
            Step('mul', x, 2),
            Step('clone', Register(1)),
            Step('exp_', Register(2)),
            Step('mul', Register(1), Register(2)),
        ],
        [4, 1],
    )
    plain = draw.real([3], grad=False)
    family.program(
        'a plain tensor begins to track when a tracked one is added',
        [plain, x],
        [Step('add_', plain, x)],
        [0],
    )
    family.program(
        'zero_ cuts the past',
        [x],
        [Step('mul', x, 2), Step('zero_', Register(1)), Step('add_', Register(1), x)],
        [1],
    )
    family.program(
        'detach shares memory',
        [x],
        [Step('mul', x, 1), Step('detach', Register(1)), Step('add', Register(2), 1)],
        [3, 1],
    )


def record_views(family):
    draw = Draw('views')
    x, row, y = draw.real([2, 3]), draw.real([3]), Register(1)
    selected = [Step('mul', x, 2), Step('select', y, 0, 1)]
    family.program(
        'mul_ on a row of a non-leaf', [x], [*selected, Step('mul_', Register(2), 3)], [1, 2]
    )
    family.program(
        'mul_ on a row, twice',
        [x],
        [*selected, Step('mul_', Register(2), 3), Step('exp_', Register(2))],
        [1, 2],
    )
    family.program(
        'the base changed after the view was taken', [x], [*selected, Step('mul_', y, 3)], [1, 2]
    )
    family.program(
        'the base, then the view, then the base',
        [x],
        [*selected, Step('mul_', y, 3), Step('add_', Register(2), 1), Step('mul_', y, 2)],
        [1, 2],
    )
    for name, *arguments in (
        ('transpose', 0, 1),
        ('view', [3, 2]),
        ('narrow', 1, 1, 2),
        ('unsqueeze', 0),
        ('index', Slice(), Slice(0, 3, 2)),
        ('diagonal',),
        ('permute', [1, 0]),
        ('reshape', [6]),
        ('flatten',),
    ):
        family.program(
            f'exp_ on a {name} of a non-leaf',
            [x],
            [Step('mul', x, 0.5), Step(name, y, *arguments), Step('exp_', Register(2))],
            [1, 2],
        )
    base = draw.real([2, 3], grad=False)
    family.program(
        'a plain base tracks through its view',
        [base, row],
        [Step('select', base, 0, 0), Step('add_', Register(2), row)],
        [0, 2],
    )
    family.program(
        'copy_ into a row',
        [x, row],
        [Step('mul', x, 2), Step('select', Register(2), 0, 1), Step('copy_', Register(3), row)],
        [2],
    )
    family.program(
        'copy_ into a column',
        [x, draw.real([2])],
        [
            Step('mul', x, 2),
            Step('select', Register(2), 1, 1),
            Step('copy_', Register(3), Register(1)),
        ],
        [2],
    )
    family.program(
        'fill_ a slice',
        [x],
        [Step('mul', x, 2), Step('narrow', y, 1, 0, 2), Step('fill_', Register(2), 1.5)],
        [1],
    )
    family.program(
        'a view of a view',
        [x],
        [
            Step('mul', x, 2),
            Step('transpose', y, 0, 1),
            Step('select', Register(2), 0, 2),
            Step('mul_', Register(3), -1),
        ],
        [1, 2, 3],
    )
    family.program(
        'one view sees what another wrote',
        [x],
        [
            Step('mul', x, 2),
            Step('select', y, 0, 0),
            Step('select', y, 1, 0),
            Step('mul_', Register(2), 3),
        ],
        [1, 2, 3],
    )


def record_refusals(family):
    draw = Draw('refusals')
    leaf = draw.real([2, 3])
    for op, *arguments in (
        ('add_', 1),
        ('mul_', 2),
        ('zero_',),
        ('fill_', 1),
        ('exp_',),
        ('clamp_', 0, 1),
        ('copy_', draw.real([3], grad=False)),
    ):
        family.throws(
            op, leaf, *arguments, call='method', note='on a leaf that requires a gradient'
        )
    for name, *arguments in (('select', 0, 0), ('transpose', 0, 1), ('view', [6])):
        family.throws_program(
            f'mul_ on a {name} of a leaf that requires a gradient',
            [leaf],
            [Step(name, leaf, *arguments), Step('mul_', Register(1), 2)],
        )
    for op, *arguments in (('exp',), ('sigmoid',), ('tanh',), ('sqrt',), ('mul', Register(1))):
        family.throws_program(
            f'{op} saved what add_ then changed',
            [draw.real([3], 0.5, 2)],
            [
                Step('mul', Register(0), 2),
                Step(op, Register(1), *arguments),
                Step('add_', Register(1 if arguments else 2), 1),
                Step('mul', Register(2), 1),
            ],
        )
    family.throws(
        'add_',
        draw.real([3], grad=False, view=[('expand', [2, 3])]),
        1,
        call='method',
        note='memory that overlaps itself',
    )
