"""python3 save_with_torch.py FOLDER: writes state dicts as PyTorch writes them, in both of its forms, and what they hold as JSON."""
import collections
import json
import os
import sys

import torch

folder = sys.argv[1]
torch.manual_seed(7)
base = torch.randn(6, 4)
module = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.LayerNorm(3))
tensors = collections.OrderedDict(
    plain=torch.randn(2, 3),
    double=torch.randn(3, dtype=torch.float64),
    half=torch.randn(5).half(),
    bfloat=torch.randn(5).bfloat16(),
    long=torch.tensor([-(2**60), 7]),
    int=torch.tensor([1, -2], dtype=torch.int32),
    byte=torch.tensor([0, 255], dtype=torch.uint8),
    flag=torch.tensor([True, False]),
    scalar=torch.tensor(1.5),
    empty=torch.zeros(0, 3),
    base=base,
    part=base[2:4],
    transposed=base.t(),
    parameter=torch.nn.Parameter(torch.randn(3)),
    tied=base,
)
whole = module.state_dict()
whole.update(tensors)
for name, new in (("new.bin", True), ("old.bin", False)):
    torch.save(whole, os.path.join(folder, name), _use_new_zipfile_serialization=new)
with open(os.path.join(folder, "values.json"), "w", encoding="utf-8") as file:
    json.dump({name: {"shape": list(t.shape), "data": t.detach().double().flatten().tolist()} for name, t in whole.items()}, file)
