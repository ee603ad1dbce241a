"""STIX 2.1 and 2.0: indicators and vulnerabilities in; indicators, threats and products out, with TLP 2.0."""
