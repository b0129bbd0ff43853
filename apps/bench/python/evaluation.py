"""The evaluation works of ../src/suites/works.ts in scikit-learn."""

import numpy
import sklearn
from sklearn import metrics


def mixed(values):
    """32 mixed bits of each number."""
    bits = (values ^ (values >> numpy.uint32(16))) * numpy.uint32(0x45D9F3B)
    bits = (bits ^ (bits >> numpy.uint32(16))) * numpy.uint32(0x45D9F3B)
    return bits ^ (bits >> numpy.uint32(16))


def test_scores(samples):
    """The numbers of ../src/programs/test-scores.ts."""
    index = numpy.arange(samples, dtype=numpy.uint32)
    true = (mixed(2 * index + 1) % 10 < 3).astype(numpy.uint8)
    scores = (mixed(2 * index + 2) / 2**32 + 0.3 * true) / 1.3
    return true, scores.astype(numpy.float32)


class EvaluationProgram:
    def __init__(self, work):
        self.version = f"scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}, one thread"
        self.parameters = work["samples"]
        self.area_only = work["measures"] == "roc-auc"
        self.true, self.scores = test_scores(work["samples"])

    def iterate(self):
        if self.area_only:
            return metrics.roc_auc_score(self.true, self.scores)
        # Two sorts: the area of the curve needs no third one.
        fpr, tpr, _ = metrics.roc_curve(self.true, self.scores)
        metrics.average_precision_score(self.true, self.scores)
        return float(metrics.auc(fpr, tpr))
