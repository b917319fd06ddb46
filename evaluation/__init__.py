"""Quality figures: `make eval`. Reads gold data from `../shared` beside the checkout, and says so when it is not there."""
