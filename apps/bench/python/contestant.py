"""A contestant in Python: PyTorch, scikit-learn, or the library that the argument names (skimage, cv2).

Answers the requests of ../src/contestants/messages.ts, one JSON object a line.
"""

import json
import sys
import time


def peak_memory():
    """The most memory that this process ever held, in MiB; None where the platform does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


class Contestant:
    def __init__(self):
        self.program = None

    def open(self, request):
        work, threads = request["work"], request["threads"]
        if work["task"] == "evaluation":
            from evaluation import EvaluationProgram

            self.program = EvaluationProgram(work)
        elif work["task"] == "image":
            from images import ImageProgram

            self.program = ImageProgram(work, threads, sys.argv[1])
        else:
            from programs import open_program

            self.program = open_program(work, threads)
        return {"version": self.program.version, "parameters": self.program.parameters}

    def export(self, request):
        from export_reference import export_reference

        return {"parameters": export_reference(request["work"], request["path"])}

    def run(self, request):
        cpu_start = time.process_time()
        times, loss = [], None
        for i in range(request["settle"] + request["iterations"]):
            start = time.perf_counter()
            loss = self.program.iterate()
            elapsed = time.perf_counter() - start
            if i >= request["settle"]:
                times.append(elapsed * 1000)
        turn = {
            "times": times,
            "cpuStart": cpu_start * 1000,
            "cpuEnd": time.process_time() * 1000,
            "peakMemory": peak_memory(),
        }
        return turn if loss is None else {**turn, "loss": loss}

    def close(self, _request):
        self.program = None


def main():
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not get between the answers
    contestant = Contestant()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            response = {"ok": getattr(contestant, request["op"])(request)}
        except ImportError as error:
            response = {"error": f"{error}; install apps/bench/python/requirements.txt"}
        except Exception as error:  # the runner reports it and leaves this contestant out
            response = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(response) + "\n")
        answers.flush()


main()
