"""The pages that infer: their answers are computed by the worker and kept by the state of the diary."""
