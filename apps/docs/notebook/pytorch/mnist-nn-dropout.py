widths = [784, 512, 512, 512, 512, 10]
linears = [nn.Linear(a, b, bias=True)
           for a, b in zip(widths, widths[1:])]
for linear in linears:
    nn.init.xavier_uniform_(linear.weight)
relu = nn.ReLU()
dropout = nn.Dropout(p=0.3)

*hidden, last = linears
model = nn.Sequential(
    *[module for linear in hidden
      for module in (linear, relu, dropout)],
    last)
