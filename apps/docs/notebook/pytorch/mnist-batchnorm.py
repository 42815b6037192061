linear1 = nn.Linear(784, 32, bias=True)
linear2 = nn.Linear(32, 32, bias=True)
linear3 = nn.Linear(32, 10, bias=True)
relu = nn.ReLU()
bn1 = nn.BatchNorm1d(32)
bn2 = nn.BatchNorm1d(32)

nn_linear1 = nn.Linear(784, 32, bias=True)
nn_linear2 = nn.Linear(32, 32, bias=True)
nn_linear3 = nn.Linear(32, 10, bias=True)

bn_model = nn.Sequential(linear1, bn1, relu,
                         linear2, bn2, relu,
                         linear3)
nn_model = nn.Sequential(nn_linear1, relu,
                         nn_linear2, relu,
                         nn_linear3)
