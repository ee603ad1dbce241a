"""The ground as drawn: map files, layers, clusters, the offline page and the printed picture."""
