"""The same examples for every run of hypothesis."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "mtqa", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.load_profile("mtqa")
