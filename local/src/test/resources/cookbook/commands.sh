godwit list                                                          # it is known, and pending
godwit dry-run 20261201-default-plan                                 # counts, failures, ten documents before and after
godwit start 20261201-default-plan --one-batch-only --batch-size 10  # ten documents, then it is paused
godwit start 20261201-default-plan --batch-size 1000 --wait          # all others; exit code 0 when completed
