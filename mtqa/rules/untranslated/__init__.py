"""Words of the source language that were left as they were."""
