"""Writes a network as an ONNX file with a free batch size, for a bare onnxruntime session."""

import warnings

import torch

from models import create_model


def export_reference(work, path):
    """Returns the number of trainable values."""
    model = create_model(work).eval()
    height, width, channels = work["input"]
    with warnings.catch_warnings():
        # The older exporter needs no further package; what it warns of is its age.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (torch.zeros(1, channels, height, width),),
            path,
            dynamo=False,
            opset_version=17,
            input_names=["images"],
            output_names=["logits"],
            dynamic_axes={"images": {0: "batch"}, "logits": {0: "batch"}},
        )
    return sum(p.numel() for p in model.parameters())
