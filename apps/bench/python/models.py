"""The networks of ../src/suites/works.ts, by the same ids, with fresh weights."""

import torch
import torch.nn.functional as F
from torch import nn


def lenet5(classes, channels):
    return nn.Sequential(
        nn.Conv2d(channels, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(),
        nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, classes),
    )  # fmt: skip


class CifarBlock(nn.Module):
    """Basic block of He et al. 2015, section 4.2: identity shortcuts, zeros for the new channels (option A)."""

    def __init__(self, inputs, planes, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.stride = stride
        self.added = planes - inputs

    def shortcut(self, x):
        if self.stride == 1 and self.added == 0:
            return x
        before = self.added // 2
        return F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, before, self.added - before))

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


def resnet20(classes, channels):
    layers, inputs = [nn.Conv2d(channels, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()], 16
    for planes in (16, 32, 64):
        for block in range(3):
            layers.append(CifarBlock(inputs, planes, 2 if block == 0 and planes > 16 else 1))
            inputs = planes
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, classes))


OWN = {"lenet5": lenet5, "resnet20": resnet20}


def create_model(work):
    """torchvision's network of the id, else timm's."""
    name, classes, channels = work["model"], work["classes"], work["input"][2]
    torch.manual_seed(1)
    if name in OWN:
        return OWN[name](classes, channels)
    import torchvision

    if name in torchvision.models.list_models():
        return torchvision.models.get_model(name, weights=None, num_classes=classes)
    import timm

    return timm.create_model(name, pretrained=False, num_classes=classes, in_chans=channels)
