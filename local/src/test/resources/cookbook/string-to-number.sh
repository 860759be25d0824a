godwit start 20261204-price-is-a-number --on-error skip --max-failures 1% --wait
