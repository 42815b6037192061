"""
The modules that modules.py records. A spec is `[class, arguments, options]`, nested where a
module holds others, so that either language can build it.
"""


def spec(name, *args, **options):
    return {'module': name, 'args': list(args), **({'options': options} if options else {})}


LINEAR = spec('Linear', 2, 3)
SIGMOID = spec('Sigmoid')

# Modules shown as they print; only those that hold parameters have state.
PRINTED = {
    'Linear': LINEAR,
    'Linear without bias': spec('Linear', 4, 2, bias=False),
    'Identity': spec('Identity'),
    'Sigmoid': SIGMOID,
    'ReLU': spec('ReLU'),
    'ReLU in place': spec('ReLU', inplace=True),
    'Tanh': spec('Tanh'),
    'Softmax': spec('Softmax', 1),
    'Softmax by option': spec('Softmax', dim=-1),
    'Softmax without a dim': spec('Softmax'),
    'LogSoftmax': spec('LogSoftmax', dim=1),
    'Flatten': spec('Flatten'),
    'Flatten of some dims': spec('Flatten', 0, 1),
    'Dropout': spec('Dropout'),
    'Dropout of a fifth': spec('Dropout', 0.2),
    'Dropout in place': spec('Dropout', p=0.3, inplace=True),
    'BatchNorm1d': spec('BatchNorm1d', 32),
    'BatchNorm1d, plain': spec(
        'BatchNorm1d', 4, eps=0.001, momentum=0.2, affine=False, trackRunningStats=False
    ),
    'LeakyReLU': spec('LeakyReLU', 0.2),
    'ELU': spec('ELU'),
    'GELU': spec('GELU'),
    'SiLU': spec('SiLU'),
    'Softplus': spec('Softplus'),
    'Hardtanh': spec('Hardtanh'),
    'BCELoss': spec('BCELoss'),
    'BCEWithLogitsLoss': spec('BCEWithLogitsLoss', reduction='sum'),
    'MSELoss': spec('MSELoss'),
    'L1Loss': spec('L1Loss'),
    'SmoothL1Loss': spec('SmoothL1Loss'),
    'NLLLoss': spec('NLLLoss'),
    'CrossEntropyLoss': spec('CrossEntropyLoss', labelSmoothing=0.1),
    'Sequential, empty': spec('Sequential'),
    'Sequential': spec('Sequential', LINEAR, SIGMOID),
    'Sequential, nested': spec(
        'Sequential',
        LINEAR,
        spec('Sequential', spec('Linear', 3, 3), spec('ReLU'), spec('Sequential')),
        SIGMOID,
    ),
    'Sequential, named': spec('Sequential', {'hidden': LINEAR, 'activation': SIGMOID}),
    'ModuleList, empty': spec('ModuleList'),
    'ModuleList': spec('ModuleList', [LINEAR, spec('ReLU')]),
    'ModuleList of sequences': spec(
        'ModuleList',
        [spec('Sequential', LINEAR, SIGMOID), spec('Sequential', spec('Linear', 3, 1))],
    ),
    'ModuleDict': spec(
        'ModuleDict',
        {'encoder': LINEAR, 'decoder': spec('Sequential', spec('Linear', 3, 2), spec('Tanh'))},
    ),
    'Sequential of twelve': spec('Sequential', *[spec('Linear', 1, 1) for _ in range(12)]),
}

# Models with what they are called on: the shapes of seeded inputs, or their literal data.
CALLED = {
    'the perceptron': (spec('Sequential', spec('Linear', 2, 1), SIGMOID), [[4, 2]]),
    'two layers': (
        spec('Sequential', spec('Linear', 2, 2), SIGMOID, spec('Linear', 2, 1), SIGMOID),
        [[4, 2]],
    ),
    'wide and deep': (
        spec(
            'Sequential',
            *[
                layer
                for a, b in ((2, 10), (10, 10), (10, 10), (10, 1))
                for layer in (spec('Linear', a, b), SIGMOID)
            ],
        ),
        [[4, 2]],
    ),
    'a classifier': (
        spec(
            'Sequential',
            spec('Flatten'),
            spec('Linear', 6, 5),
            spec('ReLU'),
            spec('Linear', 5, 3),
            spec('LogSoftmax', 1),
        ),
        [[3, 2, 3]],
    ),
    'without bias': (
        spec('Sequential', spec('Linear', 3, 4, bias=False), spec('Tanh'), spec('Softmax', 1)),
        [[2, 3]],
    ),
    'one sample': (spec('Linear', 3, 2), [[3]]),
    'a sequence of samples': (spec('Linear', 3, 2), [[2, 4, 3]]),
    'no sample': (spec('Linear', 3, 2), [[0, 3]]),
    'float64': (
        spec(
            'Sequential',
            spec('Linear', 3, 4, dtype='float64'),
            spec('Tanh'),
            spec('Linear', 4, 1, dtype='float64'),
        ),
        [[2, 3]],
    ),
    'Identity': (spec('Identity'), [[2, 3]]),
    'ReLU': (spec('ReLU'), [[2, 3]]),
    'BatchNorm1d': (spec('BatchNorm1d', 3), [[5, 3]]),
    'BatchNorm1d over a length': (spec('BatchNorm1d', 3, momentum=0.3, eps=0.01), [[2, 3, 4]]),
    'BatchNorm1d, plain': (spec('BatchNorm1d', 3, affine=False), [[5, 3]]),
    'BatchNorm1d without running statistics': (
        spec('BatchNorm1d', 3, trackRunningStats=False),
        [[5, 3]],
    ),
    'BatchNorm1d, cumulative': (spec('BatchNorm1d', 3, momentum=None), [[5, 3]]),
    'a normalised net': (
        spec(
            'Sequential',
            spec('Linear', 4, 3),
            spec('BatchNorm1d', 3),
            spec('ReLU'),
            spec('Linear', 3, 2),
        ),
        [[6, 4]],
    ),
    'Dropout': (spec('Dropout', 0.4), [[4, 5]]),
    'a net with dropout': (
        spec(
            'Sequential',
            spec('Linear', 3, 20),
            spec('ReLU'),
            spec('Dropout', 0.5),
            spec('Linear', 20, 2),
        ),
        [[4, 3]],
    ),
}

# Default values of Linear, across sizes.
LINEARS = [(1, 1), (2, 1), (2, 2), (2, 10), (10, 10), (3, 5), (7, 3), (16, 4), (4, 20)]
