"""Products of vectors and matrices."""

from cases import Family
from inputs import Draw, Input, special

MATMULS = [
    ([3], [3]),
    ([2, 3], [3]),
    ([3], [3, 2]),
    ([2, 3], [3, 4]),
    ([2, 2, 3], [2, 3, 2]),
    ([2, 2, 3], [3, 2]),
    ([2, 2, 3], [3]),
    ([2, 3], [2, 3, 2]),
    ([3], [2, 3, 2]),
    ([2, 1, 2, 3], [3, 3, 2]),
    ([1, 2, 3], [4, 3, 1]),
    ([0, 3], [3, 2]),
    ([2, 0], [0, 3]),
    ([0], [0]),
    ([2, 3], [3, 0]),
    ([0, 2, 3], [3, 2]),
    ([1, 1], [1, 1]),
    ([2, 0, 3], [2, 3, 1]),
]
EQUATIONS = [
    ('i->', [3]),
    ('ij->ji', [2, 3]),
    ('ij->i', [2, 3]),
    ('ij->j', [2, 3]),
    ('ij->', [2, 3]),
    ('ii->i', [3, 3]),
    ('ii->', [3, 3]),
    ('ii', [3, 3]),
    ('ij', [2, 3]),
    ('ba', [2, 3]),
    ('i,i->', [3], [3]),
    ('i,i->i', [3], [3]),
    ('i,j->ij', [2], [3]),
    ('ij,j->i', [2, 3], [3]),
    ('ij,jk->ik', [2, 3], [3, 2]),
    ('ij,kj->ik', [2, 3], [4, 3]),
    ('ij,jk', [2, 3], [3, 2]),
    ('ij,jk->ki', [2, 3], [3, 2]),
    ('ij,ij->ij', [2, 3], [2, 3]),
    ('ij,ij->', [2, 3], [2, 3]),
    ('ij,jk->', [2, 3], [3, 2]),
    ('bij,bjk->bik', [2, 2, 3], [2, 3, 2]),
    ('bij,jk->bik', [2, 2, 3], [3, 2]),
    ('bij,bij->b', [2, 2, 3], [2, 2, 3]),
    ('bhid,bhjd->bhij', [1, 2, 2, 3], [1, 2, 2, 3]),
    ('...ij->...ji', [2, 2, 3]),
    ('...ij,...jk->...ik', [2, 2, 3], [3, 2]),
    ('...i,...i->...', [2, 3], [3]),
    ('i...->...', [2, 3]),
    ('ij,jk,kl->il', [2, 3], [3, 2], [2, 2]),
    ('i,ij,j->', [2], [2, 3], [3]),
    ('i,j,k->ijk', [2], [2], [2]),
    ('iij->ij', [2, 2, 3]),
    ('ijk,k->ij', [2, 2, 3], [3]),
    ('ab,cd->acbd', [2, 1], [1, 2]),
    (' i j , j k -> i k ', [2, 3], [3, 2]),
    ('ij,j->ij', [2, 3], [1]),
    ('Ab,bC->CA', [2, 3], [3, 2]),
    ('ij,jk->ik', [0, 3], [3, 2]),
    ('ij,jk->ik', [2, 0], [0, 2]),
    (',i->i', [], [3]),
    ('->', []),
]


def record():
    family = Family('linalg', atol=1e-6)
    record_matmul(family)
    record_named(family)
    record_added(family)
    record_einsum(family)
    return family


def record_matmul(family):
    draw = Draw('matmul')
    for first, second in MATMULS:
        family.both('matmul', draw.real(first), draw.real(second), twice=True)
    family.case('matmul', draw.real([2, 3], dtype='float64'), draw.real([3, 2], dtype='float64'))
    family.case('matmul', draw.integers([2, 3]), draw.integers([3, 2]))
    for seen in draw.layouts([2, 3]):
        family.case('matmul', seen, draw.real([3, 2]))
        family.case('matmul', draw.real([4, 2]), seen)
    family.case(
        'matmul',
        draw.real([3, 2], view=[('transpose', 0, 1)]),
        draw.real([2, 3], view=[('transpose', 0, 1)]),
    )
    family.case('matmul', draw.real([2, 3], view=[('expand', [2, 2, 3])]), draw.real([2, 3, 2]))
    family.case('matmul', special(grad=False).with_(shape=[1, 7]), Draw('column').real([7, 1]))
    family.case('matmul', draw.real([5, 70]), draw.real([70, 5]), note='longer sums')
    for first, second in (
        ([2, 3], [2, 3]),
        ([3], [2]),
        ([], [2]),
        ([2, 2, 3], [3, 3, 2]),
        ([2, 3], [2]),
    ):
        family.throws('matmul', draw.real(first), draw.real(second))
    family.throws('matmul', draw.real([2, 3]), draw.real([3, 2], dtype='float64'))


def record_named(family):
    draw = Draw('named')
    products = {
        'dot': ([3], [3]),
        'mv': ([2, 3], [3]),
        'mm': ([2, 3], [3, 2]),
        'bmm': ([2, 2, 3], [2, 3, 2]),
        'outer': ([2], [3]),
    }
    nothing = {
        'dot': ([0], [0]),
        'mv': ([2, 0], [0]),
        'mm': ([2, 0], [0, 2]),
        'bmm': ([0, 2, 3], [0, 3, 2]),
        'outer': ([0], [3]),
    }
    wrong = {
        'dot': ([3], [2]),
        'mv': ([2, 3], [2]),
        'mm': ([2, 3], [2, 3]),
        'bmm': ([2, 2, 3], [3, 2]),
        'outer': ([2, 2], [2]),
    }
    for op, (first, second) in products.items():
        family.both(op, draw.real(first), draw.real(second), twice=True)
        family.case(op, draw.real(first, dtype='float64'), draw.real(second, dtype='float64'))
        family.case(op, draw.integers(first), draw.integers(second))
        family.case(op, *map(draw.real, nothing[op]))
        family.throws(op, *map(draw.real, wrong[op]))
        for seen in draw.layouts(first):
            family.method(op, seen, draw.real(second))
        for seen in draw.layouts(second):
            family.method(op, draw.real(first), seen)


def record_added(family):
    draw = Draw('added')
    shapes = {'addmm': ([2, 3], [3, 4]), 'baddbmm': ([2, 2, 3], [2, 3, 4])}
    for op, (first, second) in shapes.items():
        result = [*first[:-1], second[-1]]
        for bias in (result, [second[-1]], [1, second[-1]]):
            family.both(op, draw.real(bias), draw.real(first), draw.real(second), twice=True)
        family.case(op, draw.real(result), draw.real(first), draw.real(second), beta=0.5, alpha=-2)
        family.case(
            op,
            Input(float('nan'), shape=[], grad=False),
            draw.real(first),
            draw.real(second),
            beta=0,
            note='beta 0 hides NaN',
        )
        family.case(
            op, draw.real([2, 2]), draw.real([*first[:-1], 0]), draw.real([*second[:-2], 0, 2])
        )
        for seen in draw.layouts(first):
            family.case(op, draw.real(result), seen, draw.real(second))
        for seen in draw.layouts(second):
            family.method(op, draw.real(result), draw.real(first), seen)
        family.throws(op, draw.real([3]), draw.real(first), draw.real(second))
        family.throws(op, draw.real(result), draw.real(first), draw.real(first))
    for shape, bias in (
        ([2, 3], True),
        ([3], True),
        ([2, 2, 3], True),
        ([2, 3], False),
        ([0, 3], True),
    ):
        extra = [draw.real([4])] if bias else []
        family.functional('linear', draw.real(shape), draw.real([4, 3]), *extra, twice=True)
    family.functional('linear', draw.real([2, 3]), draw.real([4, 3]), bias=draw.real([4]))
    family.functional(
        'linear', draw.real([2, 3]), draw.real([3, 4], view=[('transpose', 0, 1)]), draw.real([4])
    )
    family.throws('linear', draw.real([2, 3]), draw.real([4, 2]), call='functional')


def record_einsum(family):
    draw = Draw('einsum')
    for equation, *shapes in EQUATIONS:
        family.case('einsum', equation, *map(draw.real, shapes), twice=len(shapes) == 2)
    family.case(
        'einsum',
        'ij,jk->ik',
        draw.real([2, 3], dtype='float64'),
        draw.real([3, 2], dtype='float64'),
    )
    for seen in draw.layouts([2, 3]):
        family.case('einsum', 'ij,kj->ki', seen, draw.real([2, 3]))
    same = draw.real([2, 2])
    family.case('einsum', 'ij,jk->ik', same, same, note='the same tensor')
    for equation, *shapes in (
        ('ij,jk->ik', [2, 3], [2, 3]),
        ('ij->k', [2, 3]),
        ('ij,jk->ik', [2, 3]),
        ('ijk', [2, 3]),
        ('ij->ii', [2, 3]),
        ('i1->i', [2, 3]),
        ('ii->i', [2, 3]),
    ):
        family.throws('einsum', equation, *map(draw.real, shapes))
