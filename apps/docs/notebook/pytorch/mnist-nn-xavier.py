linear1 = nn.Linear(784, 256, bias=True)
linear2 = nn.Linear(256, 256, bias=True)
linear3 = nn.Linear(256, 10, bias=True)
for linear in [linear1, linear2, linear3]:
    nn.init.xavier_uniform_(linear.weight)
relu = nn.ReLU()
model = nn.Sequential(linear1, relu,
                      linear2, relu,
                      linear3)
