"""What `inference.py` is made of: which tasks it plays, its log lines, and its results file.

Playing itself is `tracefix_rl.evaluation.play`, the same for every command.
"""
