godwit start 20261210-merged-users --reset --wait   # until the check finds nothing
