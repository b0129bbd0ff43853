"""The works of ../src/suites/work.ts in PyTorch eager, as its tutorials write them."""

import numpy
import torch
import torch.nn.functional as F

from models import create_model


class Program:
    def __init__(self, work, threads):
        torch.set_num_threads(threads)
        torch.set_num_interop_threads(1)
        self.version = f"PyTorch {torch.__version__}, {threads} {'thread' if threads == 1 else 'threads'}"
        self.model = create_model(work)
        self.parameters = sum(p.numel() for p in self.model.parameters())
        height, width, channels = work["input"]
        shape = (work["batch"], channels, height, width)
        self.images = numpy.random.default_rng(0).standard_normal(shape, dtype=numpy.float32)
        self.labels = numpy.arange(work["batch"], dtype=numpy.int64) % work["classes"]


class Training(Program):
    def __init__(self, work, threads):
        super().__init__(work, threads)
        recipe = work["optimizer"]
        options = {"lr": recipe["learningRate"], "weight_decay": recipe["weightDecay"]}
        if recipe["name"] == "adamW":
            self.optimizer = torch.optim.AdamW(self.model.parameters(), **options)
        else:
            self.optimizer = torch.optim.SGD(self.model.parameters(), momentum=recipe["momentum"], **options)
        self.model.train()

    def iterate(self):
        images, labels = torch.tensor(self.images), torch.tensor(self.labels)
        self.optimizer.zero_grad()
        logits = self.model(images)
        loss = F.cross_entropy(logits, labels)
        correct = (logits.argmax(1) == labels).sum()
        loss.backward()
        self.optimizer.step()
        correct.item()
        return loss.item()


class Inference(Program):
    def __init__(self, work, threads):
        super().__init__(work, threads)
        self.model.eval()

    @torch.inference_mode()
    def iterate(self):
        self.model(torch.tensor(self.images)).numpy()


def open_program(work, threads):
    return (Training if work["task"] == "training" else Inference)(work, threads)
