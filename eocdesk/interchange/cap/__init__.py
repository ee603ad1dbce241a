"""The Common Alerting Protocol 1.2, written: our own alerts and warnings; alerts of others are read by the feeds."""
